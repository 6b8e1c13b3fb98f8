"""The worker, within a test."""

from unittest import mock

from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from newsroom.tasks import Worker


def run_tasks():
    """Do all tasks that wait and whose time has come, as the worker does, in this process; raises if one fails."""
    # A worker gives its connection back between two tasks; here that would end the test's transaction.
    with mock.patch.object(db_worker, "close_old_connections"):
        Worker().run()
    failed = DBTaskResult.objects.failed().first()
    assert failed is None, failed.traceback
