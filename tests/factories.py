"""Plain functions that make what a test needs, with everything else filled in."""

import io
import itertools

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image as Pixels

from articles.models import Byline, Contributor, Correction, Credit, Edition, Image, Section, Story, TextBlock
from articles.publishing.corrections import Note
from articles.publishing.publish import kinds_for, publish
from articles.revisions.snapshot import record

DESK = ("Editor", "Lead moderator")  # whoever is in both may do whatever is done at the desk

_numbers = itertools.count(1)


def make_user(username=None, *, groups=DESK, superuser=False):
    """Return a member of staff who is in the named groups; where none are named, one who may do everything."""
    username = username or f"user{next(_numbers)}"
    user, _new = User.objects.get_or_create(username=username, defaults={"is_staff": True})
    user.is_superuser = superuser
    user.set_password("a long pass phrase")
    user.save()
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_section(name="Port"):
    """Return the section of this name."""
    return Section.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def make_contributor(name="Lena Corvest"):
    """Return the contributor of this name."""
    return Contributor.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def picture_bytes(*, size=(64, 48), colour="#27536b", format="JPEG"):
    """Return a small picture file of one colour."""
    out = io.BytesIO()
    Pixels.new("RGB", size, colour).save(out, format)
    return out.getvalue()


def make_image(*, alt="A blue square", caption="The square", creator="Ilan Mérou", organisation="Agence Littoral"):
    """Return a picture with a credit; without a creator, a picture without one."""
    file = ContentFile(picture_bytes(), name="square.jpg")
    image = Image.objects.create(file=file, alt=alt, caption=caption)
    if creator:
        Credit.objects.create(image=image, creator=creator, organisation=organisation)
    return image


def add_text(story, html="<p>The tide came in at noon, and nobody minded.</p>", *, ordering=10):
    """Add a text block to a story."""
    return TextBlock.objects.create(parent=story, region="body", ordering=ordering, html=html)


def make_story(headline=None, *, html="<p>The tide came in at noon, and nobody minded.</p>", by=None, **fields):
    """Return a working copy that could be published as it is, with its first revision."""
    headline = headline or f"The tide mill turns again {next(_numbers)}"
    fields = {"slug": slugify(headline)[:80], "section": make_section()} | fields
    story = Story.objects.create(headline=headline, **fields)
    add_text(story, html)
    Byline.objects.create(story=story, contributor=make_contributor())
    record(story, by=by)
    return story


def publish_story(story=None, *, by=None, at=None, kind=None, note=None, live_from=None, live_until=None, **fields):
    """Publish a story (a new one, made of `fields`, when none is given) and return its edition."""
    story = story or make_story(**fields)
    by = by or make_user("editor-in-chief", superuser=True)
    record(story, by=by)
    kinds = kinds_for(story, at=live_from or at or timezone.now())
    kind = kind or (Edition.Kind.UPDATE if Edition.Kind.UPDATE in kinds else kinds[0])
    if kind == Edition.Kind.CORRECTION:
        note = note or Note(Correction.Kind.CORRECTION, "The tide came in at noon, not at one.")
    return publish(story, by=by, kind=kind, note=note, live_from=live_from, live_until=live_until, at=at)
