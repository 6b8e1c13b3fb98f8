"""The gate beside the form: what stands in the way of publishing what is typed, for whoever writes it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import BLOCKS, Autosave, PullQuote, Revision, Story
from articles.revisions.snapshot import record
from tests.factories import add_text, make_contributor, make_image, make_section, make_story, make_user
from tests.forms import block, posted

pytestmark = pytest.mark.django_db

TEXT, IMAGE, QUOTE = (f"articles_{kind}_set" for kind in ("textblock", "imageblock", "pullquote"))


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def journalist(client, lea):
    client.force_login(lea)
    return client


@pytest.fixture
def story(lea):
    """Return a story of which the gate has nothing to say."""
    return make_story(created_by=lea, standfirst="After forty years.", state=Story.State.APPROVED)


def door(name, story=None):
    new = {"change": "add", "gate": "gate_new"}
    return reverse(f"admin:articles_story_{name if story else new[name]}", args=[story.pk] if story else [])


def typing(client, story=None, **fields):
    return posted(client.get(door("change", story))) | fields


def asked(client, story=None, **fields):
    """Return the panel for a form in which these fields were typed."""
    return client.post(door("gate", story), typing(client, story, **fields)).content.decode()


def summary(page):
    found = re.search(r'<span class="gate-summary" role="status">(.*?)</span>', page, re.DOTALL)[1]
    return " ".join(found.split())


def lines(page):
    """Return {sentence: the id that it leads to, or ""} of the panel."""
    items = re.findall(r'<li class="is-\w+">.*?</span>\s*(?:<a href="#(.*?)">)?(.*?)<', page, re.DOTALL)
    return {" ".join(sentence.split()): place for place, sentence in items}


def leads_to(page, words):
    [place] = (place for sentence, place in lines(page).items() if words in sentence)
    return place


def test_a_story_in_which_nothing_stands_in_the_way_is_ready(journalist, story):
    assert summary(asked(journalist, story)) == "Ready to publish."


def test_what_is_typed_is_checked_and_nothing_is_saved(journalist, story):
    before = [list(model.objects.values()) for model in (Story, Revision, Autosave, *BLOCKS.values())]
    page = asked(journalist, story, section="", standfirst="")
    assert summary(page) == "1 blocking problem, 1 warning"
    assert leads_to(page, "isn’t in a section") == "id_section"
    assert leads_to(page, "no standfirst") == "id_standfirst"
    assert before == [list(model.objects.values()) for model in (Story, Revision, Autosave, *BLOCKS.values())]


def test_the_form_shows_the_panel_of_the_saved_text_without_any_script(journalist, story):
    assert summary(journalist.get(door("change", story)).content.decode()) == "Ready to publish."
    PullQuote.objects.create(parent=story, region="body", ordering=20, quote="Nowhere in the text")
    record(story, by=None)
    page = journalist.get(door("change", story)).content.decode()
    assert summary(page) == "1 blocking problem"
    assert leads_to(page, "doesn’t match the text") == f"{QUOTE}-0"


def test_a_refused_form_shows_the_panel_of_what_was_typed(journalist, story):
    data = typing(journalist, story, section="", kicker="k" * 61, _continue="1")
    page = journalist.post(door("change", story), data).content.decode()
    assert leads_to(page, "isn’t in a section") == "id_section"
    assert leads_to(page, "Kicker: ") == "id_kicker"


def test_a_new_story_is_checked_before_it_was_ever_saved(journalist):
    assert "no headline" in str(lines(journalist.get(door("change")).content.decode()))
    page = asked(journalist, headline="High water", section=make_section().pk)
    assert set(lines(page)) == {
        "The story has no byline: add one.",
        "The story has no text: write it.",
        "The story hasn’t been approved: have a colleague read it.",
        "The story has no standfirst: lists, search results and shared links will have no summary.",
    }
    assert leads_to(page, "The story has no byline") == "bylines-group"


def test_blocks_that_were_never_saved_are_named_by_their_place(journalist, story):
    new = {f"{QUOTE}-TOTAL_FORMS": 2, f"{IMAGE}-TOTAL_FORMS": 1}
    new |= block(QUOTE, 0, region="body", ordering=20, quote="nobody minded")
    new |= block(QUOTE, 1, region="body", ordering=30, quote="Nowhere in the text")
    new |= block(IMAGE, 0, region="body", ordering=40, image=make_image(creator="").pk)
    page = asked(journalist, story, **new)
    assert leads_to(page, "doesn’t match the text") == f"{QUOTE}-1"
    assert leads_to(page, "no credit") == f"{IMAGE}-0"


def test_the_lead_picture_is_named_by_its_field(journalist, story):
    assert leads_to(asked(journalist, story, lead_image=make_image(alt="").pk), "no alt text") == "id_lead_image"


def test_what_can_not_even_be_saved_stands_in_the_way(journalist, story):
    new = {f"{IMAGE}-TOTAL_FORMS": 1} | block(IMAGE, 0, region="body", ordering=40, caption="Of what?")
    page = asked(journalist, story, kicker="k" * 61, headline="", **new)
    assert leads_to(page, "Picture: This field is required.") == f"{IMAGE}-0"
    assert leads_to(page, "Kicker: ") == "id_kicker"
    assert leads_to(page, "headline") == "id_headline"
    assert "has been deleted" not in page


def test_a_slug_that_another_story_has_stands_in_the_way(journalist, story):
    make_story(slug="low-water")
    assert "Another story already has this slug" in asked(journalist, story, slug="low-water")


def test_one_contributor_twice_in_the_byline_stands_in_the_way(journalist, story):
    line = block("bylines", 1, contributor=make_contributor().pk, role="author", position=1)
    page = asked(journalist, story, **{"bylines-TOTAL_FORMS": 2}, **line)
    assert summary(page) != "Ready to publish."


def test_a_colleagues_save_is_no_matter_of_the_gate(journalist, story):
    data = typing(journalist, story)
    story.headline = "Theirs"
    story.save()
    record(story, by=None)
    assert summary(journalist.post(door("gate", story), data).content.decode()) == "Ready to publish."


def test_the_gate_looks_at_the_time_in_the_publication_box(client, story):
    client.force_login(make_user("tom", groups=["Editor"]))
    until = timezone.localtime() + timedelta(days=1)
    embargo = {"embargo_until": f"{until:%Y-%m-%dT%H:%M}"}
    page = asked(client, story, **embargo)
    assert leads_to(page, "under embargo") == "id_embargo_until"
    assert leads_to(asked(client, story, **embargo, **{"publication-live_from": "tomorrow"}), "under embargo")
    later = {"publication-live_from": f"{until + timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    assert summary(asked(client, story, **embargo, **later)) == "Ready to publish."


def test_a_field_that_somebody_can_not_change_is_named_without_a_link(journalist, story):
    Story.objects.filter(pk=story.pk).update(legal_hold=True)
    assert leads_to(asked(journalist, story), "legal hold") == ""


def test_an_editor_reads_who_may_publish_over_it(journalist, story):
    quote = {f"{QUOTE}-TOTAL_FORMS": 1} | block(QUOTE, 0, region="body", ordering=20, quote="Nowhere in the text")
    assert "can publish anyway" in asked(journalist, story, **quote)
    assert "can publish anyway" not in asked(journalist, story, section="")


def test_a_long_story_costs_no_more_queries_than_a_short_one(journalist, story, django_assert_num_queries):
    data = typing(journalist, story)
    with CaptureQueriesContext(connection) as short:
        journalist.post(door("gate", story), data)
    queries = len(short)
    for number in range(59):
        add_text(story, f"<p>Paragraph {number}.</p>", ordering=20 + number)
    data = typing(journalist, story)
    with django_assert_num_queries(queries):
        assert journalist.post(door("gate", story), data).status_code == 200


@pytest.mark.parametrize(("group", "answer"), [("Journalist", 404), ("Moderator", 403)])
def test_another_persons_draft_has_no_such_door(client, story, group, answer):
    client.force_login(make_user("odile", groups=[group]))
    assert client.post(door("gate", story), {}).status_code == answer
    if group == "Moderator":
        assert client.post(door("gate"), {}).status_code == answer
