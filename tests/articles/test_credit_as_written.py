"""What a picture's file says of who made it stays beside what was made of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.images.intake import take_in
from articles.images.metadata.read import credit_as_written
from articles.models import Image
from tests.articles.images.pictures import iptc, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

TOLD = "In the file: “<span>%s</span>”."


def take(**said):
    """Return the picture made of a file that says this of itself, by the names of IPTC."""
    return take_in(SimpleUploadedFile("quay.jpg", picture(iptc=iptc(**said)).getvalue()), by=None)


def change(client, image):
    return client.get(reverse("admin:articles_image_change", args=[image.pk])).content.decode()


def test_the_picture_s_page_shows_both_lines_beside_what_was_made_of_them(client, tom):
    image = take(byline="JANE ROE/AP/SIPA", credit="AP via <SIPA>")
    assert (image.credit.creator, image.credit.organisation) == ("Jane Roe", "AP/<SIPA>")
    answer = change(client, image)
    assert TOLD % "JANE ROE/AP/SIPA" in answer
    assert TOLD % "AP via &lt;SIPA&gt;" in answer


def test_so_it_does_where_nobody_could_be_named(client, tom):
    image = take(byline="AFP")
    assert not hasattr(Image.objects.get(pk=image.pk), "credit")
    assert TOLD % "AFP" in change(client, image)


def test_the_page_that_describes_several_shows_each_its_own(client, tom):
    images = [take(byline=f"Jane Roe/Tidewire {name}") for name in "AB"]
    path = f"{reverse('admin:articles_image_describe')}?ids={','.join(str(image.pk) for image in images)}"
    answer = client.get(path).content.decode()
    assert [answer.count(TOLD % f"Jane Roe/Tidewire {name}") for name in "AB"] == [1, 1]


def test_a_file_that_says_nothing_has_nothing_beside_it(client, tom):
    assert "Use as written" not in change(client, take())


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ({}, {}),
        ({"iptc": {"By-line": ["A", "B"]}}, {"creator": "A, B"}),
        (
            {"exif": {"Artist": ["A"]}, "iptc": {"By-line": ["B/AP"], "Source": ["AP"]}},
            {"creator": "B/AP", "organisation": "AP"},
        ),
        ({"xmp": {"photoshop:Credit": ["  Rex/\nShutterstock "]}}, {"organisation": "Rex/ Shutterstock"}),
    ],
    ids=["nothing", "two people", "the most trusted", "in one line"],
)
def test_the_lines_are_those_that_the_credit_was_read_from(raw, written):
    assert credit_as_written(raw) == written
