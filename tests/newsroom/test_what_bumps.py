"""Each act turns the pages that show what it changed, and those alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.images.describe import describe
from articles.models import Byline, Edition, ImageBlock, Section, Story, Tag
from articles.publishing.publish import publish, unschedule, withdraw
from articles.revisions.snapshot import record
from comments.models import Comment, Discussion, ModerationPolicy, Policy
from comments.moderation import policies
from tests.comments.factories import make_comment
from tests.factories import make_contributor, make_image, make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


class World:
    """Two stories, each in a section of its own with a lead picture and a byline of its own, and what else there is."""

    def __init__(self):
        self.chief = make_user("chief", superuser=True)
        self.port, self.culture = make_section("Port"), make_section("Culture")
        self.image, self.other, self.unused = make_image(), make_image(), make_image()
        self.mill = self.published("The tide mill", self.port, self.image, "Lena Corvest")
        self.play = self.published("The play", self.culture, self.other, "Ilan Brec")
        self.comment = make_comment(edition=self.mill.editions.get())
        ModerationPolicy.objects.create(section=self.culture)
        self.tag = Tag.objects.create(name="Tides", slug="tides")

    def published(self, headline, section, image, name):
        story = make_story(headline, section=section, lead_image=image)
        Byline.objects.filter(story=story).update(contributor=make_contributor(name))
        ImageBlock.objects.create(parent=story, region="body", ordering=20, image=image)
        return publish_story(story).story

    @property
    def pages(self):
        return {
            "home": "/",
            "port": reverse("articles:section", args=["port"]),
            "culture": reverse("articles:section", args=["culture"]),
            "mill": self.mill.editions.first().path,
            "play": self.play.editions.first().path,
            "corrections": reverse("articles:corrections"),
            "feed": "/feed/",
            "comments": reverse("comments:feed"),
            "mill's comments": reverse("comments:story_feed", args=[self.mill.pk]),
        }


@pytest.fixture
def world():
    return World()


def update(world, *, live_from=None):
    Story.objects.filter(pk=world.mill.pk).update(headline="The tide mill turns")
    world.mill.refresh_from_db()
    record(world.mill, by=world.chief)
    publish(world.mill, by=world.chief, kind=Edition.Kind.UPDATE, live_from=live_from)


def schedule(world):
    update(world, live_from=timezone.now() + timedelta(hours=1))


def call_off(world):
    unschedule(world.mill, by=world.chief)


def credit(world, image):
    describe(image, by=world.chief, credit={"creator": "Odile Brac"}, caption="Low water")


def save_at_the_desk(world, client, row, **changes):
    """Change a row in its form at the desk, everything else as it stands."""
    address = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    client.force_login(world.chief)
    form = client.get(address).context["adminform"].form
    typed = {name: value for name in form.fields if (value := form[name].value()) is not None}
    answer = client.post(address, typed | changes)
    assert answer.status_code == 302, answer.context["errors"]
    client.logout()


def policy(world, *, moderators=None, **fields):
    laid_down = ModerationPolicy.objects.get()
    for name, value in fields.items():
        setattr(laid_down, name, value)
    policies.set_policy(laid_down, by=world.chief, moderators=moderators)


def keep_waiting(world):
    waiting = make_comment(edition=world.mill.editions.get(), status="pending")
    waiting.hold(by=world.chief)
    waiting.reject(by=world.chief, reason="Off topic")


LISTS = {"home", "port", "feed"}

# What is done, and the pages that turn for it.
ACTS = {
    "a story is updated": (lambda w, c: update(w), {*LISTS, "mill", "comments", "mill's comments"}),
    "a story is withdrawn": (
        lambda w, c: withdraw(w.mill, by=w.chief),
        {*LISTS, "mill", "comments", "mill's comments"},
    ),
    "an update is scheduled": (lambda w, c: schedule(w), set()),
    "a scheduled update is called off": (lambda w, c: (schedule(w), call_off(w)), set()),
    "a picture that is used nowhere is credited": (lambda w, c: credit(w, w.unused), set()),
    "a lead picture is credited": (lambda w, c: credit(w, w.image), {*LISTS, "mill", "comments"}),
    "a contributor is renamed": (
        lambda w, c: save_at_the_desk(w, c, make_contributor("Lena Corvest"), name="Lena Corvest-Brac"),
        {*LISTS, "mill", "comments"},
    ),
    "a contributor who signs nothing is renamed": (
        lambda w, c: save_at_the_desk(w, c, make_contributor("Jo Tarn"), name="Jo Tarn-Brac"),
        set(),
    ),
    "a contributor gets an account": (
        lambda w, c: save_at_the_desk(w, c, make_contributor("Lena Corvest"), user=w.chief.pk),
        set(),
    ),
    "a tag is renamed": (lambda w, c: save_at_the_desk(w, c, w.tag, name="Ebb"), set()),
    "a section gets an editor": (lambda w, c: save_at_the_desk(w, c, w.port, editors=[w.chief.pk]), set()),
    "a comment is approved": (
        lambda w, c: make_comment(edition=w.mill.editions.get()),
        {"home", "port", "mill", "comments", "mill's comments"},
    ),
    "a comment is masked": (
        lambda w, c: Comment.objects.get().mask(by=w.chief, spans=[(0, 1)]),
        {"mill", "comments", "mill's comments"},
    ),
    "a comment that nobody saw is refused": (lambda w, c: keep_waiting(w), set()),
    "a discussion is closed": (
        lambda w, c: Discussion.objects.of(w.mill).set_policy(by=w.chief, policy=Policy.CLOSED),
        {"home", "port", "mill", "comments", "mill's comments"},
    ),
    "a discussion gets an end": (
        lambda w, c: Discussion.objects.of(w.mill).set_policy(
            by=w.chief, policy=Policy.INHERIT, closes_at=timezone.now() + timedelta(days=9)
        ),
        {"mill", "mill's comments"},
    ),
    "a discussion is hidden": (
        lambda w, c: Discussion.objects.of(w.play).set_policy(by=w.chief, policy=Policy.HIDDEN),
        {"home", "culture", "play", "comments"},
    ),
    "a section's comments close": (
        lambda w, c: policy(w, policy=Policy.CLOSED),
        {"home", "culture", "play", "comments"},
    ),
    "a section's comments stay open for so many days": (lambda w, c: policy(w, closes_after=30), {"play"}),
    "a policy is given to another section": (
        lambda w, c: (
            ModerationPolicy.objects.update(policy=Policy.CLOSED),
            policy(w, policy=Policy.CLOSED, section=w.port),
        ),
        {"home", "port", "culture", "mill", "play", "comments", "mill's comments"},
    ),
    "a section's moderators change": (lambda w, c: policy(w, moderators=[w.chief]), set()),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_turns_the_pages_that_show_it_and_no_other(client, world, name):
    act, turned = ACTS[name]
    before = {page: client.get(path)["ETag"] for page, path in world.pages.items()}
    act(world, client)
    after = {page: client.get(path).headers.get("ETag") for page, path in world.pages.items()}
    assert {page for page in before if after[page] != before[page]} == turned


def test_a_section_that_is_renamed_turns_every_page(client, world):
    before = {page: client.get(path)["ETag"] for page, path in world.pages.items()}
    save_at_the_desk(world, client, Section.objects.get(slug="culture"), name="Arts")
    after = {page: client.get(path)["ETag"] for page, path in world.pages.items()}
    assert not [page for page in before if after[page] == before[page]]
