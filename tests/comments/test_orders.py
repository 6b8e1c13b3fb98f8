"""The orders of a discussion, what stands beside a comment, and the address that each has for ever."""

import re
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from articles.publishing.publish import withdraw
from comments import threads
from comments.models import Comment, Discussion, Policy
from comments.posting import edit
from newsroom.text.numbers import grouped
from tests.comments.factories import act, make_comment, make_edit, make_many
from tests.comments.test_display import bodies, shown
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db


def ask(edition, order, after=None):
    """Return the page of the discussion as data."""
    return threads.page(edition, at=timezone.now(), after=after, order=order)


def walk(edition, order):
    """Return the public ids of all threads, page by page."""
    pages = [ask(edition, order)]
    while pages[-1].more:
        pages.append(ask(edition, order, pages[-1].more))
    assert all(len(page.threads) == threads.THREADS_A_PAGE for page in pages[:-1])
    return [thread.root.public_id for page in pages for thread in page.threads]


@pytest.mark.parametrize("same_moment", [True, False])
def test_newest_is_the_other_way_round_with_replies_as_they_came(same_moment):
    edition = publish_story()
    made = make_many(edition, 60)
    if same_moment:
        Comment.objects.update(created_at=edition.published_at)
    make_many(edition, 2, to=made[0])
    assert walk(edition, "newest") == [row.public_id for row in reversed(made)]
    assert walk(edition, "oldest") == [row.public_id for row in made]
    replies = [reply.pk for reply, _root in ask(edition, "newest", made[1].public_id).threads[-1].replies]
    assert replies == sorted(replies)


def test_picks_are_the_threads_in_which_one_is():
    edition = publish_story()
    made = make_many(edition, 60)
    reply = make_many(edition, 1, to=made[40])[0]
    for row in (made[3], reply, made[50]):
        act(Comment.objects.get(pk=row.pk), "pick")
    act(make_comment(), "pick")  # elsewhere
    assert walk(edition, "picks") == [made[number].public_id for number in (3, 40, 50)]
    act(Comment.objects.get(pk=made[3].pk), "remove")
    assert walk(edition, "picks") == [made[number].public_id for number in (40, 50)]


def test_picks_have_pages_too():
    edition = publish_story()
    made = make_many(edition, 30)
    Comment.objects.update(picked_at=timezone.now())
    assert walk(edition, "picks") == [row.public_id for row in made]


def test_every_order_can_be_followed_from_the_page(client):
    edition = publish_story()
    made = make_many(edition, 26)
    html = client.get(edition.path).text
    assert f'<a href="{edition.path}?order=newest#discussion">Newest first</a>' in html
    assert "?order=picks" not in html
    act(Comment.objects.get(pk=made[0].pk), "pick")
    html = client.get(edition.path).text
    assert f'<a href="{edition.path}?order=picks#discussion">Editors’ picks</a>' in html
    newest = client.get(f"{edition.path}?order=newest").text
    assert f'href="{edition.path}?order=newest&amp;page={made[1].public_id}#discussion"' in newest
    assert 'order=newest#discussion" aria-current="true"' in newest
    assert re.search(rf'<link rel="canonical" href="[^"?]*{edition.path}">', newest)
    last = client.get(f"{edition.path}?order=newest&page={made[1].public_id}").text
    assert f'<a href="{edition.path}?order=newest#discussion">Newest comments</a>' in last
    assert client.get(f"{edition.path}?order=picks").status_code == 200


@pytest.mark.parametrize("order", ["", "best", "\x00", "x" * 5000])
def test_an_order_that_is_none_is_a_404(order):
    edition = publish_story()
    with pytest.raises(threads.NoSuchPage):
        ask(edition, order)
    with pytest.raises(Http404):
        shown(edition, order=order)


def test_no_picks_is_a_sentence():
    edition = publish_story()
    make_comment(edition=edition)
    html = shown(edition, order="picks")
    assert bodies(html) == []
    assert "The editors haven’t picked any comments yet." in html


@pytest.mark.parametrize("order", threads.ORDERS)
def test_every_order_costs_two_queries(order, django_assert_num_queries):
    edition = publish_story()
    made = make_many(edition, 60)
    Comment.objects.update(picked_at=timezone.now())
    for after in (None, made[30].public_id):
        with django_assert_num_queries(2):
            html = shown(edition, after, order=order)
        assert bodies(html)


