"""May this be published, and if not, why not: one list of named findings."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Image
from articles.snapshot import body_text


@dataclass(frozen=True)
class Finding:
    """
    One thing that stands in the way of publication.

    id        a stable name
    sentence  what is wrong and what to do, for a journalist, in the desk's language
    """

    id: str
    sentence: str


def findings(story, content):
    """Return what stops this snapshot of the story from being published; empty when nothing does."""
    return [*_hold(story), *_missing(content), *_pictures(content)]


def _hold(story):
    if story.legal_hold:
        yield Finding("legal_hold", _("The story is under legal hold: nobody can publish it until that is lifted."))


def _missing(content):
    rules = (
        ("headline", content["headline"].strip(), _("The story has no headline.")),
        ("slug", content["slug"], _("The story has no slug: the end of its address.")),
        ("section", content["section"], _("The story isn’t in a section: choose one.")),
        ("byline", content["bylines"], _("Nobody signs the story: add a contributor to the byline.")),
        ("body", body_text(content).strip(), _("The story has no text.")),
    )
    return (Finding(name, sentence) for name, value, sentence in rules if not value)


def _pictures(content):
    """Every picture has an alternative text and a creator: the paper's word that it may print it."""
    uses = [(block["image"], block["alt"]) for block in content["blocks"] if block["kind"] == "image"]
    if content["lead_image"]:
        uses.insert(0, (content["lead_image"], content["lead_alt"]))
    pictures = Image.objects.select_related("credit").in_bulk({pk for pk, alt in uses})
    for pk, alt in uses:
        picture = pictures.get(pk)
        if picture is None:
            yield Finding("picture", _("A picture of the story has been deleted: choose another one."))
            continue
        if not (alt or picture.alt).strip():
            yield Finding("alt", _("The picture “%(picture)s” has no alternative text.") % {"picture": picture})
        if not hasattr(picture, "credit"):
            yield Finding("credit", _("The picture “%(picture)s” has no credit.") % {"picture": picture})
