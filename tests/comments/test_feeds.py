"""Feeds of comments, and the numbers of comments on cards: right at once, and nothing of what readers don't see."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from comments.models import Discussion, ModerationPolicy, Policy
from comments.moderation import policies
from tests.comments.factories import make_comment, make_many
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

SITE = "/comments/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def entries(client, path=SITE):
    """Return {title, link, content, author} of each entry of a feed."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [
        {
            "title": entry.findtext(f"{ATOM}title"),
            "link": entry.find(f"{ATOM}link").get("href"),
            "content": entry.findtext(f"{ATOM}summary"),
            "author": entry.findtext(f"{ATOM}author/{ATOM}name"),
        }
        for entry in ET.fromstring(answer.content).iter(f"{ATOM}entry")  # noqa: S314 -- it is our own
    ]


def of(edition):
    return f"/comments/on/{edition.story_id}/feed/"


def test_a_feed_has_what_readers_see_the_last_published_first(client):
    one, two = publish_story(), publish_story()
    first = make_comment(edition=one, name="Odile", body="So <it> was.\n\nSee http://a.example/")
    make_comment(edition=two, name="Brac")
    make_comment(edition=one, name="HIDDEN", status="pending")
    assert [entry["author"] for entry in entries(client)] == ["Brac", "Odile"]
    entry = entries(client, of(one))[0]
    assert entry["title"] == f"Odile on: {one.headline}"
    assert entry["link"] == f"http://testserver/c/{first.public_id}/"
    assert "<p>So &lt;it&gt; was.</p>" in entry["content"]
    assert 'rel="nofollow ugc noopener noreferrer"' in entry["content"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_entries_say_the_language_of_their_story_and_speak_it(client, settings, language):
    settings.LANGUAGE_CODE = {"fr": "en", "en": "fr"}[language]
    edition = publish_story(headline="Low water", language=language)
    make_comment(edition=edition, name="Odile")
    title = {"fr": "Odile, sur", "en": "Odile on:"}[language]
    for path, feeds in ((SITE, settings.LANGUAGE_CODE), (of(edition), language)):
        feed = ET.fromstring(client.get(path).content)  # noqa: S314 -- it is our own
        entry = feed.find(f"{ATOM}entry")
        assert (feed.get(XML_LANG), entry.get(XML_LANG)) == (feeds, language)
        assert entry.findtext(f"{ATOM}title").startswith(title)
    assert feed.findtext(f"{ATOM}title").startswith({"fr": "Commentaires sur", "en": "Comments on"}[language])


def test_what_is_masked_and_what_is_taken_down_is_not_in_it(client):
    edition, lea = publish_story(), make_user("lea")
    masked, removed = (make_comment(edition=edition, body=f"Call 0102030405 {n}") for n in "ab")
    tag = client.get(of(edition))["ETag"]
    masked.mask(by=lea, spans=[(5, 15)])
    removed.remove(by=lea)
    for path in (of(edition), SITE):
        assert [entry["content"] for entry in entries(client, path)] == [f"<p>Call {'█' * 10} a</p>"]
    assert client.get(of(edition), headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("how", ["story", "section", "site"])
def test_a_hidden_discussion_is_in_no_feed_and_on_no_card(client, how):
    edition, lea = publish_story(), make_user("lea")
    make_comment(edition=edition)
    tags = {path: client.get(path)["ETag"] for path in (SITE, of(edition), "/")}
    if how == "story":
        Discussion.objects.get().set_policy(by=lea, policy=Policy.HIDDEN)
    else:
        section = edition.section if how == "section" else None
        policies.set_policy(ModerationPolicy(section=section, policy=Policy.HIDDEN), by=lea)
    for path, tag in tags.items():
        assert client.get(path, headers={"if-none-match": tag}).status_code == 200
    assert entries(client) == entries(client, of(edition)) == []
    assert "1 comment" not in client.get("/").text


def test_a_story_that_readers_do_not_see_has_no_feed(client):
    edition = publish_story()
    make_comment(edition=edition)
    scheduled = publish_story(live_from=timezone.now() + timedelta(days=1))
    assert client.get(of(scheduled)).status_code == client.get("/comments/on/1000000/feed/").status_code == 404
    edition.live_from -= timedelta(hours=1)
    edition.live_until = timezone.now() - timedelta(seconds=1)
    edition.save()
    assert client.get(of(edition)).status_code == 404
    assert entries(client) == []


def test_a_feed_has_fifty_at_most_and_costs_the_same(client, django_assert_num_queries):
    edition = publish_story()
    make_many(edition, 60)
    with django_assert_num_queries(3):
        assert len(entries(client)) == 50


def test_an_unchanged_feed_is_not_made_again(client):
    make_comment()
    answer = client.get(SITE)
    assert client.get(SITE, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_the_pages_lead_to_the_feeds(client):
    edition = publish_story()
    page = client.get(edition.path).text
    for path in (SITE, of(edition)):
        assert f'href="{path}"' in page
    assert page.count('rel="alternate"') == 3  # the paper's own is the third


class TestCards:
    """How many comments a story has stands on its card."""

    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize("number", [0, 1, 2, 1000])
    def test_the_number_in_both_languages(self, client, language, number):
        edition = publish_story()
        make_many(edition, number)
        with translation.override(language):
            page = client.get("/").text
        word = {"en": "comment", "fr": "commentaire"}[language]
        found = f'<a href="{edition.path}#discussion">{number} {word}{"s" * (number > 1)}</a>'
        assert (found in page) == (number > 0)
        assert ("#discussion" in page) == (number > 0)

    @pytest.mark.parametrize("path", ["/", "/section/port/"])
    def test_it_is_right_at_once(self, client, path):
        comment = make_comment(status="pending")
        tag = client.get(path)["ETag"]
        assert "1 comment" not in client.get(path).text
        comment.approve(by=make_user("lea"))
        answer = client.get(path, headers={"if-none-match": tag})
        assert answer.status_code == 200
        assert "1 comment</a>" in answer.text
        comment.remove(by=make_user("lea"))
        assert "1 comment" not in client.get(path, headers={"if-none-match": answer["ETag"]}).text

    def test_what_waits_turns_no_list(self, client):
        edition = publish_story()
        tag = client.get("/")["ETag"]
        make_comment(status="rejected", edition=edition)
        assert client.get("/", headers={"if-none-match": tag}).status_code == 304

    def test_a_list_of_many_costs_one_query_for_the_numbers(self, client, django_assert_max_num_queries):
        for section in ("Port", "Culture"):
            policies.set_policy(
                ModerationPolicy(section=make_section(section), policy=Policy.CLOSED), by=make_user("lea")
            )
        for n in range(6):
            make_many(publish_story(section=make_section("Port" if n % 2 else "Culture")), n + 1)
        with django_assert_max_num_queries(6):
            page = client.get("/").text
        assert [f"{n} comment" in page for n in range(1, 7)] == [True] * 6
