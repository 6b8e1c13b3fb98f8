"""Do the work that waits behind the requests; see `Command`."""

import logging

from django.core.management.base import BaseCommand

from newsroom.tasks import Worker


class Command(BaseCommand):
    """
    Make pictures' files and do whatever else was put off, until it is told to stop (TERM or Ctrl-C).

    As many as wanted may run, on as many machines. `make run` starts one beside the server.
    """

    help = "Does the work that waits behind the requests, such as making the files of pictures."

    def add_arguments(self, parser):
        """Add --beside."""
        parser.add_argument("--beside", type=int, metavar="PID", help="stop when this process has gone")

    def handle(self, *, beside, **options):
        """Work."""
        # The library says every second at INFO that there is nothing to do.
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        worker = Worker(beside=beside)
        worker.configure_signals()
        worker.run_on()
