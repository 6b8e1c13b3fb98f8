"""The reader's pages: home, a section, a story, a shared preview. Each depends on nothing of the reader."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Correction, Edition, PreviewLink, Section, StoryPath
from articles.publishing.preview_links import count_use
from articles.revisions import body
from articles.revisions.preview import edition_of, embargo_of
from articles.site import feeds
from newsroom.cache import page_cache
from newsroom.http.language import in_one_language, speak

PAGE_SIZE = 20
LONGEST_ID = 20  # digits; of thousands, Python makes no number


@require_safe
@in_one_language
@page_cache.at_this_moment
def home(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Show the latest stories of the whole paper."""
    keys = [page_cache.HOME, page_cache.counts_key()]
    return page_cache.respond(request, keys, at=at, render=lambda: _list(request, Edition.objects, at))


@require_safe
@in_one_language
@page_cache.at_this_moment
def section(request: HttpRequest, slug: str, *, at: datetime) -> HttpResponse:
    """Show the latest stories of one section."""
    # The navigation names them all: the same query serves both.
    all_sections = list(Section.objects.all())
    here = next((each for each in all_sections if each.slug == slug), None)
    if here is None:
        raise Http404
    return page_cache.respond(
        request,
        [page_cache.section_key(here.pk), page_cache.counts_key(here.pk)],
        at=at,
        render=lambda: _list(request, here.editions, at, section=here, all_sections=all_sections),
    )


@require_safe
@in_one_language
@page_cache.at_this_moment
def corrections(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Show what the paper has told its readers about its own stories."""
    keys = [page_cache.CORRECTIONS]
    return page_cache.respond(request, keys, at=at, render=lambda: _corrections(request, at))


@require_safe
@in_one_language
@page_cache.at_this_moment
def story(request: HttpRequest, path: str, *, at: datetime) -> HttpResponse:
    """Show the live edition at this address, lead to the story's current address, or say that it is gone."""
    edition = Edition.objects.live(at).at_path(f"/{path}", at)
    if edition is None:
        return _gone(request, f"/{path}", at)
    if edition.path != f"/{path}":
        page_cache.catch_up(page_cache.story_key(edition.story_id), at=at)
        return redirect(edition.path, permanent=True)
    speak(edition.language)
    content = edition.revision.content
    links = body.linked(content)
    return page_cache.respond(
        request,
        _keys(edition, content, links),
        at=at,
        render=lambda: TemplateResponse(
            request,
            "articles/story.html",
            {"edition": edition, "blocks": body.blocks(content, at=at, links=links), "at": at},
        ),
        since=edition.first_published_at,
    )


def _keys(edition: Edition, content: dict[str, Any], links: dict[str, int]) -> list[str]:
    """The keys of all that a story's page shows, or leads to by an address that may change."""
    images = {edition.lead_image_id, *body.image_ids(content)}
    return [
        *map(page_cache.story_key, (edition.story_id, *body.related_ids(content), *links.values())),
        *(page_cache.image_key(image) for image in images if image),
        *(page_cache.contributor_key(line.contributor_id) for line in edition.bylines.all()),
        page_cache.policy_key(),
        page_cache.policy_key(edition.section_id),
    ]


def confidential(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let no cache keep the page, no search engine list it, and no other site learn its address."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


# Anybody with the address may press the button, from anywhere: no cookie opens more. Django's check would refuse all,
# since a browser that tells no referrer tells no origin either.
@confidential
@in_one_language
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show one version of a story to somebody with an open link to it, once the button is pressed.

    Chat programs fetch an address to show what is behind it: before the button there is no word of the story.
    """
    at = timezone.now()
    link = PreviewLink.objects.signed(token)
    is_asked = request.method == "POST"
    if link:
        speak(link.revision.content["language"])
    if link is None or not link.is_open(at) or (is_asked and not count_use(link, at)):
        return TemplateResponse(request, "articles/preview_ended.html", status=404)
    context = {"link": link, "is_live": link.revision.editions.live(at).exists(), "at": at}
    if not is_asked:
        return TemplateResponse(request, "articles/preview_door.html", context)
    content = link.revision.content
    context |= {"edition": edition_of(content, at), "blocks": body.blocks(content, at=at)}
    context["embargo"] = embargo_of(link.revision.story, at)
    return TemplateResponse(request, "articles/preview_shared.html", context)


@require_safe
@in_one_language
@page_cache.at_this_moment
def feed(request: HttpRequest, slug: str | None = None, *, at: datetime) -> HttpResponse:
    """Give the latest stories of the paper, or of one section, to programs that read feeds."""
    here = get_object_or_404(Section, slug=slug) if slug else None
    editions = here.editions if here else Edition.objects
    latest = editions.live(at).latest_first().for_lists()
    title = f"{settings.SITE_NAME} – {here.name}" if here else settings.SITE_NAME
    path = reverse("articles:section", args=[slug]) if here else reverse("articles:home")
    key = page_cache.section_key(here.pk) if here else page_cache.HOME
    return page_cache.respond(
        request, [key], at=at, render=lambda: feeds.stories(request, latest, at=at, title=title, path=path)
    )


def _list(request: HttpRequest, editions: Any, at: datetime, **context: Any) -> TemplateResponse:
    page = editions.live(at).latest_first().for_lists()
    if "page" in request.GET:
        page = page.after(_anchor(request.GET["page"], Edition.objects.shown_by(at)))
    cards = list(page[: PAGE_SIZE + 1])
    context |= {
        "editions": cards[:PAGE_SIZE],
        "older": cards[PAGE_SIZE - 1] if len(cards) > PAGE_SIZE else None,
    }
    return TemplateResponse(request, "articles/list.html", context | {"at": at})


def _corrections(request: HttpRequest, at: datetime) -> TemplateResponse:
    notes = Correction.objects.listed(at)
    if "page" in request.GET:
        notes = notes.before(_anchor(request.GET["page"], Correction.objects.public(at)))
    found = list(notes[: PAGE_SIZE + 1])
    live = {edition.story_id: edition for edition in Edition.objects.live(at).of({note.story_id for note in found})}
    context = {
        "notes": [(note, live.get(note.story_id)) for note in found[:PAGE_SIZE]],
        "older": found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
    }
    return TemplateResponse(request, "articles/corrections.html", context)


def _anchor(value: Any, known: QuerySet) -> Any:
    """The row that a page of a list comes after, named by `?page=`; 404 for anything else."""
    if not (value.isascii() and value.isdigit() and len(value) < LONGEST_ID):
        raise Http404
    return get_object_or_404(known, pk=value)


def _gone(request: HttpRequest, path: str, at: datetime) -> TemplateResponse:
    issued = StoryPath.objects.issued(path)
    if issued is None:
        raise Http404
    # The story may have come, or come back, a moment ago by a clock that is ahead of ours.
    page_cache.catch_up(page_cache.story_key(issued.story_id), at=at)
    if issued.public_from > at:
        raise Http404
    last = Edition.objects.last_shown(issued.story_id, at).first()
    speak(last.language if last else settings.LANGUAGE_CODE)
    return TemplateResponse(request, "articles/gone.html", {"notice": last.notice if last else ""}, status=410)
