"""
Changes to a picture by a person: permission checked, and logged in each story that shows the picture.

While a live or scheduled story shows a picture, only someone who may publish one of these stories can change it. What
comes from the file's metadata or from the worker isn't logged.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from articles.models import Credit, Edition, Image, ImageUse, StoryAct, rights
from articles.models.act import NotPermitted, Refused
from newsroom.accounts.permissions import holds
from newsroom.text.dates import moment
from newsroom.text.punctuation import listed

CHANGE = "articles.change_image"
SAID = ("alt", "decorative", "caption", "headline", "keywords", "place", "taken_at")
CREDITED = (
    "creator",
    "organisation",
    "notice",
    "licence",
    "usage_terms",
    "single_use",
    "usable_from",
    "usable_until",
)


class Fact(NamedTuple):
    """One value of a picture: its label, the bare value, and the value in words."""

    title: str
    value: object
    words: str


@contextmanager
def changing(image: Image, *, by: User, at: datetime | None = None) -> Iterator[Image]:
    """
    Yield the picture, locked; log what the block changes of it, in one transaction.

    Publishing a story locks its pictures too (articles/publishing/publish.py), so that a picture can't become public
    between the permission check and the change. Raises NotPermitted, and Refused where the picture is gone.
    """
    with transaction.atomic():
        locked = Image.objects.locked(image.pk)
        at = at or timezone.now()
        if locked is None:
            raise Refused(_("The picture has been deleted meanwhile."))
        if not may_change(locked, by=by, at=at):
            raise NotPermitted(why_closed(locked, at=at))
        name, before = str(locked), _facts(locked)
        yield locked
        _log(locked, name, before, by=by, at=at)


def may_change(image: Image, *, by: User, at: datetime) -> bool:
    return holds(by, CHANGE) and rights.changeable_images(Image.objects.filter(pk=image.pk), by, at).exists()


def why_closed(image: Image, *, at: datetime) -> str:
    """Say why this person can't change a picture, and whom to ask."""
    sections = sorted({use.edition.section.name for use in ImageUse.objects.current(image, at)})
    if not sections:
        return _("You don’t have permission to change pictures: ask an editor.")
    sentence = _(
        "This picture is in a published or scheduled story: only someone who can publish that story can change it. "
        "Ask an editor of the section %(sections)s."
    )
    return sentence % {"sections": get_text_list(sections, _("or"))}


def _log(image: Image, name: str, before: dict[str, Fact], *, by: User, at: datetime) -> None:
    after = _facts(Image.objects.with_credit().get(pk=image.pk))
    changed = [(before[key], after[key]) for key in before if before[key].value != after[key].value]
    if not changed:
        return
    sentence = _("%(field)s: %(before)s → %(after)s")
    told = [sentence % {"field": old.title, "before": old.words, "after": new.words} for old, new in changed]
    note = _("“%(picture)s” – %(changes)s") % {"picture": name, "changes": listed(told)}
    editions: dict[int, Edition] = {}
    for use in ImageUse.objects.current(image, at):
        editions.setdefault(use.edition.story_id, use.edition)
    StoryAct.objects.bulk_create(
        StoryAct(
            story_id=story_id,
            edition=edition,
            revision_id=edition.revision_id,
            verb=StoryAct.Verb.PICTURE,
            by=by,
            done_at=at,
            note=note,
        )
        for story_id, edition in editions.items()
    )


def _facts(image: Image) -> dict[str, Fact]:
    credit = getattr(image, "credit", None) or Credit()
    point = {"x": f"{image.focal_x / 10:g}", "y": f"{image.focal_y / 10:g}"}
    size = f"{image.width} × {image.height} px"
    file = f"{size} ({image.upload_digest[:8]})" if image.upload_digest else size
    facts = {
        "file": Fact(_title(Image, "file"), image.file.name, file),
        "focal point": Fact(_("Focal point"), point, _("%(x)s percent across, %(y)s percent down") % point),
    }
    facts |= {name: _fact(image, name) for name in SAID}
    return facts | {f"credit {name}": _fact(credit, name) for name in CREDITED}


def _fact(row: models.Model, name: str) -> Fact:
    value = getattr(row, name)
    return Fact(_title(type(row), name), value, _words(value))


def _title(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return capfirst(str(field.verbose_name))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not value:
        return _("nothing")
    if hasattr(value, "tzinfo"):
        return moment(value)
    return _("“%(text)s”") % {"text": ", ".join(value) if isinstance(value, list) else value}
