"""The comments under a story."""

from datetime import datetime
from typing import Any

from django import template
from django.http import Http404
from django.template import Context
from django.utils.html import format_html
from django.utils.translation import ngettext

from articles.models import Edition
from comments import threads
from comments.forms import CommentForm
from comments.models import Comment
from newsroom.text.characters import has_right_to_left
from newsroom.text.html import from_plain
from newsroom.text.numbers import grouped

register = template.Library()


@register.inclusion_tag("comments/_discussion.html", takes_context=True)
def discussion(context: Context, edition: Edition, at: datetime) -> dict[str, Any]:
    """Show the page of a discussion that `?thread=`, `?page=` and `?order=` name, and the form if readers can write."""
    asked = context["request"].GET
    wanted = {"thread": asked.get("thread"), "after": asked.get("page"), "order": asked.get("order", threads.OLDEST)}
    try:
        page = threads.page(edition, at=at, **wanted)
    except threads.NoSuchPage as none:
        raise Http404 from none
    form = CommentForm(story_id=edition.story_id) if page.is_open else None
    return {"edition": edition, "page": page, "form": form}


@register.filter
def paragraphs(text: str) -> str:
    return from_plain(text)


@register.filter
def isolated(words: str) -> str:
    """Give Hebrew or Arabic its own direction within a sentence of ours."""
    return format_html('<bdi dir="auto">{}</bdi>', words) if has_right_to_left(words) else words


@register.filter
def number_of_comments(number: int) -> str:
    """“0 comments”, “1 comment”, “1,000 comments”."""
    return ngettext("%(counter)s comment", "%(counter)s comments", number) % {"counter": grouped(number)}


@register.filter
def number_of_more_replies(number: int) -> str:
    return ngettext("%(counter)s more reply", "%(counter)s more replies", number) % {"counter": grouped(number)}


@register.filter
def was_edited(comment: Comment) -> bool:
    """Whether the text is another one than readers saw at first."""
    return bool(comment.edited_at and comment.published_at and comment.edited_at > comment.published_at)
