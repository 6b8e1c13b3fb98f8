"""What the address of the moderation queue says is wanted; what can't be is answered with 404."""

import re

from django.http import Http404

from articles.models import Section
from comments.models import Comment, Flag
from comments.models.fields import PUBLIC_ID
from comments.moderation import similar
from comments.moderation.queue import ORDERS, TABS, WAITING, Wanted

STORY = re.compile(r"\d{1,18}", re.ASCII)
WORDS_MAX = 100


def wanted_in(query, user, sections):
    """Return the Wanted of a query; raises Http404."""
    story, kind = query.get("story") or "", query.get("alike") or ""
    if story and not STORY.fullmatch(story):
        raise Http404
    return Wanted(
        tab=_one_of(TABS, query.get("tab") or WAITING),
        order=_one_of(ORDERS, query.get("order") or "age"),
        section=_section(query.get("section"), sections),
        story=int(story) if story else None,
        flag=_one_of(("", *Flag.Name.values), query.get("flag") or ""),
        words=(query.get("q") or "").strip()[:WORDS_MAX],
        alike=_one_of(("", *similar.KINDS), kind),
        of=_comment(query.get("of"), user) if kind else None,
        after=_comment(query["after"], user) if query.get("after") else None,
    )


def opened(query, user):
    """Return the comment that is open, with what its context needs; None where there is none for this person."""
    public_id = query.get("at") or ""
    if not re.fullmatch(PUBLIC_ID, public_id, re.ASCII):
        return None
    found = Comment.objects.open_to(user).for_changelist().known_as([public_id])
    return found.select_related("discussion__story__section", "root", "reply_to").first()


def _one_of(choices, value):
    if value not in choices:
        raise Http404
    return value


def _section(slug, sections):
    found = [section for section in sections if section.slug == slug]
    if slug and not found:
        raise Http404
    return found[0] if found else None


def sections_for_filter():
    return list(Section.objects.all())


def _comment(public_id, user):
    if not re.fullmatch(PUBLIC_ID, public_id or "", re.ASCII):
        raise Http404
    comment = Comment.objects.open_to(user).known_as([public_id]).first()
    if comment is None:
        raise Http404
    return comment
