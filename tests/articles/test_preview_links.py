"""Shared previews: the link to one version is made, revoked, and ends; what is dead all answers the same."""

import io
import logging

import pytest
import time_machine
from django.urls import reverse

from articles.models import PreviewLink, StoryAct
from articles.publishing import preview_links
from articles.publishing.publish import AlreadyDone, Refused
from tests.articles.links import DAY, NOON, SECOND, address, share
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom():
    return make_user("tom", groups=["Editor"])


def test_sharing_a_version_is_in_the_storys_log_with_who_which_when_and_for_whom(tom):
    story = make_story()
    link = share(story, by=tom, at=NOON, recipient="Maître Sauval")
    act = story.acts.get()
    assert (act.verb, act.by, act.revision, act.done_at) == (StoryAct.Verb.SHARE, tom, link.revision, NOON)
    assert act.note == "Maître Sauval"


@pytest.mark.parametrize("lasts", [0 * DAY, -SECOND, 30 * DAY + SECOND])
def test_a_link_ends_neither_in_the_past_nor_after_thirty_days(lasts):
    with pytest.raises(Refused, match=r"choose .+ (time|end)\."):
        share(at=NOON, lasts=lasts)
    assert not PreviewLink.objects.exists()
    assert not StoryAct.objects.exists()


def test_a_link_may_last_thirty_days():
    assert share(at=NOON, lasts=30 * DAY).is_open(NOON)


def test_revoking_is_in_the_storys_log(tom):
    link = share(at=NOON, recipient="Maître Sauval")
    preview_links.revoke(link, by=tom, at=NOON + SECOND)
    act = StoryAct.objects.get(verb=StoryAct.Verb.REVOKE)
    assert (act.story, act.revision, act.by) == (link.revision.story, link.revision, tom)
    assert (act.note, act.done_at) == ("Maître Sauval", NOON + SECOND)
    assert (link.revoked_by, link.revoked_at) == (tom, NOON + SECOND)


def test_the_second_to_revoke_is_told_who_was_first(tom):
    link = share(at=NOON)
    stale = PreviewLink.objects.get()
    preview_links.revoke(link, by=tom, at=NOON + SECOND)
    with pytest.raises(AlreadyDone, match="tom already revoked this link, on 2 March 2026, noon") as refusal:
        preview_links.revoke(stale, by=make_user(), at=NOON + 2 * SECOND)
    assert (refusal.value.by, refusal.value.done_at) == (tom, NOON + SECOND)
    assert StoryAct.objects.filter(verb=StoryAct.Verb.REVOKE).count() == 1


def test_a_link_that_has_ended_is_not_revoked_any_more(tom):
    link = share(at=NOON)
    with pytest.raises(Refused, match="has already expired"):
        preview_links.revoke(link, by=tom, at=NOON + DAY)
    assert not StoryAct.objects.filter(verb=StoryAct.Verb.REVOKE).exists()


@pytest.mark.parametrize("moment", [-SECOND, 0 * DAY, SECOND])
@pytest.mark.parametrize("is_revoked", [False, True])
def test_the_row_and_the_query_agree_on_what_is_open(moment, is_revoked, tom):
    link = share(at=NOON - DAY)
    if is_revoked:
        preview_links.revoke(link, by=tom, at=NOON - 2 * SECOND)
    assert link.is_open(NOON + moment) == PreviewLink.objects.open(NOON + moment).exists()


def test_a_link_leads_somewhere_until_the_second_at_which_it_ends(client):
    link = share(at=NOON)
    for moment, status in ((NOON + DAY - SECOND, 200), (NOON + DAY, 404)):
        with time_machine.travel(moment, tick=False):
            assert client.get(address(link)).status_code == status
            assert client.post(address(link)).status_code == status
    link.refresh_from_db()
    assert link.uses == 1


def test_what_was_revoked_between_the_door_and_the_button_is_neither_shown_nor_counted(client, tom, monkeypatch):
    link = share()
    stale = PreviewLink.objects.get()
    preview_links.revoke(link, by=tom)
    monkeypatch.setattr(PreviewLink.objects.__class__, "signed", lambda *_asked: stale, raising=False)
    assert client.post(address(link)).status_code == 404
    link.refresh_from_db()
    assert link.uses == 0


def dead_tokens(tom):
    """Return {why: token} of tokens that lead nowhere, each for a reason of its own."""
    good, ended, revoked = share(), share(at=NOON), share()
    preview_links.revoke(revoked, by=tom)
    number, _, signature = good.token.partition(".")
    return {
        "ended": ended.token,
        "revoked": revoked.token,
        "forged": f"{number}.{'A' * 43}",
        "another link's signature": f"{ended.pk}.{signature}",
        "one letter off": good.token[:-2] + ("A" if good.token[-2] != "A" else "B") + good.token[-1],
        "cut short": good.token[:-1],
        "no signature": number,
        "nothing like it": "Zoë\x00.%",
    }


def test_every_dead_link_answers_the_same(client, tom):
    for method in (client.get, client.post):
        answers = {}
        for why, token in dead_tokens(tom).items():
            response = method(reverse("articles:shared_preview", args=[token]))
            assert response.status_code == 404, why
            answers[why] = (sorted(response.items()), response.content)
        assert len({str(answer) for answer in answers.values()}) == 1, answers.keys()


def test_a_token_of_another_site_opens_nothing(client, settings):
    link = share()
    token = link.token
    settings.SECRET_KEY = "another site's key" * 4
    assert client.get(reverse("articles:shared_preview", args=[token])).status_code == 404


def test_the_sites_log_does_not_keep_the_token(client, tom):
    link = share()
    (handler,) = (one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    written = handler.setStream(io.StringIO())
    try:
        client.put(address(link))
        preview_links.revoke(link, by=tom)
        client.get(address(link))
        log = handler.stream.getvalue()
    finally:
        handler.setStream(written)
    assert "Method Not Allowed (PUT): /preview/[token]/" in log
    assert "Not Found: /preview/[token]/" in log
    assert link.token not in log
