"""The moderation queue as plain pages: what it shows, to whom, and what a press does."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Comment, Commenter, Edit, Flag, Report
from comments.models.comment import queue_queryset
from comments.screening.submission import Sender
from tests.comments.factories import make_comment, make_many
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/queue/"
# What Django itself asks to know who is there: the session, the person, their permissions and their groups'.
WHO = 4


@pytest.fixture
def moderator(client):
    """Log a moderator in and return them."""
    user = make_user("lea", groups=["Moderator"])
    client.force_login(user)
    return user


def rows(answer):
    """Return the public ids in the queue, in its order."""
    return re.findall(r'class="queue-row[^"]*" data-id="([^"]+)"', answer.text)


def ids(*comments):
    """Return the public ids of comments."""
    return [comment.public_id for comment in comments]


def make_old(minutes, **fields):
    """Return a comment that was written so many minutes ago and waits."""
    edition = fields.pop("edition", None) or publish_story(at=timezone.now() - timedelta(days=1))
    at = timezone.now() - timedelta(minutes=minutes)
    return make_comment(status="pending", edition=edition, at=at, **fields)


def test_the_oldest_comes_first_and_what_was_put_back_last(client, moderator):
    held, older, newer = make_old(30), make_old(20), make_old(10)
    held.hold(by=moderator)
    assert rows(client.get(QUEUE)) == ids(older, newer, held)


def test_the_most_suspicious_comes_first_where_that_is_wanted(client, moderator):
    light, heavy, older = make_old(30), make_old(10), make_old(20)
    Comment.objects.filter(pk=heavy.pk).update(weight=9)
    Comment.objects.filter(pk=older.pk).update(weight=9)
    assert rows(client.get(QUEUE, {"order": "weight"})) == ids(older, heavy, light)


@pytest.mark.parametrize("order", ["age", "weight"])
def test_the_pages_of_the_queue_leave_nothing_out_and_repeat_nothing(client, moderator, monkeypatch, order):
    monkeypatch.setattr("comments.moderation.queue.ROWS", 2)
    comments = [make_old(minutes) for minutes in range(7, 0, -1)]
    for place, comment in enumerate(comments):
        Comment.objects.filter(pk=comment.pk).update(weight=place % 3)
    for comment in Comment.objects.by_age()[:3]:
        comment.hold(by=moderator)
    found, query = [], {"order": order}
    for _ in range(4):
        page = client.get(QUEUE, query)
        found += rows(page)
        more = re.search(r'queue-further"><a href="[^"]*after=([-\w]{12})', page.text)
        query["after"] = more and more[1]
    assert query["after"] is None
    assert sorted(found) == sorted(ids(*comments))
    assert set(found[4:]) == set(ids(*comments[:3]))


def test_the_spam_has_its_latest_first_page_by_page(client, moderator, monkeypatch):
    monkeypatch.setattr("comments.moderation.queue.ROWS", 2)
    spam = [make_old(minutes) for minutes in (30, 20, 10)]
    for comment in spam:
        comment.mark_spam(by=moderator)
    assert rows(client.get(QUEUE, {"tab": "spam"})) == ids(spam[2], spam[1])
    assert rows(client.get(QUEUE, {"tab": "spam", "after": spam[1].public_id})) == ids(spam[0])


def test_the_tabs_count_what_is_in_them_and_never_more_than_a_thousand(client, moderator, monkeypatch):
    monkeypatch.setattr(queue_queryset, "CAPPED", 3)
    monkeypatch.setattr("comments.moderation.queue.CAPPED", 3)
    monkeypatch.setattr(queue_queryset.CappedCount.__init__, "__defaults__", (3,))
    make_many(publish_story(), 5, approved=False)
    make_comment(status="spam")
    reported = make_comment()
    for network in "ab":
        Report.objects.create(comment=reported, category="insult", ip_key=network)
    counts = re.findall(r"([A-Z]\w+) <span class=\"queue-count\">([^<]+)<", client.get(QUEUE).text)
    assert counts == [("Waiting", "3+"), ("Reported", "1"), ("Edits", "0"), ("Spam", "1")]


def test_the_queue_is_narrowed_by_section_story_flag_and_words(client, moderator):
    port = make_comment(status="pending", body="Ships", name="Odile")
    town = make_comment(
        status="pending", body="http://a.example", edition=publish_story(section=make_section("Town")), name="Ilan"
    )
    for query, expected in (
        ({"section": "town"}, town),
        ({"story": town.discussion.story_id}, town),
        ({"flag": "links"}, town),
        ({"q": "ships"}, port),
        ({"q": "ODILE"}, port),
        ({}, None),
    ):
        assert rows(client.get(QUEUE, query)) == (ids(expected) if expected else ids(port, town))


@pytest.mark.parametrize(
    "query",
    ["tab=no", "order=no", "section=no", "story=x", "flag=no", "alike=no", "alike=text", "alike=text&of=x", "after=x"],
)
def test_what_no_address_of_the_queue_can_say_isnt_there(client, moderator, query):
    assert client.get(f"{QUEUE}?{query}").status_code == 404


@pytest.mark.parametrize("query", ["at=x", "at=%00", "q=%00", "at=AAAAAAAAAAAA", "by=you&tab=recent"])
def test_an_address_that_is_only_out_of_date_shows_the_queue(client, moderator, query):
    assert client.get(f"{QUEUE}?{query}").status_code == 200


def test_the_places_that_flags_speak_of_and_what_is_masked_are_marked(client, moderator):
    comment = make_comment(status="pending", body="Buy <b> at a.example now")
    Flag.objects.create(comment=comment, name=Flag.Name.LINKS, weight=4, detail="a.example", spans=[[11, 20]])
    comment.mask(by=moderator, spans=[(0, 3)])
    html = client.get(QUEUE, {"at": comment.public_id}).text
    assert '<mark title="links in the text">a.example</mark>' in html
    assert '<span class="queue-masked" title="Hidden from readers">Buy</span> &lt;b&gt; at ' in html


def test_the_trust_line_has_numbers_and_never_the_address(client, moderator):
    same = {"address": "odile@example.org"}
    for status in ("approved", "approved", "rejected", "spam", "pending"):
        make_comment(status=status, sender=Sender(ip=None), body=f"A {status} one, {Comment.objects.count()}", **same)
    open_ = Comment.objects.waiting().get()
    html = client.get(QUEUE, {"at": open_.public_id}).text
    for words in ("Address not confirmed", "2 approved", "2 rejected"):
        assert words in html
    assert "odile@example.org" not in html
    assert open_.commenter.address_key not in html
    Commenter.objects.update(verified_at=timezone.now())
    assert "Address confirmed" in client.get(QUEUE, {"at": open_.public_id}).text


def test_the_thread_stands_around_the_comment(client, moderator):
    edition = publish_story()
    root = make_comment(edition=edition, body="The root of it.")
    first = make_comment(to=root, body="An answer.")
    secret = make_comment(to=root, status="pending", body="Another one waits.")
    comment = make_comment(to=first, status="pending", body="This one is open.")
    html = client.get(QUEUE, {"at": comment.public_id}).text
    thread = html[html.index("queue-thread") :]
    assert thread.index("The root of it.") < thread.index("An answer.") < thread.index("is-here")
    assert secret.body not in thread
    assert edition.headline in html


def test_a_comment_under_a_withdrawn_story_is_shown_all_the_same(client, moderator):
    edition = publish_story(live_until=timezone.now() + timedelta(hours=1))
    comment = make_comment(status="pending", edition=edition)
    type(edition).objects.update(live_until=timezone.now())
    answer = client.get(QUEUE, {"at": comment.public_id})
    assert "This story isn’t live." in answer.text


def test_an_edit_stands_beside_what_readers_see_with_the_words_marked_that_differ(client, moderator):
    comment = make_comment(body="The tide came in.")
    Edit.objects.create(comment=comment, was=comment.body, body="The flood came in.")
    html = client.get(QUEUE, {"tab": "edits", "at": comment.public_id}).text
    assert rows(client.get(QUEUE, {"tab": "edits"})) == ids(comment)
    assert "The <del>tide </del>came in." in html
    assert "The <ins>flood </ins>came in." in html


def test_a_report_is_shown_with_its_words(client, moderator):
    comment = make_comment()
    Report.objects.create(comment=comment, category="insult", words="That <b>hurts</b>.", address="who@example.org")
    html = client.get(QUEUE, {"tab": "reported", "at": comment.public_id}).text
    assert "Insult or personal attack" in html
    assert "That &lt;b&gt;hurts&lt;/b&gt;." in html
    assert "who@example.org" not in html


def test_the_list_leads_to_the_queue(client, moderator):
    assert QUEUE in client.get("/admin/comments/comment/").text


def queries(client, query):
    """Return how many questions to the database a page of the queue asks, beyond who is there."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(QUEUE, query).status_code == 200
    return len(captured) - WHO


def test_the_queue_asks_six_questions_at_most_whatever_is_in_it(client, moderator):
    assert queries(client, {}) <= 6
    make_many(publish_story(), 60, approved=False)
    for comment in Comment.objects.by_age()[:20]:
        comment.hold(by=moderator)
    for query in ({}, {"order": "weight"}, {"flag": "links"}, {"q": "so"}, {"tab": "spam"}, {"tab": "reported"}):
        assert queries(client, query) <= 6


def test_an_open_comment_asks_the_same_whatever_surrounds_it(client, moderator):
    edition = publish_story()
    root = make_comment(edition=edition)
    comment = make_comment(to=root, status="pending")
    few = queries(client, {"at": comment.public_id})
    make_many(edition, 10, to=root)
    for number in range(3):
        Flag.objects.create(comment=comment, name=Flag.Name.values[number], weight=1)
        Report.objects.create(comment=comment, category="insult")
    assert queries(client, {"at": comment.public_id}) == few <= 22
