"""Pictures at the desk as they are handled: dropped, pasted, chosen by their looks, cropped around what matters."""

import base64

import pytest
from playwright.sync_api import expect

from articles.images.header import MOST_BYTES
from articles.models import Credit, Image, ImageBlock
from tests.browser.conftest import DESK, PHONE
from tests.browser.reading import DESK_OPTIONS, all_of, box, expect_value, violations, width
from tests.browser.test_journey import take
from tests.browser.writing import EDITOR, FIRST, expect_blocks, open_form, order, put_cursor, row, save
from tests.factories import make_image, make_story, picture_bytes

pytestmark = pytest.mark.browser

LIBRARY = "/admin/articles/image/"

# Files arrive as the system would bring them: `type` is "drop" or "paste", at the middle of the element.
BRING = """(element, [type, files]) => {
    const transfer = new DataTransfer()
    for (const [name, kind, content] of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type: kind }))
    }
    const box = element.getBoundingClientRect()
    const place = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }
    const options = { bubbles: true, cancelable: true, ...place }
    if (type === "paste") {
        element.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: transfer }))
    } else {
        for (const each of ["dragover", "drop"]) {
            element.dispatchEvent(new DragEvent(each, { ...options, dataTransfer: transfer }))
        }
    }
}"""


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def jpeg(name, colour="#27536b", size=(320, 240)):
    return name, "image/jpeg", base64.b64encode(picture_bytes(size=size, colour=colour)).decode()


def bring(place, files, how="drop"):
    place.evaluate(BRING, [how, files])


def queue(page):
    return page.locator(".picture-queue li")


def test_a_file_that_is_too_large_is_told_so_before_it_is_sent(log_in, tmp_path):
    with (tmp_path / "hall.jpg").open("wb") as file:
        file.truncate(MOST_BYTES + 1_000_000)
    page = log_in("lea", "Journalist", LIBRARY)
    expect(page.locator(".picture-scripted")).to_be_visible()
    page.set_input_files("#picture-files", tmp_path / "hall.jpg")
    expect(queue(page)).to_contain_text("The file is 81 MB; the limit is 80 MB: export a smaller JPEG.")


def test_dropped_and_pasted_files_each_get_their_answer_and_are_described_together(log_in):
    page = log_in("lea", "Journalist", LIBRARY)
    body = page.locator("body")
    broken = ("broken.jpg", "image/jpeg", base64.b64encode(b"no picture").decode())
    bring(body, [jpeg("mill.jpg"), broken, jpeg("quay.jpg", "#aa3322")])
    expect(page.locator(".picture-count")).to_contain_text("3 of 3")
    bring(body, [jpeg("pasted.png", "#22aa33")], "paste")
    expect(page.locator(".picture-count")).to_contain_text("4 of 4")
    expect(queue(page).nth(1)).to_contain_text("isn’t a readable picture")
    assert Image.objects.count() == 3

    page.get_by_role("link", name="Describe and credit them").click()
    page.fill("#id_all-creator", "Ilan Mérou")
    for number, words in enumerate(["A mill", "A quay", "A boat"]):
        page.fill(f"#id_form-{number}-alt", words)
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".messagelist .success")
    described = [(image.alt, image.credit.creator) for image in Image.objects.order_by("pk")]
    assert described == [(words, "Ilan Mérou") for words in ("A mill", "A quay", "A boat")]


def test_a_file_that_the_library_has_is_offered_and_taken_again_only_if_wished(log_in):
    page = log_in("lea", "Journalist", LIBRARY)
    for _time in range(2):
        bring(page.locator("body"), [jpeg("mill.jpg")])
    known = queue(page).nth(1)
    expect(known).to_contain_text("Already in the library")
    assert Image.objects.count() == 1
    known.get_by_role("button", name="Upload anyway").click()
    expect(known).to_contain_text("in the library")
    assert Image.objects.count() == 2


