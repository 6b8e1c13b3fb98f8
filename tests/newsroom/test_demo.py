"""The demonstration paper as `prepare` loads it: its content, its history, and what a second run leaves alone."""

import os
import stat
import subprocess
import sys
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import connection, models
from django.test import override_settings
from django.utils import timezone
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult
from PIL import Image as Pixels

from articles.models import BLOCKS, Edition, Image, PreviewLink, Section, Story
from comments.models import Comment, Commenter, Decision, Discussion, Edit, Report, Status, Trace
from newsroom.demo import loader
from tests.factories import make_story
from tests.newsroom.loaded import LoadedPaper, prepare, small_pictures
from tests.newsroom.tree import ROOT

PICTURES = loader.PICTURES  # before they are made small
LOG_INS = "journalist, editor, moderator or admin"
NO_BREAK, NARROW = "\u00a0", "\u202f"  # the narrow one doesn't break either


@pytest.fixture(scope="module", autouse=True)
def _small_pictures():
    with small_pictures():
        yield


@pytest.fixture
def var(tmp_path, monkeypatch):
    """Return an empty folder that the command keeps its password in."""
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    with override_settings(VAR_DIR=tmp_path):
        yield tmp_path


def every_row():
    """Return {table: rows as text, sorted}, of all the tables of the database."""
    quote = connection.ops.quote_name
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {quote(table)}")  # noqa: S608 (a table's own name)
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def blocks_of(edition, kind):
    return [block for block in edition.revision.content["blocks"] if block["kind"] == kind]


