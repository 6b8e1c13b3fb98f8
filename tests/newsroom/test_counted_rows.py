"""What a list of the desk says of its number of rows: French has the singular after 0."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from articles.models import Story
from newsroom.text.numbers import named_after
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


def counted(client, model):
    """Return what stands under the list of a model's rows, as in “2 stories”."""
    page = client.get(
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), {"q": "zzzzz"}
    ).text
    return " ".join(re.search(r'<p class="paginator">(.*?)</p>', page, re.DOTALL)[1].split())


@pytest.mark.parametrize(("language", "form"), [("fr", "verbose_name"), ("en", "verbose_name_plural")])
def test_every_list_without_a_row(client, settings, language, form):
    settings.LANGUAGE_CODE = language
    client.force_login(make_user("root", superuser=True))
    for model in admin.site._registry:
        said = counted(client, model)
        if said.startswith("0 "):
            with translation.override(language):
                assert said == f"0 {getattr(model._meta, form)}"


@pytest.mark.parametrize(
    ("language", "said"), [("fr", ["article", "article", "articles"]), ("en", ["stories", "story", "stories"])]
)
def test_after_none_one_and_two(language, said):
    with translation.override(language):
        assert [str(named_after(Story._meta, number)) for number in (0, 1, 2)] == said


def test_a_list_with_rows(client):
    client.force_login(make_user("root", superuser=True))
    make_story("The mill zzzzz")
    assert counted(client, Story) == "1 story"
