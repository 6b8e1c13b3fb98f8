"""Make the keys of addresses and networks anew; see `Command`."""

from typing import Any

from django.core.management.base import BaseCommand

from comments.privacy.rekey import rekey


class Command(BaseCommand):
    """Make them with today's ADDRESS_KEY, and say how many, and which blocks still need a key of before."""

    help = "Makes the keys of addresses and networks anew, after ADDRESS_KEY has changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rekey; say what is left."""
        numbers = rekey()
        left = numbers.pop("left")
        for what, number in numbers.items():
            self.stdout.write(f"{what}: {number}")
        if left:
            self.stdout.write(
                f"{left} blocks are on addresses or networks of which nothing else is kept. "
                "Keep the old key in ADDRESS_KEY_FALLBACKS until they have ended."
            )
