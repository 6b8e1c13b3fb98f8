"""Forget what has been kept long enough; see `Command`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.privacy.retention import RULES, purge


class Command(BaseCommand):
    """Do at once what the worker does every hour, and say how much there was to forget by each rule of RETENTION."""

    help = "Forgets personal data that has been kept for as many days as RETENTION says."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge; raises CommandError where a rule failed."""
        forgotten = purge()
        for rule, number in forgotten.items():
            self.stdout.write(f"{rule}: {number}")
        if failed := [rule for rule in RULES if rule not in forgotten]:
            raise CommandError(f"These rules failed, as the log says: {', '.join(failed)}. Run the command again.")
