"""Types that signatures share, and how they are had."""

from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise
else:
    # Words, or words that are translated when they are shown.
    StrOrPromise = str | Promise


class StaffRequest(HttpRequest):
    """A request of the desk: somebody is logged in."""

    user: User


def staff_of(request: HttpRequest) -> User:
    """Return who asks, where the desk has let them in already."""
    return cast(User, request.user)
