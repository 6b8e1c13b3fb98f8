"""Working copy ⇄ JSON: an exact round trip."""

import pytest
from django.db import IntegrityError, transaction

from articles import gate
from articles.models import (
    BLOCKS,
    Byline,
    Edition,
    Embed,
    FactBox,
    ImageBlock,
    PullQuote,
    RelatedStory,
    Revision,
    Tag,
    TextBlock,
)
from articles.revisions import body, snapshot
from articles.revisions.compare import compare
from tests.factories import add_text, make_contributor, make_image, make_section, make_story, make_user

pytestmark = pytest.mark.django_db


def full_story():
    """Return a working copy with every field filled and a block of each kind."""
    story = make_story(
        "Low water",
        kicker="Port",
        standfirst="Nobody minded.",
        language="fr",
        lead_image=make_image(),
        lead_caption="The quay",
        lead_alt="A quay",
    )
    story.tags.add(Tag.objects.create(name="Tide", slug="tide"))
    Byline.objects.create(story=story, contributor=make_contributor("Ilan Mérou"), role="photographer", position=1)
    where = {"parent": story, "region": "body"}
    ImageBlock.objects.create(**where, ordering=20, image=make_image(), caption="c", alt="a")
    PullQuote.objects.create(**where, ordering=30, quote="nobody minded", attribution="Lena")
    Embed.objects.create(**where, ordering=40, url="https://film.example/1", title="A film", description="d")
    FactBox.objects.create(**where, ordering=50, title="Tides", html="<ul><li>Twice a day</li></ul>")
    RelatedStory.objects.create(**where, ordering=60, story=make_story())
    add_text(story, '<h2>After</h2><p>And more, with <a href="https://a.example/">a link</a>.</p>', ordering=70)
    return story


def block_rows(story):
    return {
        (kind, row["id"]): row for kind, model in BLOCKS.items() for row in model.objects.filter(parent=story).values()
    }


def test_a_snapshot_of_every_kind_of_block_comes_back_exactly():
    story = full_story()
    before, rows = snapshot.take(story), block_rows(story)
    story.headline, story.section, story.lead_image = "Changed", make_section("Culture"), None
    story.save()
    story.tags.clear()
    story.bylines.all().delete()
    for model in BLOCKS.values():
        model.objects.filter(parent=story).delete()
    add_text(story, "<p>Something else.</p>")

    snapshot.put_back(story, before)

    story.refresh_from_db()
    assert snapshot.take(story) == before
    assert block_rows(story) == rows


def test_blocks_that_are_still_there_keep_their_ids_and_the_rest_goes():
    story = make_story()
    kept = story.articles_textblock_set.get()
    before = snapshot.take(story)
    kept.html = "<p>Changed.</p>"
    kept.save()
    extra = add_text(story, ordering=20)
    snapshot.put_back(story, before)
    assert list(TextBlock.objects.filter(parent=story).values_list("pk", flat=True)) == [kept.pk]
    assert not TextBlock.objects.filter(pk=extra.pk).exists()


def test_what_a_snapshot_points_to_and_is_gone_is_left_out():
    story = full_story()
    before = snapshot.take(story)
    snapshot.put_back(story, before | {"blocks": [], "lead_image": None, "tags": [], "bylines": []})
    for pointer in ("section", "lead_image"):
        before[pointer] = 987_654
    before["tags"] = [987_654]
    before["bylines"] = [{"contributor": 987_654, "role": "author"}]
    before["blocks"] = [
        block | {key: 987_654 for key in ("image", "story") if key in block} for block in before["blocks"]
    ]
    snapshot.put_back(story, before)
    taken = snapshot.take(story)
    assert (taken["section"], taken["lead_image"], taken["tags"], taken["bylines"]) == (None, None, [], [])
    assert [block["kind"] for block in taken["blocks"]] == ["text", "pull_quote", "embed", "fact_box", "text"]


def test_markup_written_past_the_form_is_cleaned_in_the_snapshot():
    story = make_story(html="<p onclick='x()'>Tide<script>alert(1)</script></p>")
    assert snapshot.take(story)["blocks"][0]["html"] == "<p>Tide</p>"


def test_each_save_is_the_next_revision_with_its_author_and_words():
    lea = make_user("lea")
    story = make_story(html="<p>One two three, l’eau.</p>")
    story.headline = "Another"
    story.save()
    revision = snapshot.record(story, by=lea)
    assert (revision.number, revision.saved_by, revision.words) == (2, lea, 4)
    assert revision.content["headline"] == "Another"


def test_a_save_that_changes_nothing_is_no_new_revision():
    story = make_story()
    assert snapshot.record(story, by=make_user()).number == 1
    assert story.revisions.count() == 1


def test_the_database_refuses_a_revision_number_twice():
    story = make_story()
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(story=story, number=1, content={})


def test_a_field_that_is_younger_than_a_version_has_its_default_there():
    story = full_story()
    content = snapshot.take(story)
    del content["kicker"], content["lead_alt"]
    for block in content["blocks"]:
        block.pop("caption", None)
    assert gate.findings(story, content, at=story.created_at)
    assert len(body.blocks(content, at=story.created_at)) == 6
    assert Edition.copied(content)["kicker"] == ""
    snapshot.put_back(story, content)
    taken = snapshot.take(story)
    assert (taken["kicker"], taken["lead_alt"], story.kicker) == ("", "", "")
    assert compare(content, taken, snapshot.names(content)).differs
