"""The way through the desk from the story form: notes to the next person, assignments, deadlines, and who may."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Story, StoryAct
from articles.publishing import workflow
from articles.publishing.publish import Refused
from tests.articles.versions import edit, page, sentences
from tests.factories import make_section, make_story, make_user
from tests.forms import posted

pytestmark = pytest.mark.django_db

Verb = StoryAct.Verb


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def tom():
    return make_user("tom", groups=["Editor"])


def change_url(story):
    return reverse("admin:articles_story_change", args=[story.pk])


def press(client, story, verb, **fields):
    """Press a button of the box in the story's form, with these fields changed."""
    url = change_url(story)
    data = posted(client.get(url)) | {name.replace("desk_", "desk-"): value for name, value in fields.items()}
    response = client.post(url, data | {"_move": verb}, follow=True)
    story.refresh_from_db()
    return response


def test_a_journalist_saves_and_sends_to_review_with_a_note_in_one_press(client, lea):
    story = make_story(created_by=lea)
    client.force_login(lea)
    response = press(client, story, "submit", headline="As typed", desk_note="The figures are checked.")
    assert (story.headline, story.state) == ("As typed", "in_review")
    act = story.acts.get()
    assert (act.verb, act.by, act.note) == ("submit", lea, "The figures are checked.")
    assert act.revision.content["headline"] == "As typed"
    assert "has been sent for review" in sentences(response)


def test_a_new_story_can_be_sent_to_review_at_once(client, lea):
    client.force_login(lea)
    add = reverse("admin:articles_story_add")
    client.post(add, posted(client.get(add)) | {"headline": "Just begun", "_move": "submit"})
    assert Story.objects.get().state == "in_review"


def test_a_form_that_cannot_be_saved_moves_nothing_and_keeps_the_note(client, lea):
    story = make_story(created_by=lea)
    client.force_login(lea)
    response = press(client, story, "submit", headline="", desk_note="Please read the end twice.")
    assert (story.state, story.acts.count()) == ("draft", 0)
    assert "Please read the end twice." in page(response)


def test_the_last_note_stands_in_the_form_with_who_and_when(client, tom, lea):
    story = make_story(created_by=lea)
    workflow.move(story, Verb.SUBMIT, by=lea, note="An old word.", at=timezone.now() - timedelta(hours=1))
    workflow.move(story, Verb.RETURN, by=tom, note="Who says so? Name the source.")
    workflow.move(story, Verb.SUBMIT, by=lea)
    client.force_login(lea)
    text = page(client.get(change_url(story)))
    assert "<q>Who says so? Name the source.</q>" in text
    assert "An old word." not in text


def test_an_editor_hands_the_story_on_in_the_act_that_moves_it(client, tom, lea):
    story = make_story()
    client.force_login(tom)
    response = press(client, story, "approve", desk_to=lea.pk, desk_note="For the evening.")
    assert (story.state, story.assigned_to) == ("approved", lea)
    assert (story.acts.get().to, story.acts.get().note) == (lea, "For the evening.")
    assert "Assigned to lea" in sentences(response)


def test_a_story_that_is_sent_back_goes_to_who_had_sent_it(client, tom, lea):
    story = make_story(created_by=lea, assigned_to=tom)
    workflow.move(story, Verb.SUBMIT, by=lea)
    client.force_login(tom)
    press(client, story, "return")
    assert (story.state, story.assigned_to) == ("draft", lea)
    assert story.acts.get(verb=Verb.RETURN).to == lea


def test_an_editor_assigns_with_a_reason_and_a_deadline_and_the_log_says_so(client, tom, lea):
    story = make_story()
    client.force_login(tom)
    press(client, story, "assign", desk_to=lea.pk, desk_note="You know the port.", desk_due_at="2036-07-01T08:00")
    assert (story.assigned_to, story.due_at.isoformat()) == (lea, "2036-07-01T06:00:00+00:00")
    act = story.acts.get()
    assert (act.verb, act.by, act.to) == ("assign", tom, lea)
    assert act.note == "Deadline: 1 July 2036, 8\xa0am – You know the port."


