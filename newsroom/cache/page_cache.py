"""
Entity tags of pages, made from stamps.

A page depends on a few keys ("site", "home", "section:3", "story:7", "image:12"). A change to what a page shows calls
`bump` in the same transaction; a change that is planned for later calls `flip` with its moment. A page's entity tag is
made of the numbers of its keys and the last such moment that has passed. So it is right on the next request, in every
process, and a page never outlives a planned change.

Several machines have several clocks. A stamp keeps when its last change took effect, and no page is made for an earlier
moment: a machine whose clock is behind, or a request that read its clock before the change, tries again.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Greatest
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control

from newsroom.models import Flip, Stamp
from newsroom.text.characters import repaired

# By how much two machines' clocks may differ. A clock that is further ahead is wrong: nothing is shown early for it.
SKEW = timedelta(seconds=10)
TICK = timedelta(microseconds=1)  # the least by which two moments differ in both databases
NO_ACT_YET = datetime(1970, 1, 1, tzinfo=UTC)

View = Callable[..., HttpResponse]

SITE = "site"
HOME = "home"
CORRECTIONS = "corrections"
COMMENTS = "comments"  # the feed of all


def section_key(section_id: int) -> str:
    return f"section:{section_id}"


def counts_key(section_id: int | None = None) -> str:
    """The numbers of comments that a section's page tells, or home (None)."""
    return f"counts:{section_id or 0}"


def policy_key(section_id: int | None = None) -> str:
    """What discussions take by the policy of a section, or of the whole site (None)."""
    return f"policy:{section_id or 0}"


def story_key(story_id: int) -> str:
    return f"story:{story_id}"


def image_key(image_id: int) -> str:
    return f"image:{image_id}"


def contributor_key(contributor_id: int) -> str:
    return f"contributor:{contributor_id}"


class ClockBehind(Exception):
    """An act has taken effect after the moment that a page is made for: `at` is the moment to make it for."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


def at_this_moment(view: View) -> View:
    """Hand the view the moment `at` that its page is for, and call it again with a later one where an act is newer."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at = timezone.now()
        while True:
            try:
                return view(request, *args, at=at, **kwargs)
            except ClockBehind as behind:
                at = behind.at

    return wrapped


def bump(*keys: str, at: datetime) -> None:
    """
    Add one to the stamp of each key for an act that took effect `at` this moment.

    Must run in the transaction of the change itself; rows are locked in the order of their keys, so that two
    acts that share keys wait for one another instead of deadlocking.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A stamp is bumped in the transaction of the change that it stands for.")
    _locked(keys, at).update(number=F("number") + 1, acted_at=Greatest(F("acted_at"), Value(at)))


def flip(*keys: str, flips: Iterable[datetime | None]) -> None:
    """Note the moments (aware datetimes; None is no moment) at which the clock will change the pages of these keys."""
    moments = [Flip(key=key, flips_at=moment) for key in sorted(set(keys)) for moment in flips if moment]
    if moments:
        _locked(keys, NO_ACT_YET)
        Flip.objects.bulk_create(moments, ignore_conflicts=True)


def _locked(keys: Iterable[str], at: datetime) -> QuerySet[Stamp]:
    """Lock the stamps of these keys until the transaction ends, and make those that are new."""
    names = sorted(set(keys))
    stamps = Stamp.objects.filter(key__in=names)
    in_order = stamps.select_for_update().order_by("key")
    if len(in_order) < len(names):
        Stamp.objects.bulk_create([Stamp(key=key, acted_at=at) for key in names], ignore_conflicts=True)
        list(in_order.all())
    return stamps


def clock(*keys: str, at: datetime | None = None) -> datetime:
    """
    This moment (or `at`), or one just after the last act on these keys where that is later by another's clock.

    What is done then is done after that act, in the order in which people see it happen.
    """
    at = at or timezone.now()
    last = Stamp.objects.filter(key__in=keys, acted_at__gte=at, acted_at__lte=at + SKEW).aggregate(Max("acted_at"))
    return last["acted_at__max"] + TICK if last["acted_at__max"] else at


def catch_up(*keys: str, at: datetime) -> None:
    """Raise ClockBehind where an act on these keys took effect after this moment; for answers that have no tag."""
    if (later := clock(*keys, at=at)) > at:
        raise ClockBehind(later)


def forget_flips(at: datetime) -> int:
    """
    Delete the moments that are more than a day old, except the last of each key, which the tags use.

    The day is for machines whose clocks differ. One of settings.PERIODIC_TASKS.
    """
    past = Flip.objects.filter(flips_at__lte=at - timedelta(days=1))
    later = past.filter(key=OuterRef("key"), flips_at__gt=OuterRef("flips_at"))
    return past.filter(Exists(later)).delete()[0]


def entity_tag(keys: Iterable[str], *, at: datetime, since: datetime | None = None) -> str:
    """
    Make the quoted tag of a page that depends on these keys, at this moment, in one query.

    `since` is the moment from which the page's age counts: the tag changes with each full day of it. A setting in days
    (“closes after 14”) then takes effect at its moment on every page, without a row for each. Raises ClockBehind where
    an act on one of the keys took effect after `at`.
    """
    passed = (
        Flip.objects.filter(key=OuterRef("key"), flips_at__lte=at)
        .values("key")
        .annotate(last=Max("flips_at"))
        .values("last")
    )
    stamps = list(Stamp.objects.filter(key__in=keys).annotate(flipped_at=Subquery(passed)).order_by("key"))
    ahead = [stamp.acted_at for stamp in stamps if stamp.acted_at > at]
    if later := [moment for moment in ahead if moment <= at + SKEW]:
        raise ClockBehind(max(later))
    age = f"day {(at - since).days}" if since else ""
    # An act by a clock that is far ahead is seen when that moment comes: until then the tag is another one.
    parts = [release(), age, str(len(ahead)), *(f"{s.key}={s.number}@{s.flipped_at}" for s in stamps)]
    return f'"{hashlib.blake2b("|".join(parts).encode(), digest_size=16).hexdigest()}"'


def respond(
    request: HttpRequest,
    keys: Iterable[str],
    *,
    at: datetime,
    render: Callable[[], HttpResponse],
    since: datetime | None = None,
) -> HttpResponse:
    """
    Answer with 304 when the reader's copy is fresh, else with `render()`, tagged; `since` as in `entity_tag`.

    The tag is read before the page is made: a change in between leaves a newer page under an older tag, which
    the next request corrects, and never the reverse. Raises ClockBehind: see `at_this_moment`.
    """
    tag = entity_tag([SITE, *keys], at=at, since=since)
    fresh: Any = get_conditional_response(request, etag=tag)  # the stubs promise less than a response with a body
    response: HttpResponse = fresh or render()
    if isinstance(response, SimpleTemplateResponse):
        response.add_post_render_callback(_repair)
    if response.status_code in (200, 304):
        response["ETag"] = tag
        patch_cache_control(response, public=True, no_cache=True)
    return response


def _repair(page: SimpleTemplateResponse) -> None:
    """Repair a page's text: a row may have been written without newsroom/http/text_repair.py."""
    page.content = repaired(page.content.decode())


@cache
def release() -> str:
    """Digest the code, templates and settings that pages are made with, once in this process's life."""
    digest = hashlib.blake2b(digest_size=16)
    for room in ("newsroom", "articles", "comments", "templates"):
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".po"}:
                digest.update(path.read_bytes())
    said = (settings.LANGUAGE_CODE, settings.TIME_ZONE, settings.SITE_NAME, settings.SITE_URL)
    digest.update(" ".join(said).encode())
    return digest.hexdigest()
