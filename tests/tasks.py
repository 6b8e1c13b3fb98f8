"""The worker, within a test."""

from django.conf import settings

from newsroom.models import BackgroundTask
from newsroom.tasks.worker import Worker


def run_tasks():
    """Do all tasks that wait and whose time has come, as the worker does, in this process; raises if one fails."""
    for queue in settings.QUEUES:
        Worker(queue).do_waiting()
    failed = (BackgroundTask.objects.failing() | BackgroundTask.objects.failed()).first()
    assert failed is None, f"{failed.exception_class_path}\n{failed.traceback}"
