"""The rows of the desk's forms have an end, and whoever has typed too many loses none of them."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from articles.admin.story.blocks import BylineInline
from articles.forms.image import Descriptions
from articles.models import TextBlock
from tests.articles.versions import page, url
from tests.factories import make_contributor, make_story, make_user
from tests.forms import block, posted

pytestmark = pytest.mark.django_db

TEXT = "articles_textblock_set"
MOST = 600  # forms that a formset builds, whatever number is posted


@pytest.fixture
def editor(client):
    """Log an editor in."""
    client.force_login(make_user("editor", groups=["Editor"]))
    return client


@pytest.fixture
def built(monkeypatch):
    """Return a list that grows by one with each byline's form that is built."""
    made, plain = [], BylineInline.formset._construct_form
    monkeypatch.setattr(
        BylineInline.formset, "_construct_form", lambda *args, **kw: made.append(1) or plain(*args, **kw)
    )
    return made


def formsets():
    """Return every formset of the desk, with the name of its page."""
    request = RequestFactory().get("/")
    request.user = make_user("boss", superuser=True)
    request.resolver_match = type("Match", (), {"kwargs": {}, "url_name": ""})
    for model, desk in admin.site._registry.items():
        for inline in desk.get_inline_instances(request):
            if inline.has_change_permission(request, None):
                yield f"{model.__name__}.{inline.model.__name__}", inline.get_formset(request)


def test_every_formset_of_the_desk_has_an_end():
    found = dict(formsets()) | {"describe": Descriptions}
    assert len(found) == 9
    assert {name: each.absolute_max for name, each in found.items() if each.absolute_max > MOST} == {}
    assert not any(desk.list_editable for desk in admin.site._registry.values())


@pytest.mark.parametrize("door", ["change", "autosave", "gate", "preview", "compare_unsaved", "recover"])
@pytest.mark.parametrize("number", [2_000, 2**62])
def test_a_forged_number_of_rows_builds_none(editor, built, door, number):
    story = make_story()
    data = posted(editor.get(url("change", story))) | {"bylines-TOTAL_FORMS": number, "headline": "High water"}
    built.clear()
    answer = editor.post(url(door, story), data)
    assert answer.status_code in {200, 302}
    # The form may be shown again: each row twice.
    assert len(built) <= 2 * 3
    if door == "change":
        story.refresh_from_db()
        assert (story.headline, story.bylines.count()) == ("High water", 1)


def test_a_story_of_two_hundred_blocks_is_saved(editor):
    story = make_story()
    data = posted(editor.get(url("change", story))) | {f"{TEXT}-TOTAL_FORMS": 200}
    for number in range(1, 200):
        data |= block(TEXT, number, region="body", ordering=10 * number + 20, html=f"<p>Part {number}.</p>")
    assert editor.post(url("change", story), data).status_code == 302
    assert TextBlock.objects.filter(parent=story).count() == 200


def test_too_many_rows_are_refused_in_a_sentence_and_stay_in_the_form(editor):
    story = make_story()
    person = make_contributor("Ilan Mérou")
    data = posted(editor.get(url("change", story))) | {"bylines-TOTAL_FORMS": 52, "headline": "High water"}
    for number in range(1, 52):
        data |= block("bylines", number, contributor=person.pk, role=f"role {number}", position=number)
    answer = editor.post(url("change", story), data)
    assert "The limit is 50 per story: remove some. What is below isn’t saved yet." in page(answer)
    again = posted(answer)
    assert (again["headline"], again["bylines-51-position"]) == ("High water", "51")
    data |= {f"bylines-{number}-DELETE": "on" for number in range(1, 52)}
    assert editor.post(url("change", story), data).status_code == 302


def test_what_lies_beyond_all_rows_is_not_dropped_in_silence(editor):
    story = make_story()
    data = posted(editor.get(url("change", story))) | {"bylines-TOTAL_FORMS": 101}
    data |= block("bylines", 100, contributor=make_contributor().pk, role="author", position=1)
    assert "The limit is 50 per story" in page(editor.post(url("change", story), data))


def test_a_forged_number_of_credits_is_refused(editor):
    data = {"credit-TOTAL_FORMS": 1_000, "credit-INITIAL_FORMS": 0}
    answer = editor.post(reverse("admin:articles_image_add"), data)
    [formset] = [each.formset for each in answer.context["inline_admin_formsets"]]
    assert len(formset.forms) <= 2
