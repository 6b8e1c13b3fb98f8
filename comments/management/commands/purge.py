"""Forget what has been kept long enough; see `Command`."""

from django.core.management.base import BaseCommand

from comments.retention import purge


class Command(BaseCommand):
    """Do at once what the worker does every hour, and say how much there was to forget by each rule of RETENTION."""

    help = "Forgets personal data that has been kept for as many days as RETENTION says."

    def handle(self, **options):
        """Purge."""
        for rule, number in purge().items():
            self.stdout.write(f"{rule}: {number}")
