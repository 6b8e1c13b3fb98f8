"""Check that the database answers and is migrated; see `Command`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from newsroom.management.commands.prepare import reach_database


class Command(BaseCommand):
    """
    Exit with 0 where the database answers and its tables are those of this version; change nothing.

    The two failures have sentences of their own: a database that starts later than the paper, as after a reboot, needs
    no migration.
    """

    help = "Says whether the database answers and its tables are those of this version; changes nothing."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        """Check; raises CommandError, with a sentence that says what to do."""
        reach_database()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "The tables aren’t those of this version: keep a copy of the database, then run "
                ".venv/bin/python manage.py migrate."
            )
