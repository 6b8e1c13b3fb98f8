"""
How large a request's body may be, by address: one table for the server, the application and the proxy in front.

When a body begins, its sender is still unknown, so addresses that are open to all take little. The server
(newsroom/serving/server.py) refuses by the request's head; body_limits.py does so under any other server.
deploy/nginx.conf repeats the figures, and a test compares them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """What may be sent to addresses that begin with `start`: so many bytes, and files or none."""

    start: str
    most: int
    takes_files: bool = True


# Bytes. The longest comment that is taken has 60 kB where each of its characters is sent as %F0%9F%98%80, 65 kB with a
# name and an address. One that is twice as long still comes back to its writer with a sentence.
READERS = 128_000
# Bytes. A story of two hundred blocks has 1 to 2 MB, every accent taking six bytes of them.
FORM = 5_000_000
# Bytes. The largest picture that is taken (articles/images/header.py), and what a form adds to it.
PICTURE = 81_000_000
# Bytes. Twenty pictures of a camera at once, by a browser that runs no script.
PICTURES = 400_000_000

# The first that fits holds. Who sends the log-in form isn't known yet.
LIMITS = (
    Limit("/admin/articles/image/upload/several/", PICTURES),
    Limit("/admin/articles/image/", PICTURE),
    Limit("/admin/login/", READERS, takes_files=False),
    Limit("/admin/", FORM),
    Limit("/", READERS, takes_files=False),
)


def limit_of(path: str) -> Limit:
    """The limit of readers holds for an odd path, such as `*` or `//admin`."""
    return next((limit for limit in LIMITS if path.startswith(limit.start)), LIMITS[-1])