def test_chosen_files_come_in_too(log_in, tmp_path):
    page = log_in("lea", "Journalist", LIBRARY)
    file = tmp_path / "mill.jpg"
    file.write_bytes(picture_bytes())
    page.get_by_label("Drop files anywhere").set_input_files(file)
    expect(queue(page)).to_contain_text("in the library")


def several(folder):
    """Write two pictures and what is none into a folder; return their paths."""
    broken = f"broken-{'x' * 80}.jpg"
    files = {"mill.jpg": picture_bytes(), broken: b"no picture", "quay.jpg": picture_bytes(colour="#aa3322")}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def test_without_javascript_several_files_go_by_one_form_and_are_described_together(log_in, tmp_path):
    page = log_in("lea", "Journalist", LIBRARY, java_script_enabled=False)
    expect(page.get_by_text("Drop files anywhere")).to_be_hidden()
    page.get_by_label("Choose files").set_input_files(several(tmp_path))
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Describe and credit")
    expect(page.locator(".messagelist")).to_contain_text("xx.jpg”: This isn’t a readable picture")
    page.fill("#id_all-creator", "Ilan Mérou")
    page.fill("#id_form-0-alt", "A mill")
    page.fill("#id_form-1-alt", "A quay")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    described = [(image.alt, image.credit.creator) for image in Image.objects.order_by("pk")]
    assert described == [("A mill", "Ilan Mérou"), ("A quay", "Ilan Mérou")]


def test_with_javascript_there_is_one_way_to_send_files_and_it_is_not_the_form(log_in):
    page = log_in("lea", "Journalist", LIBRARY)
    expect(page.get_by_label("Drop files anywhere")).to_be_visible()
    for plain in all_of(page.locator(".picture-plain")):
        expect(plain).to_be_hidden()


def test_files_that_were_chosen_before_the_script_came_are_sent_by_it(log_in, tmp_path):
    page = log_in("lea", "Journalist")
    waiting = []
    page.route("**/pictures/library.js", lambda route: waiting.append(route))
    page.goto(LIBRARY, wait_until="commit")
    page.get_by_label("Choose files").set_input_files(several(tmp_path)[0])
    expect(page.get_by_role("button", name="Upload")).to_be_visible()
    expect_value(page, lambda: len(waiting), 1)
    waiting[0].continue_()
    expect(queue(page)).to_contain_text("in the library")
    expect(page.get_by_role("button", name="Upload")).to_be_hidden()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_plain_form_nor_in_what_it_answers(log_in, tmp_path, viewport):
    page = log_in("lea", "Journalist", viewport=viewport)
    # As it is without JavaScript, which axe itself needs.
    page.route("**/pictures/library.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    for told in (".error", ".warning"):
        page.goto(LIBRARY)
        assert violations(page, options=DESK_OPTIONS) == []
        assert width(page) <= viewport["width"]
        page.get_by_label("Choose files").set_input_files(several(tmp_path)[:2])
        page.get_by_role("button", name="Upload").click()
        expect(page.locator(f".messagelist {told}")).to_be_visible()
        assert violations(page, options=DESK_OPTIONS) == []
        assert width(page) <= viewport["width"]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_wall(log_in, viewport):
    make_image(alt="", creator="")
    make_image()
    page = log_in("lea", "Journalist", LIBRARY, viewport=viewport)
    bring(page.locator("body"), [jpeg("mill.jpg")])
    expect(queue(page)).to_contain_text("in the library")
    page.wait_for_load_state("networkidle")
    assert violations(page, options=DESK_OPTIONS) == []
    assert width(page) <= viewport["width"]


def test_the_wall_is_gone_through_by_keyboard(log_in):
    image = make_image()
    page = log_in("lea", "Journalist", LIBRARY)
    page.locator("#result_list [name=_selected_action]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/image/{image.pk}/change/**")


def test_several_pictures_get_a_credit_at_once(log_in):
    for _number in range(2):
        make_image(creator="")
    page = log_in("lea", "Journalist", LIBRARY)
    page.check("#action-toggle")
    page.select_option("select[name=action]", label="Credit and keywords…")
    page.click("button[name=index]")
    expect(page.locator(".picture-chosen img")).to_have_count(2)
    page.fill("#id_creator", "Ilan Mérou")
    page.get_by_role("button", name="Credit", exact=True).click()
    page.wait_for_selector(".messagelist .success")
    assert [image.credit.creator for image in Image.objects.all()] == ["Ilan Mérou"] * 2


def test_the_focal_point_is_moved_by_keys_and_by_the_mouse(log_in):
    image = make_image()
    page = log_in("lea", "Journalist", f"{LIBRARY}{image.pk}/change/")
    handle = page.get_by_role("slider")
    handle.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#id_focal_x")).to_have_value("490")
    expect(page.locator("#id_focal_y")).to_have_value("550")
    expect(handle).to_have_attribute("aria-valuetext", "49 percent across, 55 percent down")

    frame = box(page.locator(".picture-focal"))
    page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.25, frame["y"] - 50)
    page.mouse.up()
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    image.refresh_from_db()
    assert 230 <= image.focal_x <= 270
    assert image.focal_y == 0


