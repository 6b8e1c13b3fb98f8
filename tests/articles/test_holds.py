"""What holds a story back: embargo, legal hold, second reader; every change of them is an act in the log."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles import gate
from articles.models import Byline, Contributor, Edition, Story, StoryAct
from articles.publishing.holds import Held, held, hold
from articles.publishing.publish import NotPublishable, Refused, publish
from articles.publishing.workflow import move
from articles.revisions.snapshot import record, take
from tests.factories import add_text, make_section, make_story, make_user, publish_story
from tests.forms import posted

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
Verb = StoryAct.Verb


def log(story):
    return [(act.verb, act.note) for act in story.acts.order_by("id")]


def stored(story):
    return held(Story.objects.get(pk=story.pk))


@pytest.mark.parametrize(
    ("before", "wanted", "verbs"),
    [
        ({}, {"embargo_until": NOON + HOUR}, [Verb.EMBARGO]),
        ({"embargo_until": NOON + HOUR}, {"embargo_until": NOON + 2 * HOUR}, [Verb.EMBARGO]),
        ({"embargo_until": NOON + 2 * HOUR}, {"embargo_until": NOON + HOUR}, [Verb.LIFT]),
        ({"embargo_until": NOON + HOUR}, {}, [Verb.LIFT]),
        ({}, {"legal_hold": True, "needs_second_reader": True}, [Verb.HOLD, Verb.FLAG]),
        ({"legal_hold": True, "needs_second_reader": True}, {}, [Verb.RELEASE, Verb.UNFLAG]),
        ({"legal_hold": True}, {"legal_hold": True}, []),
    ],
)
def test_every_change_is_an_act_with_who_and_why(before, wanted, verbs):
    story, lawyer = make_story(**before), make_user()
    hold(story, Held(**wanted), by=lawyer, because="The court said so.", at=NOON)
    assert log(story) == [(verb, "The court said so.") for verb in verbs]
    assert {act.by for act in story.acts.all()} <= {lawyer}
    assert stored(story) == Held(**wanted)


@pytest.mark.parametrize("before", [{"embargo_until": NOON + HOUR}, {"legal_hold": True}])
def test_nothing_is_lifted_without_a_reason(before):
    story = make_story(**before)
    with pytest.raises(Refused, match="Give the reason"):
        hold(story, Held(), by=make_user(), because=" ", at=NOON)
    assert (stored(story), log(story)) == (Held(**before), [])


def test_an_embargo_that_has_passed_goes_without_a_reason():
    story = make_story(embargo_until=NOON)
    hold(story, Held(), by=make_user(), at=NOON)
    assert log(story) == [(Verb.LIFT, "")]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"legal_hold": True}, "The story is under"),
        ({"embargo_until": NOON + 3 * HOUR}, "The embargo ends after"),
    ],
)
def test_what_was_scheduled_is_called_off_by_a_hold_and_says_so_in_the_log(wanted, why):
    edition = publish_story(at=NOON, live_from=NOON + 2 * HOUR)
    called_off = hold(edition.story, Held(**wanted), by=make_user(), at=NOON + HOUR)
    assert called_off == edition
    assert not Edition.objects.live(NOON + 9 * HOUR).exists()
    assert edition.acts.get(verb=Verb.UNSCHEDULE).note.startswith(why)


def test_an_embargo_until_before_the_scheduled_time_leaves_it_alone():
    edition = publish_story(at=NOON, live_from=NOON + 2 * HOUR)
    assert hold(edition.story, Held(NOON + 2 * HOUR), by=make_user(), at=NOON + HOUR) is None
    assert Edition.objects.live(NOON + 2 * HOUR).exists()


def test_nobody_publishes_a_second_before_the_embargo_ends():
    story, boss = make_story(embargo_until=NOON), make_user(superuser=True)
    with pytest.raises(NotPublishable, match="under embargo until"):
        publish(story, by=boss, kind=Edition.Kind.FIRST, at=NOON - SECOND)
    assert publish(story, by=boss, kind=Edition.Kind.FIRST, at=NOON)


# The form


@pytest.fixture
def editor(client):
    client.force_login(make_user("editor", groups=["Editor"]))
    return client


def form_of(client, story):
    return posted(client.get(reverse("admin:articles_story_change", args=[story.pk])))


def save(client, story, data):
    return client.post(reverse("admin:articles_story_change", args=[story.pk]), data | {"_continue": "1"}, follow=True)


@time_machine.travel(NOON, tick=False)
def test_an_editor_lifts_an_embargo_from_the_form_and_says_why(editor):
    story = make_story(embargo_until=NOON + HOUR)
    data = form_of(editor, story) | {"embargo_until": ""}
    refused = save(editor, story, data)
    assert "Give the reason for lifting the embargo or the legal hold" in refused.content.decode()
    assert stored(story).embargo_until == NOON + HOUR
    save(editor, story, data | {"held_because": "The minister has spoken."})
    assert stored(story) == Held()
    assert log(story) == [(Verb.LIFT, "The minister has spoken.")]


def test_a_form_opened_before_a_colleague_placed_a_hold_does_not_lift_it(editor):
    story = make_story()
    data = form_of(editor, story)
    hold(story, Held(legal_hold=True, needs_second_reader=True), by=make_user())
    save(editor, story, data | {"headline": "Written meanwhile"})
    assert stored(story) == Held(legal_hold=True, needs_second_reader=True)
    assert Story.objects.get().headline == "Written meanwhile"


def test_a_new_story_is_held_back_from_its_first_save(editor):
    add = reverse("admin:articles_story_add")
    data = posted(editor.get(add)) | {"headline": "Held", "legal_hold": "on", "_continue": "1"}
    editor.post(add, data)
    assert (stored(Story.objects.get()).legal_hold, log(Story.objects.get())) == (True, [(Verb.HOLD, "")])


def test_a_legal_hold_on_a_live_story_says_that_readers_still_see_it(editor):
    story = publish_story().story
    response = save(editor, story, form_of(editor, story) | {"legal_hold": "on"})
    assert "The story is still live" in response.content.decode()


@pytest.mark.parametrize("typed", ["2027-03-28T02:30", "2027-10-31T02:30"])
def test_a_time_that_the_newsrooms_clock_skips_or_repeats_is_refused(editor, typed):
    story = make_story()
    response = save(editor, story, form_of(editor, story) | {"embargo_until": typed})
    assert "it may be ambiguous or it may not exist" in response.content.decode()
    assert stored(story) == Held()
    assert posted(response)["embargo_until"] == typed


@pytest.mark.parametrize("typed", ["2027-03-28T01:59", "2027-03-28T03:00", "2027-10-31T01:59", "2027-10-31T03:00"])
def test_the_minutes_around_a_change_of_the_clocks_are_times_like_others(editor, typed):
    story = make_story()
    save(editor, story, form_of(editor, story) | {"embargo_until": typed})
    assert f"{timezone.localtime(stored(story).embargo_until):%Y-%m-%dT%H:%M}" == typed


def test_a_journalist_sees_what_holds_a_story_back_and_changes_nothing_of_it(client):
    writer = make_user("writer", groups=["Journalist"])
    story = make_story(legal_hold=True, created_by=writer)
    client.force_login(writer)
    data = form_of(client, story)
    assert not {"legal_hold", "embargo_until", "held_because"} & data.keys()
    save(client, story, data | {"headline": "Still held", "held_because": "I say so"})
    assert (stored(story).legal_hold, Story.objects.get().headline) == (True, "Still held")


# The second reader


def blocking(story):
    return {finding.id for finding in gate.findings(story, take(story), at=NOON) if finding.blocks}


@pytest.fixture
def flagged():
    writer = make_user("writer", groups=["Editor"])
    return make_story(created_by=writer, needs_second_reader=True)


def test_a_flagged_story_is_not_published_before_another_has_approved_it(flagged):
    assert blocking(flagged) == {"second_reader"}
    move(flagged, Verb.APPROVE, by=make_user(groups=["Editor"]))
    assert blocking(flagged) == set()


def test_whoever_began_or_signs_a_story_is_no_second_reader(flagged):
    signer = make_user(groups=["Editor"])
    person = Contributor.objects.create(name="Odile Ranz", slug="odile-ranz", user=signer)
    Byline.objects.create(story=flagged, contributor=person, position=1)
    record(flagged, by=None)
    for reader in (flagged.created_by, signer):
        move(flagged, Verb.APPROVE, by=reader)
        assert blocking(flagged) == {"second_reader"}
        move(flagged, Verb.RETURN, by=reader)


def test_a_text_that_has_changed_since_needs_to_be_read_again(flagged):
    move(flagged, Verb.APPROVE, by=make_user(groups=["Editor"]))
    add_text(flagged, "<p>One word more.</p>", ordering=20)
    record(flagged, by=None)
    assert blocking(flagged) == {"second_reader"}


def test_whoever_moves_a_story_out_of_their_section_no_longer_holds_it_back(client):
    tom = make_user("tom", groups=["Editor"])
    make_section("Culture").editors.add(tom)
    client.force_login(tom)
    story = make_story(section=make_section("Culture"), created_by=tom)
    told = save(client, story, form_of(client, story) | {"section": make_section("Port").pk, "legal_hold": "on"})
    assert "Saved, but the embargo, legal hold and second reading haven’t changed." in told.content.decode()
    assert (Story.objects.get().section.name, stored(story)) == ("Port", Held())
