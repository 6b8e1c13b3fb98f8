"""May this be published, and why not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import gate
from articles.gate import Level
from articles.models import Embed, FactBox, Image, ImageBlock, PullQuote, Story
from articles.revisions import snapshot
from tests.factories import add_text, make_image, make_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
MOMENT = timedelta(microseconds=1)


def found(story, *, at=NOON, **changes):
    """Return the gate's findings on the working copy, with these changes of its snapshot."""
    return gate.findings(story, snapshot.take(story) | changes, at=at)


def blocking(story, **circumstances):
    return [finding.id for finding in found(story, **circumstances) if finding.blocks]


def warnings(story, **circumstances):
    return [finding.id for finding in found(story, **circumstances) if not finding.blocks]


def sentence(story, rule):
    """Return the one sentence that this rule has to say."""
    (finding,) = (finding for finding in found(story) if finding.id == rule)
    return finding.sentence


def ready_story(**fields):
    """Return a story in which nobody would change anything."""
    return make_story(**{"state": Story.State.APPROVED, "standfirst": "After forty years."} | fields)


def add_quote(story, quote):
    return PullQuote.objects.create(parent=story, region="body", ordering=50, quote=quote)


def test_nothing_is_found_in_a_story_that_is_ready():
    assert found(ready_story()) == []


def test_an_empty_draft_is_told_everything_that_it_lacks_at_once():
    story = Story.objects.create(headline="Only a headline")
    assert blocking(story) == ["slug", "section", "byline", "body"]
    assert warnings(story) == ["approval", "standfirst"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"headline": " "}, "headline"),
        ({"slug": ""}, "slug"),
        ({"section": None}, "section"),
        ({"language": ""}, "language"),
        ({"language": "la"}, "language"),
        ({"bylines": []}, "byline"),
        ({"blocks": []}, "body"),
    ],
)
def test_what_a_story_cannot_do_without_blocks(change, rule):
    assert blocking(ready_story(), **change) == [rule]


def test_a_text_of_empty_paragraphs_is_no_text():
    assert blocking(ready_story(html="<p> </p><p><br></p>")) == ["body"]


def test_legal_hold_stops_a_complete_story():
    assert blocking(ready_story(legal_hold=True)) == ["legal_hold"]


def test_an_embargo_stops_until_its_very_moment():
    story = ready_story(embargo_until=NOON)
    assert blocking(story, at=NOON - MOMENT) == ["embargo"]
    assert blocking(story, at=NOON) == []


@pytest.mark.parametrize("place", ["lead", "body"])
@pytest.mark.parametrize(
    ("picture", "missing"),
    [({"alt": " "}, ["alt"]), ({"creator": ""}, ["credit"]), ({"creator": " "}, ["credit"]), ({}, [])],
)
def test_every_picture_has_an_alternative_text_and_a_credit(place, picture, missing):
    story = ready_story()
    image = make_image(**picture)
    if place == "lead":
        story.lead_image = image
    else:
        ImageBlock.objects.create(parent=story, region="body", ordering=20, image=image)
    assert blocking(story) == missing


def test_the_alternative_text_of_the_use_will_do():
    assert blocking(ready_story(lead_image=make_image(alt=""), lead_alt="A quay")) == []


def test_a_decorative_picture_needs_no_alternative_text():
    image = make_image(alt="")
    image.decorative = True
    image.save()
    assert blocking(ready_story(lead_image=image)) == []


@pytest.mark.parametrize(("after", "found_there"), [(-1, ["rights"]), (0, ["rights"]), (1, [])])
def test_the_right_to_show_a_picture_must_last_until_it_is_shown(after, found_there):
    image = make_image()
    image.credit.usable_until = NOON + timedelta(seconds=after)
    image.credit.save()
    assert blocking(ready_story(lead_image=image)) == found_there


@pytest.mark.parametrize(
    "alt", ["quay.jpg", "Quai du port.JPEG ", "IMG_2034", "DSC 0123", "20260301_120000", "P1010023", "photo-1.webp"]
)
def test_the_name_of_a_file_is_no_alternative_text(alt):
    assert blocking(ready_story(lead_image=make_image(alt=alt))) == ["alt"]


