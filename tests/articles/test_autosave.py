"""What is typed and not saved is kept, offered back exactly, and seen by nobody else."""

import pytest
from django.urls import reverse

from articles.models import Autosave, Story
from articles.revisions.snapshot import record
from tests.factories import make_story, make_user
from tests.forms import block, posted

pytestmark = pytest.mark.django_db

TEXT, IMAGE = "articles_textblock_set", "articles_imageblock_set"


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def journalist(client, lea):
    client.force_login(lea)
    return client


def door(name, story=None):
    new = {"change": "add", "autosave": "autosave_new", "forget_offered": "forget_offered"}
    return reverse(f"admin:articles_story_{name if story else new[name]}", args=[story.pk] if story else [])


def of_copy(name, copy=None):
    """Return the door of a kept form: the latest where none is given."""
    return reverse(f"admin:articles_story_{name}", args=[(copy or Autosave.objects.unsaved().latest("pk")).key])


def offers(client, story=None):
    """Return the offers of the form that is opened anew, without the pattern that the script fills in."""
    page = client.get(door("change", story)).content.decode()
    return page[page.index("story-offers") : page.index("<template id")]


def recover(client, copy=None):
    return client.post(of_copy("recover", copy))


def typing(client, story=None, **fields):
    return posted(client.get(door("change", story))) | fields


def keep(client, story=None, **fields):
    return client.post(door("autosave", story), typing(client, story, **fields))


def test_what_is_typed_is_kept_once_a_form_and_changes_no_story(journalist, lea):
    story = make_story("Low water", created_by=lea)
    form = typing(journalist, story)
    journalist.post(door("autosave", story), form | {"headline": "High wat"})
    answer = journalist.post(door("autosave", story), form | {"headline": "High water"})
    assert set(answer.json()) == {"kept", "copy"}
    assert dict(Autosave.objects.unsaved().get().fields)["headline"] == "High water"
    story.refresh_from_db()
    assert (story.headline, story.revisions.count()) == ("Low water", 1)


def test_what_was_typed_is_offered_when_the_form_is_opened_again(journalist, lea):
    story = make_story(created_by=lea)
    assert "story-offered" not in offers(journalist, story)
    keep(journalist, story, headline="High water")
    assert "You have unsaved text from" in offers(journalist, story)
    assert "<q>High water</q>" in offers(journalist, story)


@pytest.mark.parametrize("is_new", [True, False])
def test_what_was_typed_comes_back_exactly_right_or_wrong_and_unsaved(journalist, lea, is_new):
    story = None if is_new else make_story(created_by=lea)
    wrong = {"headline": "", "slug": "not a slug!", f"{TEXT}-TOTAL_FORMS": 2, f"{IMAGE}-TOTAL_FORMS": 1}
    wrong |= block(TEXT, 1, region="body", ordering=30, html="<p>Second, unsaved.</p>")
    wrong |= block(IMAGE, 0, region="body", ordering=40, caption="A caption without its picture")
    keep(journalist, story, **wrong)
    response = recover(journalist)
    again = posted(response)
    assert {name: again[name] for name in wrong} == {name: str(value) for name, value in wrong.items()}
    assert "This is your unsaved text from" in response.content.decode()
    assert Story.objects.count() == (0 if is_new else 1)


def test_a_block_that_was_deleted_before_it_was_ever_saved_does_not_come_back(journalist, lea):
    story = make_story(created_by=lea)
    fields = {f"{TEXT}-TOTAL_FORMS": 3, **block(TEXT, 1, region="body", ordering=30, html="<p>Gone.</p>", DELETE="on")}
    fields |= block(TEXT, 2, region="body", ordering=40, html="<p>Third.</p>")
    keep(journalist, story, **fields)
    again = posted(recover(journalist))
    assert (again[f"{TEXT}-TOTAL_FORMS"], again[f"{TEXT}-1-html"]) == ("2", "<p>Third.</p>")
    journalist.post(door("change", story), again | {"_continue": "1"})
    assert "Gone." not in str(story.revisions.first().content)


def test_what_came_back_can_be_saved_and_is_then_let_go(journalist, lea):
    story = make_story(created_by=lea)
    keep(journalist, story, headline="High water")
    again = posted(recover(journalist))
    journalist.post(door("change", story), again | {"_continue": "1"})
    story.refresh_from_db()
    assert (story.headline, Autosave.objects.unsaved().count()) == ("High water", 0)


