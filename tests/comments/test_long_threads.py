"""A thread of many replies: what the story's page shows of it, the pages of its own, and what they cost."""

import re

import pytest
from django.utils import timezone

from comments import threads
from comments.models import Comment
from tests.comments.factories import act, make_comment, make_many
from tests.comments.test_display import shown
from tests.factories import publish_story

pytestmark = pytest.mark.django_db

FIRST, A_PAGE = threads.FIRST_REPLIES, threads.REPLIES_A_PAGE
KILOBYTE = 1_000


def make_thread(edition, number):
    """Return a thread's top-level comment and its replies, all of one moment apart."""
    root = make_many(edition, 1)[0]
    return root, make_many(edition, number, to=root)


def places(html):
    """Return the public ids of the comments in the order in which they stand."""
    return re.findall(r'id="c-([-\w]{12})"', html)


def ids(*comments):
    """Return the public ids of these comments."""
    return [comment.public_id for comment in comments]


@pytest.mark.parametrize(("replies", "words"), [(11, "1 more reply"), (12, "2 more replies"), (1_010, "1,000 more")])
def test_a_thread_shows_its_first_replies_and_how_many_there_are_besides(client, replies, words):
    edition = publish_story()
    root, answers = make_thread(edition, replies)
    html = client.get(edition.path).text
    assert places(html) == ids(root, *answers[:FIRST])
    assert f'<a href="{edition.path}?thread={root.public_id}#c-{answers[FIRST - 1].public_id}">{words}' in html
    assert f">{1 + replies:,} comments</h2>" in html


def test_a_thread_of_few_replies_has_no_page_to_go_to():
    edition = publish_story()
    make_thread(edition, FIRST)
    assert "?thread=" not in shown(edition)


def test_each_reply_is_on_one_page_of_its_thread_and_only_one(client):
    edition = publish_story()
    root, answers = make_thread(edition, 2 * A_PAGE + 1)
    make_many(edition, 1)
    found, address = [], f"{edition.path}?thread={root.public_id}"
    while address:
        answer = client.get(address)
        top, *replies = places(answer.text)
        assert (answer.status_code, top) == (200, root.public_id)
        assert answer["ETag"]
        assert f'<link rel="canonical" href="http://testserver{edition.path}">' in answer.text
        found += replies
        more = re.search(r'<a href="([^"#]*)#discussion">More replies</a>', answer.text)
        address = more and more[1].replace("&amp;", "&")
    assert found == ids(*answers)
    assert f'<a href="{edition.path}#discussion">All comments</a>' in answer.text
    assert f'<a href="{edition.path}?thread={root.public_id}#discussion">First replies</a>' in answer.text


def test_replies_of_one_moment_are_all_shown():
    edition = publish_story()
    root, answers = make_thread(edition, A_PAGE + 5)
    Comment.objects.update(created_at=edition.published_at)
    page = threads.page(edition, at=timezone.now(), thread=root.public_id)
    rest = threads.page(edition, at=timezone.now(), thread=root.public_id, after=page.more)
    assert [reply for each in (page, rest) for reply, _here in each.threads[0].replies] == answers


def test_a_page_of_a_thread_is_fresh_when_a_reply_comes(client):
    edition = publish_story()
    root = make_comment(edition=edition)
    address = f"{edition.path}?thread={root.public_id}"
    tag = client.get(address)["ETag"]
    reply = make_comment(to=root)
    answer = client.get(address, headers={"If-None-Match": tag})
    assert (answer.status_code, places(answer.text)) == (200, ids(root, reply))


def test_what_is_answered_on_another_page_is_named_and_can_be_gone_to(client):
    edition = publish_story()
    root, answers = make_thread(edition, A_PAGE + 1)
    Comment.objects.filter(pk=answers[3].pk).update(name="Ilan Mérou")
    Comment.objects.filter(pk=answers[-1].pk).update(reply_to=answers[3])
    html = client.get(f"{edition.path}?thread={root.public_id}&page={answers[A_PAGE - 1].public_id}").text
    assert places(html) == ids(root, answers[-1])
    assert f'<a href="/c/{answers[3].public_id}/" rel="nofollow">in reply to Ilan Mérou</a>' in html
    act(Comment.objects.get(pk=answers[3].pk), "remove")
    html = client.get(f"{edition.path}?thread={root.public_id}&page={answers[A_PAGE - 1].public_id}").text
    assert "in reply to a comment that is no longer available" in html
    assert "Ilan" not in html