@pytest.mark.parametrize("alt", ["A quay", "12 boats", "Le port en 1939", "Two people reading a .pdf", "P. Mérou"])
def test_an_alternative_text_may_have_figures_and_points(alt):
    assert blocking(ready_story(lead_image=make_image(alt=alt))) == []


def test_a_picture_that_has_been_deleted_since_is_found():
    assert not Image.objects.exists()
    assert blocking(ready_story(), lead_image=987_654) == ["picture"]


def test_a_picture_that_is_used_twice_is_named_once():
    image = make_image(alt="")
    story = ready_story(lead_image=image)
    ImageBlock.objects.create(parent=story, region="body", ordering=20, image=image)
    assert blocking(story) == ["alt"]


def test_pull_quotes_are_checked_with_the_text_and_the_fact_boxes_of_their_own_story():
    make_story(html="<p>Words of another story.</p>")
    story = ready_story()
    FactBox.objects.create(parent=story, region="body", ordering=20, title="Facts", html="<p>Forty years.</p>")
    add_quote(story, "the TIDE came in…")
    add_quote(story, "Forty years")
    assert blocking(story) == []
    alien = add_quote(story, "Words of another story")
    (finding,) = found(story)
    assert (finding.id, finding.subject) == ("quote_verbatim", str(alien.pk))


def test_a_pull_quote_may_run_over_a_picture_and_not_into_a_fact_box():
    story = ready_story(html="<p>The tide came in,</p>")
    ImageBlock.objects.create(parent=story, region="body", ordering=20, image=make_image())
    FactBox.objects.create(parent=story, region="body", ordering=25, title="Facts", html="<p>Forty years.</p>")
    add_text(story, "<p>and nobody minded.</p>", ordering=30)
    add_quote(story, "The tide came in, and nobody minded")
    assert blocking(story) == []
    add_quote(story, "nobody minded. Forty years")
    assert blocking(story) == ["quote_verbatim"]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("The tide came in at midnight", "which doesn’t contain “midnight”"),
        ("The tide came in, and nobody minded", "leaves out “at noon”"),
        ("nobody minded (…) the tide came in", "the order of the text"),
    ],
)
def test_the_sentence_says_what_a_quote_has_otherwise(quote, words):
    story = ready_story()
    add_quote(story, quote)
    assert words in sentence(story, "quote_verbatim")
    assert f"“{quote}”" in sentence(story, "quote_verbatim")


def test_words_that_a_quote_takes_into_the_quotation_are_named():
    story = ready_story(html="<p>« L’eau monte », dit-il hier, « et personne ne s’en plaint. »</p>")
    add_quote(story, "L’eau monte, dit-il hier, et personne ne s’en plaint")
    assert blocking(story) == ["quote_outside"]
    assert "“dit-il hier”" in sentence(story, "quote_outside")


def test_what_may_be_overridden_and_by_whom_is_known():
    assert {rule.id: rule.may_override for rule in gate.RULES if rule.may_override} == {
        "quote_verbatim": "articles.override_gate",
        "quote_outside": "articles.override_gate",
        "second_reader": "articles.override_gate",
        "silent_fix": "articles.publish_story",
    }


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ('<a href="javascript:alert(1)">the list</a>', "“the list” has no valid address"),
        ('<a href="data:text/html,x">the list</a>', "“the list” has no valid address"),
        ('<a href="//elsewhere.example">the list</a>', "“the list” has no valid address"),
        ('<a href="elsewhere.html">the <em>list</em></a>', "“the list” has no valid address"),
        ("<a>the list</a>", "“the list” has no valid address"),
        ('<a href="https://elsewhere.example/"> </a>', "https://elsewhere.example/ has no text"),
    ],
)
@pytest.mark.parametrize("is_clean", [True, False])
def test_a_link_without_address_or_words_is_named(link, why, is_clean):
    story = ready_story(html=f"<p>See {link} here.</p>")
    blocks = snapshot.take(story)["blocks"]
    if not is_clean:  # as it may stand in a snapshot from elsewhere
        blocks[0]["html"] = f"<p>See {link} here.</p>"
    assert [(each.id, why in each.sentence) for each in found(story, blocks=blocks)] == [("link", True)]


