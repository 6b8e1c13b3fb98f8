"""Asking for a task once: what waits already isn't asked for twice."""

from django.utils import timezone

from newsroom.models import Work


def ensure(task, *arguments):
    """Ask for a task unless the same is asked for already; return whether it wasn't."""
    if Work.objects.asked(task.module_path, arguments).exists():
        return False
    task.enqueue(*arguments)
    return True


def prompt(task, *arguments):
    """Ask for a task, or have it tried now where it waits for another try."""
    if not ensure(task, *arguments):
        Work.objects.asked(task.module_path, arguments).try_now(at=timezone.now())
