"""Where a picture is used: in working copies, on the site, in past editions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Edition, Image, ImageBlock, Story
from newsroom.text.punctuation import listed


class Use(NamedTuple):
    """A story that shows a picture, and the places in it, in words."""

    story: Story
    places: list


def uses(image: Image, *, by: User, at: datetime) -> tuple[list[Use], int]:
    """Return those in stories open to a person, and the number of the other stories."""
    stories = Story.objects.showing(image)
    mine = list(stories.open_to(by).distinct())
    in_text = set(ImageBlock.objects.filter(image=image).values_list("parent", flat=True))
    editions = defaultdict(list)
    for edition in Edition.objects.showing(image):
        editions[edition.story_id].append(edition)
    found = [Use(story, [*_drafts(story, image, in_text), *_editions(editions[story.pk], at)]) for story in mine]
    return found, stories.count() - len(mine)


def _drafts(story: Story, image: Image, in_text: set[int]) -> list[str]:
    places = {
        _("lead picture of the unpublished version"): story.lead_image_id == image.pk,
        _("in the text of the unpublished version"): story.pk in in_text,
    }
    return [words for words, is_there in places.items() if is_there]


def _editions(editions: Iterable[Edition], at: datetime) -> list[str]:
    live, scheduled = (any(getattr(each, f"is_{when}")(at) for each in editions) for when in ("live", "scheduled"))
    past = sum(not (each.is_live(at) or each.is_scheduled(at)) for each in editions)
    words = [_("live")] if live else []
    words += [_("scheduled")] if scheduled else []
    sentence = ngettext("%(count)d past edition", "%(count)d past editions", past) % {"count": past}
    return [*words, *([sentence] if past else [])]


def why_kept(image: Image, *, by: User, at: datetime) -> str:
    """Say why a picture can't be deleted; "" where no story shows it."""
    found, others = uses(image, by=by, at=at)
    if not (found or others):
        return ""
    named = [_("“%(story)s” (%(places)s)") % {"story": story, "places": ", ".join(places)} for story, places in found]
    if others:
        sentence = ngettext("%(count)d story you have no access to", "%(count)d stories you have no access to", others)
        named.append(sentence % {"count": others})
    words = {"picture": image, "stories": listed(named)}
    return (
        _(
            "“%(picture)s” can’t be deleted: it is used in %(stories)s. Remove it there first; a picture that "
            "readers have seen is always kept."
        )
        % words
    )
