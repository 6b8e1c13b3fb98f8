"""Who is logged in at the desk; sessions that have ended go, or their table would grow with every log-in."""

from importlib import import_module

from django.conf import settings


def forget_ended(at):
    """Forget the sessions that have ended: a chore of the worker (settings.CHORES), whose clock Django reads itself."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
