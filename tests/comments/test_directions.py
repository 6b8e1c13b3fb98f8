"""Hebrew and Arabic are read in their own direction, wherever a reader's words stand."""

import pytest
from django.urls import reverse

from comments.posting import receipts
from tests.comments.factories import make_comment
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

NAME, BODY = "יעל בר", "הגאות באה מוקדם.\n\nLa marée, dit-on."
ARABIC = "مياه"


@pytest.fixture
def comment():
    return make_comment(name=NAME, body=BODY)


def page_of(client, comment):
    return client.get(comment.discussion.story.editions.get().path).text


def test_a_name_and_each_paragraph_have_their_own(client, comment):
    page = page_of(client, comment)
    assert f'dir="auto">{NAME}</h3>' in page
    assert '<p dir="auto">הגאות באה מוקדם.</p><p>La marée, dit-on.</p>' in page


@pytest.mark.parametrize("name", [NAME, ARABIC, "Yaël " + ARABIC])
def test_a_name_turns_no_sentence_of_ours(client, name):
    comment = make_comment(name=name)
    make_comment(to=comment)
    page = page_of(client, comment)
    assert f'in reply to <bdi dir="auto">{name}</bdi>' in page
    for path in ("reply", "report"):
        assert f'<bdi dir="auto">{name}</bdi>' in client.get(f"/comments/{comment.public_id}/{path}/").text


@pytest.mark.parametrize("field", ['<input type="text" name="name"', '<textarea name="body"'])
def test_what_is_typed_has_its_own(client, field):
    page = client.get(publish_story().path).text
    start = page.index(field)
    assert 'dir="auto"' in page[start : page.index(">", start)]


def test_a_receipt_shows_it(client, comment):
    page = client.get(reverse("comments:receipt", args=[receipts.token_for(comment)])).text
    assert f'<h2 class="comment-name" dir="auto">{NAME}</h2>' in page
    assert '<div class="comment-body" dir="auto"><p>הגאות' in page


def test_a_moderator_reads_it(client):
    client.force_login(make_user("mod", groups=["Moderator"]))
    comment = make_comment(status="pending", name=NAME, body=BODY)
    page = client.get(f"{reverse('admin:comments_comment_queue')}?at={comment.public_id}").text
    assert f'<strong dir="auto">{NAME}</strong>' in page
    assert f'dir="auto">{NAME}</h2>' in page
    assert 'dir="auto">הגאות' in page


def test_a_feed_says_it(client, comment):
    assert '&lt;p dir="auto"&gt;הגאות' in client.get("/comments/feed/").text
