"""A link to a story of ours follows the story's address; the desk finds such stories by their headlines."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import FactBox
from articles.publishing.publish import withdraw
from articles.revisions import body
from tests.factories import add_text, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

DOOR = "/admin/articles/story/link-targets/"


@pytest.fixture
def target():
    """Return the live edition that is linked to."""
    return publish_story(make_story("Low water", slug="low-water"))


def page_with(*hrefs):
    """Return the live edition of a story with a link to each of these addresses."""
    links = " ".join(f'<a href="{href}">there</a>' for href in hrefs)
    return publish_story(make_story(html=f"<p>{links}</p>"))


def move(edition, slug):
    """Give a story another address, as an update."""
    story = edition.story
    story.slug = slug
    story.save()
    return publish_story(story)


def shown(client, edition):
    """Return the addresses of the links that stand in a story's text, as readers get them."""
    html = client.get(edition.path).text
    text = html[html.index('<div class="story-body prose">') : html.index("</article>")]
    return re.findall(r'<a href="([^"]*)">there</a>', text)


def test_a_link_leads_to_the_current_address(client, target, settings):
    whole = f"{settings.SITE_URL}{target.path}"
    old = whole.replace("http://", "https://").replace("testserver", "TestServer")
    page = page_with(target.path, f"{target.path}#end", f"{target.path}?thread=1#c", whole, old)
    assert shown(client, page)[0] == target.path
    new = move(target, "high-water").path
    assert new != target.path
    assert shown(client, page) == [new, f"{new}#end", f"{new}?thread=1#c", new, new]


def test_a_readers_fresh_copy_is_fresh_no_more_once_a_story_that_it_links_to_moves(client, target):
    page = page_with(target.path)
    tag = client.get(page.path)["ETag"]
    assert client.get(page.path, headers={"if-none-match": tag}).status_code == 304
    move(target, "high-water")
    assert client.get(page.path, headers={"if-none-match": tag}).status_code == 200


def test_a_link_in_a_fact_box_and_one_of_two_addresses_ago_follow_too(client, target):
    story = make_story(html="<p>Text.</p>")
    box = {"title": "Tides", "html": f'<p><a href="{target.path}">there</a></p>'}
    FactBox.objects.create(parent=story, region="body", ordering=20, **box)
    page = publish_story(story)
    move(target, "high-water")
    last = move(target, "slack-water").path
    assert shown(client, page) == [last]


def test_what_leads_elsewhere_stays_as_it_is(client, target):
    path = target.path
    others = [f"https://other.example{path}", f"{path}x/", f"{path[:-1]}", "/2026/03/02/never-issued/", f"/x{path}"]
    page = page_with(*others)
    move(target, "high-water")
    assert shown(client, page) == others


def test_a_link_to_a_withdrawn_story_keeps_its_address(client, target):
    page = page_with(target.path)
    withdraw(target.story, by=make_user(superuser=True), notice="It was wrong.")
    assert shown(client, page) == [target.path]
    assert client.get(target.path).status_code == 410


def test_a_preview_shows_the_current_address(target):
    new = move(target, "high-water").path
    content = {"blocks": [{"kind": "text", "id": 1, "html": f'<p><a href="{target.path}">x</a></p>'}]}
    assert new in body.blocks(content, at=timezone.now())[0]["html"]


def test_links_to_own_stories_cost_one_query_more_and_a_fresh_copy_too(client, target, django_assert_num_queries):
    plain, page = publish_story(), page_with(*[target.path] * 3, publish_story().path)
    tags = [client.get(each.path)["ETag"] for each in (plain, page)]
    for each, tag, number in ((plain, tags[0], 3), (page, tags[1], 4)):
        with django_assert_num_queries(number):
            assert client.get(each.path, headers={"if-none-match": tag}).status_code == 304


@pytest.fixture
def ask(client):
    """Log a journalist in, and return a function that gives the headlines that the door answers to some words."""
    client.force_login(make_user("odile", groups=["Journalist"]))
    return lambda words: [each["headline"] for each in client.get(DOOR, {"q": words}).json()["stories"]]


def test_own_stories_are_found_by_words_of_their_headlines_the_latest_first(ask, client):
    now = timezone.now()
    for days, headline in ((3, "The tide mill turns"), (1, "A second tide mill"), (2, "Élodie swims")):
        publish_story(make_story(headline), at=now - timedelta(days=days))
    assert ask("mill TIDE") == ["A second tide mill", "The tide mill turns"]
    assert ask("élodie") == ["Élodie swims"]
    assert ask('"second tide"') == ["A second tide mill"]
    assert ask("  ") == ask("nothing of the kind") == []
    [found] = client.get(DOOR, {"q": "swims"}).json()["stories"]
    assert client.get(found["path"]).status_code == 200


def test_only_what_readers_see_is_offered(ask):
    now = timezone.now()
    make_story("Secret draft mill", by=None)
    publish_story(make_story("Secret scheduled mill"), live_from=now + timedelta(days=1))
    gone = publish_story(make_story("Secret withdrawn mill"))
    withdraw(gone.story, by=make_user(superuser=True), notice="")
    changed = publish_story(make_story("The open mill"))
    changed.story.headline = "The secret new headline of the mill"
    changed.story.save()
    assert ask("mill") == ["The open mill"]
    assert ask("secret") == []


def test_no_more_than_ten_are_offered(ask):
    for number in range(12):
        publish_story(make_story(f"Mill {number}"))
    assert len(ask("mill")) == 10


def test_the_door_is_for_those_who_write_stories(client):
    client.force_login(make_user("lea", groups=["Moderator"]))
    assert client.get(DOOR, {"q": "mill"}).status_code == 403


def test_markup_of_a_story_that_is_only_linked_to_is_safe(client, target):
    story = make_story(html=f'<p><a href="{target.path}">there</a></p>')
    add_text(story, f'<p><a href="{target.path}" onclick="x()">there</a><script>x()</script></p>', ordering=20)
    page = publish_story(story)
    new = move(target, "high-water").path
    assert shown(client, page) == [new, new]
