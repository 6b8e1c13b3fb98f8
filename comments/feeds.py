"""Feeds of what readers say: of one story, and of the whole paper. Nothing private is in them."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.models.edition import EditionQuerySet
from comments import policy
from comments.models import Comment
from comments.posting import post
from comments.views.gone import story_gone
from newsroom.cache import page_cache
from newsroom.http.addresses import absolute, tag_uri
from newsroom.http.feed import Feed
from newsroom.http.language import in_one_language, speak
from newsroom.text.html import from_plain

NEWEST = 50


@require_safe
@in_one_language
@page_cache.at_this_moment
def of_story(request: HttpRequest, story_id: int, *, at: datetime) -> HttpResponse:
    """The newest comments under one story; none where readers see none."""
    edition = post.live_edition(story_id, at=at)
    if edition is None:
        return story_gone(request, story_id, at=at)
    speak(edition.language)

    def render() -> HttpResponse:
        title = _("Comments on: %(headline)s") % {"headline": edition.headline}
        return _feed(request, Edition.objects.of([edition.story]).live(at), title, edition.path, edition.language)

    keys = [page_cache.story_key(story_id), page_cache.policy_key(), page_cache.policy_key(edition.section_id)]
    return page_cache.respond(request, keys, at=at, render=render)


@require_safe
@in_one_language
@page_cache.at_this_moment
def of_site(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """The newest comments of the whole paper."""

    def render() -> HttpResponse:
        title = _("%(site)s: comments") % {"site": settings.SITE_NAME}
        return _feed(request, Edition.objects.live(at), title, reverse("articles:home"), settings.LANGUAGE_CODE)

    # A story that goes or comes turns the front page too.
    return page_cache.respond(request, [page_cache.HOME, page_cache.COMMENTS], at=at, render=render)


def _feed(request: HttpRequest, editions: EditionQuerySet, title: str, link: str, language: str) -> HttpResponse:
    feed = Feed(title=title, link=absolute(link), description="", language=language, feed_url=absolute(request.path))
    comments = Comment.objects.newest_under(policy.shown(editions))[:NEWEST]
    shown = {edition.story_id: edition for edition in editions.of({each.discussion.story_id for each in comments})}
    for comment in comments:
        edition = shown[comment.discussion.story_id]
        with translation.override(edition.language):
            _add(feed, comment, edition)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _add(feed: Feed, comment: Comment, edition: Edition) -> None:
    words = {"name": comment.name or _("Anonymous"), "headline": edition.headline}
    feed.add_item(
        title=_("%(name)s on: %(headline)s") % words,
        link=absolute(reverse("comment", args=[comment.public_id])),
        description=from_plain(comment.shown_body),
        language=edition.language,
        authors=[words["name"]],
        pubdate=comment.published_at,
        updateddate=max(filter(None, (comment.published_at, comment.edited_at))),
        # The same for ever, whatever becomes of the story's address (RFC 4287, 4.2.6).
        unique_id=tag_uri("2026", f"comment/{comment.public_id}"),
    )
