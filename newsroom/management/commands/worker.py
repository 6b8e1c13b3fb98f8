"""Do the work that waits behind the requests; see `Command`."""

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.tasks.supervisor import Supervisor
from newsroom.tasks.worker import Worker


class Command(BaseCommand):
    """
    Send mails, make pictures' files and do whatever else was put off, until it is told to stop (TERM or Ctrl-C).

    Each lane (settings.LANES) has a process of its own. As many as wanted may run, on as many machines. `make run`
    starts one beside the server.
    """

    help = "Does the work that waits behind the requests, such as sending mails and making the files of pictures."

    def add_arguments(self, parser):
        """Add --beside, --lane and --pulse."""
        parser.add_argument("--beside", type=int, metavar="PID", help="stop when this process has gone")
        parser.add_argument("--lane", choices=settings.LANES, help="do this lane alone, in this process")
        parser.add_argument("--pulse", type=int, metavar="FILE", help="the open pipe of the process that starts lanes")

    def handle(self, *, beside, lane, pulse, **options):
        """Work."""
        worker = Worker(lane, beside=beside, pulse=pulse) if lane else Supervisor(beside=beside)
        worker.run_on()
