"""The reader's pages: home, a section, a story. Each depends on nothing of the reader."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import body
from articles.models import Edition, Section, StoryPath
from newsroom import pagecache

PAGE_SIZE = 20


@require_safe
def home(request):
    """Show the latest stories of the whole paper."""
    at = timezone.now()
    return pagecache.respond(request, [pagecache.HOME], at=at, render=lambda: _list(request, Edition.objects, at))


@require_safe
def section(request, slug):
    """Show the latest stories of one section."""
    at = timezone.now()
    here = get_object_or_404(Section, slug=slug)
    return pagecache.respond(
        request,
        [pagecache.section_key(here.pk)],
        at=at,
        render=lambda: _list(request, here.editions, at, section=here),
    )


@require_safe
def story(request, path):
    """Show the live edition at this address, lead to the story's current address, or say that it is gone."""
    at = timezone.now()
    edition = Edition.objects.live(at).at_path(f"/{path}", at)
    if edition is None:
        return _gone(request, f"/{path}", at)
    if edition.path != f"/{path}":
        return redirect(edition.path, permanent=True)
    content = edition.revision.content
    keys = [pagecache.story_key(pk) for pk in (edition.story_id, *body.related_ids(content))]
    return pagecache.respond(
        request,
        keys,
        at=at,
        render=lambda: TemplateResponse(
            request,
            "articles/story.html",
            {"edition": edition, "blocks": body.blocks(content, at=at), "at": at},
        ),
    )


def _list(request, editions, at, **context):
    page = editions.live(at).latest_first().for_lists()
    if "page" in request.GET:
        page = page.after(_anchor(request.GET["page"], at))
    cards = list(page[: PAGE_SIZE + 1])
    context |= {
        "editions": cards[:PAGE_SIZE],
        "older": cards[PAGE_SIZE - 1] if len(cards) > PAGE_SIZE else None,
    }
    return TemplateResponse(request, "articles/list.html", context | {"at": at})


def _anchor(value, at):
    """Return the edition that a page of a list comes after, named by `?page=`; 404 for anything else."""
    if not (value.isascii() and value.isdigit()):
        raise Http404
    return get_object_or_404(Edition.objects.shown_by(at), pk=value)


def _gone(request, path, at):
    known = StoryPath.objects.known(at).filter(path=path).first()
    if known is None:
        raise Http404
    last = known.story.editions.shown_by(at).order_by("number").last()
    return TemplateResponse(request, "articles/gone.html", {"notice": last.notice if last else ""}, status=410)
