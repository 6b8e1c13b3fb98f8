"""The picture's form at the desk says what is wrong with a file in our own words."""

import pytest

from articles.forms.image import ImageForm
from tests.articles.images.samples import png, quarters, saved, upload

REFUSED = {
    "photo.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40), "HEIC"),
    "page.pdf": (b"%PDF-1.7", "PDF"),
    "logo.svg": (b"<svg/>", "SVG"),
    "nothing.jpg": (b"", "empty"),
    "bomb.png": (png(13_000, 13_000), "13000 × 13000"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_we_refuse_is_refused_with_the_reason(name):
    data, word = REFUSED[name]
    form = ImageForm({}, {"file": upload(data, name)})
    assert word in str(form.errors["file"])


@pytest.mark.django_db
def test_a_picture_without_an_ending_to_its_name_is_taken():
    form = ImageForm({}, {"file": upload(saved(quarters(), "PNG"), "pasted")})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["file"].name == "master.jpg"
