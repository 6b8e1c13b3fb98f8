"""Refuses the request bodies that newsroom/http/limits.py doesn't allow; uses no database."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from newsroom.http.limits import READERS, limit_of


def too_large(path: str) -> HttpResponse:
    """Answer a body that is larger than its address allows."""
    most = limit_of(path).most
    if most == READERS:
        sentence = _("What you sent is too long: go back, shorten your text and send it again.")
    else:
        sentence = _("What you sent is too large: send less at a time, the limit is %(most)d MB.")
    return _refusal(_("Too large"), sentence % {"most": most // 1_000_000}, status=413)


def without_length() -> HttpResponse:
    return _refusal(_("Length required"), _("The length of the request is missing: send Content-Length."), status=411)


def _refusal(title: str, sentence: str, *, status: int) -> HttpResponse:
    page = render_to_string("refused.html", {"title": title, "sentence": sentence})
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(page, status=status, headers=headers)


class FilesRefused(BadRequest):
    """A file was sent to an address that takes none."""


class NoFiles(FileUploadHandler):
    """Refuses a form at its first file, before a byte of it is stored."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse."""
        raise FilesRefused("This address takes no files.")


class BodyLimits:
    """Refuses a body that is or may become too large, before a form, a session or a file is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the head; files are refused when the body is read."""
        limit = limit_of(request.path_info)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if "HTTP_TRANSFER_ENCODING" in request.META and length == "0":
            return without_length()
        if not length.isdecimal() or int(length) > limit.most:
            return too_large(request.path_info)
        if not limit.takes_files:
            request.upload_handlers = [NoFiles(request)]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refused file."""
        if isinstance(exception, FilesRefused):
            sentence = _("Files can’t be sent here: go back and send your text alone.")
            return _refusal(_("No files"), sentence, status=415)
        return None
