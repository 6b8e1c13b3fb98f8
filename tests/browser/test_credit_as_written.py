"""One press puts back what a picture's file says of who made it, and says what there is no room for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from articles.images.intake import take_in
from tests.articles.images.pictures import iptc, picture
from tests.browser.test_pictures import LIBRARY, media  # noqa: F401 (a fixture)

pytestmark = pytest.mark.browser


def test_one_press_puts_back_what_the_file_says_of_who_made_it(log_in):
    written = "JANE ROE/AP/SIPA"
    image = take_in(SimpleUploadedFile("quay.jpg", picture(iptc=iptc(byline=written)).getvalue()), by=None)
    for path in (f"{LIBRARY}{image.pk}/change/", f"{LIBRARY}describe/?ids={image.pk}"):
        page = log_in("tom", "Editor", path)
        field = page.locator("input[name$='-0-creator']")
        expect(field).to_have_value("Jane Roe")
        page.locator("[id$='-0-creator_helptext']").get_by_role("button", name="Use as written").click()
        expect(field).to_have_value(written)
        expect(field).to_be_focused()


def test_what_the_field_has_no_room_for_is_said_and_no_name_is_cut(log_in):
    names = ", ".join(f"Jane Roe the {number}th" for number in range(10, 17))
    image = take_in(SimpleUploadedFile("quay.jpg", picture(iptc=iptc(byline=names)).getvalue()), by=None)
    page = log_in("tom", "Editor", f"{LIBRARY}{image.pk}/change/")
    told = page.locator("[id$='-0-creator_helptext']")
    told.get_by_role("button", name="Use as written").click()
    kept, left = names.removesuffix(", Jane Roe the 16th"), "Jane Roe the 16th"
    assert len(kept) <= 120 < len(names)
    expect(page.locator("input[name$='-0-creator']")).to_have_value(kept)
    expect(told.get_by_role("status")).to_have_text(f"The field holds 120 characters at most. Left out: “{left}”.")
    expect(told).to_contain_text(names)
