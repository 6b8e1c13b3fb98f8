"""What the pages of the desk are called: by what they list, and by what they have open."""

import re

import pytest
from django.urls import reverse

from tests.articles.versions import page
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user("tom", groups=["Editor"]))
    return client


def names(client, path):
    """Return the title of the page without the paper's name, and its heading."""
    text = page(client.get(path))
    title, heading = (re.search(pattern, text)[1] for pattern in (r"<title>(.*) \| .*</title>", r"<h1>(.*)</h1>"))
    return title, heading


@pytest.mark.parametrize(("model", "name"), [("story", "Stories"), ("image", "Pictures"), ("tag", "Tags")])
def test_a_list_is_called_by_what_it_lists(editor, model, name):
    assert names(editor, reverse(f"admin:articles_{model}_changelist")) == (name, name)


def test_a_form_is_called_by_what_it_has_open(editor):
    story = make_story("Tides <rising>")
    path = reverse("admin:articles_story_change", args=[story.pk])
    assert names(editor, path) == ("Tides &lt;rising&gt; | Story", "Story")
    assert names(editor, reverse("admin:articles_story_add")) == ("Add story", "Add story")