def test_every_reply_has_an_address_that_leads_to_its_place(client):
    edition = publish_story()
    make_many(edition, threads.THREADS_A_PAGE)
    _root, answers = make_thread(edition, 2 * A_PAGE + 2)
    for number in (0, FIRST - 1, FIRST, A_PAGE - 1, A_PAGE, 2 * A_PAGE, -1):
        path, _, anchor = client.get(f"/c/{answers[number].public_id}/")["Location"].partition("#")
        assert (anchor in path, f'id="{anchor}"' in client.get(path).text) == (False, True)
        assert ("?thread=" in path) == (number not in (0, FIRST - 1))


def test_a_pick_among_many_replies_is_among_the_picks():
    edition = publish_story()
    root, answers = make_thread(edition, 30)
    make_many(edition, 1)
    act(Comment.objects.get(pk=answers[25].pk), "pick")
    assert places(shown(edition, order="picks")) == ids(root, *answers[: FIRST - 1], answers[25])
    assert places(shown(edition))[: FIRST + 1] == ids(root, *answers[:FIRST])


def test_what_was_taken_down_is_not_counted_among_the_replies():
    edition = publish_story()
    _root, answers = make_thread(edition, 13)
    for number in (0, 12):
        act(Comment.objects.get(pk=answers[number].pk), "remove")
    assert ">1 more reply</a>" in shown(edition)
    act(Comment.objects.get(pk=answers[11].pk), "remove")
    assert "more repl" not in shown(edition)


def test_a_thread_that_is_gone_keeps_its_page_for_its_replies(client):
    edition = publish_story()
    root = make_comment(edition=edition)
    reply = make_comment(to=root)
    address = f"{edition.path}?thread={root.public_id}"
    act(root, "remove")
    assert places(client.get(address).text) == ids(root, reply)
    act(reply, "remove")
    assert client.get(address).status_code == 404


def test_a_page_of_no_thread_is_a_404(client):
    edition = publish_story()
    root, reply = (row.public_id for row in (make_comment(edition=edition), make_comment()))
    other, waiting = make_comment(edition=edition), make_comment(edition=edition, status="pending")
    answer = make_comment(to=other)
    asked = [
        "thread=",
        "thread=abc",
        "thread=%00",
        "thread=xxxxxxxxxxxx",
        f"thread={reply}",
        f"page={answer.public_id}",
    ]
    asked += [f"thread={waiting.public_id}", f"thread={answer.public_id}", f"thread={root}&order=newest"]
    asked += [f"thread={root}&page={each}" for each in ("", "abc", root, other.public_id, answer.public_id)]
    for query in asked:
        assert client.get(f"{edition.path}?{query}").status_code == 404, query


@pytest.mark.parametrize("replies", [20, 2_000])
def test_pages_of_a_thread_cost_two_queries(replies, django_assert_num_queries):
    edition = publish_story()
    root, answers = make_thread(edition, replies)
    for asked in ({}, {"thread": root.public_id}, {"thread": root.public_id, "after": answers[9].public_id}):
        with django_assert_num_queries(2):
            threads.page(edition, at=timezone.now(), **asked)


def test_no_more_rows_are_read_than_are_shown(monkeypatch):
    edition = publish_story()
    root, _answers = make_thread(edition, 500)
    made, read = [], Comment.from_db.__func__
    monkeypatch.setattr(Comment, "from_db", classmethod(lambda *args: made.append(1) or read(*args)))
    threads.page(edition, at=timezone.now())
    threads.page(edition, at=timezone.now(), thread=root.public_id)
    # Each comes with what it answers.
    assert len(made) <= 2 * (1 + FIRST) + 2 * (2 + A_PAGE)


def test_the_page_of_a_story_has_an_end(client):
    edition = publish_story()
    make_thread(edition, 2_000)
    assert len(client.get(edition.path).content) < 30 * KILOBYTE
    for root in make_many(edition, threads.THREADS_A_PAGE - 1):
        make_many(edition, 100, to=root)
    assert len(client.get(edition.path).content) < 300 * KILOBYTE
