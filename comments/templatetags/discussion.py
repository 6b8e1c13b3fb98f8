"""The comments under a story."""

from django import template
from django.http import Http404

from comments import reading
from comments.forms import CommentForm
from newsroom.html import from_plain

register = template.Library()


@register.inclusion_tag("comments/_discussion.html", takes_context=True)
def discussion(context, edition, at):
    """Show the page of the edition's discussion that `?page=` names, and the form where readers can write."""
    try:
        page = reading.page(edition.story_id, at=at, after=context["request"].GET.get("page"))
    except reading.NoSuchPage as none:
        raise Http404 from none
    form = CommentForm(story_id=edition.story_id) if page.is_open else None
    return {"edition": edition, "page": page, "form": form}


@register.filter
def paragraphs(text):
    """Return a reader's plain text as paragraphs and marked links."""
    return from_plain(text)
