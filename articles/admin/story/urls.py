"""The addresses of the story admin beside Django's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from articles.admin.dashboard.calendar import calendar
from articles.admin.story.views import (
    autosave,
    copy,
    gate,
    history,
    links,
    log,
    presence,
    preview,
    preview_links,
    publication,
    stale,
    typography,
)

GET, POST = ("GET", "HEAD"), ("POST",)
ANY = (*GET, *POST)  # the view says itself what it does with each: whether it shows the story at all comes first


class Address(NamedTuple):
    """One row: `view(request, …, admin=the StoryAdmin)`, and the name after "admin:articles_story_"."""

    path: str
    view: Callable
    name: str
    methods: tuple


ADDRESSES = (
    Address("calendar/", calendar, "calendar", GET),
    # The form as it stands, saved or not: "add" of a new story.
    Address("add/preview/", preview.preview, "preview_new", POST),
    Address("<int:pk>/change/preview/", preview.preview, "preview", POST),
    Address("add/gate/", gate.ask_gate, "gate_new", POST),
    Address("<int:pk>/change/gate/", gate.ask_gate, "gate", POST),
    Address("add/typography/", typography.set_typography, "typography_new", POST),
    Address("<int:pk>/change/typography/", typography.set_typography, "typography", POST),
    Address("link-targets/", links.link_targets, "link_targets", GET),
    # What is typed and not saved.
    Address("add/autosave/", autosave.autosave, "autosave_new", POST),
    Address("<int:pk>/change/autosave/", autosave.autosave, "autosave", POST),
    Address("autosave/<str:key>/recover/", autosave.recover, "recover", POST),
    Address("autosave/<str:key>/forget/", autosave.forget, "forget", POST),
    Address("kept/forget/", autosave.forget_offered, "forget_offered", POST),
    # Two at one story.
    Address("<int:pk>/change/present/", presence.note_presence, "present", POST),
    Address("<int:pk>/change/compare/", stale.compare_unsaved, "compare_unsaved", POST),
    Address("<int:pk>/change/theirs/", stale.take_theirs, "take_theirs", POST),
    # The versions, and the acts that are written down.
    Address("<int:pk>/compare/", history.show_compared, "compare", GET),
    Address("<int:pk>/restore/", history.restore, "restore", ANY),
    Address("<int:pk>/label/", history.label, "label", ANY),
    Address("<int:pk>/pin/", history.pin, "pin", ANY),
    Address("<int:pk>/log/", log.show_log, "log", ANY),
    Address("<int:pk>/log/export/", log.export_log, "log_export", ANY),
    # Acts that need no form of the story.
    Address("<int:pk>/copy/", copy.copy, "copy", ANY),
    Address("<int:pk>/preview-links/", preview_links.show_links, "preview_links", ANY),
    Address("<int:pk>/preview-links/revoke/", preview_links.revoke_link, "revoke_link", POST),
    Address("<int:pk>/withdraw/", publication.withdraw, "withdraw", ANY),
    Address("<int:pk>/unschedule/", publication.unschedule, "unschedule", ANY),
)


def urls_of(admin: Any) -> list[URLPattern]:
    """Put each view behind the desk's permission check."""
    return [
        path(row.path, admin.admin_site.admin_view(_view(row, admin)), name=f"articles_story_{row.name}")
        for row in ADDRESSES
    ]


def _view(row: Address, admin: Any) -> Callable[..., HttpResponse]:
    view = require_http_methods(row.methods)(row.view)

    @wraps(view)
    def answer(request: HttpRequest, **asked: Any) -> HttpResponse:
        return view(request, admin=admin, **asked)

    return answer
