"""Every word that content-editor says in the story form is in our catalogue, since it has no French of its own."""

import pytest
from content_editor.admin import ContentEditor
from django.contrib.admin import site
from django.utils import translation

from articles.admin.story.writing import EDITOR_WORDS
from articles.models import Story

pytestmark = pytest.mark.django_db

# Part of a style that the policy knows by its hash; the form's own words stand in its place.
REPLACED = {"marked for deletion"}


def messages(rf):
    """Return what content-editor says in the form."""
    return ContentEditor(Story, site)._content_editor_context(rf.get("/"), {})["messages"]


def test_the_catalogue_holds_what_content_editor_says(rf):
    with translation.override("en"):
        assert set(messages(rf).values()) - {str(word) for word in EDITOR_WORDS} == REPLACED


def test_the_words_that_the_policy_knows_by_their_hash_are_the_same_in_both_languages(rf):
    with translation.override("fr"):
        assert messages(rf)["forDeletion"] == "marked for deletion"
