"""Run the background tasks."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from newsroom.tasks.supervisor import Supervisor
from newsroom.tasks.worker import Worker


class Command(BaseCommand):
    """
    Run until told to stop (TERM or Ctrl-C), each queue (settings.QUEUES) in a process of its own.

    Several workers may run, on several machines. `make run` starts one beside the server.
    """

    help = "Runs the background tasks, such as sending emails and making picture files."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --beside, --queue and --pulse."""
        parser.add_argument("--beside", type=int, metavar="PID", help="stop when this process has gone")
        parser.add_argument("--queue", choices=settings.QUEUES, help="run this queue alone, in this process")
        parser.add_argument("--pulse", type=int, metavar="FILE", help="the pipe of the supervisor")

    def handle(self, *, beside: int | None, queue: str | None, pulse: int | None, **options: Any) -> None:
        """Run the worker."""
        worker = Worker(queue, beside=beside, pulse=pulse) if queue else Supervisor(beside=beside)
        worker.run_on()
