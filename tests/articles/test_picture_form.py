"""One picture: where it is used, what matters in it, another file in its place, and when it may go."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.forms.image import CreditForm, OneCreditForm
from articles.images import files, pick
from articles.models import Image, ImageBlock
from articles.publishing.publish import withdraw
from articles.revisions.snapshot import record
from tests.factories import make_image, make_story, picture_bytes, publish_story
from tests.forms import posted
from tests.tasks import run_tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

ADD = reverse("admin:articles_image_add")


def page(image, verb="change"):
    return reverse(f"admin:articles_image_{verb}", args=[image.pk])


def text_of(response):
    return response.content.decode()


def save(client, image, **fields):
    return client.post(page(image), posted(client.get(page(image)), "image_form") | fields, follow=True)


def new_file(colour="#aa3322"):
    return SimpleUploadedFile("new.jpg", picture_bytes(size=(80, 60), colour=colour))


def test_a_picture_says_where_it_is_used(client, tom):
    image = make_image()
    draft = make_story("Draft", lead_image=image)
    ImageBlock.objects.create(parent=draft, region="body", ordering=20, image=image)
    edition = publish_story(headline="Live", lead_image=image)
    found = dict(client.get(page(image)).context["uses"])
    assert found == {
        draft: ["lead picture of the unpublished version", "in the text of the unpublished version"],
        edition.story: ["lead picture of the unpublished version", "live"],
    }


def test_a_picture_that_only_a_past_edition_shows_is_used_there(client, tom):
    image = make_image()
    edition = publish_story(headline="Live", lead_image=image, at=timezone.now() - timedelta(days=1))
    withdraw(edition.story, by=tom)
    edition.story.lead_image = None
    edition.story.save()
    record(edition.story, by=tom)
    [(story, places)] = client.get(page(image)).context["uses"]
    assert (story, places) == (edition.story, ["1 past edition"])


def test_of_stories_that_arent_open_to_somebody_only_the_number_is_told(client, lea):
    image = make_image()
    make_story("Somebody’s secret", lead_image=image)
    make_story("My own", lead_image=image, created_by=lea)
    answer = text_of(client.get(page(image)))
    assert "My own" in answer
    assert "secret" not in answer
    assert "And in 1 story you have no access to." in answer


def test_a_new_file_takes_the_old_ones_place_everywhere(client, tom, media):
    image = make_image()
    old = image.file.name
    path = publish_story(lead_image=image).path
    before = client.get(path)["ETag"]
    save(client, image, file=new_file())
    run_tasks()
    image = Image.objects.get()
    assert image.file.name != old
    assert (image.width, image.height) == (80, 60)
    assert not (media / old).exists()
    answer = client.get(path, headers={"if-none-match": before})
    assert pick.largest(image).url in text_of(answer)
    assert pick.largest(image).width == 80


def test_the_renditions_of_a_replaced_file_are_shown_no_more_and_go_with_it(client, tom, media):
    image = make_image()
    files.renew_renditions(image)
    run_tasks()
    old = files.rendered_names(Image.objects.get())
    assert (media / old[0]).exists()
    save(client, image, file=new_file())
    assert Image.objects.get().renditions == {}
    run_tasks()
    assert not (media / old[0]).exists()
    assert files.rendered_names(Image.objects.get())


def test_a_corrected_credit_is_written_into_the_renditions(client, tom, media):
    image = make_image(creator="Lena Corvest")
    files.renew_renditions(image)
    run_tasks()
    old = Image.objects.get().renditions
    save(client, image, **{"credit-0-creator": "Ilan Mérou"})
    run_tasks()
    assert Image.objects.get().renditions != old


def test_what_a_task_lists_while_a_form_is_open_is_kept_when_it_is_saved(client, tom, media):
    image = make_image()
    files.renew_renditions(image)
    client.get(page(image))
    run_tasks()
    save(client, image, caption="The mill")
    assert Image.objects.get().renditions


def test_a_file_that_is_refused_leaves_the_old_one_where_it_is(client, tom, media):
    image = make_image()
    answer = save(client, image, file=SimpleUploadedFile("new.jpg", b"no picture"))
    assert "isn’t a readable picture" in text_of(answer)
    assert (media / Image.objects.get().file.name).exists()


def test_the_focal_point_is_kept(client, lea):
    image = make_image()
    save(client, image, focal_x="250", focal_y="1000")
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (250, 1000)


def test_the_focal_point_lies_within_the_picture(client, lea):
    image = make_image()
    save(client, image, focal_x="1001")
    image.refresh_from_db()
    assert image.focal_x == 500


def test_an_empty_focal_point_stays_where_it_was(client, lea):
    image = make_image()
    save(client, image, focal_x="200")
    save(client, image, focal_x="")
    image.refresh_from_db()
    assert image.focal_x == 200


def test_keywords_are_typed_with_commas(client, lea):
    image = make_image()
    save(client, image, keywords="mill, été , , Mill")
    image.refresh_from_db()
    assert image.keywords == ["mill", "été"]
    assert 'value="mill, été"' in text_of(client.get(page(image)))


def test_rights_are_kept_with_the_credit(client, lea):
    image = make_image()
    fields = {"usage_terms": "Not on posters", "single_use": "on", "usable_until": "2031-05-01T12:00"}
    save(client, image, **{f"credit-0-{name}": value for name, value in fields.items()})
    credit = Image.objects.get().credit
    assert (credit.usage_terms, credit.single_use) == ("Not on posters", True)
    assert timezone.localtime(credit.usable_until).isoformat() == "2031-05-01T12:00:00+02:00"


def test_a_validation_error_never_loses_the_file(client, lea):
    data = posted(client.get(ADD), "image_form")
    data |= {"file": new_file(), "alt": "A mill", "credit-0-organisation": "Agence Littoral"}
    answer = client.post(ADD, data)
    image = Image.objects.get()
    assert image.uploaded_by == lea
    assert image.file.url in text_of(answer)
    again = posted(answer, "image_form")
    assert again["alt"] == "A mill"
    client.post(page(image), again | {"credit-0-creator": "Ilan Mérou"})
    image = Image.objects.get()
    assert (image.alt, str(image.credit)) == ("A mill", "Ilan Mérou | Agence Littoral")


def test_an_editor_deletes_a_picture_that_no_story_shows_and_its_file_goes(client, tom, media):
    image = make_image()
    client.post(page(image, "delete"), {"post": "yes"})
    run_tasks()
    assert not Image.objects.exists()
    assert not (media / image.file.name).exists()


def test_a_picture_in_use_is_kept_and_the_stories_are_named(client, tom):
    image = make_image()
    make_story("The tide mill", lead_image=image)
    answer = client.post(page(image, "delete"), {"post": "yes"})
    assert "it is used in “The tide mill” (lead picture of the unpublished version)" in text_of(answer)
    assert Image.objects.exists()


def test_several_pictures_of_which_one_is_used_all_stay(client, tom):
    images = [make_image(), make_image()]
    make_story("The tide mill", lead_image=images[0])
    data = {"action": "delete_selected", "_selected_action": [image.pk for image in images], "post": "yes"}
    assert "The tide mill" in text_of(client.post(reverse("admin:articles_image_changelist"), data))
    assert Image.objects.count() == 2


def test_a_story_that_takes_the_picture_up_at_the_last_moment_keeps_it(client, tom, monkeypatch):
    image = make_image()
    make_story("The tide mill", lead_image=image)
    monkeypatch.setattr("articles.admin.images.admin.ImageAdmin.get_deleted_objects", lambda *args: ([], {}, set(), []))
    answer = client.post(page(image, "delete"), {"post": "yes"}, follow=True)
    assert "The tide mill" in text_of(answer)
    assert Image.objects.exists()


def test_a_journalist_deletes_no_picture(client, lea):
    assert client.post(page(make_image(), "delete"), {"post": "yes"}).status_code == 403


@pytest.mark.django_db(transaction=True)  # a row is locked in a transaction only: PostgreSQL says so
def test_the_log_of_a_picture_has_no_use_for_a_post(client, tom):
    assert client.post(page(make_image(), "history")).status_code in {200, 405}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/terms", "http://example.org/terms"),
        ("CC BY-SA 4.0", "CC BY-SA 4.0"),
        ("Editorial use/one year", "Editorial use/one year"),
    ],
)
@pytest.mark.parametrize("form", [CreditForm, OneCreditForm])
def test_the_address_of_a_licence_gets_its_beginning(form, typed, kept):
    asked = form({"creator": "Ilan Mérou", "licence": typed})
    asked.is_valid()
    assert asked.cleaned_data["licence"] == kept
