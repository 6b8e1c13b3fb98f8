"""What differs between two snapshots, without a database: words, fields, blocks, and what only moved."""

import time

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets

from articles.models import BLOCKS, Byline, Story
from articles.models.story_fields import FIELDS, Head
from articles.revisions.compare import Gap, compare, tally
from articles.revisions.snapshot import take
from newsroom.text.text_diff import AWAY, DELETE, FOLD, HERE, INSERT, SAME
from tests.factories import make_story

NAMES = {("section", 1): "Port", ("section", 2): "Culture", ("tag", 1): "Tides", ("tag", 2): "Mills"} | {
    ("contributor", 1): "Lena Corvest",
    ("contributor", 2): "Ilan Mérou",
    ("image", 1): "The quay — Ilan Mérou | Agence Littoral",
    ("image", 2): "The mill — Lena Corvest",
    ("story", 1): "Low water",
}
SENTENCE = "The tide came in at noon and nobody on the quay minded it. "


def content(*blocks, **fields):
    """Return a snapshot with these blocks and fields."""
    empty = dict.fromkeys(("headline", "kicker", "standfirst", "slug", "lead_caption", "lead_alt"), "")
    empty |= {"language": "en", "section": None, "lead_image": None, "tags": [], "bylines": []}
    return empty | fields | {"blocks": list(blocks)}


def text(pk, html):
    return {"kind": "text", "id": pk, "html": html}


def picture(pk, image, caption="", alt=""):
    return {"kind": "image", "id": pk, "image": image, "caption": caption, "alt": alt}


def runs(part):
    """Return the (op, text) of a part, all its lines and paragraphs in a row."""
    return [(run.op, run.text) for line in part.lines for paragraph in line.paragraphs for run in paragraph]


def only(found):
    """Return the one part that differs."""
    (part,) = [*found.head, *found.body]
    return part


def between(old, new, **options):
    return compare(old, new, NAMES, **options)


def of_texts(old, new, **options):
    return only(between(content(text(1, old)), content(text(1, new)), **options))


def test_a_word_that_was_replaced_stands_alone_among_the_others():
    part = of_texts("<p>The tide came in at noon.</p>", "<p>The tide came in at dawn.</p>")
    assert runs(part) == [(SAME, "The tide came in at "), (DELETE, "noon"), (INSERT, "dawn"), (SAME, ".")]
    assert part.state == "changed"


def test_the_same_twice_differs_in_nothing():
    same = content(text(1, "<p>One.</p>"), headline="Low water", tags=[1])
    found = between(same, same)
    assert (found.head, found.body, found.differs) == ([], [Gap(1)], False)


def test_a_paragraph_is_found_again_between_others():
    part = of_texts("<p>One.</p><p>Two.</p>", "<p>One.</p><p>New here.</p><p>Two.</p>")
    assert runs(part) == [(SAME, "One."), (INSERT, "New here."), (SAME, "Two.")]


def test_two_paragraphs_made_one_show_the_end_that_went():
    part = of_texts("<p>One.</p><p>Two.</p>", "<p>One. Two.</p>")
    assert runs(part) == [(SAME, "One. "), (DELETE, "¶"), (SAME, "Two.")]


def test_an_edit_and_the_paragraphs_lost_behind_it_are_told_apart():
    old = "<p>The tide came in at noon.</p><p>Nobody on the quay minded it.</p><p>Eels were counted again.</p>"
    part = of_texts(old, "<p>The tide came in at noon. It was high.</p>")
    assert runs(part) == [
        (SAME, "The tide came in at noon. "),
        (INSERT, "It was high."),
        (DELETE, "Nobody on the quay minded it."),
        (DELETE, "Eels were counted again."),
    ]


def test_a_paragraph_that_was_edited_finds_itself_below_a_new_one():
    part = of_texts("<p>The tide came in at noon.</p>", "<p>Eels were counted.</p><p>The tide came in at dawn.</p>")
    assert runs(part)[:3] == [(INSERT, "Eels were counted."), (SAME, "The tide came in at "), (DELETE, "noon")]


