"""What every answer says of itself: for how long it is good, and what may be done with it."""

import pytest
from django.test import Client

from articles.models import Edition, Story
from articles.publishing.publish import withdraw
from articles.revisions.snapshot import record
from tests.comments.factories import make_comment, send
from tests.factories import make_image, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


def moved():
    """Return the address that a story had before it got another slug."""
    story = make_story(slug="one")
    path = publish_story(story).path
    Story.objects.filter(pk=story.pk).update(slug="two")
    story.refresh_from_db()
    record(story, by=None)
    publish_story(story, kind=Edition.Kind.SILENT_FIX)
    return path


def gone():
    edition = publish_story()
    withdraw(edition.story, by=make_user(superuser=True))
    return edition.path


# Each answer that may be another one tomorrow, by its status.
CHANGING = {
    "a story that has moved": (moved, 301),
    "a story that has gone": (gone, 410),
    "a story that has never been": (lambda: "/2026/01/01/never/", 404),
    "a page that isn't there": (lambda: "/nowhere/", 404),
    "an address without its slash": (lambda: "/feed", 301),
    "a section that isn't there": (lambda: "/nowhere/section/", 404),
    "a comment's place": (lambda: f"/c/{make_comment().public_id}/", 302),
    "a comment that isn't there": (lambda: "/c/abcdefghjkmn/", 404),
    "a picture that isn't there": (lambda: "/media/pictures/none.jpg", 404),
    "the desk before a log-in": (lambda: "/admin/articles/story/", 302),
    "a page of a list that isn't there": (lambda: "/?page=abc", 404),
}


@pytest.mark.parametrize("name", CHANGING)
def test_an_answer_that_may_change_is_asked_for_again(client, name):
    path, status = CHANGING[name]
    answer = client.get(path())
    assert answer.status_code == status
    said = answer["Cache-Control"]
    assert "no-cache" in said or "no-store" in said


def test_the_answer_to_what_a_reader_sends_is_kept_nowhere(client):
    assert "no-store" in send(client, publish_story().story_id)["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/comments/data/", "/nowhere/", "/static/articles/paper.css"])
def test_no_other_site_may_show_an_answer(client, path):
    assert client.get(path)["Cross-Origin-Resource-Policy"] == "same-origin"


OURS = "'self'"
# What a page may load, where its forms go, and which sites may show it within their own.
POLICY = {
    "default-src": "'none'",
    "script-src": OURS,
    "style-src": OURS,
    "img-src": f"{OURS} data:",
    "font-src": OURS,
    "connect-src": OURS,
    "form-action": OURS,
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(answer):
    return dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";") if part.strip())


@pytest.mark.parametrize("path", ["/", "/comments/data/", "/nowhere/"])
def test_a_page_runs_our_scripts_alone_and_sends_its_forms_to_us(client, path):
    assert policy(client.get(path)) == POLICY


def test_the_desk_runs_no_script_without_a_mark_either(client):
    said = policy(client.get("/admin/login/"))
    assert all(
        word in {OURS, "'none'", "data:"} or word.startswith("'sha256-") for word in " ".join(said.values()).split()
    )
    assert said | {"style-src": OURS} == POLICY


def test_a_page_stands_within_no_other_and_asks_for_nothing_of_the_reader_s_machine(client):
    answer = client.get("/")
    assert answer["X-Frame-Options"] == "DENY"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in answer["Permissions-Policy"]


def test_pictures_may_be_shown_where_feeds_are_read(client):
    edition = publish_story(lead_image=make_image())
    answer = client.get(edition.lead_image.file.url)
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    answer.close()


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/logout/", "/admin/password_change/"])
def test_no_page_of_an_account_is_kept_anywhere(client, path):
    for user in (None, make_user("lea", superuser=True)):
        if user:
            client.force_login(user)
        assert "no-store" in client.get(path)["Cache-Control"]


# What a stranger may say of where they sent their request.
CLAIMS = [
    {"HTTP_HOST": "testserver:666"},
    {"HTTP_HOST": "localhost"},
    {"HTTP_X_FORWARDED_HOST": "elsewhere.example"},
    {"HTTP_X_FORWARDED_PROTO": "https"},
    {"HTTP_X_FORWARDED_PORT": "666"},
    {"SCRIPT_NAME": "/elsewhere"},
    {"HTTP_SCRIPT_NAME": "/elsewhere"},
    {"wsgi.url_scheme": "https"},
]


@pytest.mark.parametrize("claim", CLAIMS, ids=str)
def test_whatever_a_request_claims_the_site_says_of_itself_what_it_always_says(client, claim):
    edition = publish_story(lead_image=make_image())
    make_comment(edition=edition)
    for path in ("/", edition.path, "/feed/", "/comments/feed/", "/corrections/"):
        plain, claimed = client.get(path), client.get(path, **claim)
        # A feed says when it was made, in seconds.
        assert (claimed.content == plain.content, claimed["ETag"]) == (True, plain["ETag"])


def test_a_form_that_has_gone_stale_is_refused_in_a_sentence():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "lea", "password": "anything"})
    assert answer.status_code == 403
    assert "Nothing was saved" in answer.text
    assert "DEBUG" not in answer.text
    assert "<style" not in answer.text  # the policy would forbid it
