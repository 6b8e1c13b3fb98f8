"""The fields of a form that was posted, to be shown and sent again from an answer that couldn't take them."""

import re
from html import unescape
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.types import StrOrPromise

# Names of fields that are never sent back.
SECRET = re.compile(r"pass(word|phrase)|secret|^(code|otp)$", re.IGNORECASE)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)
SAVES = {"_save", "_continue", "_addanother"}  # the desk's buttons
# A log-in at a form's own address carries the form's fields: the log-in's own field, and the prefix of their names.
LOGS_IN, ALONG = "logs_in", "sent-"
# Labels of the reader's fields; those of the desk are numbered.
LABELS = {
    "name": gettext_lazy("Name"),
    "address": gettext_lazy("Email address"),
    "body": gettext_lazy("Comment"),
    "words": gettext_lazy("In your own words"),
}
SEVERAL_WORDS = re.compile(r"\S\s+\S")
LETTER = re.compile(r"[^\W\d_]")
LINE_ENDS = re.compile(r"<br\b[^>]*>|</(?:p|li|h\d|blockquote)>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


def posted(request: HttpRequest) -> dict[str, Any] | None:
    """
    What was posted, as `shown_again` makes it; None where nothing was, or a secret is in it.

    Of a log-in that carries a form's fields, the form's alone.
    """
    if request.method != "POST":
        return None
    try:
        fields, has_files = request.POST, bool(request.FILES)
    except Exception:  # what can't be read can't be given back, and the answer must come all the same
        return None
    if LOGS_IN in fields:
        return shown_again(taken_along(fields))
    if hasattr(request, "sensitive_post_parameters") or any(SECRET.search(name) for name in fields):
        return None
    return shown_again(fields, has_files=has_files, is_multipart=request.content_type == "multipart/form-data")


def taken_along(posted: QueryDict) -> QueryDict:
    """Take the form's fields that a log-in carries, under their own names."""
    words = QueryDict(mutable=True)
    for name, values in posted.lists():
        if name.startswith(ALONG) and not SECRET.search(name):
            words.setlist(name.removeprefix(ALONG), values)
    return words


def shown_again(posted: QueryDict, *, has_files: bool = False, is_multipart: bool = False) -> dict[str, Any]:
    """
    Make what templates/_sent_again.html shows and sends again.

    fields   (name, value) of all, in their order
    words    (label, text) of what reads as words; where nothing does, of each value that has a letter
    """
    fields = [(name, value) for name, values in posted.lists() for value in values]
    return {
        "fields": fields,
        "words": _words(fields),
        "has_files": has_files,
        "enctype": "multipart/form-data" if is_multipart else "application/x-www-form-urlencoded",
        "is_save": not SAVES.isdisjoint(posted),
    }


def _words(fields: list[tuple[str, str]]) -> list[tuple[StrOrPromise, str]]:
    texts = [(name, _read(value)) for name, value in fields if name != TOKEN]
    shown = [(name, text) for name, text in texts if text and (name in LABELS or SEVERAL_WORDS.search(text))]
    shown = shown or [(name, text) for name, text in texts if name not in SAVES and LETTER.search(text)]
    return [(LABELS.get(name) or _("Text %(number)s") % {"number": n}, text) for n, (name, text) in enumerate(shown, 1)]


def _read(value: str) -> str:
    """Take the tags of the rich text editor off."""
    if not value.lstrip().startswith("<"):
        return value.strip()
    return unescape(TAG.sub("", LINE_ENDS.sub("\n", value))).strip()
