"""What readers are told about published stories: with which edition, where, and from when."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Correction, Edition
from articles.publishing.corrections import Note
from articles.publishing.publish import AlreadyDone, Refused, publish, unschedule, withdraw
from articles.revisions.snapshot import record
from tests.factories import add_text, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)
Kind = Edition.Kind
WRONG = Note(Correction.Kind.CORRECTION, "The mill has four wheels, not three.")


def correct(story, note=WRONG, *, at=NOON + HOUR, **wishes):
    return publish(story, by=make_user(groups=["Editor"]), kind=Kind.CORRECTION, note=note, at=at, **wishes)


def rewrite(story):
    add_text(story, "<p>Nobody minded the rain either.</p>", ordering=20)
    record(story, by=None)
    return story


def page(client, path, at):
    with time_machine.travel(at, tick=False):
        # What search engines are told in data is told once more.
        return re.sub(r"<script.*?</script>", "", client.get(path).content.decode(), flags=re.DOTALL)


def told(story):
    return [(note.kind, note.text) for note in story.corrections.all()]


def test_a_correction_is_kept_and_its_edition_carries_it():
    edition = publish_story(at=NOON)
    corrected = correct(edition.story)
    assert told(edition.story) == [WRONG]
    assert corrected.notes == [story_note.as_data() for story_note in edition.story.corrections.all()]
    assert corrected.modified_at == NOON + HOUR


def test_the_words_are_in_the_log():
    edition = correct(publish_story(at=NOON).story)
    assert edition.acts.get().note == WRONG.text


def test_a_text_that_is_live_already_can_be_corrected_by_a_note_alone_but_not_twice_by_the_same():
    story = publish_story(at=NOON).story
    correct(story)
    with pytest.raises(AlreadyDone, match="already published this text"):
        correct(story, at=NOON + 2 * HOUR)
    assert told(story) == [WRONG]


@pytest.mark.parametrize(
    ("kind", "note", "sentence"),
    [
        (Kind.CORRECTION, None, "what was wrong and what is right"),
        (Kind.CORRECTION, Note(Correction.Kind.CORRECTION, "  "), "what was wrong and what is right"),
        (Kind.CORRECTION, Note(Correction.Kind.UPDATE, "News."), "This kind of edition doesn’t go with"),
        (Kind.SILENT_FIX, WRONG, "This kind of edition doesn’t go with"),
        (Kind.UPDATE, WRONG, "This kind of edition doesn’t go with"),
    ],
)
def test_a_note_that_does_not_go_with_the_edition_is_refused(kind, note, sentence):
    story = rewrite(publish_story(at=NOON).story)
    with pytest.raises(Refused, match=sentence):
        publish(story, by=make_user(groups=["Editor"]), kind=kind, note=note, at=NOON + HOUR)
    assert told(story) == []


def test_the_database_takes_no_empty_note():
    edition = publish_story(at=NOON)
    row = {"story": edition.story, "edition": edition, "public_from": NOON, "made_at": NOON, "made_by": make_user()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(kind="correction", text="", **row)


def test_readers_see_a_correction_with_the_story_and_on_the_page_of_corrections(client):
    edition = publish_story(at=NOON, headline="The mill")
    correct(edition.story)
    for path in (edition.path, "/corrections/"):
        assert WRONG.text in page(client, path, NOON + HOUR)
    assert edition.path in page(client, "/corrections/", NOON + HOUR)


def test_a_scheduled_correction_is_told_from_its_time_on_and_not_a_second_before(client):
    edition = publish_story(at=NOON)
    correct(edition.story, live_from=NOON + 2 * HOUR)
    for path in (edition.path, "/corrections/"):
        assert WRONG.text not in page(client, path, NOON + 2 * HOUR - timedelta(seconds=1))
        assert WRONG.text in page(client, path, NOON + 2 * HOUR)


def test_a_correction_that_is_called_off_is_never_told(client):
    edition = publish_story(at=NOON)
    correct(edition.story, live_from=NOON + 2 * HOUR)
    unschedule(edition.story, by=make_user(), at=NOON + HOUR)
    later = publish_story(rewrite(edition.story), at=NOON + 3 * HOUR, kind=Kind.UPDATE)
    assert later.notes == []
    assert WRONG.text not in page(client, "/corrections/", NOON + 3 * HOUR)


def test_what_was_told_stays_with_every_later_edition(client):
    story = publish_story(at=NOON).story
    correct(story)
    news = Note(Correction.Kind.UPDATE, "The wheels turn again.")
    later = publish(story, by=make_user(), kind=Kind.UPDATE, note=news, at=NOON + 2 * HOUR)
    assert [note["text"] for note in later.notes] == [news.text, WRONG.text]
    assert page(client, later.path, NOON + 2 * HOUR).count(WRONG.text) == 1


def test_what_a_story_stands_or_falls_with_is_told_above_its_text(client):
    edition = publish_story(at=NOON)
    correct(edition.story, Note(Correction.Kind.EDITORS_NOTE, "We are looking into this."))
    correct(edition.story, at=NOON + 2 * HOUR)
    html = page(client, edition.path, NOON + 2 * HOUR)
    assert html.index("We are looking into this.") < html.index("The tide came in") < html.index(WRONG.text)


def test_of_a_withdrawn_story_nothing_is_listed_but_that_the_paper_takes_it_back(client):
    corrected = correct(publish_story(at=NOON, headline="A quiet mill").story)
    withdraw(corrected.story, by=make_user(), notice="Gone.", at=NOON + 2 * HOUR)
    wrong = publish_story(at=NOON, headline="A wrong mill")
    withdraw(wrong.story, by=make_user(), notice="None of it happened.", retracted=True, at=NOON + 2 * HOUR)
    html = page(client, "/corrections/", NOON + 2 * HOUR)
    assert "None of it happened." in html
    assert not any(words in html for words in ("quiet mill", "wrong mill", wrong.path, "Gone.", WRONG.text))


def test_a_retraction_says_why():
    edition = publish_story(at=NOON)
    with pytest.raises(Refused, match="A retraction needs a notice"):
        withdraw(edition.story, by=make_user(), retracted=True, at=NOON + HOUR)
    assert Edition.objects.live(NOON + HOUR).exists()


def test_the_page_of_corrections_is_read_page_by_page(client):
    story = make_story()
    publish_story(story, at=NOON)
    for number in range(21):
        note = Note(Correction.Kind.CORRECTION, f"Not {number + 1}00.")
        correct(story, note, at=NOON + (number + 1) * HOUR)
    first = page(client, "/corrections/", NOON + 30 * HOUR)
    assert "Not 2100." in first
    assert "Not 100." not in first
    last = Correction.objects.listed(NOON + 30 * HOUR)[19]
    assert "Not 100." in page(client, f"/corrections/?page={last.pk}", NOON + 30 * HOUR)
    for wrong in ("abc", "99999999"):
        assert client.get(f"/corrections/?page={wrong}").status_code == 404


def test_a_page_that_a_reader_has_is_fresh_until_something_is_told(client):
    edition = publish_story(at=NOON)
    with time_machine.travel(NOON + HOUR, tick=False):
        tag = client.get("/corrections/")["ETag"]
        assert client.get("/corrections/", headers={"If-None-Match": tag}).status_code == 304
        correct(edition.story, live_from=NOON + 2 * HOUR)
        tag = client.get("/corrections/")["ETag"]
    with time_machine.travel(NOON + 2 * HOUR, tick=False):
        assert client.get("/corrections/", headers={"If-None-Match": tag}).status_code == 200


def test_it_is_fresh_again_when_a_story_ends_is_withdrawn_or_comes_back(client):
    story = publish_story(at=NOON).story
    correct(story, live_until=NOON + 3 * HOUR)
    tags = []
    for hours in (2, 3):
        with time_machine.travel(NOON + hours * HOUR, tick=False):
            tags.append(client.get("/corrections/")["ETag"])
    back = {"by": make_user(), "kind": Kind.RESTORED}
    publish(story, **back, at=NOON + 4 * HOUR)
    withdrawn = NOON + 5 * HOUR
    for act in (lambda: None, lambda: withdraw(story, by=make_user(), at=withdrawn)):
        act()
        with time_machine.travel(withdrawn, tick=False):
            tags.append(client.get("/corrections/")["ETag"])
    publish(story, **back, at=NOON + 6 * HOUR)
    with time_machine.travel(NOON + 6 * HOUR, tick=False):
        response = client.get("/corrections/")
    assert WRONG.text in response.content.decode()
    assert WRONG.text in page(client, story.editions.last().path, NOON + 6 * HOUR)
    assert len({*tags, response["ETag"]}) == 5


def test_the_page_costs_the_same_with_one_note_and_with_thirty(client, django_assert_num_queries):
    for number in range(30):
        story = publish_story(at=NOON).story
        correct(story, Note(Correction.Kind.CORRECTION, f"The {number}th figure was wrong."))
        if number in (0, 29):
            with time_machine.travel(NOON + HOUR, tick=False), django_assert_num_queries(4):
                response = client.get("/corrections/")
            assert response.content.decode().count("figure was wrong") == min(number + 1, 20)  # a page


def test_a_story_with_thirty_notes_costs_no_query_more(client, django_assert_max_num_queries):
    story = publish_story(at=NOON).story
    for number in range(30):
        note = Note(Correction.Kind.CORRECTION, f"The {number}th figure was wrong.")
        correct(story, note, at=NOON + timedelta(minutes=number + 1))
    path = story.editions.last().path
    with time_machine.travel(NOON + HOUR, tick=False), django_assert_max_num_queries(8):
        assert page(client, path, NOON + 40 * HOUR).count("figure was wrong") == 30


def test_what_readers_are_told_is_words_and_never_markup(client):
    edition = publish_story(at=NOON)
    correct(edition.story, Note(Correction.Kind.CORRECTION, "<script>alert(1)</script> & </aside>"))
    for path in (edition.path, "/corrections/"):
        shown = page(client, path, NOON + HOUR)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;/aside&gt;" in shown
        assert "<script>alert" not in shown
