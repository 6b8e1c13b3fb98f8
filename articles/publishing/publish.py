"""
The acts: publish, withdraw, unschedule. Nothing else opens or closes an edition.

Each locks the story, looks again, acts and writes its row in the log, in one transaction: of two people who act
at once one succeeds, and the other is told who was first. The clock is read after the lock, or the second act could
be dated before the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import gate, page_stamps
from articles.models import Edition, EditionByline, ImageUse, Revision, Story, StoryAct, StoryPath, rights
from articles.models.act import Refused
from articles.models.verbs import Verb
from articles.publishing import corrections, references
from articles.revisions.snapshot import pointers
from newsroom.cache import page_cache
from newsroom.text.dates import moment


class AlreadyDone(Refused):
    """Somebody was first: `by` at `done_at`; `when` is the time that the sentence gives, if another."""

    def __init__(self, sentence: str, *, by: User, done_at: datetime, when: datetime | None = None) -> None:
        super().__init__(sentence % {"who": by.get_full_name() or by.get_username(), "when": moment(when or done_at)})
        self.by, self.done_at = by, done_at


class NotPublishable(Refused):
    """The gate is closed: `findings` says why, without what only warns."""

    def __init__(self, findings: Sequence[gate.Finding]) -> None:
        super().__init__(" ".join(finding.sentence for finding in findings))
        self.findings = findings


@dataclass(frozen=True)
class Plan:
    """What is about to be published: a locked story's revision, by whom, and the interval it is for."""

    story: Story
    revision: Revision
    by: User
    at: datetime
    live_from: datetime
    live_until: datetime | None
    kind: str
    note: corrections.Note | None


