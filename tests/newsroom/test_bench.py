"""`make bench` on a small stock: each question that it times is still answered by the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.bench import comments, measuring, stock
from tests.factories import make_user, publish_story


@pytest.fixture
def small(monkeypatch):
    """Make the stock small, and ask twice only."""
    for name, number in (("BLOCK_COUNT", 12), ("VERSION_COUNT", 5), ("ARCHIVE", 20)):
        monkeypatch.setattr(stock, name, number)
    monkeypatch.setattr(measuring, "TIMES", 2)


@pytest.mark.django_db
def test_every_question_is_answered_and_timed(small):
    editor = make_user("editor", groups=["Editor"])
    story = stock.long_story(editor)
    stock.archive(editor, timezone.now())
    found = list(measuring.figures(story, editor))
    assert len(found) == 9
    assert all(0 < figure.middle <= figure.slow for figure in found)
    assert {figure.name: figure.ceiling for figure in found if figure.ceiling} == {
        "live preview": 150,
        "history page": 300,
    }


@pytest.mark.django_db
def test_the_long_story_has_its_blocks_of_every_kind_and_its_versions():
    story = stock.long_story(make_user("editor", groups=["Editor"]))
    blocks = story.revisions.first().content["blocks"]
    assert (len(blocks), story.revisions.count()) == (60, 50)
    assert {block["kind"] for block in blocks} == set(stock.BLOCKS)


@pytest.mark.django_db
def test_what_moderators_and_readers_wait_for_in_a_discussion_is_timed(monkeypatch):
    for name, number in (("COMMENTS", 200), ("UNDER_ONE", 40), ("COMMENTERS", 10), ("MANY", 3)):
        monkeypatch.setattr(comments, name, number)
    monkeypatch.setattr(measuring, "TIMES", 2)
    for _ in range(3):
        publish_story(at=timezone.now() - timedelta(days=1))
    edition = comments.build(timezone.now())
    found = list(comments.figures(edition, make_user("lea", groups=["Moderator"])))
    ceilings = {figure.name: figure.ceiling for figure in found}
    assert ceilings["queue, waiting"] == 100
    assert ceilings["deciding one"] == 30
    assert ceilings["a batch of 3"] == 1_000
    assert "story page, 40 comments" in ceilings
    assert all(0 < figure.middle <= figure.slow for figure in found)