def test_a_picture_is_chosen_by_how_it_looks(log_in):
    image = make_image()
    Credit.objects.update(single_use=True)
    page = open_form(log_in, make_story())
    page.click("#id_lead_image + .select2 .select2-selection")
    expect(page.locator(".select2-results .picture-result img")).to_have_attribute("src", image.file.url)
    expect(page.locator(".select2-results .picture-result-credit")).to_have_text("Ilan Mérou | Agence Littoral")
    expect(page.locator(".select2-results .picture-result-terms")).to_have_text("single use")
    take(page, "id_lead_image", "square")
    expect(page.locator(".field-lead_image .picture-chosen-one")).to_have_attribute("src", image.file.url)


def test_a_picture_block_shows_its_picture_in_its_head(log_in):
    story, image = make_story(), make_image()
    ImageBlock.objects.create(parent=story, region="body", ordering=20, image=image)
    page = open_form(log_in, story)
    expect(row(page, "imageblock").locator("h3 .picture-in-head")).to_have_attribute("src", image.file.url)


def test_files_dropped_onto_the_text_become_blocks_there_in_their_order(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    bring(page.locator(f"{EDITOR} p"), [jpeg("mill.jpg"), jpeg("quay.jpg", "#aa3322")])
    expect(page.locator(".order-machine .picture-in-head")).to_have_count(2)
    expect(page.locator(".writing-notice")).to_contain_text("Uploaded and inserted: quay.jpg.")
    first, second = Image.objects.order_by("pk")
    for number, image in enumerate((first, second)):
        expect(row(page, "imageblock", number).locator("select")).to_have_value(str(image.pk))
    expect_value(page, lambda: order(page)[:3], ["textblock", "imageblock", "imageblock"])
    assert [kind for kind, _words in save(page)][:3] == ["text", "image", "image"]


def test_a_file_pasted_between_words_parts_the_text_there(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, len("The tide came in at noon,"))
    bring(page.locator(EDITOR), [jpeg("mill.jpg")], "paste")
    expect(page.locator(".order-machine .picture-in-head")).to_have_count(1)
    page.locator(".writing-notice button").click()
    expect_blocks(page, "textblock")
    bring(page.locator(EDITOR).first, [jpeg("mill.jpg")], "paste")
    expect(page.locator(".writing-notice")).to_contain_text("already in the library from the same file")
    assert [kind for kind, _words in save(page)] == ["text", "image", "text"]


def test_a_file_that_is_refused_leaves_the_text_as_it_is_and_says_why(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    bring(page.locator(EDITOR), [("no.jpg", "image/jpeg", base64.b64encode(b"no").decode())], "paste")
    expect(page.locator(".writing-notice")).to_contain_text("no.jpg: This isn’t a readable picture")
    expect_blocks(page, "textblock")