@transaction.atomic
def publish(
    story: Story,
    *,
    by: User,
    kind: str,
    note: corrections.Note | None = None,
    live_from: datetime | None = None,
    live_until: datetime | None = None,
    overrides: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> Edition:
    """
    Turn the story's latest revision into an edition, live for [live_from, live_until), and return it.

    `live_from` defaults to now, `live_until` to no end; `kind` is one of `kinds_for`, `overrides` the reasons for
    publishing over what the gate finds, {Finding.key: reason}. The gate looks at what will be true at `live_from`; what
    it checked is frozen in the act. Raises Refused: the interval, kind, note, address or an override won't do;
    NotPublishable: the gate is closed; AlreadyDone: this very text is published, or an edition scheduled, already.
    """
    story = Story.objects.locked(story.pk)
    rights.require(by, rights.PUBLISHING, story)
    at = at or page_cache.clock(page_cache.story_key(story.pk))
    revision = Revision.objects.latest_of(story)
    if revision is None:
        raise Refused(_("Save the story before publishing it."))
    plan = Plan(story, revision, by, at, live_from or at, live_until, kind, note)
    _refuse_what_is_done(plan)
    _refuse_bad_plan(plan)
    checks = _pass_gate(plan, overrides or {})
    edition = _open(plan, replaced_until=_close_before(plan))
    _copy_lists(edition, revision.content)
    corrections.tell(edition, note, by=by, at=at)
    is_seen = plan.live_from <= at
    verb = Verb.PUBLISH if is_seen else Verb.SCHEDULE
    _log(verb, edition, by=by, done_at=at, note=note.text if note else "", checks=checks)
    page_stamps.invalidate_story(story, at=at, flips=_flips(edition), is_seen=is_seen)
    return edition


@transaction.atomic
def withdraw(
    story: Story, *, by: User, notice: str = "", retracted: bool = False, at: datetime | None = None
) -> Edition:
    """
    Take the story off the site, call off what is scheduled, and return the edition that was live.

    Readers are told the `notice` at the story's address; where it is `retracted`, on the page of corrections too.
    Raises AlreadyDone where it has been withdrawn; Refused where it isn't live, or a retraction says nothing.
    """
    story = Story.objects.locked(story.pk)
    rights.require(by, rights.PUBLISHING, story)
    at = at or page_cache.clock(page_cache.story_key(story.pk))
    edition = story.editions.live(at).first()
    if edition is None:
        _refuse_not_live(story)
    if retracted and not notice.strip():
        raise Refused(_("A retraction needs a notice: tell readers why."))
    _call_off(story, at)
    edition.live_until, edition.notice = at, notice
    edition.save(update_fields=["live_until", "notice"])
    if retracted:
        corrections.retract(edition, notice, by=by, at=at)
    _log(Verb.WITHDRAW, edition, by=by, done_at=at, note=notice)
    page_stamps.invalidate_story(story, at=at)
    return edition


@transaction.atomic
def unschedule(story: Story, *, by: User, note: str = "", at: datetime | None = None) -> Edition:
    """Call off the scheduled edition; what it would have replaced lives on. Raises Refused, or AlreadyDone."""
    story = Story.objects.locked(story.pk)
    rights.require(by, rights.PUBLISHING, story)
    at = at or page_cache.clock(page_cache.story_key(story.pk))
    edition = _call_off(story, at)
    if edition is None:
        _refuse_not_scheduled(story)
    _log(Verb.UNSCHEDULE, edition, by=by, done_at=at, note=note)
    # By a clock that is a little ahead it is public already.
    if edition.live_from <= at + page_cache.SKEW:
        page_stamps.invalidate_story(story, at=at)
    return edition


def kinds_for(story: Story | None, *, at: datetime) -> list[Edition.Kind]:
    """Return the kinds that an edition of this story may be of, if it goes live at this moment; None is a new story."""
    if story is None or not story.editions.shown_by(at).exists():
        return [Edition.Kind.FIRST]
    if story.editions.live(at).exists():
        return [Edition.Kind.SILENT_FIX, Edition.Kind.UPDATE, Edition.Kind.CORRECTION]
    return [Edition.Kind.RESTORED]


def _refuse_what_is_done(plan: Plan) -> None:
    scheduled = plan.story.editions.scheduled(plan.at).select_related("published_by").first()
    if scheduled:
        sentence = _("%(who)s has already scheduled an edition of this story for %(when)s. Unschedule it first.")
        raise AlreadyDone(sentence, by=scheduled.published_by, done_at=scheduled.published_at, when=scheduled.live_from)
    live = plan.story.editions.live(plan.at).select_related("published_by").first()
    is_new = plan.note and not corrections.is_told(plan.story, plan.note, at=plan.at)
    if live and not is_new and live.revision_id == plan.revision.pk and live.live_until == plan.live_until:
        sentence = _("%(who)s has already published this text, on %(when)s.")
        raise AlreadyDone(sentence, by=live.published_by, done_at=live.published_at, when=live.live_from)


def _refuse_bad_plan(plan: Plan) -> None:
    if plan.live_from < plan.at:
        raise Refused(_("This time has passed: choose a later one."))
    if plan.live_until and plan.live_until <= plan.live_from:
        raise Refused(_("The end comes before the start: choose a later end."))
    if plan.kind not in kinds_for(plan.story, at=plan.live_from):
        _refuse_first_after_first(plan)
        raise Refused(_("The story has been published or withdrawn meanwhile: choose the kind of edition again."))
    if sentence := corrections.misfit(plan.kind, plan.note):
        raise Refused(sentence)


def _refuse_first_after_first(plan: Plan) -> None:
    live = plan.story.editions.live(plan.at).select_related("published_by").first()
    if live and plan.kind == Edition.Kind.FIRST:
        sentence = _("%(who)s has already published this story, on %(when)s: choose the kind of the next edition.")
        raise AlreadyDone(sentence, by=live.published_by, done_at=live.published_at, when=live.live_from)


def _pass_gate(plan: Plan, overrides: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what the gate checked, for the log; raise NotPublishable where something stands in the way."""
    references.lock(plan.revision.content)
    found = gate.findings(plan.story, plan.revision.content, at=plan.live_from, kind=plan.kind)
    reasons = {finding.key: overrides[finding.key] for finding in found if _overrides(plan.by, finding, overrides)}
    if standing := [finding for finding in found if finding.blocks and finding.key not in reasons]:
        raise NotPublishable(standing)
    return gate.checks(found, reasons)


def _overrides(by: User, finding: gate.Finding, overrides: Mapping[str, str]) -> bool:
    """Return whether this person publishes over this finding; raise Refused where they may not, or don't say why."""
    if finding.may_override is None or finding.key not in overrides:
        return False
    if not by.has_perm(finding.may_override):
        raise Refused(_("You can’t override the checks: ask an editor who can."))
    if not overrides[finding.key].strip():
        raise Refused(_("To publish anyway, give a reason: it is recorded in the log."))
    return True


def _close_before(plan: Plan) -> datetime | None:
    """Close the edition that is live when the new one begins; return when it would have ended."""
    before = plan.story.editions.live(plan.live_from).first()
    if before is None:
        return None
    plan.story.editions.filter(pk=before.pk).update(live_until=plan.live_from)
    return before.live_until


def _open(plan: Plan, *, replaced_until: datetime | None) -> Edition:
    last = plan.story.editions.order_by("-number").first()
    seen = plan.story.editions.shown_by(plan.live_from).order_by("-number").first()
    first_published_at = seen.first_published_at if seen else plan.live_from
    content = plan.revision.content
    return Edition.objects.create(
        story=plan.story,
        revision=plan.revision,
        number=last.number + 1 if last else 1,
        kind=plan.kind,
        live_from=plan.live_from,
        live_until=plan.live_until,
        replaced_until=replaced_until,
        first_published_at=first_published_at,
        modified_at=plan.live_from if plan.kind in Edition.MODIFYING else seen and seen.modified_at,
        published_by=plan.by,
        published_at=plan.at,
        path=_issue_path(plan, first_published_at),
        section_id=content["section"],
        lead_image_id=content["lead_image"],
        **Edition.copied(content),
    )


def _issue_path(plan: Plan, first_published_at: datetime) -> str:
    """Return the story's address, noted as its own for ever; the day is the newsroom's."""
    day = timezone.localtime(first_published_at)
    path = f"/{day:%Y/%m/%d}/{plan.revision.content['slug']}/"
    defaults = {"story": plan.story, "public_from": plan.live_from}
    issued, _new = StoryPath.objects.get_or_create(path=path, defaults=defaults)
    if issued.story_id != plan.story.pk:
        sentence = _("The address %(path)s has already belonged to another story: choose another slug.")
        raise Refused(sentence % {"path": path})
    return path


def _copy_lists(edition: Edition, content: dict[str, Any]) -> None:
    edition.tags.set(content["tags"])
    pictures = sorted(pk for model, pk in pointers(content) if model == "image")
    ImageUse.objects.bulk_create(ImageUse(edition=edition, image_id=pk) for pk in pictures)
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, contributor_id=line["contributor"], role=line["role"], position=position)
        for position, line in enumerate(content["bylines"])
    )


