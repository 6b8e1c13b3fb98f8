"""The desk of the demonstration paper on its first morning: something to do for everybody who logs in."""

from datetime import timedelta

import time_machine
from django.contrib.auth.models import User
from django.utils.html import escape

from articles import gate
from articles.admin.dashboard import calendar_days
from articles.admin.dashboard.lists import LISTS
from articles.models import Correction, Edition, PreviewLink, Story, StoryAct
from articles.revisions import snapshot
from articles.revisions.compare import Part, compare
from articles.text.typography import set_text
from tests.newsroom.loaded import LoadedPaper


class DemonstrationDesk(LoadedPaper):
    """What the staff find at the desk after `prepare`."""

    def desk_list(self, key, username):
        """Return {slug: story} of one list of the desk's front page, as this person sees it."""
        user = User.objects.get(username=username)
        # Between midnight and the morning nothing has been published today: this list is asked for earlier.
        at = self.live.latest_first().first().live_from if key == "today" else self.at
        return {story.slug: story for story in LISTS[key].find(Story.objects.open_to(user), user, at)}

    def test_each_list_of_the_desk_has_something_for_the_editor_and_the_journalist(self):
        always = LISTS.keys() - {"rights"}  # shown only where rights end
        empty = {(key, name) for key in always for name in ("editor", "journalist") if not self.desk_list(key, name)}
        assert empty == set()

    def test_what_waits_is_with_whom_it_should_be(self):
        assert set(self.desk_list("waiting", "journalist")) == {"annuaire-des-cloches", "chapelle-trevelle-ex-voto"}
        assert set(self.desk_list("waiting", "editor")) == {"dragage-bassin-neuf", "plan-circulation-corderie"}
        assert set(self.desk_list("waiting", "admin")) == {"dragage-bassin-neuf", "marches-syndicat-eaux"}
        assert set(self.desk_list("late", "editor")) == {"plan-circulation-corderie"}

    def test_the_next_person_is_told_something_with_each_story_that_waits(self):
        waiting = {
            key: story for name in ("journalist", "editor") for key, story in self.desk_list("waiting", name).items()
        }
        assert len(waiting) == 4
        assert all(story.acts.last_note().note for story in waiting.values())

    def test_one_story_is_due_a_day_from_now(self):
        due_at = self.desk_list("mine", "journalist")["annuaire-des-cloches"].due_at
        assert timedelta(hours=22) < due_at - self.at <= timedelta(hours=24)

    def test_a_story_goes_live_the_moment_its_embargo_ends(self):
        edition = Edition.objects.scheduled(self.at).get(story__slug="tide-gauge-record")
        assert edition.live_from == edition.story.embargo_until > self.at

    def test_one_story_waits_for_a_second_reader_and_one_for_a_lawyer_who_has_a_link(self):
        assert Story.objects.get(needs_second_reader=True).slug == "dragage-bassin-neuf"
        held = Story.objects.get(legal_hold=True)
        [link] = PreviewLink.objects.of_story(held)
        assert held.slug == "marches-syndicat-eaux" and link.made_by.username == "editor"

    def test_readers_keep_the_old_text_until_the_update_is_due(self):
        coming = Edition.objects.scheduled(self.at).get(kind="update")
        page = self.client.get(coming.path).content.decode()
        assert coming.notes and escape(coming.notes[0]["text"]) not in page
        with time_machine.travel(coming.live_from):
            assert escape(coming.notes[0]["text"]) in self.client.get(coming.path).content.decode()

    def test_the_page_of_corrections_lists_each_kind_of_note(self):
        listed = Correction.objects.listed(self.at)
        assert {note.kind for note in listed} == set(Correction.Kind)
        page = self.client.get("/corrections/").content.decode()
        assert all(escape(note.text) in page for note in listed)

    def test_the_long_story_has_a_past_to_compare(self):
        versions = Story.objects.get(slug="pont-tournant-retour").revisions.order_by("number")
        assert [version.number for version in versions] == [1, 2, 3, 4, 5, 6]
        assert {version.saved_by.username for version in versions} == {"journalist", "editor"}
        assert [version.label for version in versions.labelled()] == ["Premier jet", "Relue, chiffres vérifiés"]
        assert [version.number for version in versions.pinned()] == [5]
        first, last = versions.first().content, versions.last().content
        found = compare(first, last, snapshot.names(first, last))
        assert [part.title for part in found.head if part.state == "changed"]
        assert len([part for part in found.body if isinstance(part, Part) and part.state == "changed"]) >= 3
        assert found.added > 40 and found.removed >= 4

    def test_the_calendar_has_what_is_planned_and_what_was_published(self):
        days = calendar_days.by_day(
            Story.objects.all(), self.at - timedelta(days=7), self.at + timedelta(days=7), at=self.at
        )
        assert {entry.kind for entries in days.values() for entry in entries} == set(calendar_days.KINDS)

    def test_the_typography_of_every_story_is_right(self):
        stories = [(story, story.revisions.first().content) for story in Story.objects.all()]
        found = {
            story.slug: finding.sentence
            for story, content in stories
            for finding in gate.findings(story, content, at=self.at)
            if finding.id == "typography"
        }
        assert found == {}

    def test_what_people_tell_one_another_and_readers_is_set_as_carefully(self):
        notes = list(StoryAct.objects.exclude(verb=StoryAct.Verb.ASSIGN).values_list("note", "story__language"))
        notes += Correction.objects.values_list("text", "story__language")
        assert len(notes) > 20
        assert [text for text, language in notes if set_text(text, language) != text] == []
