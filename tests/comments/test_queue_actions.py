"""What is pressed in the moderation queue: decided, refused, undone, and by whom not."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from comments.admin.queue_actions import KEYS
from comments.models import Comment, Decision, ModerationPolicy, Reason, Report, Verb
from comments.posting import edit
from tests.comments.factories import act, make_comment
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/queue/"


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


def press(client, comments=(), *, tab="", **fields):
    """Press a button of the queue on these comments as they are here; return where it leads and what the desk says."""
    chosen = [f"{comment.public_id}:{comment.version}" for comment in comments]
    answer = client.post(QUEUE + tab, {"chosen": chosen, **fields})
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert answer.status_code == 303
    client.get(QUEUE)  # where the messages are shown, and forgotten
    return answer["Location"], said


def test_a_press_decides_and_goes_on_to_the_next(client, moderator):
    now, edition = timezone.now(), publish_story(at=timezone.now() - timedelta(days=1))
    first, second = (
        make_comment(status="pending", edition=edition, at=now - timedelta(minutes=minutes)) for minutes in (20, 10)
    )
    html = client.get(QUEUE, {"at": first.public_id}).text
    assert f'name="next" value="{second.public_id}"' in html
    where, said = press(client, [first], verb="approve", at=first.public_id, next=second.public_id, tab="?order=weight")
    assert where == f"{QUEUE}?order=weight&at={second.public_id}"
    assert said == ["1 approved."]
    assert Decision.objects.get().by == moderator


def test_what_has_changed_since_it_was_seen_isnt_decided(client, moderator):
    comment = make_comment(status="pending")
    seen = Comment.objects.get()
    comment.hold(by=make_user("tom"))
    where, said = press(client, [seen], verb="approve", at=comment.public_id, next="AAAAAAAAAAAA")
    assert said[0].startswith("tom already decided, on ")
    assert where.endswith(f"at={comment.public_id}")  # to look at it anew
    assert Comment.objects.get().status == "pending"


def test_many_are_decided_with_one_press_by_their_seen_versions(client, moderator):
    comments = [make_comment(status="pending") for _ in range(3)]
    Comment.objects.get(pk=comments[0].pk).approve(by=make_user("tom"))
    _where, said = press(client, comments, verb="reject", canned="1", reason="")
    assert said[0].startswith("2 rejected, 1 already decided by tom, on ")
    assert {decision.canned for decision in Decision.objects.filter(by=moderator)} == {Reason.objects.on_key(1)}


@pytest.mark.parametrize("fields", [{"verb": "erase"}, {"verb": "delete"}, {}, {"undo": "no"}, {"undo": "batch-9"}])
def test_a_press_of_no_button_does_nothing(client, moderator, fields):
    comment = make_comment(status="pending")
    assert press(client, [comment], **fields)[1] == ["Nothing selected."]
    assert Comment.objects.get().version == 0


def test_the_last_is_undone_and_shown_again(client, moderator):
    comment = make_comment(status="pending")
    press(client, [comment], verb="mark_spam")
    where, said = press(client, undo="last")
    assert (said, where) == (["1 decision undone."], f"{QUEUE}?at={comment.public_id}")
    assert Comment.objects.get().status == "pending"


def test_a_batch_of_another_moderator_is_undone_from_the_recent_ones(client, moderator):
    tom = make_user("tom", groups=["Moderator"])
    comments = [make_comment(status="pending") for _ in range(2)]
    client.force_login(tom)
    press(client, comments, verb="approve")
    client.force_login(moderator)
    html = client.get(QUEUE, {"tab": "recent"}).text
    value = re.search(r'name="undo" value="(batch-\d+)"', html)[1]
    assert press(client, undo=value)[1] == ["2 decisions undone."]
    assert rows(client.get(QUEUE, {"tab": "recent", "by": "me"})) != []
    assert "undone" in client.get(QUEUE, {"tab": "recent"}).text


def test_words_are_masked_and_shown_again(client, moderator):
    comment = make_comment(body="Ring Max at home.")
    where, _said = press(client, [comment], verb="mask", words="Max", at=comment.public_id)
    assert where.endswith(comment.public_id)
    comment.refresh_from_db()
    assert comment.masks == [[5, 8]]
    press(client, [comment], verb="unmask")
    assert Comment.objects.get().masks == []


def test_a_moderator_of_a_section_sees_and_decides_nothing_elsewhere(client, moderator):
    town = make_section("Town")
    ModerationPolicy.objects.create(section=town).moderators.add(moderator)
    inside = make_comment(status="pending", edition=publish_story(section=town))
    outside = make_comment(status="pending")
    assert rows(client.get(QUEUE)) == ids(inside)
    assert '<span class="queue-count">1</span>' in client.get(QUEUE).text
    assert outside.body not in client.get(QUEUE, {"at": outside.public_id}).text
    assert client.get(QUEUE, {"alike": "text", "of": outside.public_id}).status_code == 404
    press(client, [outside], verb="approve")
    assert Comment.objects.get(pk=outside.pk).status == "pending"
    decision = act(outside, Verb.APPROVE, by=make_user("tom"))
    assert press(client, undo=f"decision-{decision.pk}")[1] == ["Nothing selected."]
    assert str(outside.public_id) not in client.get(QUEUE, {"tab": "recent"}).text
    assert outside.body not in client.get("/admin/comments/comment/").text


@pytest.mark.parametrize("group", ["Journalist", "Editor"])
def test_nobody_else_enters_the_queue(client, group):
    client.force_login(make_user("ann", groups=[group]))
    comment = make_comment(status="pending")
    assert client.get(QUEUE).status_code == 403
    assert client.post(QUEUE, {"verb": "approve", "chosen": f"{comment.public_id}:0"}).status_code == 403
    assert Comment.objects.get().status == "pending"


def test_a_reported_comment_is_left_as_it_is(client, moderator):
    comment = make_comment()
    Report.objects.create(comment=comment, category="insult")
    assert press(client, [comment], verb="leave", tab="?tab=reported")[1] == ["1 left unchanged (reports dismissed)."]
    assert rows(client.get(QUEUE, {"tab": "reported"})) == []


def make_edited(**fields):
    """Return a comment that readers see, and whose writer has changed it since."""
    comment = make_comment(body="The tide came in.", **fields)
    edit.edit(comment, "The flood came in.", at=comment.created_at)
    comment.refresh_from_db()
    return comment


def test_an_edit_is_approved_or_refused_for_a_reason(client, moderator):
    taken, refused, unsaid = (make_edited() for _ in range(3))
    assert press(client, [taken], verb="take_edit")[1] == ["1 edit approved."]
    assert press(client, [refused], verb="refuse_edit", canned="1")[1] == ["1 edit rejected."]
    assert press(client, [unsaid], verb="refuse_edit")[1] == ["Give a reason for rejecting it."]
    bodies = dict(Comment.objects.values_list("public_id", "body"))
    assert [bodies[public_id] for public_id in ids(taken, refused, unsaid)] == [
        "The flood came in.",
        "The tide came in.",
        "The tide came in.",
    ]
    assert rows(client.get(QUEUE, {"tab": "edits"})) == ids(unsaid)


def test_an_edit_that_was_changed_or_decided_since_is_left_as_it_is(client, moderator):
    changed, decided = make_edited(), make_edited()
    edit.edit(Comment.objects.get(pk=changed.pk), "No tide came in.", at=changed.created_at)
    edit.take(decided.edits.get(), by=make_user("tom"))
    told = press(client, [changed, decided], verb="take_edit")[1][0]
    assert "1 already decided by tom, on " in told
    assert "The reader already decided" in told
    assert Comment.objects.get(pk=changed.pk).body == "The tide came in."


def test_of_two_buttons_with_one_key_the_tabs_own_has_it(client, moderator):
    comment = make_edited()
    Report.objects.create(comment=comment, category="insult")
    for tab, verb in (("edits", "take_edit"), ("reported", "leave")):
        html = client.get(QUEUE, {"tab": tab, "at": comment.public_id}).text
        bar = html[html.index('id="queue-one"') :]
        assert re.findall(r'value="(\w+)" data-action="approve"', bar) == [verb]


def test_the_queue_leads_to_an_answer_which_leads_back(client, moderator):
    comment = make_comment()
    link = f"/admin/comments/comment/{comment.pk}/answer/?queue=1"
    assert link in client.get(QUEUE, {"at": comment.public_id}).text
    answer = client.post(link, {"body": "We have asked the harbour."})
    assert answer["Location"] == f"{QUEUE}?at={comment.public_id}"
    assert link not in client.get(QUEUE, {"at": make_comment(status="pending").public_id}).text


def test_only_who_keeps_the_rules_is_led_to_a_block(client, moderator):
    comment = make_comment(status="pending")
    link = f"/admin/comments/block/add/?comment={comment.public_id}&amp;kind=address"
    assert link not in client.get(QUEUE, {"at": comment.public_id}).text
    client.force_login(make_user("max", groups=["Lead moderator"]))
    assert link in client.get(QUEUE, {"at": comment.public_id}).text


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb.row.button or verb.row.listed])
def test_what_can_be_pressed_can_be_done_has_a_key_and_says_what_it_did(verb):
    assert hasattr(Comment, verb) or verb.row.is_about_edit
    assert verb.row.button.action in {action for action, _key, _label in KEYS}
    assert verb.row.done % {"number": 2}
