"""What a reader gets: pages, addresses, tags and their price in queries."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles.models import Contributor, Edition, EditionByline, ImageBlock, RelatedStory, Story
from articles.publishing.publish import withdraw
from articles.revisions.snapshot import record
from tests.articles.pictures import printed
from tests.factories import (
    add_text,
    make_contributor,
    make_image,
    make_section,
    make_story,
    make_user,
    publish_story,
)

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON + HOUR, tick=False) as traveller:
        yield traveller


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def update(story, **fields):
    for name, value in fields.items():
        setattr(story, name, value)
    story.save()
    return publish_story(story, at=NOON + HOUR, kind=Edition.Kind.UPDATE)


def test_the_story_page_shows_head_body_and_credit_once(client):
    story = make_story(
        "Low water",
        kicker="Estuary",
        standfirst="Nobody minded.",
        lead_image=make_image(alt="A quay", caption="The quay", creator="Ilan Mérou", organisation="Agence Littoral"),
        html="<p>Before.</p><h2>Crosshead</h2><p>After.</p>",
    )
    page = text_of(client.get(publish_story(story, at=NOON).path))
    for words in ("Low water", "Estuary", "Nobody minded.", "The quay", "Lena Corvest", "<h2>Crosshead</h2>"):
        assert words in page
    assert printed(page).count("Ilan Mérou") == printed(page).count("Agence Littoral") == 1
    assert page.count("<h1") == 1
    assert "Ilan Mérou" not in page.split('alt="A quay')[1].split(">")[0]
    assert 'datetime="2026-03-02T' in page


def test_a_page_sets_no_cookie_and_varies_by_nothing_of_the_reader(client):
    edition = publish_story(at=NOON)
    for path in ("/", f"/section/{edition.section.slug}/", edition.path, "/nowhere/"):
        response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_the_pages_answer_304_until_something_changes(client):
    edition = publish_story(at=NOON)
    for path in ("/", f"/section/{edition.section.slug}/", edition.path):
        tag = client.get(path)["ETag"]
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304
        update(Story.objects.get(), headline=f"Changed after {path}")
        assert f"Changed after {path}" in text_of(client.get(path, headers={"if-none-match": tag}))


def test_the_pages_turn_with_the_clock(client, clock):
    publish_story(at=NOON, headline="Soon", live_from=NOON + 2 * HOUR, live_until=NOON + 3 * HOUR)
    tag = client.get("/")["ETag"]
    assert client.get("/", headers={"if-none-match": tag}).status_code == 304
    clock.move_to(NOON + 2 * HOUR)
    during = client.get("/", headers={"if-none-match": tag})
    assert "Soon" in text_of(during)
    clock.move_to(NOON + 3 * HOUR)
    assert "Soon" not in text_of(client.get("/", headers={"if-none-match": during["ETag"]}))


def test_a_story_that_moves_to_another_section_changes_both_sections(client):
    story = publish_story(at=NOON, section=make_section("Port")).story
    make_section("Culture")
    tags = {slug: client.get(f"/section/{slug}/")["ETag"] for slug in ("port", "culture")}
    update(story, section=make_section("Culture"))
    for slug, tag in tags.items():
        assert client.get(f"/section/{slug}/", headers={"if-none-match": tag}).status_code == 200
    assert story.headline in text_of(client.get("/section/culture/"))
    assert story.headline not in text_of(client.get("/section/port/"))


def test_a_related_story_is_shown_only_while_it_is_live(client):
    other = publish_story(at=NOON, headline="The other one").story
    story = make_story()
    RelatedStory.objects.create(parent=story, region="body", ordering=20, story=other)
    path = publish_story(story, at=NOON).path
    first = client.get(path)
    assert "The other one" in text_of(first)
    withdraw(other, by=make_user(), at=NOON + HOUR)
    assert "The other one" not in text_of(client.get(path, headers={"if-none-match": first["ETag"]}))


def test_every_address_answers_for_ever_in_one_hop(client):
    story = publish_story(at=NOON, slug="one").story
    update(story, slug="two")
    update(story, slug="three")
    for slug in ("one", "two"):
        response = client.get(f"/2026/03/02/{slug}/")
        assert (response.status_code, response["Location"]) == (301, "/2026/03/02/three/")
    assert client.get("/2026/03/02/three/").status_code == 200


def test_a_story_may_take_an_old_address_of_its_own_again(client):
    story = publish_story(at=NOON, slug="one").story
    update(story, slug="two")
    update(story, slug="one")
    assert client.get("/2026/03/02/one/").status_code == 200
    assert client.get("/2026/03/02/two/")["Location"] == "/2026/03/02/one/"


def test_a_withdrawn_story_answers_410_with_its_notice(client):
    edition = publish_story(at=NOON, headline="Low water")
    withdraw(edition.story, by=make_user(), notice="We were wrong.", at=NOON + HOUR)
    response = client.get(edition.path)
    assert response.status_code == 410
    assert "We were wrong." in response.content.decode()
    assert "Low water" not in response.content.decode()


@pytest.mark.parametrize("path", ["/?page=abc", "/?page=99999", "/?page=", "/?page=-1", "/?page=99999999999999999999"])
def test_a_page_of_the_list_that_does_not_exist_is_404(client, path):
    publish_story(at=NOON)
    assert client.get(path).status_code == 404
    assert client.get(f"/section/port/{path[1:]}").status_code == 404


def test_the_pages_of_a_list_hold_every_story_once_newest_first(client):
    headlines = [publish_story(at=NOON + timedelta(minutes=n // 2)).headline for n in range(45)]
    seen, path = [], "/"
    while path:
        response = client.get(path)
        seen += [edition.headline for edition in response.context["editions"]]
        older = response.context["older"]
        path = f"/?page={older.pk}" if older else None
        assert not older or path[1:] in response.content.decode()
    assert seen == headlines[::-1]


def test_a_scheduled_edition_is_no_page_of_a_list(client):
    edition = publish_story(at=NOON, live_from=NOON + 2 * HOUR)
    assert client.get(f"/?page={edition.pk}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/section/port/"])
def test_a_list_costs_at_most_six_queries_with_20_and_2000_stories(client, path, django_assert_max_num_queries):
    for _number in range(20):
        publish_story(at=NOON, lead_image=make_image())
    anchor = Edition.objects.latest("pk").pk
    for rows in (20, 2_000):
        _multiply_editions(rows)
        with django_assert_max_num_queries(6):
            text_of(client.get(path))
        with django_assert_max_num_queries(6):
            text_of(client.get(f"{path}?page={anchor}"))


def _multiply_editions(wanted):
    """Copy one edition, with a byline each, until there are as many as wanted."""
    original = Edition.objects.first()
    fields = {f.attname: getattr(original, f.attname) for f in Edition._meta.concrete_fields if f.name != "id"}
    signer = make_contributor()
    stories = Story.objects.bulk_create(
        Story(headline=f"Copy {n}", slug=f"copy-{n}") for n in range(wanted - Edition.objects.count())
    )
    editions = Edition.objects.bulk_create(Edition(**fields | {"story_id": story.pk}) for story in stories)
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, contributor=signer, role="author", position=0) for edition in editions
    )


def test_a_corrected_credit_shows_at_once(client, admin_client):
    image = make_image(creator="Ilan Merou")
    path = publish_story(at=NOON, lead_image=image).path
    tag = client.get(path)["ETag"]
    admin_client.post(
        f"/admin/articles/image/{image.pk}/change/",
        {
            "alt": image.alt,
            "caption": image.caption,
            "credit-TOTAL_FORMS": 1,
            "credit-INITIAL_FORMS": 1,
            "credit-0-id": image.credit.pk,
            "credit-0-image": image.pk,
            "credit-0-creator": "Ilan Mérou",
        },
    )
    assert "Ilan Mérou" in text_of(client.get(path, headers={"if-none-match": tag}))


def test_a_renamed_contributor_shows_at_once(client, admin_client):
    path = publish_story(at=NOON).path
    tag = client.get(path)["ETag"]
    lena = Contributor.objects.get(slug="lena-corvest")
    admin_client.post(
        f"/admin/articles/contributor/{lena.pk}/change/", {"name": "Léna Corvest", "slug": lena.slug, "kind": "person"}
    )
    assert "Léna Corvest" in text_of(client.get(path, headers={"if-none-match": tag}))


def test_a_storys_language_is_declared_whatever_the_papers(client, settings):
    path = publish_story(at=NOON, language="fr").path
    for paper in ("en", "fr"):
        settings.LANGUAGE_CODE = paper
        page = text_of(client.get(path))
        assert '<html lang="fr"' in page
        assert "Publié le" in page


def test_a_story_with_twenty_pictures_costs_what_one_costs(client, django_assert_max_num_queries):
    story = make_story(lead_image=make_image())
    for number in range(20):
        ImageBlock.objects.create(parent=story, region="body", ordering=20 + number, image=make_image())
    RelatedStory.objects.create(parent=story, region="body", ordering=90, story=publish_story(at=NOON).story)
    add_text(story, ordering=100)
    make_contributor("Ilan Mérou")
    record(story, by=None)
    path = publish_story(story, at=NOON).path
    with django_assert_max_num_queries(8):
        page = text_of(client.get(path))
    assert page.count("<figure") >= 21


def test_the_way_to_ones_data_stands_in_the_footer_of_every_page(client):
    edition = publish_story()
    for path in ("/", edition.path, "/section/port/", "/corrections/", "/no/such/page/", "/comments/data/"):
        footer = client.get(path).text.partition('<footer class="colophon">')[2]
        assert f'<a href="{reverse("comments:ask_data")}" rel="nofollow">Your personal data</a>' in footer
