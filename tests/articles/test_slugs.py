"""The end of an address: made of any script, never empty, cut between words, and repaired where somebody types it."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Contributor, Section, Story, Tag
from articles.text.slugs import free_slug, slug_of
from tests.articles.versions import url
from tests.factories import make_section, make_story, make_user, publish_story
from tests.forms import posted


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Łódź: Wałęsa", "lodz-walesa"),
        ("Tromsø et Møller", "tromso-et-moller"),
        ("Kılıçdaroğlu à İstanbul", "kilicdaroglu-a-istanbul"),
        ("№ 5", "no-5"),
        ("Hawai\u02bbi et Ya\u02bcqub", "hawaii-et-yaqub"),
        ("Paris–Nice", "paris-nice"),
        ("2024–2027", "2024-2027"),
        ("24/7", "24-7"),
        ("« Non » … “c’est l’œuvre”, dit-elle", "non-c-est-l-oeuvre-dit-elle"),
        ("rock'n'roll", "rock-n-roll"),
        ("Straße", "strasse"),
        ("Ærø, Þingvellir, Đà Nẵng", "aero-thingvellir-da-nang"),
        ("−5 °C", "5-c"),
        ("1\u202f000,5\u00a0€", "1-000-5"),
        ("C++ & AT&T @ 3 %", "c-at-t-3"),
        ("m² et ½", "m2-et-1-2"),
        ("anti\u00adconstitutionnel", "anticonstitutionnel"),
        ("e\u0301te\u0301", "ete"),
        ("ﬁn de Ｎｅｗｓ", "fin-de-news"),
        ("Москва: выбор", "moskva-vybor"),
        ("Αθήνα", "athina"),
        ("北京 2022", "beijing-2022"),
        ("한국어", "hangugeo"),
        ("⚽ but !", "but"),
        ("⚽ … « »", ""),
    ],
)
def test_a_text_becomes_a_slug(text, slug):
    assert slug_of(text) == slug


@pytest.mark.parametrize("text", ["القاهرة", "שלום", "हिन्दी", "ไทย", "ქართული", "日本語"])
def test_no_script_is_left_without(text):
    assert re.fullmatch(r"[a-z0-9-]+", slug_of(text))


@given(st.text())
def test_a_slug_is_one_already(text):
    slug = slug_of(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert slug_of(slug) == slug


@pytest.mark.django_db
class TestFree:
    """One that no other row has."""

    def test_a_text_without_letters_has_one_all_the_same(self):
        make_story(slug="story")
        assert free_slug("⚽", of=Story()) == "story-2"
        assert free_slug("⚽", of=Tag()) == "tag"

    def test_it_is_cut_between_words(self):
        assert free_slug("haute " * 20, of=Story()) == "-".join(["haute"] * 11)
        assert free_slug("h" * 100, of=Story()) == "h" * 70

    def test_a_row_keeps_its_own(self):
        story = make_story(slug="low-water")
        assert free_slug("Low water", of=story) == "low-water"
        assert free_slug("Low water", of=Story()) == "low-water-2"


@pytest.fixture
def editor(client, db):
    client.force_login(make_user("editor", groups=["Editor"], superuser=True))
    return client


def save(editor, story, **fields):
    data = posted(editor.get(url("change", story))) | fields | {"_continue": "1"}
    editor.post(url("change", story), data)
    story.refresh_from_db()
    return story.slug


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Łódź 24/7", "lodz-24-7"),
        ("« été »", "ete"),
        ("not a slug!", "not-a-slug"),
        *((typed, "high-water") for typed in ("⚽", "-", "--", "_", "-_-", "–", "- -")),
    ],
)
def test_what_is_typed_at_the_desk_is_made_one(editor, typed, slug):
    assert save(editor, make_story("High water", slug="x"), slug=typed) == slug


def test_one_of_before_stays_as_it_is(editor):
    assert save(editor, make_story(slug="High_Water"), kicker="At sea") == "High_Water"


def test_another_headline_leaves_the_address_of_a_live_story(editor):
    edition = publish_story(headline="Low water")
    assert save(editor, edition.story, headline="Łódź") == "low-water"


@pytest.mark.parametrize("model", [Section, Tag, Contributor])
@pytest.mark.parametrize(
    ("typed", "slug"), [("", "lodz-24-7"), ("--", "lodz-24-7"), ("_", "lodz-24-7"), ("Paris–Nice", "paris-nice")]
)
def test_what_stories_are_filed_under_has_one_by_the_same_rule(editor, model, typed, slug):
    add = reverse(f"admin:articles_{model._meta.model_name}_add")
    data = {"name": "Łódź 24/7", "slug": typed, "position": 0, "kind": "person"}
    assert editor.post(add, data).status_code == 302
    assert model.objects.get(name="Łódź 24/7").slug == slug


def test_two_of_one_name_have_two(editor):
    make_section("Sea")
    editor.post(reverse("admin:articles_section_add"), {"name": "Sea", "slug": "", "position": 0})
    assert set(Section.objects.values_list("slug", flat=True)) >= {"sea", "sea-2"}
