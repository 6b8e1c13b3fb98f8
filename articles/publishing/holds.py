"""What holds a story back: an embargo, a legal hold, a second reader. Each change is an act with its row in the log."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Edition, Revision, Story, StoryAct, rights
from articles.models.act import Refused
from articles.models.verbs import Verb
from articles.publishing.publish import unschedule
from newsroom.cache import page_cache


class Held(NamedTuple):
    """What may hold a story back; the fields of Story have the same names."""

    embargo_until: datetime | None = None
    legal_hold: bool = False
    needs_second_reader: bool = False


def held(story: Story) -> Held:
    return Held(story.embargo_until, story.legal_hold, story.needs_second_reader)


@transaction.atomic
def hold(story: Story, wanted: Held, *, by: User, because: str = "", at: datetime | None = None) -> Edition | None:
    """
    Make `wanted` what holds the story back, and log each change; return the edition that this calls off.

    A scheduled edition that would go live within an embargo, or under a legal hold, is called off. Raises Refused
    where an embargo that hasn't passed, or a legal hold, is lifted without saying why (`because`).
    """
    locked = Story.objects.locked(story.pk)
    now, at = held(locked), at or page_cache.clock(page_cache.story_key(story.pk))
    if now == wanted:
        return None
    rights.require(by, rights.PUBLISHING, locked)
    verbs = list(_verbs(now, wanted))
    if lifts(now, wanted, at) and not because.strip():
        raise Refused(why_lifted())
    for name, value in wanted._asdict().items():
        setattr(story, name, value)
    story.save(update_fields=Held._fields)
    revision = Revision.objects.latest_of(story)
    for verb in verbs:
        StoryAct.objects.create(story=story, revision=revision, verb=verb, by=by, done_at=at, note=because)
    return _call_off(story, by=by, at=at)


def lifts(now: Held, wanted: Held, at: datetime) -> bool:
    """Return whether this change lets a story go before its time: that needs a reason."""
    is_over = now.embargo_until is not None and now.embargo_until <= at
    return any(verb.row.needs_reason and not (verb == Verb.LIFT and is_over) for verb in _verbs(now, wanted))


def why_lifted() -> str:
    return _("Give the reason for lifting the embargo or the legal hold: it is recorded in the log.")


def _verbs(now: Held, wanted: Held) -> Iterator[Verb]:
    if now.embargo_until != wanted.embargo_until:
        sooner = now.embargo_until and (wanted.embargo_until is None or wanted.embargo_until < now.embargo_until)
        yield Verb.LIFT if sooner else Verb.EMBARGO
    if now.legal_hold != wanted.legal_hold:
        yield Verb.HOLD if wanted.legal_hold else Verb.RELEASE
    if now.needs_second_reader != wanted.needs_second_reader:
        yield Verb.FLAG if wanted.needs_second_reader else Verb.UNFLAG


def _call_off(story: Story, *, by: User, at: datetime) -> Edition | None:
    scheduled = story.editions.scheduled(at).first()
    embargoed = scheduled and story.embargo_until and scheduled.live_from < story.embargo_until
    if not scheduled or not (story.legal_hold or embargoed):
        return None
    why = _("The story is under legal hold.") if story.legal_hold else _("The embargo ends after the scheduled time.")
    return unschedule(story, by=by, note=why, at=at)
