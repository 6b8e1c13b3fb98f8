"""The permission check that both apps use."""

from django.contrib.auth.models import AnonymousUser, User


def holds(user: User | AnonymousUser | None, *permissions: str) -> bool:
    """Django's has_perm alone also lets in who isn't staff, and so can't enter the desk."""
    return user is not None and user.is_active and user.is_staff and user.has_perms(permissions)
