"""The moderators' side of the desk."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, Decision, Discussion, Report
from comments.moderation import decide
from tests.comments.factories import act, make_comment, make_report
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

LIST = "/admin/comments/comment/"
DISCUSSIONS = "/admin/comments/discussion/"


@pytest.fixture
def moderator(client):
    """Log a moderator in and return them."""
    user = make_user("lea", groups=["Moderator"])
    client.force_login(user)
    return user


def press(client, path, action, rows, **fields):
    """Choose an action for rows of a list and return what the desk says."""
    data = {"action": action, "index": 0, "_selected_action": [row.pk for row in rows], **fields}
    answer = client.post(path, data)
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    client.get(path)  # where the messages are shown, and forgotten
    return said


def test_the_list_shows_what_a_moderator_needs(client, moderator):
    edition = publish_story(headline="The mill")
    make_comment(edition=edition, status="pending", name="Odile", body="See http://a.example " + "x" * 200, trap="x")
    html = client.get(LIST).text
    for words in ("Odile", "See http://a.example", "The mill", "Pending", "links in the text", "hidden field"):
        assert words.lower() in html.lower()


@pytest.mark.parametrize(
    ("action", "start", "end", "said"),
    [
        ("approve", "pending", "approved", "2 approved."),
        ("reject", "pending", "rejected", "2 rejected."),
        ("mark_spam", "pending", "spam", "2 marked as spam."),
        ("send_back", "rejected", "pending", "2 returned to the queue."),
        ("remove", "approved", "removed", "2 removed."),
    ],
)
def test_an_action_does_the_verb_row_by_row(client, moderator, action, start, end, said):
    rows = [make_comment(status=start) for _ in range(2)]
    assert press(client, LIST, action, rows, reason="Off topic") == [said]
    assert {comment.status for comment in Comment.objects.all()} == {end}
    assert Decision.objects.filter(by=moderator).count() == 2


def test_the_reason_is_kept(client, moderator):
    press(client, LIST, "reject", [make_comment(status="pending")], reason=" Off topic ")
    assert Decision.objects.get().reason == "Off topic"


def test_the_report_says_who_was_first(client, moderator):
    tom = make_user("tom")
    late = [make_comment(status="pending") for _ in range(2)]
    for comment in late:
        act(comment, "reject", by=tom)
    when = Decision.objects.first().decided_at
    Decision.objects.update(decided_at=when)
    told = press(client, LIST, "approve", [make_comment(status="pending"), *late])
    assert len(told) == 1
    assert told[0].startswith("1 approved, 2 already decided by tom, on ")


def test_the_report_says_what_can_not_be_done(client, moderator):
    told = press(client, LIST, "send_back", [make_comment(status="pending")])
    assert told == ["Not possible for a comment that is pending: returned to the queue."]


def test_the_list_takes_no_more_queries_for_more_rows(client, moderator):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    make_comment(status="pending", body="http://a.example")
    few = queries()
    for _ in range(10):
        make_comment(status="pending", body="http://a.example")
    assert queries() == few


def test_the_detail_page_is_there_to_read(client, moderator):
    comment = make_comment(status="pending", body="See http://a.example")
    comment.reject(by=moderator, reason="Off topic")
    answer = client.get(f"{LIST}{comment.pk}/change/")
    assert answer.status_code == 200
    for words in ("See http://a.example", "links in the text", "Off topic", "lea"):
        assert words in answer.text
    assert 'name="_save"' not in answer.text
    assert 'name="body"' not in answer.text


def test_nothing_is_rejected_without_a_reason(client, moderator):
    said = press(client, LIST, "reject", [make_comment(status="pending")])
    assert said == ["Give a reason for rejecting it."]
    assert Comment.objects.get().status == "pending"


def test_nobody_adds_changes_or_deletes_a_comment(client):
    client.force_login(make_user("boss", superuser=True))
    comment = make_comment(status="pending")
    for path in (LIST, DISCUSSIONS):
        pk = comment.pk if path == LIST else comment.discussion_id
        assert client.get(f"{path}add/").status_code == 403
        assert client.get(f"{path}{pk}/delete/").status_code == 403
        assert client.post(f"{path}{pk}/change/", {"status": "approved", "policy": "closed"}).status_code == 403
    press(client, LIST, "delete_selected", [comment])
    assert Comment.objects.get().status == "pending"
    assert Discussion.objects.get().policy == "inherit"


@pytest.mark.parametrize("group", ["Journalist", "Editor"])
def test_only_moderators_moderate(client, group):
    client.force_login(make_user("ann", groups=[group]))
    comment = make_comment(status="pending")
    assert client.get(LIST).status_code == 403
    press(client, LIST, "approve", [comment])
    press(client, DISCUSSIONS, "close", [comment.discussion])
    assert Comment.objects.get().status == "pending"
    assert Discussion.objects.get().policy == "inherit"


def test_whoever_may_only_look_has_no_actions(client):
    user = make_user("ann", groups=())
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_comment", "view_discussion"]))
    client.force_login(user)
    comment = make_comment(status="pending")
    assert client.get(LIST).status_code == 200
    press(client, LIST, "approve", [comment])
    assert Comment.objects.get().status == "pending"


@pytest.mark.parametrize(
    ("action", "policy", "said"),
    [("close", "closed", "1 discussion closed."), ("hide", "hidden", "1 discussion hidden.")],
)
def test_a_discussion_is_closed_hidden_and_opened_again(client, moderator, action, policy, said):
    discussion = make_comment().discussion
    assert press(client, DISCUSSIONS, action, [discussion]) == [said]
    assert Discussion.objects.get().policy == policy
    assert press(client, DISCUSSIONS, "open", [discussion]) == ["1 discussion opened."]
    assert Discussion.objects.get().policy == "pre"
    assert press(client, DISCUSSIONS, "open", [discussion])[0].startswith("1 already decided by lea, on ")


def test_what_is_decided_in_the_list_settles_its_reports_and_is_undone_with_one_press(client, moderator):
    comments = [make_comment(), make_comment()]
    make_report(comments[0])
    press(client, LIST, "remove", comments)
    assert not Report.objects.open().exists()
    decide.undo_last(by=moderator)
    assert {comment.status for comment in Comment.objects.all()} == {"approved"}
    assert Report.objects.open().count() == 1