def test_a_few_equal_words_in_a_rewritten_sentence_are_part_of_the_rewriting():
    part = of_texts(
        "<p>Nobody had seen it leave the harbour before.</p>", "<p>Everyone knew that it came home to us.</p>"
    )
    assert [op for op, _text in runs(part)] == [DELETE, INSERT, SAME]


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("<p>Low water</p>", "<h2>Low water</h2>", "", "## "),
        ("<p>Low water</p>", "<ul><li>Low water</li></ul>", "", "• "),
        (
            '<p>See <a href="https://a.example/?a=1&amp;b=2">it</a></p>',
            '<p>See <a href="https://b.example/">it</a></p>',
            "[https://a.example/?a=1&b=2]",
            "[https://b.example/]",
        ),
    ],
)
def test_a_crosshead_a_list_and_the_address_of_a_link_are_read_as_words(old, new, gone, come):
    found = runs(of_texts(old, new))
    assert "".join(words for op, words in found if op == DELETE) == gone
    assert "".join(words for op, words in found if op == INSERT) == come


@pytest.mark.parametrize("new", ["<p><strong>One</strong> two.</p>", "<p>One\u00a0two.</p>"])
def test_what_no_word_shows_is_said_to_be_formatting(new):
    part = of_texts("<p>One two.</p>", new)
    assert part.state == "changed"
    assert part.lines[0].is_only_formatted


def test_a_list_that_begins_with_another_number_is_said_to_be_formatting():
    part = of_texts("<ol><li>One</li></ol>", '<ol start="3"><li>One</li></ol>')
    assert part.state == "changed"
    assert part.lines[0].is_only_formatted


def test_markup_in_a_text_is_given_as_text_and_never_as_markup():
    part = of_texts("<p>a</p>", "<p>&lt;script&gt;x&lt;/script&gt; &amp; b</p>")
    assert "<script>x</script> & b" in "".join(words for _op, words in runs(part))


@pytest.mark.parametrize(
    ("field", "old", "new", "expected"),
    [
        ("headline", "Low water", "High water", [(DELETE, "Low "), (INSERT, "High "), (SAME, "water")]),
        ("kicker", "", "Port", [(INSERT, "Port")]),
        ("standfirst", "Nobody minded.", "Nobody.", [(SAME, "Nobody"), (DELETE, " minded"), (SAME, ".")]),
        ("lead_caption", "The quay", "", [(DELETE, "The quay")]),
        ("lead_alt", "", "A quay", [(INSERT, "A quay")]),
        ("slug", "low-water", "high-water", [(DELETE, "low-water"), (INSERT, "high-water")]),
        ("language", "en", "fr", [(DELETE, "English"), (INSERT, "French")]),
        ("section", 1, 2, [(DELETE, "Port"), (INSERT, "Culture")]),
        ("section", 7, 1, [(DELETE, "deleted (no. 7)"), (INSERT, "Port")]),
        ("lead_image", None, 1, [(INSERT, "The quay — Ilan Mérou | Agence Littoral")]),
        ("tags", [1], [1, 2], [(SAME, "Tides"), (INSERT, "Mills")]),
        (
            "bylines",
            [{"contributor": 1, "role": "author"}, {"contributor": 9, "role": "author"}],
            [{"contributor": 2, "role": "photographer"}, {"contributor": 1, "role": "author"}],
            [
                (INSERT, "Ilan Mérou (photographer)"),
                (SAME, "Lena Corvest (author)"),
                (DELETE, "deleted (no. 9) (author)"),
            ],
        ),
    ],
)
def test_every_field_of_the_head_is_compared_by_its_name(field, old, new, expected):
    found = between(content(**{field: old}), content(**{field: new}))
    assert found.differs
    assert runs(only(found)) == expected


@pytest.mark.django_db
def test_no_field_of_a_snapshot_is_forgotten():
    names = {field.name for field in FIELDS}
    assert {*names, "blocks", "schema"} == take(make_story()).keys()
    assert names == {field.name for field in Story.content_fields()}
    assert names >= {field.name for field in Head._meta.local_fields}


def test_no_field_of_a_snapshot_is_missing_in_the_form():
    story_admin = admin.site.get_model_admin(Story)
    shown = {*flatten_fieldsets(story_admin.fieldsets), *(inline.model for inline in story_admin.inlines)}
    assert {field.name for field in FIELDS} - {"bylines"} <= shown
    assert {Byline, *BLOCKS.values()} <= shown


def test_a_pictures_caption_and_alternative_text_and_the_picture_itself_are_compared():
    found = between(content(picture(1, 1, "Old", "A quay")), content(picture(1, 2, "New", "A mill")))
    assert runs(only(found)) == [
        (DELETE, "The quay — Ilan Mérou | Agence Littoral"),
        (INSERT, "The mill — Lena Corvest"),
        (DELETE, "Old"),
        (INSERT, "New"),
        (SAME, "A "),
        (DELETE, "quay"),
        (INSERT, "mill"),
    ]


