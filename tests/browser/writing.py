"""The story form as a writer works in it: what the browser tests of writing share."""

from playwright.sync_api import expect

from articles.models import PullQuote, Revision
from tests.browser.reading import expect_value, loaded, settled
from tests.factories import add_text, make_story

FIRST = "<p>The tide came in at noon, and nobody minded.</p>"
SECOND = "<p>The wheel turned.</p>"
EDITOR = ".order-machine .inline-related:not(.empty-form) .tiptap"


def open_form(log_in, story=None, **options):
    """Open a story's form (a new one, without `story`) as an editor, its text editors ready."""
    path = f"/admin/articles/story/{f'{story.pk}/change' if story else 'add'}/"
    page = log_in("tom", "Editor", path, **options)
    page.wait_for_selector(".has-writing-tools")
    page.wait_for_selector(f"{EDITOR} >> nth=0")
    loaded(page)
    return page


def make_parted():
    """Return a story of two texts with a pull quote between them."""
    story = make_story(html=FIRST)
    PullQuote.objects.create(parent=story, region="body", ordering=20, quote="nobody minded")
    add_text(story, SECOND, ordering=30)
    return story


def put_cursor(page, start, end=None, *, paragraph=0, block=0):
    """Put the cursor into a paragraph of a text block, after so many characters; with `end`, select up to there."""
    page.locator(EDITOR).nth(block).evaluate(
        """({ editor }, [paragraph, start, end]) => {
            let from = 1
            for (let one = 0; one < paragraph; one += 1) from += editor.state.doc.child(one).nodeSize
            editor.view.focus()
            editor.commands.setTextSelection({ from: from + start, to: from + end })
        }""",
        [paragraph, start, start if end is None else end],
    )


def tool(page, title, *, block=0):
    """Press a button of a text block's toolbar."""
    page.locator(".prose-menubar").nth(block).get_by_role("button", name=title).click()


def row(page, model, number=0):
    """Return the row of a block of this kind."""
    return page.locator(f"#articles_{model}_set-{number}")


def block_button(page, name, model, number=0):
    """Press a button in the head of a block."""
    row(page, model, number).locator("h3").get_by_role("button", name=name, exact=True).click()


def order(page):
    """Return the kinds of block on the screen, from top to bottom."""
    return settled(
        page,
        """() => Array.from(document.querySelectorAll(".order-machine .inline-related:not(.empty-form)"))
            .filter((row) => !row.hidden && !row.classList.contains("for-deletion"))
            .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
            .map((row) => row.id.split("_")[1])""",
    )


def expect_blocks(page, *kinds):
    """Wait until the blocks on the screen are of these kinds, from top to bottom."""
    expect_value(page, lambda: order(page), list(kinds))


def shown(page, number=0):
    """Return the markup that a text block would save."""
    return settled(page.locator(f"#id_articles_textblock_set-{number}-html"), "(field) => field.value")


def expect_markup(page, markup, number=0):
    """Wait until a text block would save this markup."""
    expect(page.locator(f"#id_articles_textblock_set-{number}-html")).to_have_value(markup)


def save(page):
    """Save, and return the blocks of the story's newest revision: the kind of each and its own first words."""
    with page.expect_navigation():
        page.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    blocks = Revision.objects.order_by("-pk").first().content["blocks"]
    return [(block["kind"], block.get("html", block.get("quote", block.get("title", "")))) for block in blocks]