def _call_off(story: Story, at: datetime) -> Edition | None:
    """Empty the scheduled edition's interval, give its place back, forget addresses that nobody could know."""
    edition = story.editions.scheduled(at).first()
    if edition is None:
        return None
    ends_there = story.editions.ended_by(edition)
    edition.live_until = edition.live_from
    edition.save(update_fields=["live_until"])
    ends_there.update(live_until=edition.replaced_until)
    story.paths.unknown(at).delete()
    return edition


def _refuse_not_live(story: Story) -> NoReturn:
    # Where it has been on the site again since, and its time is over, nobody has withdrawn it.
    last = story.acts.last_of([Verb.WITHDRAW, Verb.PUBLISH, Verb.SCHEDULE])
    if last and last.verb == Verb.WITHDRAW:
        raise AlreadyDone(_("%(who)s has already withdrawn this story, on %(when)s."), by=last.by, done_at=last.done_at)
    raise Refused(_("The story isn’t live: there is nothing to withdraw."))


def _refuse_not_scheduled(story: Story) -> NoReturn:
    # What was scheduled since has gone out, or was called off by a withdrawal.
    last = story.acts.last_of([Verb.UNSCHEDULE, Verb.SCHEDULE, Verb.WITHDRAW])
    if last and last.verb == Verb.UNSCHEDULE:
        sentence = _("%(who)s has already unscheduled this story, on %(when)s.")
        raise AlreadyDone(sentence, by=last.by, done_at=last.done_at)
    raise Refused(_("Nothing is scheduled for this story."))


def _log(verb: Verb, edition: Edition, **said: Any) -> None:
    StoryAct.objects.create(verb=verb, story=edition.story, edition=edition, revision=edition.revision, **said)


def _flips(edition: Edition) -> list[datetime | None]:
    """Return when readers see something else of this edition: its own ends, and those of its picture's rights."""
    rights_turn_at = edition.lead_image.rights_turn_at() if edition.lead_image else []
    return [edition.live_from, edition.live_until, *rights_turn_at]
