"""The list of stories at the desk, the way through it, and what both cost."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import FactBox, PullQuote, Story, TextBlock
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user("tom", groups=["Editor"]))
    return client


def change_url(story):
    return reverse("admin:articles_story_change", args=[story.pk])


def sentences(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_a_story_moves_through_the_desk_by_acts_that_are_logged(editor):
    story = make_story()
    for action, state in (("submit", "in_review"), ("approve", "approved"), ("return", "draft")):
        run_action(editor, action, story)
        story.refresh_from_db()
        assert story.state == state
    assert "already draft" in sentences(run_action(editor, "return", story))
    assert sorted(act.verb for act in story.acts.all()) == ["approve", "return", "submit"]


def test_the_list_costs_the_same_with_one_story_and_with_thirty(editor):
    publish_story()
    few = queries_of(editor, reverse("admin:articles_story_changelist"))
    for _story in range(29):
        publish_story()
    assert queries_of(editor, reverse("admin:articles_story_changelist")) == few


def test_the_form_costs_the_same_with_few_blocks_and_with_sixty(editor):
    story = make_story()
    fill(story, blocks=1)
    # Django asks for it once a process: whichever test comes first would pay.
    ContentType.objects.get_for_model(Story)
    few = queries_of(editor, change_url(story))
    fill(story, blocks=20)
    assert queries_of(editor, change_url(story)) == few


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def fill(story, *, blocks):
    for place in range(blocks):
        where = {"parent": story, "region": "body", "ordering": 100 + place}
        TextBlock.objects.create(**where, html="<p>x</p>")
        PullQuote.objects.create(**where, quote="x")
        FactBox.objects.create(**where, title="x", html="<p>x</p>")


def run_action(client, action, story):
    data = {"action": action, "_selected_action": [story.pk]}
    return client.post(reverse("admin:articles_story_changelist"), data, follow=True)
