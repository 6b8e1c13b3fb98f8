"""Expired sessions are deleted, or their table would grow with every log-in."""

from datetime import datetime
from importlib import import_module

from django.conf import settings


def forget_ended(at: datetime) -> None:
    """Delete expired sessions (one of settings.PERIODIC_TASKS); Django reads the clock itself."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
