"""The worker, within a test."""

from django.conf import settings

from newsroom.models import Work
from newsroom.tasks.worker import Worker


def run_tasks():
    """Do all tasks that wait and whose time has come, as the worker does, in this process; raises if one fails."""
    for lane in settings.LANES:
        Worker(lane).do_waiting()
    failed = (Work.objects.failing() | Work.objects.failed()).first()
    assert failed is None, f"{failed.exception_class_path}\n{failed.traceback}"
