"""When the right to show a picture ends, or hasn't begun: at that very second it is nowhere, and the story stays."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from articles import gate
from articles.revisions import snapshot
from tests.articles.links import opened, share
from tests.articles.pictures import make_shown, story_with
from tests.factories import make_story, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
WORDS = {"creator": "Ilan Mérou", "caption": "The quay", "alt": "A quay at noon"}
FALLBACK = "/static/articles/fallback.svg"
DRAWING = Path(settings.BASE_DIR, "articles/static/articles/fallback.svg")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON + HOUR, tick=False) as traveller:
        yield traveller


def limit(image, **ends):
    """Give a picture's credit an end or a beginning, as a form of the desk that bumps nothing would."""
    for name, moment in ends.items():
        setattr(image.credit, name, moment)
    image.credit.save()
    return image


def set_at_the_desk(admin_client, image, **ends):
    """Fill in the picture's form at the desk."""
    data = {
        "focal_x": 500,
        "focal_y": 500,
        "alt": image.alt,
        "caption": image.caption,
        "credit-TOTAL_FORMS": 1,
        "credit-INITIAL_FORMS": 1,
    }
    data |= {"credit-0-id": image.credit.pk, "credit-0-image": image.pk, "credit-0-creator": image.credit.creator}
    for name, moment in ends.items():
        data[f"credit-0-{name}"] = f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"
    assert admin_client.post(f"/admin/articles/image/{image.pk}/change/", data).status_code == 302
    image.credit.refresh_from_db()
    assert {name: getattr(image.credit, name) for name in ends} == ends


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def told_of(image):
    """Return all that a page could tell of a picture."""
    return [*WORDS.values(), image.file.name.rpartition("/")[2], f"pictures/r{image.pk}-", "og:image", "ImageObject"]


def test_at_the_end_the_picture_is_gone_from_the_storys_page_and_the_story_stays(client, clock):
    image = limit(make_shown(**WORDS), usable_until=NOON + 2 * HOUR)
    edition = publish_story(story_with(image, image), at=NOON)
    before = text_of(client.get(edition.path))
    assert [what for what in told_of(image) if what not in before] == [image.file.name.rpartition("/")[2]]
    clock.move_to(NOON + 2 * HOUR)
    after = text_of(client.get(edition.path))
    assert [what for what in told_of(image) if what in after] == []
    assert edition.headline in after
    assert after.count(FALLBACK) == 2


@pytest.mark.parametrize("path", ["/", "/section/port/"])
def test_at_the_end_the_picture_is_gone_from_the_lists_and_the_card_stays(client, clock, path):
    image = limit(make_shown(**WORDS), usable_until=NOON + 2 * HOUR)
    edition = publish_story(at=NOON, lead_image=image)
    assert WORDS["creator"] in text_of(client.get(path))
    clock.move_to(NOON + 2 * HOUR)
    after = text_of(client.get(path))
    assert [what for what in told_of(image) if what in after] == []
    assert edition.headline in after
    assert after.count(FALLBACK) == 1


def test_the_words_of_the_use_go_with_the_picture(client):
    image = limit(make_shown(**WORDS), usable_until=NOON + HOUR)
    edition = publish_story(
        story_with(image, lead_caption="Seen from the pier", lead_alt="A pier"),
        at=NOON,
    )
    page = text_of(client.get(edition.path))
    assert "Seen from the pier" not in page
    assert "A pier" not in page


def test_before_its_right_begins_the_picture_is_not_shown(client, clock):
    image = make_shown(**WORDS)
    edition = publish_story(at=NOON, lead_image=image)
    limit(image, usable_from=NOON + 2 * HOUR)
    assert FALLBACK in text_of(client.get(edition.path))
    clock.move_to(NOON + 2 * HOUR)
    assert FALLBACK not in text_of(client.get(edition.path))


