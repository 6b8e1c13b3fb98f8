"""What the desk's forms don't offer to somebody, posted by hand: refused, nothing changes, no word of it is told."""

import hashlib
from html import unescape

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from articles.models import Presence, Story
from articles.publishing.preview_links import share
from tests.articles.versions import page, url
from tests.factories import make_section, make_story, make_user, publish_story
from tests.forms import posted

pytestmark = pytest.mark.django_db

SECRET = "The mayor’s other harbour"
REFUSED = "Not saved yet: publishing and assigning are for the editors of the story’s section."
BESIDE = ["autosave", "recover", "gate", "preview", "compare_unsaved", "typography", "present", "take_theirs"]
OF_ITS_OWN = ["change", "history", "delete", "withdraw", "unschedule", "preview_links", "revoke_link", "compare"]
OF_ITS_OWN += ["restore", "label", "pin", "copy", "log", "log_export"]


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def tom():
    """Return an editor who is the section editor of Culture."""
    tom = make_user("tom", groups=["Editor"])
    make_section("Culture").editors.add(tom)
    return tom


def gone():
    gone = make_user("gone", groups=["Editor"])
    gone.is_active = False
    gone.save()
    return gone


def tables():
    """Return {model: digest of all its rows} of what the desk writes."""
    found = {}
    for model in apps.get_app_config("articles").get_models(include_auto_created=True):
        rows = list(model._base_manager.order_by("pk").values())
        found[model._meta.label] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found


@pytest.mark.parametrize("who", ["lea", "tom", "moderator", "gone", "anonymous"])
def test_behind_every_door_of_a_story_that_is_not_theirs_there_is_nothing(client, lea, tom, who):
    secret = publish_story(headline="Harbour").story
    secret.headline = SECRET
    secret.save()
    link = share(secret.revisions.first(), by=make_user(), expires_at=timezone.now() + timezone.timedelta(days=1))
    Presence.objects.note(secret, make_user("colleague"), timezone.now())
    people = {"lea": lea, "tom": tom, "moderator": make_user("mo", groups=["Moderator"]), "gone": gone()}
    if who in people:
        client.force_login(people[who])
    before = tables()
    fields = {
        "headline": "x",
        "number": "1",
        "version": "1",
        "link": link.pk,
        "notice": "x",
        "_move": "assign",
        "desk-to": lea.pk,
    }
    for door in BESIDE + OF_ITS_OWN:
        for method in ("get", "post"):
            if (door, method) == ("autosave", "post") and who in {"lea", "tom"}:
                continue  # what they typed stays theirs, beside no story: see test_autosaves_apart.py
            response = getattr(client, method)(url(door, secret), fields if method == "post" else {})
            assert response.status_code in {302, 401, 403, 404, 405}, (door, method)
            assert response.status_code != 302 or response["Location"].startswith(
                ("/admin/login/", "/admin/?", "/admin/")
            ), door
            assert "colleague" not in response.content.decode()
            assert SECRET not in response.content.decode(), door
    assert tables() == before


@pytest.mark.parametrize("who", ["lea", "moderator"])
def test_what_only_editors_say_is_not_heard_from_others(client, lea, who):
    story = make_story(created_by=lea)
    client.force_login(lea)
    data = posted(client.get(url("change", story)))
    by_hand = {
        "embargo_until": "2036-07-01T08:00",
        "legal_hold": "on",
        "needs_second_reader": "on",
        "held_because": "x",
    }
    by_hand |= {
        "initial-legal_hold": "",
        "state": "approved",
        "assigned_to": lea.pk,
        "created_by": "",
        "due_at": "2036-07-01",
    }
    by_hand |= {"desk-to": lea.pk, "desk-due_at": "2036-07-01T08:00", "desk-held_by": ""}
    by_hand |= {"publication-kind": "first", "publication-note": "x", "publication-reason-x": "x"}
    if who == "moderator":
        client.force_login(make_user("mo", groups=["Moderator"]))
    client.post(url("change", story), data | by_hand | {"_continue": "1"})
    after = Story.objects.values().get()
    names = ("embargo_until", "legal_hold", "needs_second_reader", "state", "assigned_to_id", "created_by_id", "due_at")
    assert [after[name] for name in names] == [None, False, False, "draft", None, lea.pk, None]
    assert not (story.acts.exists() or story.editions.exists())


