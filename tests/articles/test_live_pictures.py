"""A picture that readers see is changed by those alone who may publish a story that shows it, and the logs say so."""

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Credit, Image, StoryAct
from articles.publishing.publish import withdraw
from tests.articles.pictures import show_in_text
from tests.factories import make_image, make_section, make_story, make_user, picture_bytes, publish_story
from tests.forms import posted
from tests.tasks import run_tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

LIST = reverse("admin:articles_image_changelist")
DESCRIBE = reverse("admin:articles_image_describe")
DAY = timedelta(days=1)


def page(image, verb="change"):
    return reverse(f"admin:articles_image_{verb}", args=[image.pk])


def typed(image, **fields):
    """Return what the picture's form sends, whoever is logged in."""
    credit = {"credit-TOTAL_FORMS": 1, "credit-INITIAL_FORMS": 1, "credit-0-image": image.pk}
    credit |= {"credit-0-id": image.credit.pk, "credit-0-creator": image.credit.creator}
    credit |= {"credit-0-organisation": image.credit.organisation}
    return credit | {"focal_x": 500, "focal_y": 500, "alt": image.alt, "caption": image.caption} | fields


def another_file():
    return SimpleUploadedFile("new.jpg", picture_bytes(size=(80, 60), colour="#aa3322"))


def stood(image):
    """Return all that is kept of the picture and of its credit."""
    return [rows.values().get() for rows in (Image.objects.filter(pk=image.pk), Credit.objects.filter(image=image))]


def logged():
    return list(StoryAct.objects.filter(verb="picture"))


def as_lead(image, **fields):
    return publish_story(lead_image=image, **fields).story


def in_text(image, **fields):
    return publish_story(show_in_text(make_story(), image), **fields).story


def scheduled(image):
    return as_lead(image, live_from=timezone.now() + DAY)


def by_form(**fields):
    return lambda client, image: client.post(page(image), typed(image, **fields))


def by_bulk(client, image):
    data = {"action": "credit_all", "_selected_action": [image.pk], "_confirmed": "1", "creator": "Nobody"}
    return client.post(LIST, data)


def by_description(client, image):
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": image.pk, "form-0-alt": "Nothing"}
    return client.post(f"{DESCRIBE}?ids={image.pk}", rows | {"form-0-creator": "Nobody", "form-0-caption": "None"})


WAYS = {
    "alt text": by_form(alt="Nothing"),
    "caption": by_form(caption="None"),
    "keywords": by_form(keywords="none, nothing"),
    "decorative": by_form(decorative="on"),
    "credit": by_form(**{"credit-0-creator": "Nobody"}),
    "rights": by_form(**{"credit-0-usable_until": "2026-01-01T00:00"}),
    "single use": by_form(**{"credit-0-single_use": "on"}),
    "focal point": by_form(focal_x=10),
    "file": lambda client, image: client.post(page(image), typed(image, file=another_file())),
    "bulk credit": by_bulk,
    "description": by_description,
}


@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("show", [as_lead, in_text, scheduled])
def test_who_may_not_publish_the_story_changes_nothing(client, lea, show, change):
    image = make_image()
    show(image)
    before = stood(image)
    response = change(client, image)
    assert stood(image) == before
    assert logged() == []
    told = response.content.decode() if response.status_code == 403 else client.get(LIST).content.decode()
    assert "Ask an editor of the section Port." in told


@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS)
def test_who_may_publish_it_changes_it_and_the_log_says_what(client, tom, change):
    image = make_image()
    story = as_lead(image)
    before = stood(image)
    change(client, image)
    assert stood(image) != before
    [act] = logged()
    assert (act.story, act.by, act.edition) == (story, tom, story.editions.get())
    assert "→" in act.note


def test_the_log_says_each_field_before_and_after(client, tom):
    image = make_image()
    story = as_lead(image)
    change = {"alt": "A mill at noon", "focal_x": 10, "file": another_file()}
    change |= {"credit-0-creator": "Lena Corvest", "credit-0-single_use": "on", "keywords": "mill, noon"}
    client.post(page(image), typed(image, **change))
    [act] = logged()
    head, _dash, told = act.note.partition(" – ")
    digest = Image.objects.get().upload_digest[:8]
    assert head == "“The square”"
    assert told.split("; ") == [
        f"File: 64 × 48 px → 80 × 60 px ({digest})",
        "Focal point: 50 percent across, 50 percent down → 1 percent across, 50 percent down",
        "Alt text: “A blue square” → “A mill at noon”",
        "Keywords: nothing → “mill, noon”",
        "Creator: “Ilan Mérou” → “Lena Corvest”",
        "Single use: no → yes",
    ]
    log = client.get(reverse("admin:articles_story_log", args=[story.pk])).content.decode()
    assert "Picture changed" in log
    assert "A mill at noon" in log


def test_every_story_that_shows_it_has_the_change_in_its_log(client, tom):
    image = make_image()
    shown = {as_lead(image), in_text(image), scheduled(image)}
    gone = as_lead(image, at=timezone.now() - DAY)
    withdraw(gone, by=tom)
    make_story(lead_image=image)
    client.post(page(image), typed(image, alt="A mill at noon"))
    assert {act.story for act in logged()} == shown
    assert len(logged()) == len(shown)


