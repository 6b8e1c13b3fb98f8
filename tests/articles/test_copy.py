"""A copy: a new story that begins with the text of another one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import FactBox, ImageBlock, PullQuote, Story, StoryAct, Tag
from articles.revisions import snapshot
from tests.articles.versions import page, sentences, url
from tests.factories import make_image, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def full(lea):
    """Return a live story with one of everything."""
    story = make_story("Low water", created_by=lea, kicker="Tides", standfirst="Why.", lead_image=make_image())
    story.tags.add(Tag.objects.create(name="Tides", slug="tides"))
    where = {"parent": story, "region": "body"}
    ImageBlock.objects.create(**where, ordering=20, image=make_image(), caption="The wheel")
    PullQuote.objects.create(**where, ordering=30, quote="nobody minded")
    FactBox.objects.create(**where, ordering=40, title="Tides", html="<p>Twice a day.</p>")
    publish_story(story)
    return story


def without_ids(content):
    return content | {"slug": "", "blocks": [block | {"id": None} for block in content["blocks"]]}


def test_a_copy_reads_like_the_story_and_shares_no_row_with_it(full, lea):
    before = snapshot.take(full)
    fresh = snapshot.copy(full, by=lea)
    after = snapshot.take(fresh)
    assert without_ids(after) == without_ids(before)
    assert not {(b["kind"], b["id"]) for b in before["blocks"]} & {(b["kind"], b["id"]) for b in after["blocks"]}
    assert snapshot.take(full) == before
    assert fresh.slug == "low-water-2"


def test_a_copy_is_a_draft_that_nobody_has_been_given_and_readers_do_not_see(full, lea):
    Story.objects.filter(pk=full.pk).update(state="approved", assigned_to=lea, due_at=timezone.now())
    fresh = Story.objects.get(pk=snapshot.copy(full, by=make_user("tom")).pk)
    assert (fresh.state, fresh.assigned_to, fresh.due_at, fresh.created_by.username) == ("draft", None, None, "tom")
    assert (fresh.editions.count(), fresh.revisions.count()) == (0, 1)


def test_a_copy_is_no_way_around_an_embargo_a_legal_hold_or_the_second_reader(full, lea):
    until = timezone.now() + timedelta(days=1)
    held = {"embargo_until": until, "legal_hold": True, "needs_second_reader": True}
    Story.objects.filter(pk=full.pk).update(**held)
    fresh = Story.objects.get(pk=snapshot.copy(full, by=lea).pk)
    assert {name: getattr(fresh, name) for name in held} == held


def test_the_log_of_the_copy_names_the_story_that_it_comes_from(full, lea):
    act = snapshot.copy(full, by=lea).acts.get()
    assert (act.verb, act.by, act.revision.number) == (StoryAct.Verb.COPY, lea, 1)
    assert act.note == f"Copy of “Low water” (no. {full.pk})"


def test_the_form_leads_to_a_page_that_asks_and_only_its_button_copies(client, full, lea):
    client.force_login(lea)
    assert f'href="{url("copy", full)}"' in page(client.get(url("change", full)))
    assert "Copy this story?" in page(client.get(url("copy", full)))
    assert Story.objects.count() == 1
    response = client.post(url("copy", full), follow=True)
    fresh = Story.objects.exclude(pk=full.pk).get()
    assert response.redirect_chain[-1][0] == reverse("admin:articles_story_change", args=[fresh.pk])
    assert "This is the copy" in sentences(response)
