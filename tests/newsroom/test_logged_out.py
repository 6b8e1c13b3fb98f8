"""A form of the desk that is sent after its session has ended loses nothing, and is saved by nobody's accident."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Autosave, Story, Tag
from tests.factories import make_image, make_story, make_user
from tests.forms import posted

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@pytest.fixture
def tom():
    return make_user("tom", groups=["Editor"])


@pytest.fixture
def story(tom):
    return make_story("Low water", created_by=tom)


@pytest.fixture
def desk(tom):
    """Return a browser that checks tokens, in which tom is logged in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(tom)
    return client


def change(story):
    return reverse("admin:articles_story_change", args=[story.pk])


def sent_late(desk, address, form_id="story_form", **fields):
    """Open a form, end the session, send it; return the answer."""
    form = posted(desk.get(address), form_id)
    del desk.cookies["sessionid"]
    return desk.post(address, form | fields)


def log_in(desk, page, username="tom", password=PASSWORD):
    """Log in on the page that came instead."""
    form = hidden(page.content.decode())
    return desk.post(page.wsgi_request.get_full_path(), form | {"username": username, "password": password})


def hidden(page):
    """Return the hidden fields of a page, in whatever form they stand."""
    fields = [dict(ATTRIBUTE.findall(tag)) for tag in re.findall(r'<input type="hidden"[^>]*>', page)]
    return {field["name"]: unescape(field["value"]) for field in fields}


def test_a_story_that_is_saved_without_a_session_is_shown_after_the_log_in_and_not_saved(desk, story):
    page = sent_late(desk, change(story), headline="High water", _continue="1")
    assert page.status_code == 401
    assert "no-store" in page["Cache-Control"]
    assert "Your text is kept in this page: log in to see it." in page.content.decode()
    again = log_in(desk, page)
    assert "Your text is below, not saved yet." in again.content.decode()
    assert posted(again)["headline"] == "High water"
    story.refresh_from_db()
    assert story.headline == "Low water"


def test_what_is_shown_after_the_log_in_is_saved_by_a_press(desk, story):
    again = log_in(desk, sent_late(desk, change(story), headline="High water"))
    desk.post(change(story), posted(again) | {"_continue": "1"})
    story.refresh_from_db()
    assert story.headline == "High water"


def test_a_new_story_comes_back_too(desk):
    address = reverse("admin:articles_story_add")
    again = log_in(desk, sent_late(desk, address, headline="A new bridge"))
    assert posted(again)["headline"] == "A new bridge"
    assert not Story.objects.exists()


def test_a_wrong_password_loses_nothing(desk, story):
    page = sent_late(desk, change(story), headline="High water")
    page = log_in(desk, page, password="Sesame, open!")
    assert page.status_code == 401
    assert "errornote" in page.content.decode()
    assert posted(log_in(desk, page))["headline"] == "High water"


def test_what_one_person_typed_is_not_saved_as_another(desk, story):
    make_user("lea", groups=["Editor"])
    again = log_in(desk, sent_late(desk, change(story), headline="High water", _save="1"), username="lea")
    assert "typed under another account and you are logged in as lea" in again.content.decode()
    story.refresh_from_db()
    assert (story.headline, Autosave.objects.unsaved().count()) == ("Low water", 0)
    desk.post(change(story), posted(again) | {"_continue": "1"})
    story.refresh_from_db()
    assert (story.headline, story.revisions.first().saved_by.username) == ("High water", "lea")


def test_who_logs_in_in_another_tab_does_not_save_what_is_open_in_this_one(desk, story):
    form = posted(desk.get(change(story)))
    desk.force_login(make_user("lea", groups=["Editor"]))
    token = posted(desk.get(change(story)))["csrfmiddlewaretoken"]
    sent = form | {"headline": "High water", "csrfmiddlewaretoken": token}
    answer = desk.post(reverse("admin:articles_story_autosave", args=[story.pk]), sent)
    assert (answer.status_code, Autosave.objects.unsaved().count()) == (409, 0)
    assert "logged in as lea" in answer.json()["error"]
    assert "logged in as lea" in desk.post(change(story), sent | {"_save": "1"}).content.decode()
    story.refresh_from_db()
    assert story.headline == "Low water"


def of_tag():
    return reverse("admin:articles_tag_add"), "tag_form", {"name": "Spring tide", "slug": "spring-tide"}


def of_picture():
    address = reverse("admin:articles_image_change", args=[make_image().pk])
    return address, "image_form", {"caption": "The mill at noon"}


@pytest.mark.parametrize("form", [of_tag, of_picture])
def test_other_forms_of_the_desk_come_back_to_be_sent_by_a_press(desk, form):
    address, form_id, fields = form()
    again = log_in(desk, sent_late(desk, address, form_id, **fields, _save="Save"))
    text = again.content.decode()
    assert "You are logged in as tom. Your text isn’t saved yet." in text
    assert not Tag.objects.exists()
    sent = hidden(text)
    assert desk.post(address, sent | fields).status_code == 302


def test_a_password_is_never_taken_along(desk):
    page = sent_late(desk, reverse("admin:password_change"), "content-main", old_password="x", new_password1="yy")
    assert page.status_code == 403 or "yy" not in page.content.decode()


@pytest.mark.parametrize("name", ["autosave", "present"])
def test_a_script_is_told_in_json_that_nobody_is_logged_in(client, story, name):
    answer = client.post(reverse(f"admin:articles_story_{name}", args=[story.pk]), {"headline": "High water"})
    assert (answer.status_code, answer.json()) == (401, {"error": "You are logged out."})


