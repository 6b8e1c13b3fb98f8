"""The gate in the publication box: what it finds stands there, and who may gives a reason to publish all the same."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, PullQuote, Story
from articles.revisions.snapshot import record
from tests.factories import make_story, make_user
from tests.forms import posted

pytestmark = pytest.mark.django_db

REASON = "publication-reason-quote_verbatim-"
PHONED = "She said it on the phone."


@pytest.fixture
def editor(client):
    client.force_login(make_user("tom", groups=["Editor"]))
    return client


@pytest.fixture
def misquoting():
    """Return a story of which one pull quote isn't in the text, and nothing else is to be said."""
    story = make_story(standfirst="After forty years.", state=Story.State.APPROVED)
    PullQuote.objects.create(parent=story, region="body", ordering=20, quote="Nowhere in the text")
    record(story, by=None)
    return story


def form_of(client, story):
    return posted(client.get(reverse("admin:articles_story_change", args=[story.pk])))


def press(client, story, data, button="_publish"):
    url = reverse("admin:articles_story_change", args=[story.pk])
    return client.post(url, data | {button: "1"}, follow=True)


def box(response):
    """Return the markup of the publication box."""
    return re.search(r'<fieldset class="[^"]*publication">.*?</fieldset>', response.content.decode(), re.DOTALL)[0]


def reasons(response):
    return [name for name in posted(response) if name.startswith(REASON)]


def sentences(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_the_box_is_silent_before_anybody_wants_to_publish(editor, misquoting):
    response = editor.get(reverse("admin:articles_story_change", args=[misquoting.pk]))
    assert "Nowhere in the text" not in box(response)
    assert reasons(response) == []


def test_after_a_refusal_the_findings_stand_in_the_box_with_a_field_for_the_reason(editor, misquoting):
    response = press(editor, misquoting, form_of(editor, misquoting))
    assert "doesn’t match the text" in box(response)
    assert "Publish anyway – reason" in box(response)
    assert reasons(response) == [f"{REASON}{PullQuote.objects.get().pk}"]
    assert not Edition.objects.exists()


def test_a_reason_publishes_all_the_same_and_is_in_the_log(editor, misquoting):
    refused = press(editor, misquoting, form_of(editor, misquoting))
    response = press(editor, misquoting, posted(refused) | {reasons(refused)[0]: PHONED})
    assert "is live" in sentences(response)
    assert "Nowhere in the text" not in box(response)
    checks = misquoting.acts.get().checks
    assert [check["reason"] for check in checks if check["result"] == "overridden"] == [PHONED]


def test_a_reason_schedules_all_the_same(editor, misquoting):
    wishes = {"publication-live_from": "2036-07-01T08:00"}
    refused = press(editor, misquoting, form_of(editor, misquoting) | wishes, "_schedule")
    assert "Nowhere in the text" in box(refused)
    response = press(editor, misquoting, posted(refused) | {reasons(refused)[0]: PHONED}, "_schedule")
    assert "has been scheduled" in sentences(response)


def test_an_empty_reason_is_none(editor, misquoting):
    refused = press(editor, misquoting, form_of(editor, misquoting))
    again = press(editor, misquoting, posted(refused) | {reasons(refused)[0]: "  "})
    assert "doesn’t match the text" in box(again)
    assert not Edition.objects.exists()


def test_a_reason_survives_another_refusal(editor, misquoting):
    refused = press(editor, misquoting, form_of(editor, misquoting))
    reason = reasons(refused)[0]
    Story.objects.filter(pk=misquoting.pk).update(legal_hold=True)
    again = press(editor, misquoting, posted(refused) | {"legal_hold": "on", reason: PHONED})
    assert "legal hold" in box(again)
    assert posted(again)[reason] == PHONED
    assert not Edition.objects.exists()


def test_a_reason_survives_a_form_that_is_refused(editor, misquoting):
    refused = press(editor, misquoting, form_of(editor, misquoting))
    reason = reasons(refused)[0]
    again = press(editor, misquoting, posted(refused) | {"headline": "", reason: PHONED})
    assert posted(again)[reason] == PHONED
    assert "doesn’t match the text" in box(again)


def test_a_reason_survives_a_button_that_does_not_fit(editor, misquoting):
    refused = press(editor, misquoting, form_of(editor, misquoting))
    reason = reasons(refused)[0]
    again = press(editor, misquoting, posted(refused) | {reason: PHONED}, "_schedule")
    assert "set a start time" in sentences(again)
    assert posted(again)[reason] == PHONED


def test_a_reason_that_is_too_long_is_refused_and_kept(editor, misquoting):
    refused = press(editor, misquoting, form_of(editor, misquoting))
    again = press(editor, misquoting, posted(refused) | {reasons(refused)[0]: "x" * 301})
    assert "at most 300 characters" in sentences(again)
    assert "at most 300 characters" in box(again)
    assert posted(again)[reasons(refused)[0]] == "x" * 301


def test_what_has_been_put_right_is_no_longer_found(editor, misquoting):
    refused = press(editor, misquoting, form_of(editor, misquoting))
    data = posted(refused) | {"articles_pullquote_set-0-quote": "the tide came in at noon", reasons(refused)[0]: PHONED}
    assert "is live" in sentences(press(editor, misquoting, data))
    assert {check["result"] for check in misquoting.acts.get().checks} == {"passed"}


def test_who_publishes_without_the_right_to_override_is_offered_no_reason(client, misquoting):
    sam = make_user("sam", groups=["Journalist"])
    sam.user_permissions.add(Permission.objects.get(codename="publish_story"))
    client.force_login(sam)
    refused = press(client, misquoting, form_of(client, misquoting))
    assert "doesn’t match the text" in box(refused)
    assert reasons(refused) == []
    forged = posted(refused) | {f"{REASON}{PullQuote.objects.get().pk}": "I say so."}
    assert "You can’t override the checks" in sentences(press(client, misquoting, forged))
    assert not Edition.objects.exists()


def test_warnings_are_said_and_stop_nobody(editor):
    story = make_story()
    response = press(editor, story, form_of(editor, story))
    assert "The story hasn’t been approved" in sentences(response)
    assert "no standfirst" in sentences(response)
    assert Edition.objects.live(timezone.now()).exists()


def test_warnings_stand_in_the_box_beside_what_blocks(editor, misquoting):
    misquoting.standfirst = ""
    misquoting.save()
    refused = press(editor, misquoting, form_of(editor, misquoting))
    assert "no standfirst" in box(refused)
    assert "no standfirst" not in sentences(refused)
    assert len(reasons(refused)) == 1


def test_the_box_looks_at_the_time_that_was_asked_for(editor, misquoting):
    misquoting.embargo_until = timezone.now() + timedelta(days=1)
    misquoting.save()
    now = press(editor, misquoting, form_of(editor, misquoting))
    assert "under embargo until" in box(now)
    wishes = {"publication-live_from": "2036-07-01T08:00"}
    later = press(editor, misquoting, form_of(editor, misquoting) | wishes, "_schedule")
    assert "doesn’t match the text" in box(later)
    assert "under embargo until" not in box(later)


def test_a_form_that_is_refused_before_the_gate_was_asked_says_nothing_of_it(editor, misquoting):
    response = press(editor, misquoting, form_of(editor, misquoting) | {"headline": ""}, "_continue")
    assert "Nowhere in the text" not in box(response)