def test_blocks_come_in_reading_order_with_what_became_of_each():
    old = content(text(1, "<p>One.</p>"), text(2, "<p>Two.</p>"), text(3, "<p>Three.</p>"))
    new = content(picture(1, 1), text(1, "<p>One.</p>"), text(3, "<p>Three more.</p>"))
    found = [part if isinstance(part, Gap) else (part.title, part.state) for part in between(old, new).body]
    assert found == [("picture in the text", "added"), Gap(1), ("text", "removed"), ("text", "changed")]


@pytest.mark.parametrize(("order", "moved"), [((2, 3, 4, 1), (1, "down")), ((4, 1, 2, 3), (4, "up"))])
def test_a_block_that_moved_is_neither_deleted_nor_added(order, moved):
    blocks = {pk: text(pk, f"<p>Block {pk}.</p>") for pk in (1, 2, 3, 4)}
    found = between(content(*blocks.values()), content(*(blocks[pk] for pk in order)))
    (part,) = (part for part in found.body if not isinstance(part, Gap))
    assert sum(part.blocks for part in found.body if isinstance(part, Gap)) == 3
    assert (runs(part), part.state, part.moved) == ([(SAME, f"Block {moved[0]}.")], "same", moved[1])
    assert found.differs
    assert (found.added, found.removed) == (0, 0)


def test_a_text_that_was_split_for_a_picture_has_lost_nothing():
    first, second = "<p>The first of the two paragraphs.</p>", "<p>The second of the two paragraphs.</p>"
    found = between(content(text(1, first + second)), content(text(1, first), picture(1, 1), text(2, second)))
    parts = {part.title + part.state: runs(part) for part in found.body}
    assert parts["textchanged"][-1] == (AWAY, "The second of the two paragraphs.")
    assert parts["textadded"] == [(HERE, "The second of the two paragraphs.")]
    assert (found.added, found.removed) == (0, 0)


def test_a_long_unchanged_stretch_is_folded_but_for_the_words_beside_a_change():
    long = f"<p>{SENTENCE * 20}</p>"
    part = of_texts(long + "<p>End.</p>", long + "<p>The end.</p>")
    (fold,) = (run for paragraph in part.lines[0].paragraphs for run in paragraph if run.op == FOLD)
    shown = sum(len(words.split()) for op, words in runs(part) if op == SAME)
    assert 15 <= shown <= 25
    assert fold.words + shown == 20 * len(SENTENCE.split()) + 1
    assert runs(part)[-3:] == [(DELETE, "End"), (INSERT, "The end"), (SAME, ".")]


def test_the_whole_story_is_shown_on_demand():
    long = f"<p>{SENTENCE * 20}</p>"
    old, new = content(text(1, long), text(2, "<p>x</p>")), content(text(1, long), text(2, "<p>y</p>"))
    found = between(old, new, full=True)
    assert [part.state for part in found.body] == ["same", "changed"]
    assert runs(found.body[0]) == [(SAME, (SENTENCE * 20).strip())]
    assert {"headline", "section", "slug"} <= {part.title for part in found.head}


def test_words_are_counted_that_came_and_went_and_not_those_that_moved():
    old = content(text(1, "<p>One two three.</p>"), headline="Low water")
    new = content(text(2, "<p>Three two four five.</p>"), headline="Low")
    assert tally(old, new) == (3, 3)  # Three, four, five; One, three, water
    assert tally(None, old) == (5, 0)
    assert tally(old, old) == (0, 0)


def test_the_address_of_an_embed_is_no_words():
    embed = {"kind": "embed", "id": 1, "url": "https://film.example/1", "title": "A film", "description": ""}
    assert tally(content(), content(embed)) == (2, 0)


def test_a_rewritten_text_of_ten_thousand_words_is_compared_in_time_and_paragraph_by_paragraph():
    old = "".join(f"<p>{SENTENCE * 4}{number}</p>" for number in range(200))
    new = "".join(f"<p>{number} {SENTENCE * 4}</p>" for number in range(200))
    start = time.process_time()
    (part,) = between(content(text(1, old)), content(text(1, new)), full=True).body
    assert time.process_time() - start < 3
    assert runs(part)[:3] == [(INSERT, "0 "), (SAME, (SENTENCE * 4).strip()), (DELETE, " 0")]


def test_a_passage_of_thousands_of_words_without_a_paragraph_is_taken_for_rewritten():
    start = time.process_time()
    found = runs(of_texts(f"<p>{'tide quay ' * 3000}</p>", f"<p>{'quay quay tide ' * 3000}</p>"))
    assert time.process_time() - start < 3
    assert [op for op, _text in found] == [DELETE, INSERT]
