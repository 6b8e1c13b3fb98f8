"""Enqueue a task once, however often it is asked for."""

from typing import Any

from django.utils import timezone
from django_tasks.base import Task

from newsroom.models import BackgroundTask


def enqueue_once(task: Task, *arguments: Any) -> bool:
    """Enqueue a task unless the same is waiting or running; False if it is."""
    if BackgroundTask.objects.asked(task.module_path, arguments).exists():
        return False
    task.enqueue(*arguments)
    return True


def enqueue_or_retry(task: Task, *arguments: Any) -> None:
    """Enqueue a task; where the same waits for its next try, try it now."""
    if not enqueue_once(task, *arguments):
        BackgroundTask.objects.asked(task.module_path, arguments).try_now(at=timezone.now())
