"""What readers see of a discussion, page by page, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from comments import threads as comment_threads
from comments.models import Comment, Policy
from tests.comments.factories import act, make_comment, make_many
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

TAG = Template("{% load discussion %}{% discussion edition at %}")


def shown(edition, page=None, *, at=None, order=None):
    """Return the markup of a discussion as it stands on the story's page."""
    asked = {"page": page, "order": order}
    request = RequestFactory().get(edition.path, {name: value for name, value in asked.items() if value is not None})
    request.user = AnonymousUser()
    at = at or timezone.now() + timedelta(days=1)
    return TAG.render(Context({"request": request, "edition": edition, "at": at}))


def bodies(html):
    """Return the texts of the comments in their order."""
    return re.findall(r'<div class="comment-body"><p>(.*?)</p>', html)


def ask(edition, after=None):
    """Return the page of the discussion as data."""
    return comment_threads.page(edition, at=timezone.now(), after=after)


@pytest.mark.parametrize(("number", "words"), [(0, "0 comments"), (1, "1 comment"), (2, "2 comments")])
def test_the_heading_counts(number, words):
    edition = publish_story()
    for _ in range(number):
        make_comment(edition=edition)
    assert f'id="discussion-count">{words}</h2>' in shown(edition)


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "removed", "withdrawn"])
def test_only_what_is_approved_is_shown(status):
    edition = publish_story()
    make_comment(edition=edition, status=status, name="HIDDEN-NAME", body="HIDDEN-TEXT")
    make_comment(edition=edition, body="For all to see")
    html = shown(edition)
    assert bodies(html) == ["For all to see"]
    assert "HIDDEN" not in html
    assert "1 comment<" in html


def test_threads_and_their_replies_come_oldest_first():
    edition = publish_story()
    now = timezone.now()
    first = make_comment(edition=edition, body="first", at=now + timedelta(minutes=1))
    make_comment(edition=edition, body="second", at=now + timedelta(minutes=2))
    reply = make_comment(to=first, body="reply", name="Ilan", at=now + timedelta(minutes=3))
    make_comment(to=reply, body="reply to the reply", at=now + timedelta(minutes=4))
    html = shown(edition)
    assert bodies(html) == ["first", "reply", "reply to the reply", "second"]
    assert f'<a href="#c-{reply.public_id}">in reply to Ilan</a>' in html
    assert f'<a href="#c-{first.public_id}">in reply to Odile Brac</a>' in html
    assert html.count("in reply to") == 2


def test_each_comment_can_be_linked_to_and_says_when():
    comment = make_comment()
    html = shown(comment.discussion.story.editions.get())
    assert f'<article class="comment" id="c-{comment.public_id}"' in html
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT[\d:.]+\+\d\d:\d\d">', html)
    assert f'href="/comments/{comment.public_id}/reply/"' in html


def test_plain_text_stays_plain():
    edition = publish_story()
    make_comment(edition=edition, name="<b>O</b>", body="<script>x</script>\n\nhttp://a.example/?a&b")
    html = shown(edition)
    assert "<script>" not in html
    assert "&lt;b&gt;O&lt;/b&gt;" in html
    assert '<a href="http://a.example/?a&amp;b" rel="nofollow ugc noopener noreferrer">' in html


def test_a_removed_thread_keeps_its_place_for_its_replies():
    edition = publish_story()
    root = make_comment(edition=edition, name="GONE-NAME", body="GONE-TEXT")
    reply = make_comment(to=root, body="a reply")
    make_comment(to=reply, body="a further reply", name="Ilan")
    act(root, "remove")
    html = shown(edition)
    assert "This comment is no longer available." in html
    assert bodies(html) == ["a reply", "a further reply"]
    assert "GONE" not in html
    assert html.count("in reply to") == 1
    assert "2 comments" in html


@pytest.mark.parametrize("verb", ["remove", "withdraw"])
def test_an_answered_reply_that_is_gone_keeps_its_place_and_is_named_no_more(verb):
    edition = publish_story()
    root = make_comment(edition=edition)
    gone = make_comment(to=root, name="GONE-NAME", body="GONE-TEXT")
    make_comment(to=gone, body="a further reply")
    act(gone, verb)
    html = shown(edition)
    assert "GONE" not in html
    assert bodies(html) == [root.body, "a further reply"]
    assert f'<div class="comment comment-missing" id="c-{gone.public_id}">' in html
    assert "in reply to a comment that is no longer available" in html
    assert f'href="#c-{gone.public_id}"' not in html


def test_a_reply_that_is_gone_leaves_no_place_where_nobody_answered():
    root = make_comment()
    gone = make_comment(to=root)
    act(make_comment(to=gone, status="pending"), "reject")
    act(gone, "remove")
    assert gone.public_id not in shown(root.discussion.story.editions.get())


def test_a_removed_thread_without_replies_leaves_no_place():
    edition = publish_story()
    act(make_comment(edition=edition), "remove")
    make_comment(edition=edition, body="another thread")
    html = shown(edition)
    assert bodies(html) == ["another thread"]
    assert "no longer available" not in html


def test_every_thread_is_on_one_page_and_only_one():
    edition = publish_story()
    made = [row.public_id for row in make_many(edition, 60)]
    seen, page = [], ask(edition)
    while page.more:
        assert len(page.threads) == comment_threads.THREADS_A_PAGE
        seen += [thread.root.public_id for thread in page.threads]
        page = ask(edition, page.more)
    seen += [thread.root.public_id for thread in page.threads]
    assert seen == made
    assert not page.is_first


