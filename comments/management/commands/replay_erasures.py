"""Erase once more whom a restored backup has brought back; see `Command`."""

from typing import Any

from django.core.management.base import BaseCommand

from comments.privacy.personal_data import replay


class Command(BaseCommand):
    """Go through the list of erasures, erase those who are on it and in the database, and say how many that were."""

    help = "Erases again, after a backup was restored, the readers who had everything erased since it was made."

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay."""
        for what, number in replay().items():
            self.stdout.write(f"{what}: {number}")
