"""A save that comes second: both versions compared, theirs taken or mine saved over it; nothing typed is lost."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Autosave, PullQuote, Story, TextBlock
from articles.revisions.snapshot import record, restore
from tests.factories import add_text, make_story, make_user
from tests.forms import block, posted

pytestmark = pytest.mark.django_db

TEXT = "articles_textblock_set"


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def story(lea):
    return make_story("Low water", created_by=lea, html="<p>The tide came in.</p>")


@pytest.fixture
def stale(client, lea, story):
    """Return a form that lea has opened and typed into; sam has saved the story since, as version 2."""
    client.force_login(lea)
    data = posted(client.get(door("change", story))) | {"headline": "Mine", f"{TEXT}-0-html": "<p>The tide went.</p>"}
    save_as_sam(story, headline="Theirs")
    return data


def door(name, story):
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def save_as_sam(story, **fields):
    story.refresh_from_db()
    for name, value in fields.items():
        setattr(story, name, value)
    story.save()
    return record(story, by=make_user("sam"))


def save(client, story, data, **button):
    return client.post(door("change", story), data | (button or {"_continue": "1"}), follow=True)


def compared(response):
    """Return the words of a comparison that were added, and those that were removed."""
    page = response.content.decode()
    read = (re.findall(rf"<{tag}><span.*?</span>(.*?)<span", page, re.DOTALL) for tag in ("ins", "del"))
    return [" ".join(words) for words in read]


def test_the_refused_form_offers_both_comparisons_and_the_choice(client, story, stale):
    page = save(client, story, stale).content.decode()
    assert f'formaction="{door("compare_unsaved", story)}" formtarget="_blank"' in page
    assert f'href="{door("compare", story)}?a=1&amp;b=2"' in page
    assert 'name="over" value="2"' in page
    assert f'formaction="{door("take_theirs", story)}"' in page


def test_a_form_that_is_not_stale_offers_no_choice(client, story, lea):
    client.force_login(lea)
    assert "story-stale" not in client.get(door("change", story)).content.decode()


def test_what_was_typed_is_compared_with_the_saved_version_and_nothing_is_saved(client, story, stale):
    added, removed = compared(client.post(door("compare_unsaved", story), stale))
    assert "Mine" in added and "went" in added
    assert "Theirs" in removed and "came in" in removed
    story.refresh_from_db()
    assert (story.headline, story.revisions.count()) == ("Theirs", 2)


def test_two_blocks_that_were_never_saved_are_both_compared(client, story, stale):
    new = {f"{TEXT}-TOTAL_FORMS": 3}
    for number, words in ((1, "Ebb."), (2, "Flood.")):
        new |= block(TEXT, number, region="body", ordering=number * 100, html=f"<p>{words}</p>")
    added, _removed = compared(client.post(door("compare_unsaved", story), stale | new))
    assert "Ebb." in added and "Flood." in added


def test_what_can_not_be_saved_is_compared_as_it_was_typed(client, story, stale):
    stale |= {"slug": "s" * 81, f"{TEXT}-0-ordering": ""}
    added, _removed = compared(client.post(door("compare_unsaved", story), stale))
    assert "s" * 81 in added


def test_a_third_save_in_between_is_refused_like_the_first(client, story, stale):
    refused = save(client, story, stale)
    save_as_sam(story, headline="Theirs again")
    again = save(client, story, posted(refused), over="2")
    assert 'name="over" value="3"' in again.content.decode()
    story.refresh_from_db()
    assert story.headline == "Theirs again"
    save(client, story, posted(again), over="3")
    story.refresh_from_db()
    assert story.headline == "Mine"


@pytest.mark.parametrize("over", ["", "x", "-1", "0", "1", "3", "99", "9" * 5000])
def test_a_choice_that_does_not_name_the_latest_version_is_none(client, story, stale, over):
    save(client, story, stale, over=over)
    story.refresh_from_db()
    assert story.headline == "Theirs"


def test_a_form_that_says_it_was_opened_at_a_version_to_come_is_stale_too(client, story, stale):
    save(client, story, stale | {"opened_version": "99"})
    story.refresh_from_db()
    assert story.headline == "Theirs"


def test_a_save_over_nothing_says_so_of_nothing(client, story, lea):
    client.force_login(lea)
    page = save(client, story, posted(client.get(door("change", story))), over="-4").content.decode()
    assert "now replaced" not in page


def test_djangos_save_as_new_is_no_button_of_the_desk(client, story, lea):
    client.force_login(lea)
    data = posted(client.get(door("change", story)))
    assert client.post(door("change", story), data | {"_saveasnew": "1"}).status_code == 403
    assert Story.objects.count() == 1


def test_mine_over_theirs_is_the_story_as_it_was_compared(client, story, stale):
    add_text(story, "<p>A block of theirs.</p>", ordering=40)
    PullQuote.objects.create(parent=story, region="body", ordering=50, quote="The tide")
    save_as_sam(story)
    response = save(client, story, posted(save(client, story, stale)), over="3")
    assert "Version 3, now replaced, stays" in response.content.decode()
    mine, theirs = story.revisions.all()[:2]
    assert [one["html"] for one in mine.content["blocks"]] == ["<p>The tide went.</p>"]
    assert len(theirs.content["blocks"]) == 3


def test_an_ordinary_save_leaves_alone_what_is_not_in_the_form(client, story, lea):
    client.force_login(lea)
    data = posted(client.get(door("change", story)))
    add_text(story, "<p>From an importer, no version yet.</p>", ordering=40)
    save(client, story, data)
    assert TextBlock.objects.filter(parent=story).count() == 2


def test_a_version_that_was_restored_meanwhile_can_be_saved_over(client, story, stale):
    restore(story, story.revisions.last(), by=make_user("sam"))
    save(client, story, posted(save(client, story, stale)), over="3")
    story.refresh_from_db()
    assert story.headline == "Mine"
    assert story.bylines.count() == 1


def test_a_byline_that_a_colleague_took_away_comes_back_with_mine(client, story, stale):
    story.bylines.all().delete()
    save_as_sam(story)
    save(client, story, posted(save(client, story, stale)), over="3")
    assert [line.contributor.name for line in story.bylines.all()] == ["Lena Corvest"]


def test_taking_theirs_shows_their_version_and_offers_mine_back(client, story, stale):
    refused = posted(save(client, story, stale))
    response = client.post(door("take_theirs", story), refused | {"kicker": "Typed since"}, follow=True)
    page = response.content.decode()
    assert posted(response)["headline"] == "Theirs"
    assert "You have unsaved text from" in page
    kept = Autosave.objects.unsaved().get()
    back = posted(client.post(reverse("admin:articles_story_recover", args=[kept.key])))
    assert (back["headline"], back["kicker"]) == ("Mine", "Typed since")
    assert story.revisions.count() == 2


def test_the_log_does_not_call_the_numbers_of_versions_a_change(client, story, stale):
    save(client, story, posted(save(client, story, stale)), over="2")
    message = str(LogEntry.objects.latest("pk").get_change_message())
    assert "Headline" in message
    assert "Over" not in message and "Opened" not in message


@pytest.mark.parametrize("name", ["compare_unsaved", "take_theirs"])
@pytest.mark.parametrize(("group", "answer"), [("Journalist", 404), ("Moderator", 403)])
def test_another_persons_draft_has_no_such_door(client, story, name, group, answer):
    client.force_login(make_user("odile", groups=[group]))
    assert client.post(door(name, story), {"headline": "x"}).status_code == answer
    assert not Autosave.objects.unsaved().exists()
