"""Check that the database answers and is migrated."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.management.commands.prepare import is_migrated, reach_database


class Command(BaseCommand):
    """The failures have a sentence each: a database that starts after the paper, at a reboot, needs no migration."""

    help = "Says whether the database answers and its tables are those of this version; changes nothing."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        """Check; raises CommandError, with a sentence that says what to do."""
        reach_database()
        if not is_migrated():
            raise CommandError(
                "The tables aren’t those of this version: keep a copy of the database, then run "
                ".venv/bin/python manage.py migrate."
            )
