"""The permission check that both apps use."""


def holds(user, *permissions):
    """
    Return whether a user (None: no user) is active, is staff and has all of these permissions.

    Django's has_perm alone returns True for an account that isn't staff and so can't enter the desk.
    """
    return user is not None and user.is_active and user.is_staff and user.has_perms(permissions)