def test_the_first_page_of_twenty_thousand_comments_costs_two_queries(django_assert_num_queries):
    edition = publish_story()
    root = make_many(edition, 15_000)[0]
    make_many(edition, 5_000, to=root)
    Comment.objects.filter(root=root.pk).order_by("pk").first().withdraw()
    with django_assert_num_queries(2):
        html = shown(edition)
    assert ">19,999 comments</h2>" in html


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 0, "0 comments"),
        ("en", 1, "1 comment"),
        ("en", 2, "2 comments"),
        ("en", 1000, "1,000 comments"),
        ("fr", 0, "0 commentaire"),
        ("fr", 1, "1 commentaire"),
        ("fr", 2, "2 commentaires"),
        ("fr", 1000, "1\u202f000 commentaires"),
    ],
)
def test_the_count_is_right_in_each_language(client, settings, language, number, words):
    settings.LANGUAGE_CODE = language
    edition = publish_story()
    make_comment(edition=edition, status="pending")
    Discussion.objects.update(approved_count=number)
    assert f'id="discussion-count">{words}</h2>' in client.get(edition.path).text


def test_numbers_are_grouped_by_threes():
    assert [grouped(number) for number in (999, 1000, 1234567)] == ["999", "1,000", "1,234,567"]


def test_badges_picks_and_edits_are_said_in_words():
    edition = publish_story()
    comment = make_comment(edition=edition)
    html = shown(edition)
    for words in ("Newsroom", "Author", "Editors’ pick", "edited on"):
        assert words not in html
    Comment.objects.update(badge=Comment.Badge.AUTHOR)
    comment.refresh_from_db()
    comment.pick(by=make_user())
    edit.take(make_edit(comment, "Other words."), by=make_user())
    html = shown(edition)
    for words in ("Author", "Editors’ pick", "edited on", "Other words."):
        assert words in html


def test_a_change_from_before_readers_saw_it_is_no_news_to_them():
    comment = make_comment(status="pending")
    make_edit(comment, "Other words.", at=comment.created_at + timedelta(minutes=1))
    comment.approve(by=make_user(), at=comment.created_at + timedelta(minutes=2))
    html = shown(comment.discussion.story.editions.get())
    assert "Other words." in html
    assert "edited on" not in html


def test_what_is_masked_is_masked_wherever_readers_look(client):
    comment = make_comment(body="Call 5550.")
    comment.mask(by=make_user(), spans=[(5, 9)])
    path = comment.discussion.story.editions.get().path
    for address in (path, f"/comments/{comment.public_id}/reply/", f"/comments/{comment.public_id}/report/"):
        html = client.get(address).text
        assert "Call ████." in html
        assert "5550" not in html


def leads(client, comment):
    """Return where the comment's own address leads, and whether the page there has its place."""
    answer = client.get(f"/c/{comment.public_id}/")
    assert answer.status_code == 302
    path, _, anchor = answer["Location"].partition("#")
    return path, f'id="{anchor}"' in client.get(path).text


def test_each_comment_has_an_address_that_leads_to_its_place(client):
    edition = publish_story()
    made = make_many(edition, 60)
    reply = make_many(edition, 1, to=made[30])[0]
    assert leads(client, made[0]) == (edition.path, True)
    assert leads(client, made[24]) == (edition.path, True)
    assert leads(client, made[25]) == (f"{edition.path}?page={made[24].public_id}", True)
    assert leads(client, reply) == (f"{edition.path}?page={made[29].public_id}", True)
    assert leads(client, made[59])[1]
    assert f'href="/c/{made[0].public_id}/"' in client.get(edition.path).text


@pytest.mark.parametrize("verb", ["remove", "withdraw"])
def test_the_address_of_what_is_gone_leads_to_its_place_where_it_has_one(client, verb):
    root = make_comment()
    reply = make_comment(to=root)
    answer = make_comment(to=reply)
    path = root.discussion.story.editions.get().path
    for comment in (root, reply):
        act(comment, verb)
        assert leads(client, comment) == (path, True)
    act(answer, verb)
    for comment in (root, reply, answer):
        assert client.get(f"/c/{comment.public_id}/").status_code == 404


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "removed", "withdrawn"])
def test_what_readers_can_not_know_has_no_address(client, status):
    assert client.get(f"/c/{make_comment(status=status).public_id}/").status_code == 404
    assert client.get("/c/xxxxxxxxxxxx/").status_code == 404


def test_nor_has_what_stands_under_a_story_that_is_gone_or_in_a_hidden_discussion(client):
    gone, hidden = make_comment(), make_comment()
    withdraw(gone.discussion.story, by=make_user())
    hidden.discussion.set_policy(by=make_user(), policy=Policy.HIDDEN)
    for comment in (gone, hidden):
        assert client.get(f"/c/{comment.public_id}/").status_code == 404
