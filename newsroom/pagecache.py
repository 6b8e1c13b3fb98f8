"""
Stamps: what a page's freshness hangs on.

A page depends on a few keys ("site", "home", "section:3", "story:7"). Whoever changes what a page shows calls
`bump` in the same transaction, and names the moments at which the clock will change it again. A page's entity
tag is made of the numbers of its keys and of the last such moment that has passed, so that it is right on the
very next request, in every process, and a page never outlives a flip of the clock.
"""

import hashlib
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Subquery
from django.utils.cache import get_conditional_response, patch_cache_control

from newsroom.models import Flip, Stamp

SITE = "site"
HOME = "home"
CORRECTIONS = "corrections"
COMMENTS = "comments"  # the lists that tell how many comments there are, and the feed of all


def section_key(section_id):
    """Return the key of a section's page."""
    return f"section:{section_id}"


def story_key(story_id):
    """Return the key of a story's page, its discussion included."""
    return f"story:{story_id}"


def bump(*keys, flips=()):
    """
    Add one to the stamp of each key, and note the moments (aware datetimes) at which the clock will change it.

    Must run in the transaction of the change itself; rows are locked in the order of their keys, so that two
    acts that share keys wait for one another instead of deadlocking.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A stamp is bumped in the transaction of the change that it stands for.")
    keys = sorted(set(keys))
    locked = Stamp.objects.select_for_update().filter(key__in=keys).order_by("key")
    if len(locked) < len(keys):
        Stamp.objects.bulk_create([Stamp(key=key) for key in keys], ignore_conflicts=True)
        list(locked.all())
    Stamp.objects.filter(key__in=keys).update(number=F("number") + 1)
    moments = [Flip(key=key, flips_at=moment) for key in keys for moment in flips if moment]
    Flip.objects.bulk_create(moments, ignore_conflicts=True)


def forget_flips(at):
    """
    Forget the moments that lie more than a day back, but for the last of each key: pages are tagged by that one.

    The day is for machines whose clocks differ. A chore of the worker (settings.CHORES).
    """
    past = Flip.objects.filter(flips_at__lte=at - timedelta(days=1))
    later = past.filter(key=OuterRef("key"), flips_at__gt=OuterRef("flips_at"))
    return past.filter(Exists(later)).delete()[0]


def entity_tag(keys, *, at, since=None):
    """
    Return the entity tag, quoted, of a page that depends on these keys, at this moment; one query.

    `since` is the moment from which the page's age counts: with each full day of it the tag is another one. What is
    laid down in days (“closes after 14”) then turns at its moment on every page, without a row for each.
    """
    passed = (
        Flip.objects.filter(key=OuterRef("key"), flips_at__lte=at)
        .values("key")
        .annotate(last=Max("flips_at"))
        .values("last")
    )
    stamps = Stamp.objects.filter(key__in=keys).annotate(flipped_at=Subquery(passed)).order_by("key")
    age = f"day {(at - since).days}" if since else ""
    parts = [release(), age, *(f"{s.key}={s.number}@{s.flipped_at}" for s in stamps)]
    return f'"{hashlib.blake2b("|".join(parts).encode(), digest_size=16).hexdigest()}"'


def respond(request, keys, *, at, render, since=None):
    """
    Answer with 304 when the reader's copy is fresh, else with `render()`, tagged; `since` as in `entity_tag`.

    The tag is read before the page is made: a change in between leaves a newer page under an older tag, which
    the next request corrects, and never the reverse.
    """
    tag = entity_tag([SITE, *keys], at=at, since=since)
    response = get_conditional_response(request, etag=tag) or render()
    if response.status_code in (200, 304):
        response["ETag"] = tag
        patch_cache_control(response, public=True, no_cache=True)
    return response


@cache
def release():
    """Return a digest of the code, templates and settings that pages are made with, for this process's life."""
    digest = hashlib.blake2b(digest_size=16)
    for room in ("newsroom", "articles", "comments", "templates"):
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".po"}:
                digest.update(path.read_bytes())
    digest.update(f"{settings.LANGUAGE_CODE} {settings.TIME_ZONE} {settings.SITE_NAME}".encode())
    return digest.hexdigest()
