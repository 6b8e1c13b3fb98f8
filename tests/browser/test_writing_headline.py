"""The hint below the headline: what search results, cards and the gate do with one of its length."""

import pytest
from playwright.sync_api import expect

from articles.gate.head import LONGEST_HEADLINE
from tests.browser.conftest import PHONE
from tests.browser.reading import settled
from tests.browser.writing import open_form
from tests.factories import make_image, publish_story

pytestmark = pytest.mark.browser

# 64 characters in English, and in French: the most that the hint promises three lines to.
FITTING = [
    "After forty years the tide mill of Port Louvet turns once again.",
    "Après quarante ans, le moulin à marée de Port-Louvet tourne ici.",
]
MOST_LINES = """(text) => Math.max(...Array.from(document.querySelectorAll(".card-headline"), (headline) => {
    headline.querySelector("a").textContent = text
    return Math.round(headline.getBoundingClientRect().height / parseFloat(getComputedStyle(headline).lineHeight))
}))"""


def test_the_hint_says_what_becomes_of_a_headline_of_this_length(log_in):
    page = open_form(log_in)
    hint = page.locator(".writing-hint")
    expect(hint).to_have_text("")
    for length, words in (
        (60, "Shown in full in search results, and on three lines in lists."),
        (61, "Cut in search results after about 60 characters."),
        (64, "Cut in search results after about 60 characters."),
        (65, "over about 64, more than three lines on a phone."),
        (LONGEST_HEADLINE, "over about 64, more than three lines on a phone."),
        (LONGEST_HEADLINE + 1, f"Over the limit of {LONGEST_HEADLINE} characters"),
    ):
        page.fill("#id_headline", f" {'x' * length} ")
        expect(hint).to_contain_text(words)
    page.fill("#id_headline", "")
    expect(hint).to_have_text("")


def test_the_hint_is_told_after_typing_and_only_when_it_changes(log_in):
    page = open_form(log_in)
    hint = page.locator(".writing-hint")
    expect(hint).to_have_attribute("role", "status")
    hint.evaluate(
        """(element) => {
            window.told = 0
            new MutationObserver(() => (window.told += 1)).observe(element, { childList: true })
        }"""
    )
    page.locator("#id_headline").press_sequentially(
        "The tide mill of Port Louvet turns again after forty years in the bay"
    )
    expect(hint).to_contain_text("over about 64")
    assert settled(page, "window.told") == 1


def test_a_card_on_a_phone_shows_the_promised_length_in_three_lines(open_page, transactional_db):
    for place in range(4):  # the large one, two beside it, one in the river
        publish_story(headline=f"Story {place}", lead_image=make_image())
    page = open_page("/", viewport=PHONE)
    expect(page.locator(".card-lead, .river .card")).to_have_count(2)
    for text in FITTING:
        assert len(text) == 64
        assert settled(page, MOST_LINES, text) == 3
        assert settled(page, MOST_LINES, f"{text} Nobody minded it.") > 3
