"""Rows that are older than the repair, or were written past it, break nothing that is made of them."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.models import Contributor, Edition, Section
from comments.mail.notifications import send_due
from comments.models import Comment
from comments.models.notification import HELD
from newsroom.text.characters import repaired
from tests.comments.factories import act, make_comment, prove, wish
from tests.factories import make_image, make_section, publish_story

pytestmark = pytest.mark.django_db

# A vertical tab, a control, an override of direction, no character, a heap of marks.
BAD = "anti\x0bconsti\x01tution\u202enel\ufffe e" + "\u0301" * 30
GOOD = "anti constitutionnel e" + "\u0301" * 5


@pytest.fixture
def edition():
    """Return what readers see of a story every text of which is of before; a comment as well."""
    image = make_image(alt="A boat")
    edition = publish_story(section=make_section("Sea"), lead_image=image, at=timezone.now() - HELD)
    comment = make_comment(edition=edition)
    texts = {"headline": BAD, "standfirst": BAD, "kicker": BAD, "lead_alt": BAD}
    Edition.objects.filter(pk=edition.pk).update(**texts)
    Section.objects.filter(pk=edition.section_id).update(name=BAD)
    Contributor.objects.update(name=BAD)
    Comment.objects.filter(pk=comment.pk).update(name=BAD, body=f"{BAD}\n\n{BAD}")
    return Edition.objects.get(pk=edition.pk)


def feeds(edition):
    return [
        reverse("articles:feed"),
        reverse("articles:section_feed", args=["sea"]),
        reverse("comments:feed"),
        reverse("comments:story_feed", args=[edition.story_id]),
    ]


@pytest.mark.parametrize("number", range(4))
def test_a_feed_is_well_formed_and_reads_right(client, edition, number):
    answer = client.get(feeds(edition)[number])
    assert answer.status_code == 200
    assert repaired(answer.text) == answer.text
    entry = ET.fromstring(answer.content).find("{http://www.w3.org/2005/Atom}entry")  # noqa: S314 -- it is our own
    assert GOOD in entry.findtext("{http://www.w3.org/2005/Atom}title")
    assert GOOD in entry.findtext("{http://www.w3.org/2005/Atom}author/{http://www.w3.org/2005/Atom}name")


@pytest.mark.parametrize("page", ["story", "home", "section"])
def test_a_page_holds_nothing_that_html_does_not(client, edition, page):
    paths = {"story": edition.path, "home": "/", "section": reverse("articles:section", args=["sea"])}
    text = client.get(paths[page]).text
    assert GOOD in text
    assert repaired(text) == text


def test_machines_are_told_the_text_without_it(client, edition):
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(edition.path).text, re.S)[1]
    told = json.loads(script)
    assert (told["headline"], told["author"][0]["name"]) == (GOOD, GOOD)


def test_a_mail_holds_nothing_of_it():
    now = timezone.now()
    edition = publish_story(at=now - HELD)
    comment = make_comment(status="pending", edition=edition, at=now - HELD)
    prove(comment, at=now)
    wish(comment, decision=True, replies=True)
    act(comment, "approve", at=now)
    Edition.objects.filter(pk=edition.pk).update(headline=BAD)
    send_due(now + HELD + timedelta(seconds=1))
    (letter,) = mail.outbox
    assert GOOD in letter.body
    assert repaired(letter.body) == letter.body
