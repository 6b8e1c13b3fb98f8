"""A picture exists as soon as its file is here; what is no picture is refused in a sentence."""

import hashlib

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.admin.images.library import MOST_AT_ONCE
from articles.models import Credit, Image
from tests.articles.images.pictures import iptc, picture
from tests.factories import make_user, picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

UPLOAD = reverse("admin:articles_image_upload")
SEVERAL = reverse("admin:articles_image_upload_several")


def file(content=None, name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, content or picture_bytes())


def send(client, upload=None, **fields):
    return client.post(UPLOAD, {"file": upload or file()} | fields).json()


def test_a_file_becomes_a_picture_whose_fields_are_asked_for_after(client, lea):
    answer = send(client)
    image = Image.objects.get()
    assert answer == {
        "id": image.pk,
        "name": str(image),
        "thumbnail": image.file.url,
        "edit_url": f"/admin/articles/image/{image.pk}/change/",
        "missing": ["alt", "credit"],
    }
    assert image.uploaded_by == lea


def test_a_picture_is_known_by_the_digest_of_what_was_sent(client, lea):
    sent = picture_bytes()
    send(client, file(sent))
    assert Image.objects.get().upload_digest == hashlib.sha256(sent).hexdigest()


def test_the_same_file_again_is_answered_with_the_picture_there_is(client, lea):
    first = send(client)
    assert send(client, file(name="copy.jpg")) == {"existing": first}
    assert Image.objects.count() == 1


def test_the_same_file_is_taken_in_all_the_same_if_somebody_insists(client, lea):
    first = send(client)
    assert send(client, again="1")["id"] != first["id"]


def test_what_a_known_picture_has_already_isnt_asked_for(client, lea):
    image = Image.objects.get(pk=send(client)["id"])
    Credit.objects.create(image=image, creator="Ilan Mérou")
    image.alt = "A square"
    image.save()
    assert send(client)["existing"]["missing"] == []


def test_what_is_no_picture_is_refused_in_a_sentence(client, lea):
    assert "isn’t a readable picture" in send(client, file(b"no picture at all"))["error"]
    assert not Image.objects.exists()


def test_a_request_without_a_file_is_told_so(client, lea):
    assert "No file received" in client.post(UPLOAD).json()["error"]


@pytest.mark.parametrize("door", [UPLOAD, SEVERAL])
def test_who_may_not_add_pictures_cant_send_any(client, door):
    client.force_login(make_user("mo", groups=["Moderator"]))
    assert client.post(door, {"file": file(), "files": file()}).status_code == 403
    assert not Image.objects.exists()


@pytest.mark.parametrize("door", [UPLOAD, SEVERAL])
def test_another_site_cant_send_a_file_in_somebodys_name(lea, door):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lea)
    assert strict.post(door, {"file": file(), "files": file()}).status_code == 403
    assert not Image.objects.exists()


def test_what_the_file_says_of_itself_fills_what_nobody_has_said(client, lea):
    written = iptc(byline="Ilan Mérou", caption="Le moulin à marée basse", headline="Marée basse", keyword="moulin")
    send(client, file(picture(iptc=written).read()))
    image = Image.objects.get()
    assert (image.caption, image.headline, image.keywords) == ("Le moulin à marée basse", "Marée basse", ["moulin"])
    assert image.credit.creator == "Ilan Mérou"
    assert image.read["iptc"]["Caption-Abstract"] == ["Le moulin à marée basse"]


def test_what_somebody_has_said_stays(client):
    client.force_login(make_user(groups=["Editor"]))
    written = iptc(byline="Ilan Mérou", caption="Le moulin")
    fields = {"file": file(picture(iptc=written).read()), "caption": "Notre légende", "focal_x": 500, "focal_y": 500}
    credit = {"credit-0-creator": "Odile Ranz", "credit-TOTAL_FORMS": 1, "credit-INITIAL_FORMS": 0}
    client.post("/admin/articles/image/add/", fields | credit)
    image = Image.objects.get()
    assert (image.caption, image.credit.creator) == ("Notre légende", "Odile Ranz")


def send_several(client, *uploads, follow=True):
    return client.post(SEVERAL, {"files": uploads}, follow=follow)


def messages_of(response):
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


def test_several_files_of_one_form_come_in_and_are_described_together(client, lea):
    response = send_several(client, file(), file(picture_bytes(colour="#aa3322")))
    first, second = Image.objects.order_by("pk")
    assert response.redirect_chain == [(f"/admin/articles/image/describe/?ids={first.pk},{second.pk}", 302)]
    assert response.status_code == 200
    assert messages_of(response) == []
    assert {first.uploaded_by, second.uploaded_by} == {lea}


def test_of_several_files_those_that_are_refused_are_told_and_the_others_come_in(client, lea):
    uploads = [file(b"no picture", "notes <1>.jpg"), file(), SimpleUploadedFile("empty.png", b"")]
    response = send_several(client, *uploads)
    image = Image.objects.get()
    assert response.redirect_chain[0][0].endswith(f"?ids={image.pk}")
    (one, notes), (other, empty) = messages_of(response)
    assert (one, other) == ("error", "error")
    assert notes.startswith("“notes <1>.jpg”: This isn’t a readable picture")
    assert empty == "“empty.png”: This file is empty: download it again, then retry."
    assert "notes &lt;1&gt;.jpg" in response.content.decode()


def test_of_several_files_one_that_the_library_has_is_linked_and_not_taken_in_again(client, lea):
    known = Image.objects.get(pk=send(client)["id"])
    Image.objects.update(caption="Quay & <mill>")
    response = send_several(client, file(name="copy <2>.jpg"), file(picture_bytes(colour="#aa3322")))
    new = Image.objects.exclude(pk=known.pk).get()
    assert response.redirect_chain[0][0].endswith(f"?ids={new.pk}")
    link = f'<a href="/admin/articles/image/{known.pk}/change/">Quay &amp; &lt;mill&gt;</a>'
    told = f"“copy &lt;2&gt;.jpg” is already in the library, as {link}."
    assert messages_of(response) == [("warning", told)]
    assert told in response.content.decode()


def test_a_file_that_is_sent_twice_in_one_form_becomes_one_picture(client, lea):
    response = send_several(client, file(), file(name="copy.jpg"))
    assert Image.objects.count() == 1
    assert [level for level, _sentence in messages_of(response)] == ["warning"]


@pytest.mark.parametrize("uploads", [(), (b"no picture",)])
def test_where_no_file_comes_in_one_is_back_in_the_library_and_told_why(client, lea, uploads):
    response = send_several(client, *map(file, uploads))
    assert response.redirect_chain == [("/admin/articles/image/", 302)]
    assert [level for level, _sentence in messages_of(response)] == ["error"]


def test_who_may_add_pictures_and_not_change_them_isnt_sent_where_they_may_not_go(client):
    user = make_user("ada", groups=())
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_image", "view_image"]))
    client.force_login(user)
    assert send_several(client, file()).redirect_chain == [("/admin/articles/image/", 302)]
    assert Image.objects.get().uploaded_by == user


def test_the_form_says_how_many_files_django_lets_in(client, lea, settings):
    page = client.get("/admin/articles/image/").content.decode()
    assert f"up to {settings.DATA_UPLOAD_MAX_NUMBER_FILES} at once" in page
    assert MOST_AT_ONCE == settings.DATA_UPLOAD_MAX_NUMBER_FILES
