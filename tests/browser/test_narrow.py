"""What has no space in it, and what runs from the right: all of it fits the narrowest phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Byline, Credit, Embed, FactBox, PullQuote, Section
from comments.posting import receipts
from tests.browser.reading import overflows, settled
from tests.comments.factories import make_comment
from tests.factories import make_contributor, make_image, make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
SIXTY = "Sparkassenversicherungsangestelltengewerkschaftsvorsitzende" + "r"
ADDRESS = "https://example.org/" + "tide/" * 60
# What stands further to the right than the screen, though the page itself may hide it.
BEYOND = """() => Array.from(document.querySelectorAll("main *, header *, footer *"))
    .filter((each) => each.checkVisibility() && !each.closest(".skip-link, .comment-honeypot, select"))
    .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((each) => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 30)}`)"""


@pytest.fixture
def story():
    """Return a published story whose names, labels, credits and addresses have no space, with comments of that kind."""
    section = make_section(SIXTY)
    Section.objects.filter(pk=section.pk).update(slug="long")
    image = make_image(alt="A boat")
    Credit.objects.filter(image=image).update(creator=SIXTY * 2, organisation=SIXTY)
    story = make_story(
        SIXTY, slug="long", kicker=SIXTY, standfirst=SIXTY, section=section, lead_image=image, lead_caption=SIXTY * 2,
        html=f"<h2>{SIXTY}</h2><p>{ADDRESS}</p><ul><li>{SIXTY}</li></ul>",
    )  # fmt: skip
    Byline.objects.filter(story=story).delete()
    for position, role in enumerate(("author", "photographer")):
        person = make_contributor(f"{SIXTY}{position}")
        story.bylines.create(contributor=person, role=role, position=position)
    where = {"parent": story, "region": "body"}
    PullQuote.objects.create(**where, ordering=30, quote=SIXTY, attribution=SIXTY)
    Embed.objects.create(**where, ordering=40, url=ADDRESS, title=SIXTY, description=SIXTY)
    FactBox.objects.create(**where, ordering=50, title=SIXTY, html=f"<ul><li>{SIXTY}</li></ul>")
    return story


@pytest.fixture
def comment(story):
    """Return a comment whose name has sixty letters, answered in the paper's name by one of the same kind."""
    edition = publish_story(story)
    comment = make_comment(edition=edition, name=SIXTY, body=f"{SIXTY * 3}\n\n{ADDRESS}")
    answer = make_comment(to=comment, name=SIXTY[::-1], body=SIXTY)
    answer.pick(by=make_user("lea", superuser=True))
    type(answer).objects.filter(pk=answer.pk).update(badge="author")
    return comment


def paths(comment):
    return {
        "home": "/",
        "section": "/section/long/",
        "story": comment.discussion.story.editions.get().path,
        "corrections": "/corrections/",
        "receipt": reverse("comments:receipt", args=[receipts.token_for(comment)]),
        "reply": f"/comments/{comment.public_id}/reply/",
        "report": f"/comments/{comment.public_id}/report/",
    }


@pytest.mark.parametrize("name", ["home", "section", "story", "receipt", "reply", "report"])
def test_nothing_stands_out_of_the_narrowest_screen(open_page, comment, name):
    page = open_page(paths(comment)[name], viewport=NARROW)
    assert settled(page, BEYOND) == []
    assert not overflows(page)


def test_hebrew_stands_at_the_right_and_its_neighbours_at_the_left(open_page):
    edition = publish_story()
    comment = make_comment(edition=edition, name="יעל בר", body="הגאות באה מוקדם, אמרו כולם.\n\nLa marée, dit-on.")
    make_comment(to=comment, name="Odile", body="Oui.")
    page = open_page(edition.path, viewport=NARROW)
    hebrew, french = (page.locator(".comment-body p").nth(number) for number in (0, 1))
    expect(hebrew).to_have_css("direction", "rtl")
    expect(french).to_have_css("direction", "ltr")


def test_a_long_name_fits_the_moderation_queue(log_in, story):
    comment = make_comment(status="pending", edition=publish_story(story), name=SIXTY, body=f"{SIXTY * 2} {ADDRESS}")
    page = log_in("mo", "Moderator", f"/admin/comments/comment/queue/?at={comment.public_id}", viewport=NARROW)
    expect(page.locator("#queue-name")).to_have_text(SIXTY)
    assert not overflows(page)