def test_a_new_story_that_came_back_can_be_saved(journalist):
    keep(journalist, headline="Begun before the crash")
    again = posted(recover(journalist))
    journalist.post(door("change"), again | {"_continue": "1"})
    assert Story.objects.get().headline == "Begun before the crash"
    assert not Autosave.objects.unsaved().exists()


def test_what_came_back_over_a_colleagues_save_is_refused_as_any_stale_form(journalist, lea):
    story = make_story("Low water", created_by=lea)
    keep(journalist, story, headline="Mine")
    story.headline = "Theirs"
    story.save()
    record(story, by=make_user("sam"))
    response = recover(journalist)
    page = response.content.decode()
    assert "sam saved this story on" in page
    assert 'value="Mine"' in page
    journalist.post(door("change", story), posted(response) | {"_continue": "1"})
    story.refresh_from_db()
    assert story.headline == "Theirs"


def test_one_copy_is_let_go_at_a_time(journalist, lea):
    story = make_story(created_by=lea)
    for headline in ("High water", "Slack water"):
        keep(journalist, story, headline=headline)
    first, _second = Autosave.objects.order_by("pk")
    journalist.post(of_copy("forget", first))
    assert Autosave.objects.unsaved().get().title == "Slack water"


def test_letting_a_copy_go_without_a_script_loses_nothing_of_the_form(journalist, lea):
    story = make_story(created_by=lea)
    keep(journalist, story, headline="High water")
    answer = journalist.post(of_copy("forget"), typing(journalist, story, headline="Slack water"))
    assert posted(answer)["headline"] == "Slack water"
    assert "Discarded. This isn’t saved yet." in answer.content.decode()
    assert not Autosave.objects.unsaved().exists()


def test_a_script_is_told_that_a_copy_is_let_go(journalist, lea):
    keep(journalist, make_story(created_by=lea), headline="High water")
    assert journalist.post(of_copy("forget"), headers={"Accept": "application/json"}).json() == {}
    assert not Autosave.objects.unsaved().exists()


def test_thirty_keeps_and_a_save_fold_into_one_version(journalist, lea):
    story = make_story(created_by=lea)
    form = typing(journalist, story)
    for number in range(30):
        journalist.post(door("autosave", story), form | {"headline": f"High water, {number}"})
    assert (Autosave.objects.unsaved().count(), story.revisions.count()) == (1, 1)
    journalist.post(door("change", story), form | {"headline": "High water, 29", "_continue": "1"})
    assert (Autosave.objects.unsaved().count(), story.revisions.count()) == (0, 2)


def test_a_refused_save_is_kept_too(journalist, lea):
    story = make_story(created_by=lea)
    refused = typing(journalist, story, headline="High water", slug="s" * 81) | {"_continue": "1"}
    journalist.post(door("change", story), refused)
    assert dict(Autosave.objects.unsaved().get().fields)["headline"] == "High water"


def test_what_comes_back_keeps_the_time_at_which_it_was_typed(journalist, lea):
    story = make_story(created_by=lea)
    keep(journalist, story, headline="High water")
    typed_at = Autosave.objects.unsaved().get().typed_at
    recover(journalist)
    assert Autosave.objects.unsaved().get().typed_at == typed_at


def test_nobody_is_offered_what_somebody_else_typed(client, journalist, lea):
    story = make_story(created_by=lea)
    keep(journalist, story, headline="High water")
    client.force_login(make_user("tom", groups=["Editor"]))
    assert "story-offered" not in offers(client, story)
    for name in ("recover", "forget"):
        answer = client.post(of_copy(name), follow=True)
        assert "High water" not in answer.content.decode()
    assert Autosave.objects.unsaved().get().user == lea


def test_what_is_typed_beside_another_journalists_story_says_nothing_of_it(journalist):
    story = make_story("Not mine")
    answer = journalist.post(door("autosave", story), {"headline": "x"}).json()
    assert "no longer have access to it" in answer["gone"]
    kept = Autosave.objects.unsaved().get()
    assert (kept.story, kept.is_new, kept.title) == (None, False, "x")
    assert "Not mine" not in recover(journalist).content.decode()


def test_who_may_not_write_has_no_such_door(client):
    client.force_login(make_user("mo", groups=["Moderator"]))
    assert client.post(door("autosave"), {"headline": "x"}).status_code == 403
    assert client.post(door("autosave", make_story()), {"headline": "x"}).status_code == 403


def test_the_token_of_the_form_is_not_kept(journalist):
    journalist.post(door("autosave"), {"headline": "x", "csrfmiddlewaretoken": "abc", "_publish": "1"})
    assert Autosave.objects.unsaved().get().fields == [["headline", "x"]]
