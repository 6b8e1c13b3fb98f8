"""Sharing a preview at the desk: the page of a story's links, and who may make and end them."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles.models import PreviewLink, Story, StoryAct
from articles.publishing import preview_links
from tests.articles.links import DAY, NOON, SECOND, opened, share
from tests.articles.versions import edit, page, sentences, url
from tests.factories import make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom():
    return make_user("tom", groups=["Editor"])


@pytest.fixture
def editor(client, tom):
    client.force_login(tom)
    return client


def make(client, story, **fields):
    return client.post(url("preview_links", story), {"days": 3} | fields, follow=True)


def revoke(client, link, story=None):
    return client.post(url("revoke_link", story or link.revision.story), {"link": link.pk}, follow=True)


def test_the_story_form_and_the_history_lead_to_the_page(editor):
    story = make_story()
    edit(story, "<p>Two.</p>")
    assert f'href="{url("preview_links", story)}"' in page(editor.get(url("change", story)))
    history = page(editor.get(url("history", story)))
    for number in (1, 2):
        assert f'href="{url("preview_links", story)}?version={number}"' in history


def test_who_may_not_share_is_offered_no_link_to_the_page(client):
    lea = make_user("lea", groups=["Journalist"])
    story = make_story(created_by=lea)
    client.force_login(lea)
    for name in ("change", "history"):
        assert "preview-links" not in page(client.get(url(name, story)))


def test_a_new_link_leads_to_the_latest_version_and_its_whole_address_is_there_to_copy(editor, tom):
    story = make_story(html="<p>First.</p>")
    edit(story, "<p>Second.</p>")
    response = make(editor, story, recipient="Maître Sauval")
    link = PreviewLink.objects.get()
    assert (link.recipient, link.made_by, link.revision.number) == ("Maître Sauval", tom, 2)
    assert "The link is ready" in sentences(response)
    whole = f"http://testserver{reverse('articles:shared_preview', args=[link.token])}"
    assert f'readonly value="{whole}" aria-label="Address for Maître Sauval"' in page(response)
    editor.logout()
    assert "Second." in opened(editor, link)


def test_an_earlier_version_is_shared_where_the_address_names_it(editor):
    story = make_story()
    edit(story, "<p>Second.</p>")
    shown = editor.get(url("preview_links", story), {"version": 1})
    assert shown.context["revision"].number == 1
    assert 'name="version" value="1"' in page(shown)
    make(editor, story, version=1)
    assert PreviewLink.objects.get().revision.number == 1


@pytest.mark.parametrize("version", ["9", "x", "-1", "", "9" * 50])
def test_a_version_that_is_not_there_is_not_shared(editor, version):
    story = make_story()
    assert editor.get(url("preview_links", story), {"version": version}).status_code == 404
    assert make(editor, story, version=version).status_code == 404
    assert not PreviewLink.objects.exists()


def test_three_days_are_proposed(editor):
    assert 'value="3" selected' in page(editor.get(url("preview_links", make_story())))


@pytest.mark.parametrize("days", [1, 3, 7, 14])
def test_a_link_lasts_as_long_as_was_asked(editor, days):
    story = make_story()
    with time_machine.travel(NOON, tick=False):
        editor.force_login(make_user("lou", groups=["Editor"]))
        make(editor, story, days=days)
    assert PreviewLink.objects.get().expires_at == NOON + timedelta(days=days)


@pytest.mark.parametrize("fields", [{"days": 2}, {"days": 3650}, {"days": ""}, {"recipient": "x" * 121}])
def test_what_was_not_offered_is_refused_and_the_form_says_so(editor, fields):
    assert "errorlist" in page(make(editor, make_story(), **fields))
    assert not PreviewLink.objects.exists()


def test_the_list_says_for_whom_which_version_who_when_how_often_and_how_it_stands(editor, tom):
    story = make_story()
    ended = share(story, by=make_user("sam"), at=NOON, recipient="The ministry")
    with time_machine.travel(NOON + SECOND):
        opened(editor, ended)
        opened(editor, ended)
    revoked = share(story, by=tom)
    preview_links.revoke(revoked, by=make_user("lou"))
    share(story, by=tom, recipient="Maître Sauval")
    response = editor.get(url("preview_links", story))
    assert [is_open for _link, is_open in response.context["links"]] == [True, False, False]
    rows = page(response).split('class="sharing-link')[2:]
    for row, words in zip(
        rows,
        (
            ("Maître Sauval", "Version 1", ">active<", "by tom<", "not opened yet"),
            ("No recipient", ">revoked<", "by lou<"),
            (
                "The ministry",
                ">expired<",
                "created on 2 March 2026, noon by sam<",
                "opened 2 times, last on 2 March 2026",
            ),
        ),
        strict=True,
    ):
        assert [word for word in words if word not in row] == []
    assert ["readonly" in row for row in rows] == [True, False, False]


def test_the_list_costs_the_same_with_one_link_and_with_twenty(editor, django_assert_num_queries):
    story = make_story()
    for number, listed in ((1, 1), (20, 21)):
        for _link in range(number):
            preview_links.revoke(share(story), by=make_user())
        # Session, user, three for the rights, story, version, who saved it, links.
        with django_assert_num_queries(8):
            response = editor.get(url("preview_links", story))
        assert response.content.decode().count(">revoked<") == listed


def test_a_link_is_revoked_by_its_button(editor, tom):
    link = share()
    assert "has been revoked" in sentences(revoke(editor, link))
    link.refresh_from_db()
    assert link.revoked_by == tom
    assert StoryAct.objects.filter(verb=StoryAct.Verb.REVOKE, by=tom).count() == 1


def test_the_second_to_press_the_button_is_told_who_was_first(editor):
    link = share()
    preview_links.revoke(link, by=make_user("sam"))
    assert "sam already revoked this link" in sentences(revoke(editor, link))


@pytest.mark.parametrize("link", ["", "x", "0", "9" * 30, "123456"])
def test_a_link_that_is_not_there_is_not_revoked(editor, link):
    assert editor.post(url("revoke_link", make_story()), {"link": link}).status_code == 404


def test_a_link_is_revoked_through_its_own_story_only(editor):
    link = share()
    assert revoke(editor, link, make_story()).status_code == 404
    link.refresh_from_db()
    assert link.is_open(timezone.now())


def test_the_embargo_and_the_legal_hold_are_said(editor):
    story = make_story(embargo_until=timezone.now() + DAY, legal_hold=True)
    shown = page(editor.get(url("preview_links", story)))
    assert "The story is under embargo until" in shown
    assert "under legal hold" in shown
    assert "sharing-held" not in page(editor.get(url("preview_links", make_story())))


def test_a_story_that_was_never_saved_at_the_desk_has_nothing_to_share(editor):
    story = Story.objects.create(headline="Bare")
    assert "hasn’t been saved" in page(make(editor, story))
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("group", ["Journalist", "Moderator", ""])
def test_who_may_not_share_neither_sees_makes_nor_ends_a_link(client, group):
    somebody = make_user("somebody", groups=[group])
    story = make_story(created_by=somebody)
    link = share(story)
    client.force_login(somebody)
    assert client.get(url("preview_links", story)).status_code == 403
    assert make(client, story).status_code == 403
    assert revoke(client, link).status_code == 403
    assert list(PreviewLink.objects.open(timezone.now())) == [link]


def test_a_section_editor_shares_in_that_section_only(client, tom):
    make_section("Culture").editors.add(tom)
    here, there = make_story(section=make_section("Culture")), make_story(section=make_section("Port"))
    link = share(there)
    client.force_login(tom)
    make(client, here)
    assert PreviewLink.objects.of_story(here).count() == 1
    assert client.get(url("preview_links", there)).status_code == 404
    assert make(client, there).status_code == 404
    assert revoke(client, link).status_code == 404
    assert PreviewLink.objects.of_story(there).open(timezone.now()).count() == 1


def test_a_live_story_can_be_shared_too(editor):
    story = publish_story().story
    make(editor, story)
    assert PreviewLink.objects.of_story(story).exists()
