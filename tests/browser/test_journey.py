"""The whole way of one story: written, published, read, commented on, moderated."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Edition, Image
from comments.models import Comment
from tests.browser.reading import source
from tests.factories import make_contributor, make_section, picture_bytes

pytestmark = pytest.mark.browser


def choose(page, select_id, typed):
    """Pick from one of the admin's searching selects."""
    page.click(f"#{select_id} + .select2 .select2-selection")
    take(page, select_id, typed)


def take(page, select_id, typed):
    """Pick from the one that is open."""
    # The list is made anew when the answer arrives: a click before that would go to an option that is taken away.
    with page.expect_response(lambda response: parse_qs(urlsplit(response.url).query).get("term") == [typed]):
        page.fill(".select2-dropdown .select2-search__field", typed)
    page.wait_for_selector(".select2-results .loading-results", state="detached")
    page.click(f".select2-results__option:has-text('{typed}')")
    expect(page.locator(f"#{select_id} + .select2 .select2-selection")).to_contain_text(typed)


def add_block(page, title):
    """Add a block of this kind after the last one."""
    page.click(".order-machine > .block-insert")
    page.get_by_role("menuitem", name=title, exact=True).click()


def write(page, number, text):
    """Type into a text block."""
    editor = page.locator(f"#articles_textblock_set-{number} .tiptap")
    editor.click()
    page.keyboard.type(text)


def upload_picture(page, folder):
    file = folder / "mill.jpg"
    file.write_bytes(picture_bytes(size=(320, 240)))
    page.goto("/admin/articles/image/add/")
    page.set_input_files("#id_file", file)
    page.fill("#id_alt", "A mill with its feet in the water")
    page.fill("#id_caption", "The mill at low water")
    page.fill("#id_credit-0-creator", "Ilan Mérou")
    page.fill("#id_credit-0-organisation", "Agence Littoral")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")


def write_story(page):
    page.goto("/admin/articles/story/add/")
    page.fill("#id_headline", "The tide mill turns again")
    page.fill("#id_standfirst", "After forty years, the wheel moves.")
    page.select_option("#id_section", label="Port")
    choose(page, "id_lead_image", "The mill at low water")
    choose(page, "id_bylines-0-contributor", "Lena Corvest")
    add_block(page, "Text")
    write(page, 0, "The tide came in at noon, and nobody minded. The wheel turned.")
    add_block(page, "Picture in the text")
    take(page, "id_articles_imageblock_set-0-image", "The mill at low water")
    add_block(page, "Pull quote")
    page.fill("#id_articles_pullquote_set-0-quote", "nobody minded")
    add_block(page, "Text")
    write(page, 1, "And it will turn tomorrow.")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")


def publish(page):
    page.click("text=The tide mill turns again")
    page.click("input[name=_publish]")
    page.wait_for_selector(".messagelist .success:has-text('is live')")


def comment(page):
    page.fill("input[name=name]", "Ada")
    page.fill("input[name=address]", "ada@courriel.example")
    page.fill("textarea[name=body]", "I heard it creak from my window.")
    page.click(".comment-form [type=submit]")


def test_a_story_goes_from_the_desk_to_a_reader_and_a_comment_comes_back(log_in, open_page, tmp_path):
    make_section("Port")
    make_contributor("Lena Corvest")
    journalist = log_in("lea", "Journalist")
    upload_picture(journalist, tmp_path)
    write_story(journalist)
    assert not Edition.objects.exists()

    publish(log_in("tom", "Editor", "/admin/articles/story/"))
    path = Edition.objects.live(timezone.now()).get().path

    reader = open_page(path, java_script_enabled=False)
    expect(reader.locator("h1")).to_have_text("The tide mill turns again")
    expect(reader.locator("figure picture img")).to_have_count(2)
    expect(reader.locator("blockquote")).to_have_text("nobody minded")
    expect(reader.get_by_text("0 comments")).to_be_visible()
    comment(reader)
    expect(reader).to_have_url(re.compile("/comments/receipt/"))
    expect(reader.get_by_role("article").get_by_text("I heard it creak from my window.")).to_be_visible()

    reader.goto(path)
    expect(reader.get_by_text("I heard it creak")).not_to_be_visible()

    moderator = log_in("mo", "Moderator", "/admin/comments/comment/")
    moderator.check("input[name=_selected_action]")
    moderator.select_option("select[name=action]", label="Approve")
    moderator.click("button[name=index]")
    moderator.wait_for_selector(".messagelist")

    reader.goto(path)
    expect(reader.get_by_text("1 comment", exact=True)).to_be_visible()
    expect(reader.get_by_text("I heard it creak from my window.")).to_be_visible()
    assert "ada@courriel.example" not in source(reader)
    assert Comment.objects.get().is_approved
    assert Image.objects.count() == 1
