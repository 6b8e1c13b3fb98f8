"""The newsroom's answers: at once on the page, signed and marked, and logged."""

import pytest

from comments.models import Comment, Decision, Discussion, NotAllowed, Policy
from comments.posting.answer import answer
from tests.comments.factories import make_comment
from tests.factories import make_contributor, make_user, publish_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def lea():
    user = make_user("lea", groups=["Moderator"])
    user.first_name, user.last_name = "Léa", "Morvan"
    user.save()
    return user


@pytest.fixture
def desk(client, lea):
    client.force_login(lea)
    return client


def url(comment):
    return f"/admin/comments/comment/{comment.pk}/answer/"


def test_an_answer_stands_under_its_comment_with_name_and_badge(client, lea):
    comment = make_comment()
    said = answer(comment, by=lea, body="Thank you, it is corrected.")
    assert (said.status, said.name, said.badge, said.by, said.commenter) == (
        "approved",
        "Léa Morvan",
        "newsroom",
        lea,
        None,
    )
    assert (said.root, said.reply_to) == (comment, comment)
    page = client.get(comment.discussion.story.editions.get().path).text
    assert "Thank you, it is corrected." in page
    assert "Léa Morvan" in page
    assert Discussion.objects.get().approved_count == 2


def test_it_is_logged_like_everything_that_happens_to_a_comment(lea):
    said = answer(make_comment(), by=lea, body="Thank you.")
    assert [(d.verb, d.by) for d in Decision.objects.filter(comment=said)] == [("approve", lea)]


def test_whom_the_byline_names_answers_as_the_author(lea):
    comment = make_comment()
    contributor = make_contributor()
    contributor.user = lea
    contributor.save()
    assert answer(comment, by=lea, body="I was there.").badge == "author"


def test_an_answer_to_a_reply_stays_in_its_thread(lea):
    root = make_comment()
    reply = make_comment(to=root)
    said = answer(reply, by=lea, body="Both of you are right.")
    assert (said.root, said.reply_to) == (root, reply)


def test_the_same_answer_twice_is_one(lea):
    comment = make_comment()
    assert answer(comment, by=lea, body="Thank you.") == answer(comment, by=lea, body="Thank you.")
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("status", ["pending", "rejected", "removed"])
def test_what_readers_do_not_see_is_not_answered(lea, status):
    with pytest.raises(NotAllowed, match="Readers don’t see this comment"):
        answer(make_comment(status=status), by=lea, body="Thank you.")


def test_a_hidden_discussion_is_not_answered_in_but_a_closed_one_is(lea):
    comment = make_comment()
    comment.discussion.set_policy(by=lea, policy=Policy.CLOSED)
    assert answer(comment, by=lea, body="One last word.")
    comment.discussion.set_policy(by=lea, policy=Policy.HIDDEN)
    with pytest.raises(NotAllowed):
        answer(comment, by=lea, body="And another.")


def test_the_desk_has_a_form_for_it(desk, lea):
    comment = make_comment(body="You have the <b>date</b> wrong.")
    page = desk.get(url(comment)).text
    assert "You have the &lt;b&gt;date&lt;/b&gt; wrong." in page
    assert "You are replying as Léa Morvan." in page
    told = desk.post(url(comment), {"body": "Thank you, <i>corrected</i>."}, follow=True)
    assert "Your reply is published." in told.text
    assert Comment.objects.latest("pk").body == "Thank you, <i>corrected</i>."


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("  ", "The text is empty"), ("x" * 5001, "1 character over"), ("\x07", "The text is empty")],
)
def test_what_is_no_text_is_refused_and_kept(desk, body, sentence):
    comment = make_comment()
    page = desk.post(url(comment), {"body": body}).text
    assert sentence in page
    assert Comment.objects.count() == 1


def test_a_comment_that_was_removed_meanwhile_is_said_to_be(desk, lea):
    comment = make_comment()
    comment.remove(by=make_user("tom"))
    page = desk.post(url(comment), {"body": "Thank you."}).text
    assert "Readers don’t see this comment" in page
    assert "Thank you." in page
    assert Comment.objects.count() == 1


def test_only_those_who_may_answer(client):
    comment = make_comment(edition=publish_story())
    for group in ("Journalist", "Editor"):
        client.force_login(make_user("ann", groups=[group]))
        assert client.post(url(comment), {"body": "Thank you."}).status_code == 403
    assert Comment.objects.count() == 1
