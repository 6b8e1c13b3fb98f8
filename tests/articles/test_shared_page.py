"""What somebody without an account sees of a shared preview: a door without a word of the story, then one version."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.models import ImageBlock, RelatedStory, Section
from articles.publishing import preview_links
from articles.revisions.snapshot import record
from tests.articles.links import DAY, NOON, SECOND, address, opened, share
from tests.articles.versions import edit
from tests.factories import make_contributor, make_image, make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


def test_before_the_button_there_is_not_a_word_of_the_story(client):
    story = make_story(
        "Zeppelins",
        html="<p>Zinnias.</p>",
        standfirst="Zithers.",
        kicker="Zebras",
        section=make_section("Zones"),
        lead_image=make_image(caption="Zigzag", alt="Zircon"),
    )
    link = share(story, recipient="Maître Sauval")
    Section.objects.exclude(pk=story.section_id).delete()
    door = client.get(address(link)).content.decode()
    assert "unpublished" in door
    for word in ("Zeppelins", "zeppelins", "Zinnias", "Zithers", "Zebras", "Zigzag", "Zircon", "Corvest", "Sauval"):
        assert word not in door


def test_fetching_the_link_changes_nothing(client):
    link = share()
    for method in (client.get, client.head):
        assert method(address(link)).status_code == 200
    link.refresh_from_db()
    assert (link.uses, link.used_at) == (0, None)


def test_the_button_shows_the_story_and_counts_the_use(client):
    link = share(make_story(html="<p>The wheel turned.</p>"), at=NOON)
    with time_machine.travel(NOON + SECOND, tick=False):
        assert "The wheel turned." in opened(client, link)
        assert "Preview of version 1 (not published)." in opened(client, link)
    link.refresh_from_db()
    assert (link.uses, link.used_at) == (2, NOON + SECOND)


def test_no_cookie_is_needed_and_none_is_set(client):
    strict, link = Client(enforce_csrf_checks=True), share()
    strict.get(address(link))
    assert strict.post(address(link), headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert not strict.cookies


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "options"])
@pytest.mark.parametrize("is_open", [True, False])
def test_every_answer_is_kept_by_nobody_listed_nowhere_and_told_to_no_other_site(client, method, is_open):
    link = share()
    if not is_open:
        preview_links.revoke(link, by=make_user())
    response = getattr(client, method)(address(link))
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response
    if response.content:
        assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


def test_the_version_shown_stays_when_the_story_is_written_on(client):
    story = make_story("Low water", html="<p>First.</p>")
    link = share(story)
    edit(story, "<p>Second.</p>", headline="High water")
    page = opened(client, link)
    assert "Low water" in page
    assert "First." in page
    assert "Second." not in page
    assert "High water" not in page


def test_the_page_shows_pictures_bylines_and_section_of_the_version(client):
    story = make_story(section=make_section("Culture"), lead_image=make_image(caption="The quay"))
    ImageBlock.objects.create(parent=story, region="body", ordering=20, image=make_image(caption="The wheel"))
    record(story, by=None)
    link = share(story)
    story.bylines.all().delete()
    page = opened(client, link)
    for words in ("By Lena Corvest", "Culture", "The quay", "The wheel", "Ilan Mérou"):
        assert words in page


def test_what_has_been_deleted_since_is_left_out(client):
    story = make_story(section=make_section("Gone"))
    gone = make_contributor("Odile Vasse")
    story.bylines.create(contributor=gone, position=1)
    record(story, by=None)
    link = share(story)
    story.bylines.all().delete()
    story.section = None
    story.save()
    gone.delete()
    make_section("Gone").delete()
    page = opened(client, link)
    assert "By Lena Corvest" in page
    assert "Odile" not in page


def test_of_related_stories_only_live_ones_are_shown(client):
    story, tomorrow = make_story(), timezone.now() + DAY
    others = [
        make_story("A secret draft"),
        publish_story(headline="A secret for tomorrow", live_from=tomorrow).story,
        publish_story(headline="Published text").story,
    ]
    for number, other in enumerate(others):
        RelatedStory.objects.create(parent=story, region="body", ordering=20 + number, story=other)
    record(story, by=None)
    page = opened(client, share(story))
    assert "Published text" in page
    assert "secret" not in page


def test_there_is_no_discussion_and_no_date_of_publication(client):
    page = opened(client, share())
    assert "discussion" not in page
    assert "Published" not in page


def test_the_embargo_is_said_until_it_ends(client):
    story = make_story(embargo_until=NOON + DAY)
    link = share(story, at=NOON, lasts=3 * DAY)
    with time_machine.travel(NOON, tick=False):
        assert "The story is under embargo until 3 March 2026, noon." in opened(client, link)
    with time_machine.travel(NOON + DAY, tick=False):
        assert "embargo" not in opened(client, link)


def test_a_version_that_readers_see_is_not_called_secret(client):
    link = share(publish_story().story)
    assert "unpublished" not in client.get(address(link)).content.decode()
    assert "(published)" in opened(client, link)