def test_a_save_that_changes_nothing_is_in_no_log(client, tom):
    image = make_image()
    as_lead(image)
    assert client.post(page(image), typed(image)).status_code == 302
    assert client.post(page(image), typed(image, **{"credit-0-creator": ""})).status_code == 200
    assert logged() == []


def test_what_the_worker_makes_of_a_picture_is_in_no_log(client, tom):
    image = make_image()
    as_lead(image)
    client.post(page(image), typed(image, focal_x=10))
    run_tasks()
    assert Image.objects.get().renditions
    assert len(logged()) == 1


def test_a_credit_that_is_taken_away_is_in_the_log(client, admin_user):
    image = make_image()
    as_lead(image)
    client.force_login(admin_user)
    client.post(page(image), typed(image, **{"credit-0-DELETE": "on"}))
    assert not Credit.objects.exists()
    assert "Creator: “Ilan Mérou” → nothing" in logged()[0].note


def test_the_form_is_to_be_read_and_says_whom_to_ask(client, lea):
    image = make_image()
    as_lead(image)
    response = client.get(page(image))
    assert "Ask an editor of the section Port." in response.content.decode()
    assert not {"alt", "credit-0-creator", "file", "focal_x"} & posted(response, "image_form").keys()


def test_those_who_may_not_be_described_are_left_out_of_the_page_that_describes_several(client, lea):
    live, free = make_image(caption="Live"), make_image(caption="Free")
    as_lead(live)
    page = client.get(f"{DESCRIBE}?ids={live.pk},{free.pk}", follow=True)
    assert [form.instance for form in page.context["rows"].forms] == [free]
    assert "“Live”: This picture is in a published or scheduled story" in page.content.decode()
    assert client.get(f"{DESCRIBE}?ids={live.pk}").status_code == 302


def test_of_several_each_is_answered_for_by_itself(client, lea):
    live, free = make_image(caption="Live"), make_image(caption="Free")
    as_lead(live)
    data = {"action": "credit_all", "_selected_action": [live.pk, free.pk], "_confirmed": "1", "creator": "Nobody"}
    told = client.post(LIST, data, follow=True).content.decode()
    assert {image: image.credit.creator for image in Image.objects.all()} == {live: "Ilan Mérou", free: "Nobody"}
    assert "Done: 1 picture." in told
    assert "“Live”: This picture is in a published or scheduled story" in told


@pytest.mark.parametrize("use", ["draft", "past edition", "called off", "nothing"])
def test_what_no_reader_sees_a_journalist_changes(client, lea, use):
    image = make_image()
    if use == "draft":
        make_story(lead_image=image)
    if use == "past edition":
        withdraw(as_lead(image, at=timezone.now() - DAY), by=make_user())
    if use == "called off":
        story = scheduled(image)
        story.editions.update(live_until=story.editions.get().live_from)
    assert client.post(page(image), typed(image, alt="A mill at noon")).status_code == 302
    assert Image.objects.get().alt == "A mill at noon"
    assert logged() == []


@pytest.mark.parametrize(("section", "answer"), [("Port", 302), ("Culture", 403)])
def test_a_section_editor_changes_what_their_section_shows(client, tom, section, answer):
    image = make_image()
    as_lead(image)
    make_section(section).editors.add(tom)
    assert client.post(page(image), typed(image, alt="A mill at noon")).status_code == answer
    assert len(logged()) == (answer == 302)


def test_one_story_that_they_may_publish_is_enough(client, tom):
    image = make_image()
    as_lead(image, headline="The mill")
    publish_story(headline="The stage", lead_image=image, section=make_section("Culture"))
    make_section("Culture").editors.add(tom)
    assert client.post(page(image), typed(image, alt="A mill at noon")).status_code == 302
    assert {act.story.headline for act in logged()} == {"The mill", "The stage"}


def test_a_form_that_was_opened_before_the_picture_became_public_is_refused(client, lea):
    image = make_image()
    data = posted(client.get(page(image)), "image_form") | {"alt": "Nothing"}
    as_lead(image)
    response = client.post(page(image), data)
    assert response.status_code == 403
    assert "Ask an editor of the section Port." in response.content.decode()
    assert Image.objects.get().alt == "A blue square"


def test_a_picture_that_is_refused_goes_by_its_name_and_not_by_what_was_typed(client, lea):
    image = make_image(caption="Live")
    as_lead(image)
    by_description(client, image)
    told = client.get(LIST).content.decode()
    assert "“Live”: This picture is in a published or scheduled story" in told


@pytest.mark.django_db(transaction=True)
def test_who_saves_while_the_picture_becomes_public_waits_and_is_refused(client, lea):
    image = make_image()
    story = make_story(lead_image=image)
    answers = []

    def save():
        answers.append(client.post(page(image), typed(image, alt="Nothing")).status_code)
        connections.close_all()

    with transaction.atomic():
        publish_story(story)
        other = threading.Thread(target=save)
        other.start()
        other.join(timeout=1)
        assert answers == []  # it waits for the lock
    other.join()
    assert answers == [403]
    assert Image.objects.get().alt == "A blue square"
