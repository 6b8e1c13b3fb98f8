"""How long the server takes for each thing that the desk asks of it, and readers do."""

from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import NamedTuple

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition
from tests.forms import posted

TIMES = 20


class Figure(NamedTuple):
    """
    What was measured, in milliseconds.

    middle   the median
    slow     nine of ten took no longer
    cpu      the median of what our own process worked: what is above it, other programs have taken
    ceiling  the most that it may be; None where nobody has set one
    """

    name: str
    middle: float
    slow: float
    cpu: float
    ceiling: int | None


def figures(story, user):
    """Yield a Figure for each question to the server; `user` is at the desk, readers have no session."""
    for name, ceiling, ask, expected in _questions(story, user):
        yield Figure(name, *measure(name, ask, expected), ceiling)


def _questions(story, user):
    """Yield (name, ceiling in milliseconds or None, function without arguments, the expected status)."""
    desk, reader = Client(), Client()
    desk.force_login(user)
    form_page = _door("change", story)
    typed = encode_multipart(BOUNDARY, posted(desk.get(form_page)))
    page = Edition.objects.live(timezone.now()).get(story=story).path
    tag = reader.get(page)["ETag"]

    def post(door, **headers) -> Callable:
        return lambda: desk.generic("POST", _door(door, story), typed, MULTIPART_CONTENT, headers=headers)

    yield "live preview", 150, post("preview"), 200
    yield "gate beside the form", None, post("gate"), 200
    yield "typography button", None, post("typography", accept="application/json"), 200
    yield "history page", 300, lambda: desk.get(_door("history", story)), 200
    yield "compare, first and last", None, lambda: desk.get(_compared(story)), 200
    yield "story form", None, lambda: desk.get(form_page), 200
    yield "dashboard", None, lambda: desk.get(reverse("admin:index")), 200
    yield "story page", None, lambda: reader.get(page), 200
    yield "story page, fresh copy", None, lambda: reader.get(page, headers={"if-none-match": tag}), 304


def measure(name, ask, expected):
    """Return the middle and the ninth of ten of the times that a question takes, and the middle of its work."""
    times, works = [], []
    for _ in range(TIMES + 1):
        start, work = perf_counter(), process_time()
        status = ask().status_code
        times.append((perf_counter() - start) * 1000)
        works.append((process_time() - work) * 1000)
        if status != expected:
            raise RuntimeError(f"{name}: the server answered {status}, not {expected}.")
    # The first one fills the caches of a server that has just started.
    return median(times[1:]), quantiles(times[1:], n=10)[8], median(works[1:])


def _door(name, story):
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def _compared(story):
    numbers = story.revisions.order_by("number").values_list("number", flat=True)
    return f"{_door('compare', story)}?a={numbers.first()}&b={numbers.last()}"
