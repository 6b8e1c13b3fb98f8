"""How a picture stands on a reader's page: its files, its measures, its words."""

import re

import pytest
from django.template import Context, Template
from django.utils import timezone

from tests.articles.links import opened, share
from tests.articles.pictures import HINT, WIDTHS, make_shown, name_of, printed, show_in_text, story_with
from tests.factories import make_image, make_story, publish_story
from tests.forms import posted

pytestmark = pytest.mark.django_db


def shown(image, place="story", alt=""):
    template = Template("{% load pictures %}{% picture image at place alt=alt %}")
    return template.render(Context({"image": image, "at": timezone.now(), "place": place, "alt": alt}))


def tag_of(html, name):
    return re.findall(rf"<{name} [^>]*>", html)[-1]


def value(tag, attribute):
    found = re.search(rf' {attribute}="([^"]*)"', tag)
    return found and found[1]


def page_of(client, edition):
    response = client.get(edition.path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_lightest_format_stands_first_and_the_one_that_all_read_is_the_picture_itself():
    image = make_shown()
    html = shown(image)
    assert re.findall(r'<source type="([^"]*)"', html) == ["image/avif", "image/webp"]
    assert re.findall(r"\.(\w+) ", value(tag_of(html, "img"), "srcset")) == ["jpg"] * len(WIDTHS)


def test_each_size_is_named_with_its_width():
    image = make_shown(formats=("jpeg",))
    files = [f"/media/{name_of('whole', 'jpeg', width, image.pk)} {width}w" for width in WIDTHS]
    assert value(tag_of(shown(image), "img"), "srcset") == ", ".join(files)


def test_a_see_through_picture_is_a_png_and_nothing_shines_through_it():
    image = make_shown(formats=("webp", "png"))
    image.file.name = "pictures/master.png"
    html = shown(image)
    assert re.findall(r'<source type="([^"]*)"', html) == ["image/webp"]
    assert value(tag_of(html, "img"), "src").endswith(".png")
    assert "placeholder" not in html


@pytest.mark.parametrize(("place", "crop"), [("lead", "16x9"), ("river", "4x3"), ("text", "whole")])
def test_each_place_has_its_crop_and_the_measures_are_those_of_the_crop(place, crop):
    image = make_shown()
    tag = tag_of(shown(image, place), "img")
    largest = image.renditions[crop]["jpeg"][-1]
    assert [value(tag, "src"), value(tag, "width"), value(tag, "height")] == [
        f"/media/{largest[2]}",
        str(largest[0]),
        str(largest[1]),
    ]


def test_where_a_crop_is_missing_the_whole_picture_stands_in():
    image = make_shown()
    del image.renditions["16x9"]
    assert value(tag_of(shown(image, "lead"), "img"), "src") == f"/media/{name_of('whole', 'jpeg', 2400, image.pk)}"


def test_until_there_are_renditions_the_master_stands_in():
    image = make_image()
    html = shown(image)
    tag = tag_of(html, "img")
    assert (value(tag, "src"), value(tag, "width"), value(tag, "height")) == (image.file.url, "64", "48")
    assert "<source" not in html
    assert "srcset" not in html


def test_while_only_new_formats_are_made_the_master_serves_the_older_browsers():
    image = make_shown(formats=("avif",))
    html = shown(image)
    assert 'type="image/avif"' in html
    assert value(tag_of(html, "img"), "src") == image.file.url


@pytest.mark.parametrize("place", ["lead", "lead-alone", "lead-section", "story"])
def test_what_is_seen_first_is_fetched_first(place):
    tag = tag_of(shown(make_shown(), place), "img")
    assert (value(tag, "fetchpriority"), value(tag, "loading"), value(tag, "decoding")) == ("high", None, "async")


@pytest.mark.parametrize("place", ["second", "river", "text"])
def test_what_stands_further_down_waits_until_it_is_near(place):
    tag = tag_of(shown(make_shown(), place), "img")
    assert (value(tag, "fetchpriority"), value(tag, "loading"), value(tag, "decoding")) == (None, "lazy", "async")


def test_the_hint_behind_a_picture_is_told_to_nobody():
    html = shown(make_shown())
    assert f'<img class="placeholder" src="{HINT}" alt="" aria-hidden="true">' in html


def test_a_picture_without_hint_has_none():
    assert "placeholder" not in shown(make_shown(placeholder=""))


@pytest.mark.parametrize(
    ("own", "decorative", "told"), [("The wheel", False, "The wheel"), ("", False, "A mill"), ("", True, "")]
)
def test_the_alternative_text_is_the_uses_else_the_pictures_else_empty(own, decorative, told):
    image = make_shown(alt="A mill", decorative=decorative)
    assert value(tag_of(shown(image, alt=own), "img"), "alt") == told


def test_each_credit_is_printed_once_on_the_storys_page(client):
    pictures = [make_shown(creator=f"Creator {letter}") for letter in "ABC"]
    page = printed(page_of(client, publish_story(story_with(*pictures))))
    assert [page.count(image.credit.creator) for image in pictures] == [1, 1, 1]


def test_each_credit_is_printed_once_in_a_list(client):
    for letter in "ABC":
        publish_story(lead_image=make_shown(creator=f"Creator {letter}"))
    page = client.get("/section/port/").content.decode()
    assert [page.count(f"Creator {letter}") for letter in "ABC"] == [1, 1, 1]


def test_other_sites_show_the_crop_that_fits_a_link(client):
    image = make_shown()
    page = page_of(client, publish_story(lead_image=image))
    name = name_of("16x9", "jpeg", 2400, image.pk)
    assert f'<meta property="og:image" content="http://testserver/media/{name}">' in page
    assert '<meta property="og:image:height" content="1350">' in page


def queries_of(client, path, count):
    client.get(path)
    with count as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_a_story_with_twenty_pictures_costs_as_many_queries_as_one_with_one(client, django_assert_max_num_queries):
    one = publish_story(story_with(make_shown(), make_shown()))
    twenty = publish_story(show_in_text(make_story(lead_image=make_shown()), *(make_shown() for _number in range(20))))
    spent = [queries_of(client, edition.path, django_assert_max_num_queries(8)) for edition in (one, twenty)]
    assert spent[0] == spent[1]


def test_the_previews_show_the_files_that_readers_will_get(client, admin_client):
    image = make_shown()
    story = story_with(image)
    form = posted(admin_client.get(f"/admin/articles/story/{story.pk}/change/"))
    beside = admin_client.post(f"/admin/articles/story/{story.pk}/change/preview/", form)
    for page in (beside.content.decode(), opened(client, share(story))):
        assert name_of("whole", "webp", 800, image.pk) in page
        assert "application/ld+json" not in page
