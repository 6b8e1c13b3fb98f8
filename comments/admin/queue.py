"""
Moderation: the queue, the comment with every flag, the story around its place.

It is made of plain links and forms. moderation.js fetches the same pages and puts them into the one that is open;
moderation_keys.js presses the same buttons by keys.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Section
from comments.admin import queue_actions
from comments.admin.moderated import ModeratedAdmin
from comments.admin.queue_query import opened, wanted_in
from comments.models import Comment, Flag, Reason, Verb
from comments.moderation import decide, queue
from comments.moderation.context import CommentContext, comment_context
from newsroom.types import StaffRequest


def queue_view(modeladmin: ModeratedAdmin, request: StaffRequest) -> HttpResponse:
    """Show the queue, or do what was pressed in it."""
    if not modeladmin.has_moderate_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        return _submit(request)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "POST"])
    prefetch_related_objects([request.user], "moderated")  # asked for each set that a person may decide on
    context = modeladmin.admin_site.each_context(request) | _queue(request)
    context |= _open(request, context["wanted"].tab)
    # Three panes need the width.
    context |= {"opts": modeladmin.opts, "title": _("Moderation"), "is_nav_sidebar_enabled": False}
    context |= {"now": timezone.now(), "keys": queue_actions.KEYS}
    context["next"] = _next(context["rows"], context["open"])
    return TemplateResponse(request, "admin/comments/comment/queue.html", context)


def _submit(request: StaffRequest) -> HttpResponseRedirect:
    outcome = queue_actions.submit(request.POST, request.user)
    if outcome is None:
        messages.warning(request, _("Nothing selected."))
    else:
        say = messages.success if outcome.done else messages.warning
        say(request, outcome.sentence)
    query = request.GET.copy()
    query.pop("at", None)
    if at := _goes_to(outcome, request.POST):
        query["at"] = at
    where = reverse("admin:comments_comment_queue")
    return HttpResponseRedirect(f"{where}?{query.urlencode()}" if query else where, status=303)


def _queue(request: StaffRequest) -> dict[str, Any]:
    """What the first pane shows, and the tabs and filters above it."""
    user, sections = request.user, list(Section.objects.all())
    wanted = wanted_in(request.GET, user, sections)
    counts, oldest_at = queue.counts(user)
    is_recent = wanted.tab == queue.RECENT
    rows, more = ([], None) if is_recent else queue.page(user, wanted)
    by = user if request.GET.get("by") == "me" else None
    return {
        "wanted": wanted,
        "tabs": [(tab, label, *counts.get(tab, (None, False))) for tab, label in queue.TABS.items()],
        "oldest_at": oldest_at,
        "is_all_done": not any(counts[tab][0] for tab in queue.TO_DECIDE),
        "orders": queue.ORDERS,
        "sections": sections,
        "flag_names": [(name.value, name.label) for name in Flag.Name],
        "rows": rows,
        "more": more,
        "is_recent": is_recent,
        "recent": queue.recent(user, by=by) if is_recent else [],
        "only_mine": by is not None,
        "many": queue_actions.buttons_for_many(wanted.tab),
        "ticked": bool(wanted.alike),
    }


def _open(request: StaffRequest, tab: str) -> dict[str, Any]:
    """What the other two panes show, of the comment that the address names."""
    comment = opened(request.GET, request.user)
    if comment is None:
        return {"open": None, "reasons": _reasons(get_language()[:2])}
    found = comment_context(comment, request.user, at=timezone.now())
    is_reported, is_edited = bool(found.reports), found.edit is not None
    return {
        "open": found,
        "buttons": queue_actions.buttons(comment, tab, is_reported=is_reported, is_edited=is_edited),
        "reasons": _reasons(found.language),
    }


def _reasons(language: str) -> list[tuple[Reason, str]]:
    """(Reason, its text in this language) for the keys 1 to 9."""
    return [(reason, reason.text_in(language)) for reason in Reason.objects.on_keys()]


def _next(rows: Sequence[Comment], open_: CommentContext | None) -> str:
    """The public id of what comes after the open comment, of what comes before where it is the last."""
    ids = [row.public_id for row in rows]
    if open_ is None or open_.comment.public_id not in ids:
        return ids[0] if ids else ""
    place = ids.index(open_.comment.public_id)
    return (ids[place + 1 :] or ids[:place][-1:] or [""])[0]


def _goes_to(outcome: decide.Outcome | None, data: QueryDict) -> str:
    """The public id of the comment that is open after a decision, empty for none."""
    if outcome is None or not outcome.done:
        return data.get("at", "")
    if outcome.verb == Verb.UNDO:
        [decision, *others] = outcome.done
        return decision.comment.public_id if decision and not others else ""
    keeps_open = outcome.verb != decide.LEAVE and Verb(outcome.verb).row.keeps_open
    return data.get("at" if keeps_open else "next", "")
