"""What a version points to is there when the version is published, and stays until that is done."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.models.act import Refused
from articles.revisions.snapshot import POINTED, pointers

# Of a picture, the gate says so.
DELETED = {
    "section": _("The story’s section has been deleted: choose another one, then save the story."),
    "tag": _("A tag of the story has been deleted: save the story again, without it."),
    "contributor": _("A contributor in the byline has been deleted: check the byline, then save the story."),
    "story": _("A related story has been deleted: save this story again, without it."),
}


def lock(content: dict[str, Any]) -> None:
    """
    Lock what a snapshot points to against deletion, and its pictures against a second publication, until the commit.

    In a fixed order, so that two publications never deadlock. Stories aren't locked: no edition needs them, and two
    that point to each other would deadlock. Raises Refused where something is gone.
    """
    gone = {model for model in ("image", "section", "tag", "contributor", "story") if not _lock(model, content)}
    if sentences := [str(sentence) for model, sentence in DELETED.items() if model in gone]:
        raise Refused(" ".join(sentences))


def _lock(model: str, content: dict[str, Any]) -> bool:
    """Lock the rows of this model; say whether all of them are there."""
    wanted = {pk for name, pk in pointers(content) if name == model}
    rows = POINTED[model]().filter(pk__in=wanted).order_by("pk")
    rows = rows if model == "story" else rows.select_for_update(no_key=True)
    return wanted == set(rows.values_list("pk", flat=True))
