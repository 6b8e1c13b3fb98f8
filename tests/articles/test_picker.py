"""Pictures are chosen by how they look, and a story of many of them costs no more than one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Credit, ImageBlock
from tests.factories import make_image, make_story
from tests.forms import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def form_of(story):
    return reverse("admin:articles_story_change", args=[story.pk])


def add_pictures(story, wanted):
    for place in range(wanted):
        ImageBlock.objects.create(parent=story, region="body", ordering=100 + place, image=make_image())


def queries(client, story):
    with CaptureQueriesContext(connection) as found:
        client.get(form_of(story))
    return len(found)


def test_a_form_with_twenty_picture_blocks_costs_what_one_with_one_costs(client, lea):
    story = make_story(created_by=lea)
    add_pictures(story, 1)
    queries(client, story)  # the first request fills Django's own memory of content types
    few = queries(client, story)
    add_pictures(story, 19)
    assert queries(client, story) == few


def test_what_a_search_finds_has_a_thumbnail_and_its_credit(client, lea):
    image = make_image()
    query = {"app_label": "articles", "model_name": "imageblock", "field_name": "image", "term": "square"}
    [found] = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert found == {
        "id": str(image.pk),
        "text": "The square",
        "thumbnail": image.file.url,
        "credit": "Ilan Mérou | Agence Littoral",
        "terms": "",
    }


def test_a_picture_of_single_use_says_so_where_it_is_chosen(client, lea):
    make_image()
    Credit.objects.update(single_use=True)
    query = {"app_label": "articles", "model_name": "imageblock", "field_name": "image", "term": "square"}
    [found] = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert found["terms"] == "single use"


def test_other_searches_answer_as_they_did(client, lea):
    query = {"app_label": "articles", "model_name": "byline", "field_name": "contributor", "term": "Lena"}
    make_story()
    [found] = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert set(found) == {"id", "text"}


def test_the_form_shows_how_the_chosen_pictures_look(client, lea):
    lead = make_image()
    story = make_story(created_by=lea, lead_image=lead)
    add_pictures(story, 1)
    block = ImageBlock.objects.get()
    page = client.get(form_of(story)).content.decode()
    for image in (lead, block.image):
        assert f'<option value="{image.pk}" selected data-thumbnail="{image.file.url}">' in page


def test_a_form_that_is_refused_still_knows_a_picture_that_was_chosen_anew(client, lea):
    story = make_story(created_by=lea)
    add_pictures(story, 1)
    other = make_image(caption="Another")
    data = posted(client.get(form_of(story))) | {"headline": "", "articles_imageblock_set-0-image": other.pk}
    page = client.post(form_of(story), data).content.decode()
    assert f'selected data-thumbnail="{other.file.url}">Another' in page
