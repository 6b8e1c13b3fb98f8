"""A moderator who is named in a section decides there and nowhere else: no side door leads further."""

import pytest

from comments.models import AddressAccess, Comment, Discussion, ModerationPolicy, Policy
from comments.moderation import policies
from tests.comments.factories import make_comment
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client):
    """Log a moderator of the section Culture in, and return a comment there."""
    lea = make_user("lea", groups=["Moderator"])
    policies.set_policy(ModerationPolicy(section=make_section("Culture")), by=make_user("chief"), moderators=[lea])
    client.force_login(lea)
    return make_comment(edition=publish_story(section=make_section("Culture")), name="Ours", status="pending")


@pytest.fixture
def theirs():
    return make_comment(name="Theirs", status="pending")


def test_the_lists_hold_their_sections_alone(client, mine, theirs):
    for path in ("comment/", "discussion/"):
        listed = client.get(f"/admin/comments/{path}").text
        story = theirs.discussion.story.headline
        assert mine.discussion.story.headline in listed
        assert story not in listed
        assert f">{story}<" not in client.get(f"/admin/comments/{path}", {"q": story}).text


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("get", "comment/{comment}/change/"),
        ("get", "comment/{comment}/history/"),
        ("get", "comment/{comment}/answer/"),
        ("post", "comment/{comment}/answer/"),
        ("post", "comment/{comment}/address/"),
        ("get", "discussion/{discussion}/change/"),
        ("get", "discussion/{discussion}/policy/"),
        ("post", "discussion/{discussion}/policy/"),
    ],
)
def test_what_stands_elsewhere_is_as_if_it_were_not(client, mine, theirs, method, page):
    def ask(comment):
        path = page.format(comment=comment.pk, discussion=comment.discussion_id)
        return getattr(client, method)(f"/admin/comments/{path}", {"body": "Thank you.", "policy": "closed"})

    assert ask(theirs).status_code in (302, 404)
    assert ask(theirs).get("Location", "/admin/") == "/admin/"
    assert not AddressAccess.objects.exists()
    assert Discussion.objects.get(pk=theirs.discussion_id).policy == "inherit"
    assert ask(mine).status_code in (200, 302)


@pytest.mark.parametrize("model", ["comment", "discussion"])
def test_no_action_reaches_what_stands_elsewhere(client, mine, theirs, model):
    row = theirs if model == "comment" else theirs.discussion
    action = "approve" if model == "comment" else "close"
    client.post(f"/admin/comments/{model}/", {"action": action, "index": 0, "_selected_action": [row.pk]})
    assert Comment.objects.get(pk=theirs.pk).status == "pending"
    assert Discussion.objects.get(pk=theirs.discussion_id).policy == "inherit"


def test_the_count_in_the_head_of_the_page_is_of_their_sections(client, mine, theirs):
    assert "1 comment waiting" in client.get("/admin/").text


def test_what_is_counted_in_one_query_is_what_is_open_to_each(mine, theirs):
    site = ModerationPolicy(policy=Policy.POST)
    everywhere = make_user("tom", groups=["Moderator"])
    policies.set_policy(site, by=make_user("chief"), moderators=[everywhere])
    for user in (make_user("lea", groups=["Moderator"]), everywhere, make_user("root", superuser=True)):
        counted = Comment.objects.waiting_for(user)["number"]
        assert counted == Comment.objects.open_to(user).waiting().count()
        assert counted == (1 if user.username == "lea" else 2)


def test_the_trail_is_of_their_sections(client, mine, theirs):
    for comment in (mine, theirs):
        comment.approve(by=make_user("tom"))
        comment.discussion.set_policy(by=make_user("tom"), policy=Policy.CLOSED)
    for path in ("audit-log/", "audit-log/export/"):
        told = client.get(f"/admin/comments/comment/{path}").getvalue().decode()
        assert mine.public_id in told
        assert theirs.public_id not in told
        assert theirs.discussion.story.headline not in told
