"""The gate's rules on who holds the story back, and on what stands above its body."""

from typing import Any

from django.utils.translation import gettext as _

from articles.gate.finding import OVERRIDE, Breaches, Level, Matter, Rule
from articles.models import Story, StoryAct
from articles.models.story_fields import Language
from articles.revisions.snapshot import body_text
from newsroom.text.dates import moment

# Characters: what Google's guide to the structured data of an article asked for.
LONGEST_HEADLINE = 110


def _legal_hold(matter: Matter) -> Breaches:
    if matter.story.legal_hold:
        yield "", _("The story is under legal hold: it can’t be published until the hold is lifted.")


def _embargo(matter: Matter) -> Breaches:
    until = matter.story.embargo_until
    if until and matter.at < until:
        sentence = _("The story is under embargo until %(when)s: schedule it for then or later.")
        yield "", sentence % {"when": moment(until)}


def _headline(matter: Matter) -> Breaches:
    if not matter.content["headline"].strip():
        yield "", _("The story has no headline: write one.")


def _slug(matter: Matter) -> Breaches:
    if not matter.content["slug"]:
        yield "", _("The story has no slug (the end of its address): write one.")


def _section(matter: Matter) -> Breaches:
    if not matter.content["section"]:
        yield "", _("The story isn’t in a section: choose one.")


def _language(matter: Matter) -> Breaches:
    if matter.content["language"] not in Language.values:
        yield "", _("The story has no language: choose one.")


def _byline(matter: Matter) -> Breaches:
    if not matter.content["bylines"]:
        yield "", _("The story has no byline: add one.")


def _body(matter: Matter) -> Breaches:
    if not body_text(matter.content).strip():
        yield "", _("The story has no text: write it.")


def _second_reader(matter: Matter) -> Breaches:
    if matter.story.needs_second_reader and not _is_read_by_another(matter.story, matter.content):
        sentence = _(
            "The story needs a second reading: someone who didn’t start it and isn’t in its byline "
            "must approve this version."
        )
        yield "", sentence


def _is_read_by_another(story: Story, content: dict[str, Any]) -> bool:
    """Return whether somebody who neither began nor signs the story has approved this very text."""
    act = story.acts.last_of([StoryAct.Verb.APPROVE]) if story.state == Story.State.APPROVED else None
    if act is None or act.revision is None or act.revision.content != content:
        return False
    return act.by_id != story.created_by_id and not story.contributors.filter(user=act.by_id).exists()


def _approval(matter: Matter) -> Breaches:
    if matter.story.state != Story.State.APPROVED and not matter.story.needs_second_reader:
        yield "", _("The story hasn’t been approved: have a colleague read it.")


def _standfirst(matter: Matter) -> Breaches:
    if not matter.content["standfirst"].strip():
        yield "", _("The story has no standfirst: lists, search results and shared links will have no summary.")


def _long_headline(matter: Matter) -> Breaches:
    length = len(matter.content["headline"].strip())
    if length > LONGEST_HEADLINE:
        sentence = _("The headline is %(length)d characters long and search engines cut it after %(most)d: shorten it.")
        yield "", sentence % {"length": length, "most": LONGEST_HEADLINE}


RULES = (
    Rule("legal_hold", _legal_hold),
    Rule("embargo", _embargo),
    Rule("headline", _headline),
    Rule("slug", _slug),
    Rule("section", _section),
    Rule("language", _language),
    Rule("byline", _byline),
    Rule("body", _body),
    Rule("second_reader", _second_reader, may_override=OVERRIDE),
    Rule("approval", _approval, Level.WARNING),
    Rule("standfirst", _standfirst, Level.WARNING),
    Rule("long_headline", _long_headline, Level.WARNING),
)