def test_a_new_deadline_leaves_the_story_with_whom_it_is(client, tom, lea):
    story = make_story(assigned_to=lea)
    client.force_login(tom)
    press(client, story, "assign", desk_due_at="2036-07-01T08:00")
    assert story.assigned_to == lea
    press(client, story, "assign", desk_due_at="")
    assert story.due_at is None
    assert story.acts.first().note == "Deadline removed"


def test_an_assignment_that_changes_nothing_is_refused_and_what_was_typed_comes_back(client, tom, lea):
    story = make_story(assigned_to=lea)
    client.force_login(tom)
    response = press(client, story, "assign", desk_to=lea.pk, desk_note="Still yours.")
    assert "It is already assigned to lea." in sentences(response)
    assert posted(response)["desk-note"] == "Still yours."
    assert not story.acts.exists()


def test_of_two_who_assign_the_second_is_told_of_the_first(client, tom, lea):
    story, sam = make_story(), make_user("sam", groups=["Editor"])
    client.force_login(tom)
    stale = posted(client.get(change_url(story)))
    workflow.assign(story, sam, by=sam)
    response = client.post(change_url(story), stale | {"_move": "assign", "desk-to": lea.pk}, follow=True)
    assert "Meanwhile it has been assigned to: sam (sam," in sentences(response)
    story.refresh_from_db()
    assert story.assigned_to == sam


def test_of_two_who_move_the_second_is_told_how_it_stands_and_who_was_first(tom, lea):
    story = make_story(created_by=lea)
    stale = Story.objects.get(pk=story.pk)
    workflow.move(story, Verb.APPROVE, by=tom)
    with pytest.raises(Refused, match=r"is already approved \(tom, "):
        workflow.move(stale, Verb.SUBMIT, by=lea)
    assert story.acts.count() == 1


def test_a_refused_move_has_saved_what_was_typed_and_says_so(client, tom, lea):
    story = make_story(created_by=lea)
    client.force_login(lea)
    stale = posted(client.get(change_url(story)))
    workflow.move(story, Verb.SUBMIT, by=tom)
    data = stale | {"headline": "As typed", "_move": "submit"}
    response = client.post(change_url(story), data, follow=True)
    assert "Saved, but the stage hasn’t changed." in sentences(response)
    story.refresh_from_db()
    assert story.headline == "As typed"


@pytest.mark.parametrize("verb", ["approve", "return", "assign", "publish", "nonsense"])
def test_a_journalist_neither_decides_nor_assigns_even_by_a_forged_button(client, lea, verb):
    story = make_story(created_by=lea, state="in_review")
    client.force_login(lea)
    assert press(client, story, verb, desk_to=lea.pk).status_code == 403
    assert (story.state, story.assigned_to, story.acts.count()) == ("in_review", None, 0)


def test_a_journalist_hands_the_story_to_nobody_with_a_move(client, lea):
    story = make_story(created_by=lea)
    client.force_login(lea)
    press(client, story, "submit", desk_to=lea.pk, desk_due_at="2036-07-01T08:00")
    assert (story.state, story.assigned_to, story.due_at) == ("in_review", None, None)


def test_a_section_editor_decides_in_that_section_only(client, tom):
    make_section("Culture").editors.add(tom)
    own = make_story(section=make_section("Port"), created_by=tom)
    client.force_login(tom)
    assert press(client, own, "approve").status_code == 403
    data = {"action": "approve", "_selected_action": [own.pk]}
    response = client.post(reverse("admin:articles_story_changelist"), data, follow=True)
    assert "You don’t have permission to do this to this story: ask an editor of its section." in sentences(response)
    own.refresh_from_db()
    assert own.state == "draft"


def test_a_story_is_assigned_to_staff_who_can_work_on_it(lea, tom):
    make_user("mo", groups=["Moderator"])
    gone = make_user("gone", groups=["Journalist"])
    gone.is_active = False
    gone.save()
    boss = make_user("boss", superuser=True)
    assert list(workflow.colleagues()) == [boss, lea, tom]


def test_the_log_keeps_the_text_as_it_stood_at_each_step(lea, tom):
    story = make_story(created_by=lea)
    workflow.move(story, Verb.SUBMIT, by=lea)
    edit(story, "<p>Rewritten.</p>")
    workflow.assign(story, lea, by=tom)
    assert [act.revision.number for act in story.acts.all()] == [2, 1]