@pytest.mark.parametrize("button", [{"_publish": "1"}, {"_schedule": "1"}, {"_move": "approve"}, {"_move": "assign"}])
@pytest.mark.parametrize(("here", "there"), [("Port", "Culture"), ("Culture", "Port")])
def test_a_story_is_not_decided_on_in_the_save_that_moves_it_into_a_section_or_out_of_it(
    client, tom, here, there, button
):
    story = make_story("Low water", section=make_section(here), assigned_to=tom)
    client.force_login(tom)
    data = posted(client.get(url("change", story))) | {"section": make_section(there).pk, "publication-kind": "first"}
    data |= {"publication-live_from": "2036-07-01T08:00"} if "_schedule" in button else {}
    response = client.post(url("change", story), data | {"desk-to": make_user("lea").pk, "kicker": "As typed"} | button)
    assert REFUSED in unescape(response.content.decode())
    assert posted(response)["kicker"] == "As typed"
    story.refresh_from_db()
    assert (story.section.name, story.state, story.acts.count(), story.editions.count()) == (here, "draft", 0, 0)


@pytest.mark.parametrize(("here", "there"), [("Port", "Culture"), ("Culture", "Port")])
def test_a_form_that_moves_a_story_between_sections_and_is_refused_is_shown_again(client, tom, here, there):
    story = make_story(section=make_section(here), assigned_to=tom)
    client.force_login(tom)
    data = posted(client.get(url("change", story))) | {"section": make_section(there).pk, "kicker": "As typed"}
    response = client.post(url("change", story), data | {"headline": ""})
    assert response.status_code == 200
    assert posted(response)["kicker"] == "As typed"


@pytest.mark.parametrize("button", [{"_publish": "1"}, {"_schedule": "1"}, {"_move": "assign"}])
@pytest.mark.parametrize("section", ["Port", None])
def test_a_new_story_that_is_not_theirs_to_decide_on_stays_in_the_form(client, tom, section, button):
    client.force_login(tom)
    add = reverse("admin:articles_story_add")
    data = posted(client.get(add)) | {"headline": "As typed", "section": make_section(section).pk if section else ""}
    response = client.post(add, data | {"publication-kind": "first", "desk-to": tom.pk} | button)
    assert REFUSED in unescape(response.content.decode())
    assert posted(response)["headline"] == "As typed"
    assert not Story.objects.exists()


def test_a_section_editor_lifts_nothing_in_the_save_that_moves_a_story_into_their_section(client, tom):
    story = make_story(section=make_section("Port"), assigned_to=tom, legal_hold=True)
    client.force_login(tom)
    data = posted(client.get(url("change", story))) | {"section": make_section("Culture").pk}
    client.post(url("change", story), data | {"initial-legal_hold": "True", "held_because": "x", "_continue": "1"})
    story.refresh_from_db()
    assert story.legal_hold


@pytest.mark.parametrize("address", ["admin:index", "admin:articles_story_changelist", "admin:articles_story_calendar"])
def test_who_has_left_is_led_to_the_log_in(client, address):
    client.force_login(gone())
    assert client.get(reverse(address))["Location"].startswith(reverse("admin:login"))


def test_a_moderator_sees_no_story_on_the_front_page(client):
    make_story(SECRET)
    client.force_login(make_user("mo", groups=["Moderator"]))
    assert SECRET not in page(client.get(reverse("admin:index")))


@pytest.mark.parametrize("lookup", ["assigned_to__password__startswith", "created_by__email", "acts__note__contains"])
def test_the_list_is_narrowed_down_by_nothing_that_it_does_not_offer(client, lea, lookup):
    make_story(created_by=lea)
    client.force_login(lea)
    assert client.get(reverse("admin:articles_story_changelist"), {lookup: "x"}).status_code in {302, 400}