def test_the_other_pictures_of_the_story_stay(client):
    lost, kept = make_shown(), make_shown(creator="Nadia Orsel")
    limit(lost, usable_until=NOON + HOUR)
    page = text_of(client.get(publish_story(story_with(lost, kept), at=NOON).path))
    assert page.count(FALLBACK) == 1
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert [image["creditText"] for image in data["image"]] == [str(kept.credit)]


@pytest.mark.parametrize("path", ["/", "/section/port/", None])
def test_a_readers_copy_is_fresh_until_the_second_in_which_the_right_ends(client, admin_client, clock, path):
    image = make_shown(**WORDS)
    edition = publish_story(at=NOON, lead_image=image)
    set_at_the_desk(admin_client, image, usable_until=NOON + 2 * HOUR)
    path = path or edition.path
    tag = client.get(path)["ETag"]
    clock.move_to(NOON + 2 * HOUR - SECOND)
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    clock.move_to(NOON + 2 * HOUR)
    assert FALLBACK in text_of(client.get(path, headers={"if-none-match": tag}))


def test_a_readers_copy_is_fresh_until_the_second_in_which_the_right_begins(client, admin_client, clock):
    image = make_shown(**WORDS)
    path = publish_story(at=NOON, lead_image=image).path
    set_at_the_desk(admin_client, image, usable_from=NOON + 2 * HOUR, usable_until=NOON + 3 * HOUR)
    tag = client.get(path)["ETag"]
    clock.move_to(NOON + 2 * HOUR)
    assert WORDS["creator"] in text_of(client.get(path, headers={"if-none-match": tag}))


def test_an_end_that_is_moved_at_the_desk_counts_at_once(client, admin_client):
    image = limit(make_shown(**WORDS), usable_until=NOON + HOUR / 2)
    path = publish_story(at=NOON, lead_image=image).path
    lost = client.get(path)
    assert FALLBACK in text_of(lost)
    set_at_the_desk(admin_client, image, usable_until=NOON + 2 * HOUR)
    assert FALLBACK not in text_of(client.get(path, headers={"if-none-match": lost["ETag"]}))


def test_a_shared_preview_shows_no_picture_whose_right_has_ended(client):
    image = limit(make_shown(**WORDS), usable_until=NOON + HOUR)
    page = opened(client, share(story_with(image, image), at=NOON))
    assert page.count(FALLBACK) == 2
    assert WORDS["creator"] not in page


def test_the_drawing_is_announced_with_its_measures_so_that_nothing_moves(client):
    image = limit(make_shown(size=(3000, 2000)), usable_until=NOON + HOUR)
    path = publish_story(at=NOON, lead_image=image).path
    (_x, _y, width, height) = re.search(r'viewBox="([^"]*)"', DRAWING.read_text())[1].split()
    for address in (path, "/"):
        tag = f'<img src="{FALLBACK}" width="{width}" height="{height}" alt=""'
        assert tag in text_of(client.get(address))


def findings(story):
    return gate.findings(story, snapshot.take(story), at=NOON)


@pytest.mark.parametrize(("after", "found_there"), [(-1, []), (0, []), (1, ["rights"])])
def test_the_right_to_show_a_picture_must_have_begun_when_it_is_shown(after, found_there):
    image = make_shown()
    image.credit.usable_from = NOON + timedelta(seconds=after)
    image.credit.save()
    assert [finding.id for finding in findings(make_story(lead_image=image)) if finding.id == "rights"] == found_there


@pytest.mark.parametrize(
    ("field", "after", "word"), [("usable_from", 1, "start on"), ("usable_until", -1, "expired on")]
)
def test_the_gate_says_whether_the_right_is_still_to_begin_or_has_ended(field, after, word):
    image = make_shown()
    setattr(image.credit, field, NOON + timedelta(hours=after))
    image.credit.save()
    assert [
        word in finding.sentence for finding in findings(make_story(lead_image=image)) if finding.id == "rights"
    ] == [True]
