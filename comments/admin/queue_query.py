"""What the address of the moderation queue says is wanted; what can't be is answered with 404."""

import re
from collections.abc import Container, Sequence

from django.contrib.auth.models import User
from django.http import Http404, QueryDict

from articles.models import Section
from comments.models import Comment, Flag
from comments.models.fields import PUBLIC_ID
from comments.moderation import similar
from comments.moderation.queue import ORDERS, TABS, WAITING, Wanted

STORY = re.compile(r"\d{1,18}", re.ASCII)
WORDS_MAX = 100


def wanted_in(query: QueryDict, user: User, sections: Sequence[Section]) -> Wanted:
    """Read what is wanted; raises Http404."""
    story, kind, after = query.get("story") or "", query.get("alike") or "", query.get("after")
    if story and not STORY.fullmatch(story):
        raise Http404
    return Wanted(
        tab=_one_of(TABS, query.get("tab") or WAITING),
        order=_one_of(ORDERS, query.get("order") or "age"),
        section=_section(query.get("section"), sections),
        story=int(story) if story else None,
        flag=_one_of(("", *Flag.Name), query.get("flag") or ""),
        words=(query.get("q") or "").strip()[:WORDS_MAX],
        alike=_one_of(("", *similar.KINDS), kind),
        of=_comment(query.get("of"), user) if kind else None,
        after=_comment(after, user) if after else None,
    )


def opened(query: QueryDict, user: User) -> Comment | None:
    """The comment that is open, with what its context needs; None where there is none for this person."""
    public_id = query.get("at") or ""
    if not re.fullmatch(PUBLIC_ID, public_id, re.ASCII):
        return None
    found = Comment.objects.open_to(user).for_changelist().known_as([public_id])
    return found.select_related("discussion__story__section", "root", "reply_to").first()


def _one_of(choices: Container[str], value: str) -> str:
    if value not in choices:
        raise Http404
    return value


def _section(slug: str | None, sections: Sequence[Section]) -> Section | None:
    found = [section for section in sections if section.slug == slug]
    if slug and not found:
        raise Http404
    return found[0] if found else None


def _comment(public_id: str | None, user: User) -> Comment:
    if not public_id or not re.fullmatch(PUBLIC_ID, public_id, re.ASCII):
        raise Http404
    comment = Comment.objects.open_to(user).known_as([public_id]).first()
    if comment is None:
        raise Http404
    return comment
