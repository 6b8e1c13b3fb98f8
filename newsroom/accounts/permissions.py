"""Whether somebody holds a permission at the desk: asked by both apps, by their acts and by their buttons."""


def holds(user, *permissions):
    """
    Return whether this is an active member of staff with every one of these permissions; None is nobody.

    Django's has_perm alone says yes to an account that can't enter the desk: one that isn't staff.
    """
    return user is not None and user.is_active and user.is_staff and user.has_perms(permissions)