def test_comments_of_one_moment_are_all_shown():
    edition = publish_story()
    made = make_many(edition, 30)
    Comment.objects.update(created_at=edition.published_at)
    page = ask(edition, ask(edition).more)
    assert [thread.root.public_id for thread in page.threads] == [row.public_id for row in made[25:]]


def test_the_next_page_is_linked_to_and_stays_when_its_anchor_goes():
    edition = publish_story()
    made = make_many(edition, 26)
    address = f"?page={made[24].public_id}"
    assert f'<a href="{edition.path}{address}#discussion">More comments</a>' in shown(edition)
    act(Comment.objects.get(pk=made[24].pk), "remove")
    html = shown(edition, made[24].public_id)
    assert f'id="c-{made[25].public_id}"' in html
    assert f'<a href="{edition.path}#discussion">First comments</a>' in html
    assert "More comments" not in html


def test_exactly_one_page_has_no_next():
    edition = publish_story()
    make_many(edition, 25)
    assert ask(edition).more is None


@pytest.mark.parametrize("page", ["", "abc", "99999", "xxxxxxxxxxxx", "\x00", "é" * 12, "x" * 5000])
def test_a_page_that_is_none_is_a_404(page):
    edition = publish_story()
    with pytest.raises(Http404):
        shown(edition, page)
    make_many(edition, 30)
    with pytest.raises(Http404):
        shown(edition, page)


def test_a_page_after_what_readers_can_not_know_is_a_404():
    edition = publish_story()
    root = make_comment(edition=edition)
    reply = make_comment(to=root)
    waiting = make_comment(edition=edition, status="pending")
    elsewhere = make_comment()
    for other in (reply, waiting, elsewhere):
        with pytest.raises(Http404):
            shown(edition, other.public_id)


def test_the_story_page_answers_404_too(client):
    edition = publish_story()
    for page in ("abc", "99999", "", "%00"):
        assert client.get(f"{edition.path}?page={page}").status_code == 404


def test_an_open_discussion_has_the_form():
    html = shown(publish_story())
    assert re.search(r'<form[^>]*class="comment-form"', html)
    # The other two can come from what the browser remembers, which it would never be asked for if it insisted.
    assert re.findall(r'name="(\w+)"[^>]* required', html) == ["body"]
    assert "Your address will not be published." in html
    assert 'autocomplete="name"' in html
    assert 'autocomplete="email"' in html
    assert "maxlength" not in html
    assert re.search(r'<div id="div_id_website" class="field comment-honeypot">', html)
    assert re.search(r'name="website"[^>]*autocomplete="off"[^>]*tabindex="-1"', html)


def test_a_closed_discussion_keeps_its_comments_and_says_why_there_is_no_form():
    edition = publish_story()
    comment = make_comment(edition=edition, body="still here")
    comment.discussion.set_policy(by=make_user(), policy=Policy.CLOSED)
    html = shown(edition)
    assert bodies(html) == ["still here"]
    assert "Comments on this story are closed." in html
    assert "<form" not in html
    assert "/reply/" not in html


def test_a_discussion_closes_by_the_clock():
    edition = publish_story()
    closes_at = timezone.now() + timedelta(hours=1)
    make_comment(edition=edition).discussion.set_policy(by=make_user(), policy=Policy.PRE, closes_at=closes_at)
    assert "<form" in shown(edition, at=closes_at - timedelta(seconds=1))
    assert "<form" not in shown(edition, at=closes_at)


def test_a_hidden_discussion_shows_nothing_at_all():
    edition = publish_story()
    make_comment(edition=edition).discussion.set_policy(by=make_user(), policy=Policy.HIDDEN)
    assert shown(edition).strip() == ""


def test_the_page_holds_nothing_of_the_reader(client):
    edition = publish_story()
    make_comment(edition=edition)
    answer = client.get(edition.path)
    assert "csrf" not in answer.text.lower()
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()
    client.force_login(make_user("lea", superuser=True))
    assert client.get(edition.path).text == answer.text


@pytest.mark.parametrize("number", [0, 50, 5_000])
def test_the_number_of_queries_is_fixed(number, django_assert_num_queries):
    edition = publish_story()
    if number:
        root = make_many(edition, number // 2)[0]
        make_many(edition, number // 2, to=root)
    for page in [None] if number == 0 else [None, root.public_id]:
        with django_assert_num_queries(2):
            html = shown(edition, page)
        assert f">{number:,} comments</h2>" in html


def test_a_held_comment_costs_one_query(django_assert_num_queries):
    edition = publish_story()
    make_comment(edition=edition, status="pending")
    with django_assert_num_queries(1):
        shown(edition)


def test_a_page_of_threads_reads_no_table_from_end_to_end():
    edition = publish_story()
    row = make_many(edition, 60)[0]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # with so few rows it would not use an index otherwise
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    for threads in (row.discussion.comments.threads(), row.discussion.comments.threads().after(row)):
        plan = Comment.objects.beginnings(threads[:26], 10).explain()
        # SQLite says so too of the replies that it has numbered, which are no table.
        assert not re.search(r"\bSCAN (?!\(subquery|qualify\b)|Seq Scan", plan)
        for index in ("comment_thread", "comment_threads", "comment_replies"):
            assert re.search(rf"\b{index}\b", plan)