class DemonstrationPaper(LoadedPaper):
    """What an empty database holds after `prepare`."""

    @property
    def password(self):
        return (self.var / "demo-password").read_text().strip()

    def test_there_are_enough_stories_in_every_section_and_in_both_languages(self):
        assert self.live.count() >= 24
        assert Section.objects.count() == 6
        assert all(section.editions.live(self.at).count() >= 2 for section in Section.objects.all())
        assert {edition.language for edition in self.live} == {"fr", "en"}

    def test_every_live_page_shows_its_story(self):
        for edition in self.live:
            page = self.client.get(edition.path)
            assert page.status_code == 200, edition.path
            assert escape(edition.headline) in page.content.decode()

    def test_home_and_the_sections_lead_to_the_stories(self):
        newest = self.live.latest_first().first()
        for path in ("/", f"/section/{newest.section.slug}/"):
            assert newest.path in self.client.get(path).content.decode()

    def test_a_scheduled_story_and_a_draft_have_no_page_yet(self):
        scheduled = Edition.objects.scheduled(self.at).exclude(story__in=self.live.values("story"))
        assert {edition.story.slug for edition in scheduled} == {"lighthouse-open-day", "tide-gauge-record"}
        assert {self.client.get(edition.path).status_code for edition in scheduled} == {404}
        drafts = Story.objects.filter(editions=None)
        assert {story.state for story in drafts} == {Story.State.DRAFT, Story.State.IN_REVIEW}
        assert all(story.revisions.count() == 1 for story in drafts)

    def test_a_withdrawn_story_says_that_it_is_gone_and_why(self):
        withdrawn = Edition.objects.exclude(notice="").get()
        page = self.client.get(withdrawn.path)
        assert page.status_code == 410
        assert escape(withdrawn.notice) in page.content.decode()

    def test_each_kind_of_block_is_on_a_live_page(self):
        kinds = {block["kind"] for edition in self.live for block in edition.revision.content["blocks"]}
        assert kinds == set(BLOCKS)

    def test_each_kind_of_update_is_told(self):
        kinds = {(edition.kind, edition.modified_at is not None) for edition in self.live}
        assert kinds == {("first", False), ("update", True), ("correction", True)}

    def test_comments_are_in_every_state_and_answered(self):
        assert set(Comment.objects.values_list("status", flat=True)) == set(Status)
        assert Comment.objects.approved().filter(root__isnull=False).exists()
        assert Comment.objects.filter(status=Status.WITHDRAWN, replies__status=Status.APPROVED).exists()

    def test_the_queue_opens_on_a_day_at_work(self):
        assert Report.objects.open().exists()
        assert Edit.objects.waiting().exists()
        assert Comment.objects.filter(badge=Comment.Badge.NEWSROOM).exists()
        assert Comment.objects.filter(picked_at__isnull=False).exists()

    def test_counts_are_right(self):
        counts = {row: row.comments.approved().count() for row in Discussion.objects.all()}
        assert len(counts) > 15
        assert all(row.approved_count == number for row, number in counts.items())

    def test_every_decision_has_its_row_and_refusals_their_reason(self):
        assert all(comment.decisions.count() == comment.version for comment in Comment.objects.all())
        refusals = Decision.objects.filter(to_status__in=[Status.REJECTED, Status.REMOVED])
        assert refusals.count() >= 3
        assert all(decision.reason for decision in refusals)

    def test_readers_are_invented_as_are_their_machines(self):
        assert all(commenter.address.endswith(".example") for commenter in Commenter.objects.all())
        assert all(trace.ip.startswith(("203.0.113.", "2001:db8:")) for trace in Trace.objects.all())
        assert Trace.objects.count() == Comment.objects.filter(by=None).count()

    def test_an_advertisement_has_more_than_one_flag(self):
        assert all(comment.flags.count() >= 2 for comment in Comment.objects.filter(status=Status.SPAM))

    def test_every_picture_is_kept_and_credited(self):
        assert Image.objects.count() == len(list(loader.PICTURES.glob("*.webp")))
        for image in Image.objects.all():
            assert image.alt and image.caption and image.credit.creator and image.credit.notice
            assert image.file.storage.exists(image.file.name)

    def test_everything_happened_in_its_time_and_nothing_is_to_come_but_what_is_planned(self):
        """Nothing happened in the last hour: a verb that was not told its moment would have done it just now."""
        fields = [
            (model.objects.exclude(**{f"{field.name}__lte": self.at - timedelta(hours=1)}), field.name)
            for model in set(apps.get_models()) - {DBTaskResult}  # what is still to be done is asked for now
            for field in model._meta.local_concrete_fields
            if isinstance(field, models.DateTimeField) and field.name != "purge_after"
        ]
        late = {moment for rows, name in fields for moment in rows.values_list(name, flat=True) if moment}
        planned = {edition.live_from for edition in Edition.objects.scheduled(self.at)}
        planned |= {story.due_at for story in Story.objects.filter(due_at__gt=self.at)}
        planned |= {link.expires_at for link in PreviewLink.objects.open(self.at)}
        assert late == planned and len(planned) == 5
        assert all(moment > self.at for moment in planned)

    def test_the_agency_story_has_its_head(self):
        edition = self.live.get(story__slug="greve-ecluses-orvane")
        assert f"{NO_BREAK}:" in edition.headline and " – " in edition.headline
        assert edition.standfirst and edition.lead_caption
        assert edition.lead_image.credit.creator and edition.lead_image.credit.organisation
        assert edition.bylines.get(role="author").contributor.kind == "agency"

    def test_the_agency_story_has_its_body(self):
        edition = self.live.get(story__slug="greve-ecluses-orvane")
        body = "".join(block["html"] for block in blocks_of(edition, "text"))
        assert (body.count("<p>"), body.count("<h2>")) == (8, 2)
        assert body.count(f"«{NARROW}") == body.count(f"{NARROW}»") == body.count("«") >= 2
        quotes = blocks_of(edition, "pull_quote")
        assert sorted(bool(quote["attribution"]) for quote in quotes) == [False, True]
        assert all(quote["quote"] in body for quote in quotes)
        assert edition.story.discussion.comments.approved().count() == 1
        assert edition.story.discussion.comments.count() == 1

    def test_the_stories_passed_through_the_desk(self):
        edition = self.live.get(story__slug="greve-ecluses-orvane")
        acts = [(act.verb, act.by.username) for act in edition.story.acts.order_by("done_at")]
        assert acts == [("submit", "journalist"), ("approve", "editor"), ("publish", "editor")]
        assert edition.path == f"/{timezone.localtime(edition.live_from):%Y/%m/%d}/greve-ecluses-orvane/"

    def test_the_command_says_where_everything_is(self):
        assert self.said[1:] == [
            "The paper is at http://127.0.0.1:8000/",
            "The desk is at http://127.0.0.1:8000/admin/",
            f"Log in to the desk as {LOG_INS}, with the password {self.password}",
        ]

    def test_the_password_opens_all_four_accounts_and_nobody_else_can_read_it(self):
        assert len(self.password) == 16
        assert stat.S_IMODE((self.var / "demo-password").stat().st_mode) == 0o600
        for name in ("journalist", "editor", "moderator", "admin"):
            assert self.client.login(username=name, password=self.password)
            assert self.client.get("/admin/").status_code == 200
        assert User.objects.get(is_superuser=True).username == "admin"

    def test_a_second_run_says_the_same_and_changes_no_row(self):
        before = every_row()
        assert prepare() == self.said[1:]
        assert every_row() == before

    def test_a_digest_of_the_rows_sees_a_change(self):
        before = every_row()
        Story.objects.filter(slug="greve-ecluses-orvane").update(kicker="Grève")
        assert every_row() != before

    def test_a_password_that_was_changed_is_not_told(self):
        admin = User.objects.get(username="admin")
        admin.set_password("my own by now")
        admin.save()
        assert prepare()[2:] == [
            f"Log in to the desk as journalist, editor or moderator, with the password {self.password}",
            "The password of admin has been changed since the first run.",
        ]

    def test_where_the_kept_password_is_wrong_demo_password_is_named(self):
        for user in User.objects.all():
            user.set_password("given")
            user.save()
        sentence = f"Log in to the desk as {LOG_INS}, with the password set by DEMO_PASSWORD on the first run."
        assert prepare()[2:] == [sentence]


