"""Many rows of a list acted on at once: up to a number that is said."""

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.urls import reverse

from articles.models import Story, StoryAct
from comments.models import Comment, Decision
from newsroom.admin.limits import FewAtOnce
from tests.comments.factories import make_many
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

STORIES, COMMENTS = reverse("admin:articles_story_changelist"), reverse("admin:comments_comment_changelist")
REFUSED = "Nothing was done: choose %d at most."


@pytest.fixture(autouse=True)
def boss(client):
    """Log in somebody who may do everything."""
    client.force_login(make_user("boss", superuser=True))


def said(answer):
    """Return what the desk says."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize("across", ["0", "1"])
def test_more_stories_than_a_page_of_the_list_are_refused(client, across):
    Story.objects.bulk_create(Story(headline="The tide", slug=f"tide-{number}") for number in range(101))
    ids = list(Story.objects.values_list("pk", flat=True))
    data = {"_selected_action": ids[:1] if across == "1" else ids, "select_across": across}
    assert said(client.post(STORIES, data | {"action": "submit"})) == [REFUSED % 100]
    assert not StoryAct.objects.exists()
    table = client.post(STORIES, data | {"action": "export_as_csv"})
    assert table.getvalue().count(b"\n") == 102


def test_more_comments_than_the_queue_shows_at_once_are_refused(client):
    make_many(publish_story(), 501, approved=False)
    first = Comment.objects.first().pk
    data = {"_selected_action": [first], "select_across": "1", "action": "mark_spam"}
    assert said(client.post(COMMENTS, data)) == [REFUSED % 500]
    assert not Decision.objects.exists()
    Comment.objects.filter(pk=first).delete()
    client.get(COMMENTS)
    assert said(client.post(COMMENTS, data | {"_selected_action": [first + 1]})) == ["500 marked as spam."]


def test_every_list_of_ours_on_which_rows_are_acted_on_says_how_many():
    ours = [desk for model, desk in admin.site._registry.items() if model._meta.app_label in ("articles", "comments")]
    assert [desk for desk in ours if desk.actions and not isinstance(desk, FewAtOnce)] == []
