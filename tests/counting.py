"""Work counted in calls, which are the same on every machine, where time isn’t."""

import sys


def calls(function, *args):
    """Return how many calls of Python functions a call takes."""
    number = 0

    def count(_frame, event, _arg):
        nonlocal number
        number += event == "call"

    sys.setprofile(count)
    try:
        function(*args)
    finally:
        sys.setprofile(None)
    return number
