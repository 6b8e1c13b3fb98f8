"""Takes unsafe characters out of a request's fields and file names before a form or view reads them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from newsroom.text.characters import repaired


def repair_text(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """
    Repair the text in GET, POST and FILES (see newsroom/text/characters.py).

    The body is still read at the first access to POST or FILES, so limits and upload handlers work as before.
    Passwords are repaired too, both when they are set and when they are checked.
    """

    def middleware(request: Any) -> HttpResponse:
        request.GET = _repaired(request.GET)
        if request.method == "POST":
            # Both properties call this at the first access. Django has no hook for both kinds of form.
            request._load_post_and_files = partial(_load, request)
        return get_response(request)

    return middleware


def _load(request: Any) -> None:
    del request._load_post_and_files  # a reference cycle would keep the body in memory for longer
    request._load_post_and_files()
    request._post = _repaired(request._post)
    for _field, uploads in request._files.lists():
        for upload in uploads:
            upload.name = repaired(upload.name)


def _repaired(fields: QueryDict) -> QueryDict:
    """Repair names and values; the same QueryDict where nothing changes."""
    sent = [(name, value) for name, values in fields.lists() for value in values]
    wanted = [(repaired(name), repaired(value)) for name, value in sent]
    if wanted == sent:
        return fields
    made = QueryDict(mutable=True, encoding=fields.encoding)
    for name, value in wanted:
        made.appendlist(name, value)
    made._mutable = False
    return made