def test_a_script_whose_token_went_with_the_session_is_told_the_same(story):
    answer = Client(enforce_csrf_checks=True).post(reverse("admin:articles_story_autosave", args=[story.pk]))
    assert (answer.status_code, answer.json()) == (401, {"error": "You are logged out."})


def test_a_token_of_before_brings_the_words_back_with_one_that_is_good(desk, story, tom):
    form = posted(desk.get(change(story)))
    old = form["csrfmiddlewaretoken"]
    desk.cookies.clear()
    desk.force_login(tom)
    stale = form | {"headline": "High water", "_continue": "1"}
    answer = desk.post(change(story), stale, headers={"Sec-Fetch-Site": "same-origin"})
    text = answer.content.decode()
    assert (answer.status_code, "Nothing was saved" in text, old in text) == (403, True, False)
    sent = hidden(text)
    desk.post(change(story), sent)
    story.refresh_from_db()
    assert story.headline == "High water"


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}])
def test_what_another_site_sends_is_offered_to_nobody(desk, story, headers):
    answer = desk.post(change(story), {"headline": "Forged words here"}, headers=headers)
    assert answer.status_code == 403
    assert "Forged" not in answer.content.decode()


def test_what_is_only_looked_at_leads_to_the_log_in_as_before(client, story):
    assert client.get(change(story)).status_code == 302
    assert client.post(change(story), {}).status_code == 302


def turned(desk, page, user, **headers):
    """Send the log-in page after its token has turned: another tab has logged in, or the cookie is another."""
    form = hidden(page.content.decode()) | {"username": "tom", "password": PASSWORD}
    desk.cookies.clear()
    if user:
        desk.force_login(user)
    return desk.post(page.wsgi_request.get_full_path(), form, headers={"Sec-Fetch-Site": "same-origin"} | headers)


@pytest.mark.parametrize("form", [of_tag, of_picture])
def test_a_log_in_page_whose_token_has_turned_shows_itself_again_with_the_words(desk, form):
    address, form_id, fields = form()
    page = turned(desk, sent_late(desk, address, form_id, **fields, _save="Save"), None)
    assert (page.status_code, PASSWORD in page.content.decode()) == (401, False)
    text = log_in(desk, page).content.decode()
    assert "Your text isn’t saved yet." in text
    assert hidden(text).items() >= fields.items()


@pytest.mark.parametrize("form", [of_tag, of_picture])
def test_who_has_logged_in_in_another_tab_meanwhile_finds_the_words_to_send(desk, tom, form):
    address, form_id, fields = form()
    text = turned(desk, sent_late(desk, address, form_id, **fields, _save="Save"), tom).content.decode()
    assert "You are logged in as tom. Your text isn’t saved yet." in text
    assert desk.post(address, hidden(text)).status_code == 302


def test_a_story_of_a_log_in_page_whose_token_has_turned_is_saved_by_a_press(desk, story, tom):
    page = turned(desk, sent_late(desk, change(story), headline="High water", _save="1"), tom)
    story.refresh_from_db()
    assert ("High water" in page.content.decode(), story.headline) == (True, "Low water")
    desk.post(change(story), hidden(page.content.decode()))
    story.refresh_from_db()
    assert story.headline == "High water"


def test_a_log_in_page_that_another_site_sends_shows_nobody_anything(desk, story):
    page = sent_late(desk, change(story), headline="High water")
    answer = turned(desk, page, None, **{"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, "High water" in answer.content.decode()) == (403, False)


def test_an_error_while_somebody_logs_in_shows_the_words_and_no_password(desk, monkeypatch):
    address, form_id, fields = of_tag()
    page = sent_late(desk, address, form_id, **fields)

    def fail(*_args, **_options):
        raise ConnectionRefusedError("the database is away")

    monkeypatch.setattr("newsroom.accounts.logged_out.login", fail)
    desk.raise_request_exception = False
    text = log_in(desk, page).content.decode()
    assert ("Spring tide" in text, PASSWORD in text) == (True, False)


def test_an_action_on_a_list_is_named_nowhere_as_a_text_and_sent_by_no_blind_button(desk, story):
    address = reverse("admin:articles_story_changelist")
    form = posted(desk.get(address), "changelist-form") | {"action": "approve", "_selected_action": str(story.pk)}
    del desk.cookies["sessionid"]
    answer = desk.post(address, form)
    assert answer.status_code == 302
    assert answer.url == f"{reverse('admin:login')}?next={address}"


def test_who_may_not_save_there_is_offered_no_button(desk):
    make_user("mo", groups=["Moderator"])
    address, form_id, fields = of_tag()
    text = log_in(desk, sent_late(desk, address, form_id, **fields), username="mo").content.decode()
    assert ("Spring tide" in text, "<button" in text) == (True, False)


@pytest.mark.parametrize("headers", [{}, {"Accept": "application/json"}])
def test_a_script_that_looks_something_up_is_told_that_nobody_is_logged_in(client, headers):
    answer = client.get(reverse("admin:articles_story_link_targets"), headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"error": "You are logged out."})


def test_a_single_word_is_not_lost_either(desk):
    fields = {"name": "Tide", "slug": "tide"}
    text = log_in(desk, sent_late(desk, of_tag()[0], "tag_form", **fields, _save="Save")).content.decode()
    assert re.search(r"<textarea[^>]*>\s*Tide</textarea>", text)