@pytest.mark.parametrize("href", ["https://a.example/?a=1&amp;b=2", "mailto:a@b.example", "/2026/03/02/x/", "#facts"])
def test_a_link_that_works_passes(href):
    assert found(ready_story(html=f'<p>See <a href="{href}">the list</a>.</p>')) == []


def test_an_embed_without_web_address_is_named():
    story = ready_story()
    Embed.objects.create(parent=story, region="body", ordering=20, url="https://a.example/", title="A map")
    blocks = snapshot.take(story)["blocks"]
    assert blocking(story) == []
    blocks[1]["url"] = "javascript:alert(1)"
    assert blocking(story, blocks=blocks) == ["embed"]


@pytest.mark.parametrize(
    ("html", "ends"),
    [
        ("<h2>First</h2><p>Text.</p>", ["begins with the crosshead “First”"]),
        ("<p> </p><h3>First <em>of</em> all</h3><p>Text.</p>", ["begins with the crosshead “First of all”"]),
        ("<p>Text.</p><h2>Last</h2>", ["ends with the crosshead “Last”"]),
        ("<p>Text.</p><h2>Middle</h2><h3>Last</h3><p><br></p>", ["ends with the crosshead “Last”"]),
        ("<h2>Only</h2>", ["begins with the crosshead “Only”", "ends with the crosshead “Only”"]),
        ("<p>Text.</p><h2>Middle</h2><p>Text.</p>", []),
        ("<p>Text.</p><h2>Middle</h2><ul><li>A list.</li></ul>", []),
    ],
)
def test_a_crosshead_at_an_end_of_the_body_is_a_warning(html, ends):
    findings = found(ready_story(html=html))
    assert [(each.id, each.level) for each in findings] == [("crosshead", Level.WARNING)] * len(ends)
    assert all(end in each.sentence for end, each in zip(ends, findings, strict=True))


def test_a_crosshead_after_a_picture_is_not_first_and_an_empty_block_is_nothing():
    story = ready_story(html="<h2>First</h2><p>Text.</p>")
    add_text(story, "", ordering=5)
    assert warnings(story) == ["crosshead"]
    ImageBlock.objects.create(parent=story, region="body", ordering=1, image=make_image())
    assert warnings(story) == []


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"state": Story.State.DRAFT}, ["approval"]),
        ({"state": Story.State.IN_REVIEW}, ["approval"]),
        ({"standfirst": " "}, ["standfirst"]),
        ({"headline": "h" * 111, "slug": "h"}, ["long_headline"]),
        ({"headline": "h" * 110, "slug": "h"}, []),
    ],
)
def test_what_a_story_can_do_without_is_a_warning(fields, rule):
    story = ready_story(**fields)
    assert (blocking(story), warnings(story)) == ([], rule)


def test_what_blocks_stands_before_what_warns():
    levels = [rule.level for rule in gate.RULES]
    assert levels == sorted(levels, key=[Level.BLOCKING, Level.WARNING].index)


def test_the_log_has_every_rule_with_its_result():
    story = ready_story(standfirst="")
    quote = add_quote(story, "Nowhere in the text")
    key = f"quote_verbatim-{quote.pk}"
    rows = gate.checks(found(story), {key: "As he said it on the phone."})
    assert {row["id"] for row in rows} == {rule.id for rule in gate.RULES}
    results = {row["id"]: row["result"] for row in rows if row["result"] != "passed"}
    assert results == {"quote_verbatim": "overridden", "standfirst": "found"}
    (overridden,) = (row for row in rows if row["id"] == "quote_verbatim")
    assert (overridden["level"], overridden["reason"]) == ("blocking", "As he said it on the phone.")
    assert "Nowhere in the text" in overridden["sentence"]


@pytest.mark.parametrize("pictures", [1, 20])
def test_the_gate_costs_one_query_whatever_the_number_of_pictures(pictures, django_assert_num_queries):
    story = ready_story()
    for place in range(pictures):
        ImageBlock.objects.create(parent=story, region="body", ordering=20 + place, image=make_image())
    content = snapshot.take(story)
    with django_assert_num_queries(1):
        gate.findings(story, content, at=NOON)