@pytest.mark.django_db
def test_a_password_that_is_given_is_taken_and_not_kept(var, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "given by the environment")
    assert prepare()[-1] == f"Log in to the desk as {LOG_INS}, with the password given by the environment"
    assert User.objects.get(username="editor").check_password("given by the environment")
    monkeypatch.delenv("DEMO_PASSWORD")
    assert prepare()[-1].endswith("with the password set by DEMO_PASSWORD on the first run.")
    assert list(var.iterdir()) == []


@pytest.mark.django_db
def test_a_password_that_cannot_be_kept_is_a_sentence_and_nothing_is_loaded(var):
    with override_settings(VAR_DIR=var / "missing"), pytest.raises(CommandError, match="set DEMO_PASSWORD"):
        prepare()
    assert loader.is_empty()


@pytest.mark.django_db
def test_somebody_elses_paper_is_left_alone(var):
    make_story("Low water")
    before = every_row()
    assert prepare(host="0.0.0.0", port=8001) == [  # noqa: S104 (nothing is bound here)
        "The paper is at http://localhost:8001/",
        "The desk is at http://localhost:8001/admin/",
    ]
    assert every_row() == before
    assert list(var.iterdir()) == []


@pytest.mark.django_db
def test_a_load_that_breaks_leaves_nothing_behind(var):
    folder = settings.MEDIA_ROOT / "pictures"
    Story.objects.create(headline="Its slug is taken", slug="sea-temperature-record")
    rows, files = every_row(), sorted(folder.glob("*"))
    with pytest.raises(ValidationError):
        loader.load(timezone.now(), password="a long pass phrase")
    assert every_row() == rows
    assert sorted(folder.glob("*")) == files


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.sqlite3", "postgres://nobody@127.0.0.1:1/nothing"])
def test_a_database_that_cannot_be_reached_is_a_sentence(url):
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    command = [sys.executable, "manage.py", "prepare"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database can’t be reached (")
    assert done.stderr.endswith("). Start it, or correct DATABASE_URL.\n")


def test_its_pictures_are_small_to_carry_and_large_enough_to_print():
    found = list(PICTURES.glob("*.webp"))
    assert len(found) == 37
    assert sum(path.stat().st_size for path in found) < 3_000_000
    for path in found:
        with Pixels.open(path) as picture:
            assert max(picture.size) >= 1333, path.name
