"""Who may do what with a story, asked of the acts themselves: past every form and every button."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from articles.images.describe import describe
from articles.images.intake import take_in
from articles.models import Autosave, Byline, Contributor, Correction, PreviewLink, Story, StoryAct
from articles.models.act import NotPermitted
from articles.models.autosave import new_key
from articles.publishing import corrections, preview_links, workflow
from articles.publishing.holds import Held, hold
from articles.publishing.publish import publish, unschedule, withdraw
from articles.revisions import snapshot
from tests.factories import make_image, make_section, make_story, make_user, picture_bytes, publish_story

pytestmark = pytest.mark.django_db

Verb = StoryAct.Verb
DAY = timedelta(days=1)
EDITORS = {"editor", "section editor", "superuser"}
WRITERS = EDITORS | {"who began it", "who has it", "who signs it"}


@pytest.fixture
def people():
    """Return everybody there is at the desk, and who was there or never is: {who: user}."""
    here, there = make_section("Port"), make_section("Culture")
    people = {who: make_user(who, groups=["Journalist"]) for who in (*sorted(WRITERS - EDITORS), "another journalist")}
    people |= {who: make_user(who, groups=["Editor"]) for who in ("editor", "section editor", "editor elsewhere")}
    people |= {who: make_user(who, groups=[who]) for who in ("Moderator", "Lead moderator")}
    people |= {who: make_user(who, superuser=True) for who in ("superuser", "former superuser")}
    people |= {who: make_user(who, groups=["Editor"]) for who in ("former editor", "reader with an account")}
    people["nobody in particular"] = make_user(groups=())
    here.editors.add(people["section editor"])
    there.editors.add(people["editor elsewhere"])
    _become(people["former superuser"], is_active=False)
    _become(people["former editor"], is_active=False)
    _become(people["reader with an account"], is_staff=False)
    return people


def _become(user, **fields):
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()


@pytest.fixture
def story(people):
    """Return a story in the section Port, with what the acts need: two versions and a link to one of them."""
    story = make_story(section=make_section("Port"), created_by=people["who began it"])
    Story.objects.filter(pk=story.pk).update(assigned_to=people["who has it"])
    signs = Contributor.objects.create(name="Yann Brasseur", slug="yann-brasseur", user=people["who signs it"])
    Byline.objects.create(story=story, contributor=signs)
    Story.objects.filter(pk=story.pk).update(headline="Another headline")
    version = snapshot.record(Story.objects.get(pk=story.pk), by=None)
    moments = {"made_at": timezone.now(), "expires_at": timezone.now() + DAY}
    PreviewLink.objects.create(revision=version, made_by=people["editor"], **moments)
    return story


def who_may(act, story, people):
    """Return the names of those whom the act lets, each at the story as it stood before."""
    able = set()
    for name, user in people.items():
        with transaction.atomic():
            try:
                act(Story.objects.get(pk=story.pk), User.objects.get(pk=user.pk))
                able.add(name)
            except NotPermitted:
                pass
            transaction.set_rollback(True)
    return able


def first(story):
    return story.revisions.get(number=1)


def now_or_then(**wishes):
    return lambda story, by: publish(story, by=by, kind="first", **wishes)


def told(story, by):
    note = corrections.Note(Correction.Kind.CORRECTION, "It was noon.")
    corrections.tell(story.editions.get(), note, by=by, at=timezone.now())


OF_WRITERS = {
    "send to review": lambda story, by: workflow.move(story, Verb.SUBMIT, by=by),
    "restore": lambda story, by: snapshot.restore(story, first(story), by=by),
    "copy": lambda story, by: snapshot.copy(story, by=by),
    "label a version": lambda story, by: first(story).rename("To the lawyer", by=by),
    "pin a version": lambda story, by: first(story).pin(by=by),
    "unpin a version": lambda story, by: first(story).unpin(by=by),
    "keep what is typed": lambda story, by: Autosave.objects.keep(
        [], key=new_key(), by=by, story=story, at=timezone.now()
    ),
}
OF_EDITORS = {
    "publish": now_or_then(),
    "schedule": now_or_then(live_from=timezone.now() + 30 * DAY),
    "approve": lambda story, by: workflow.move(story, Verb.APPROVE, by=by),
    "send to review, to somebody": lambda story, by: workflow.move(story, Verb.SUBMIT, by=by, to=by),
    "assign": lambda story, by: workflow.assign(story, None, by=by),
    "file": lambda story, by: workflow.file(story, by=by, section=make_section("Culture")),
    "embargo": lambda story, by: hold(story, Held(embargo_until=timezone.now() + DAY), by=by),
    "legal hold": lambda story, by: hold(story, Held(legal_hold=True), by=by),
    "second reading": lambda story, by: hold(story, Held(needs_second_reader=True), by=by),
    "share": lambda story, by: preview_links.share(first(story), by=by, expires_at=timezone.now() + DAY),
    "revoke": lambda story, by: preview_links.revoke(PreviewLink.objects.get(), by=by),
}
OF_EDITORS_ONCE_PUBLIC = {
    "withdraw": lambda story, by: withdraw(story, by=by),
    "retract": lambda story, by: withdraw(story, by=by, retracted=True, notice="None of it happened."),
    "update": lambda story, by: publish(story, by=by, kind="update", live_until=timezone.now() + DAY),
    "tell readers": told,
    "take back": lambda story, by: corrections.retract(story.editions.get(), "No.", by=by, at=timezone.now()),
}


@pytest.mark.parametrize("act", OF_WRITERS.values(), ids=OF_WRITERS)
def test_who_writes_a_story_does_this(act, story, people):
    assert who_may(act, story, people) == WRITERS


@pytest.mark.parametrize("act", OF_EDITORS.values(), ids=OF_EDITORS)
def test_the_editors_of_its_section_do_this(act, story, people):
    assert who_may(act, story, people) == EDITORS


@pytest.mark.parametrize("act", OF_EDITORS_ONCE_PUBLIC.values(), ids=OF_EDITORS_ONCE_PUBLIC)
def test_the_editors_of_its_section_do_this_once_it_is_public(act, story, people):
    publish_story(story)
    assert who_may(act, story, people) == EDITORS


def test_the_editors_of_its_section_send_a_story_back(story, people):
    Story.objects.filter(pk=story.pk).update(state="approved")
    assert who_may(lambda story, by: workflow.move(story, Verb.RETURN, by=by), story, people) == EDITORS


def test_the_editors_of_its_section_unschedule(story, people):
    publish_story(story, live_from=timezone.now() + DAY)
    assert who_may(lambda story, by: unschedule(story, by=by), story, people) == EDITORS


def test_a_story_that_left_the_section_is_out_of_its_editors_hands_at_once(story, people):
    seen = Story.objects.get(pk=story.pk)
    Story.objects.filter(pk=story.pk).update(section=make_section("Culture"))
    for act in (lambda by: workflow.move(seen, Verb.APPROVE, by=by), lambda by: workflow.assign(seen, None, by=by)):
        with pytest.raises(NotPermitted):
            act(people["section editor"])


def test_who_writes_stories_uploads_pictures_and_changes_those_that_nobody_sees(story, people, media):
    image, writing = make_image(), WRITERS | {"another journalist", "editor elsewhere"}
    file = SimpleUploadedFile("new.jpg", picture_bytes())
    assert who_may(lambda _story, by: take_in(file, by=by), story, people) == writing
    assert who_may(lambda _story, by: describe(image, by=by, credit={}, alt="A mill"), story, people) == writing


def test_the_editors_of_its_section_change_a_picture_that_a_story_shows(story, people, media):
    image = make_image()
    Story.objects.filter(pk=story.pk).update(lead_image=image)
    publish_story(Story.objects.get(pk=story.pk))
    assert who_may(lambda _story, by: describe(image, by=by, credit={}, alt="A mill"), story, people) == EDITORS


def test_writing_a_version_down_asks_for_somebody_who_writes(story, people):
    writing = WRITERS | {"another journalist", "editor elsewhere"}
    assert who_may(lambda story, by: snapshot.record(story, by=by), story, people) == writing


def test_who_begins_a_story_keeps_what_is_typed_before_the_first_save(story, people):
    keep = lambda _story, by: Autosave.objects.keep([], key=new_key(), by=by, at=timezone.now())  # noqa: E731
    assert who_may(keep, story, people) == WRITERS | {"another journalist", "editor elsewhere"}


@pytest.mark.parametrize("act", [*OF_WRITERS.values(), *OF_EDITORS.values()], ids=[*OF_WRITERS, *OF_EDITORS])
def test_a_refusal_says_whom_to_ask_and_nothing_of_the_story(act, story, people):
    with pytest.raises(NotPermitted) as refusal:
        act(story, people["another journalist"])
    assert "ask" in str(refusal.value)
    assert "headline" not in str(refusal.value)
    assert not story.acts.exists()
