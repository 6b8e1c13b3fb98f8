"""After an erasure nothing of the reader is left: in no field of any model, on no page, and not in the files below."""

import json
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client

from comments.models import Block, Comment, Decision, Flag, MailedLink, Reason, RuleChange
from comments.models.commenter import address_key, ip_key
from comments.moderation import blocks
from comments.posting import edit
from comments.privacy import personal_data, retention
from comments.screening.submission import Sender
from newsroom.db import write_ahead_log
from tests.comments.factories import FROM_HERE, make_comment, make_link, make_report, prove, wish
from tests.comments.readers import link_to
from tests.factories import make_user, publish_story
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db

IP = "203.0.113.77"
SHORT, LONG = "Off topic.", "This says nothing of the story."


class Reader:
    """A reader whose mark stands in whatever one can leave behind or have said of oneself."""

    def __init__(self, mark="zymurgy"):
        self.mark = mark
        self.address = f"{mark}@{mark}.example"
        self.by, self.second = make_user("lea", superuser=True), make_user("tom")
        self.desk = Client()
        self.desk.force_login(self.by)
        self.comment = self.write()
        self.decide()
        self.write(status="rejected"), self.write(status="spam")
        self.report()
        self.block()
        self.ask()

    def write(self, **fields):
        """Write a comment with the mark in all that comes with it."""
        sender = Sender(ip=IP, user_agent=f"Browser of {self.mark}")
        words = {"name": f"Odile {self.mark}", "body": f"By {self.mark}, whatever it is worth."}
        fields = {"address": self.address, "sender": sender, "status": "pending"} | words | fields
        return make_comment(**fields)

    def decide(self):
        """Have moderators say the mark in each reason that they can give, and the reader change the words."""
        row, said = self.comment, f"{self.mark} again"
        prove(row)
        wish(row)
        Flag.objects.create(comment=row, name="words", weight=3, detail=self.mark)
        edit.edit(row, f"Not by {self.mark}.", at=row.created_at)
        row.hold(by=self.by, reason=said)
        row.mask(by=self.by, spans=[(0, 3)], reason=said)
        row.reject(by=self.by, reason=said, log={"canned": reason()})
        row.send_back(by=self.by, reason=said)
        row.reject(by=self.by, reason=SHORT, log={"canned": reason()})
        row.send_back(by=self.by)
        row.approve(by=self.by)
        edit.refuse(edit.edit(row, f"By {self.mark} after all.", at=row.created_at), by=self.by, reason=said)
        row.remove(by=self.by, reason=said)
        row.restore(by=self.second, reason=said)
        make_comment(to=row)

    def report(self):
        """Report something, and be reported."""
        make_report(make_comment(), words=f"I, {self.mark}, object.", address=self.address.upper(), ip=IP)
        make_report(self.comment, words=f"{self.mark} is rude.")

    def block(self):
        """Be blocked, with the mark in the reason, and have that changed on the desk's page."""
        row = blocks.block("address", self.comment, by=self.by, reason=f"{self.mark} threatens")
        self.desk.post(f"/admin/comments/block/{row.pk}/change/", {"reason": f"Threats by {self.mark}", "ends_at": ""})

    def ask(self):
        """Ask for links, and have somebody look."""
        Client().post("/comments/data/", {"address": self.address}, **FROM_HERE)
        self.desk.post(f"/admin/comments/comment/{self.comment.pk}/address/")
        make_link(MailedLink.Kind.VERIFICATION, comment=self.comment)

    @property
    def traces(self):
        """All that gives the reader away."""
        return (self.mark, IP, address_key(self.address), ip_key(IP))

    def erase(self):
        """Press the button that erases everything."""
        assert "has been erased" in Client().post(link_to(self.comment, "erase/"), **FROM_HERE).text


def reason():
    """Return a reason from the list, in words of its own."""
    texts = {"title_fr": "Hors sujet", "title_en": SHORT, "text_fr": "Hors sujet.", "text_en": LONG}
    return Reason.objects.update_or_create(key=9, defaults=texts)[0]


def told():
    """Return {model: all that its rows hold}, sessions read."""
    rows = {
        model.__name__: json.dumps(list(model._base_manager.values()), cls=DjangoJSONEncoder, default=str)
        for model in apps.get_models()
    }
    return rows | {"Session": json.dumps([session.get_decoded() for session in Session.objects.all()])}


def left(reader):
    """Return {model: what of the reader its rows hold}."""
    found = {name: [trace for trace in reader.traces if trace in rows.casefold()] for name, rows in told().items()}
    return {name: traces for name, traces in found.items() if traces}


def test_the_mark_is_planted_wherever_it_can_be():
    holders = left(Reader())
    private = {"Commenter", "Trace", "Report", "Block", "DataRequest"}
    assert private | {"Comment", "Edit", "Flag", "Decision", "RuleChange", "LogEntry"} <= holders.keys()


@pytest.mark.parametrize("way", personal_data.ERASURES)
def test_nothing_is_left_in_any_field_of_any_model(settings, way):
    settings.ERASURE = way
    reader = Reader()
    run_tasks()
    reader.erase()
    # Nobody erases the block on themselves: it holds by the key of the address until it ends.
    kept = {"Block": [address_key(reader.address)]} | ({"Comment": [reader.mark]} if way == "anonymise" else {})
    assert left(reader) == kept


def test_what_waits_for_the_worker_is_forgotten_too():
    reader = Reader()
    reader.erase()
    assert "DataRequest" not in left(reader)


def test_a_chosen_reason_stays_and_a_typed_one_becomes_it_or_a_neutral_word():
    reader = Reader()
    reader.erase()
    reasons = Decision.objects.filter(comment=reader.comment).order_by("version").values_list("verb", "reason")
    assert list(reasons) == [
        ("edit", ""),
        ("hold", ""),
        ("mask", ""),
        ("reject", LONG),
        ("send_back", ""),
        ("reject", SHORT),
        ("send_back", ""),
        ("approve", ""),
        ("edit", ""),
        ("refuse_edit", ""),
        ("remove", ""),
        ("restore", "(erased)"),
        ("erase", ""),
    ]


def test_the_block_still_holds_and_its_log_says_that_there_was_one():
    reader = Reader()
    reader.erase()
    block = Block.objects.get()
    assert (block.label, block.reason) == ("(erased)", "(erased)")
    assert list(RuleChange.objects.values_list("about", "reason", "changes")) == [("(erased)", "", {})] * 2
    again = make_comment(address=reader.address, status="pending")
    assert again.flags.get().name == "blocked"


def test_no_page_shows_anything(client):
    edition = publish_story()
    reader = Reader()
    comment = reader.write(edition=edition)
    comment.approve(by=reader.by)
    before = client.get(edition.path)
    assert reader.mark in before.text
    reader.erase()
    for path in (edition.path, "/", "/feed/", "/comments/feed/", f"/c/{comment.public_id}/"):
        answer = client.get(path, headers={"If-None-Match": before["ETag"]})
        assert answer.status_code != 304
        assert reader.mark not in answer.text


def test_the_browser_forgets_the_reader_too():
    comment = make_comment()
    browser = Client()
    browser.post(
        f"/comments/on/{comment.discussion.story_id}/",
        {"name": "Odile", "address": comment.commenter.address, "body": "I was there.", "remember": "on"},
        **FROM_HERE,
    )
    assert browser.cookies["comment-reader"].value
    browser.post(link_to(comment, "erase/"), **FROM_HERE)
    assert not browser.cookies["comment-reader"].value


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's files are for its own vacuum")
class TestSQLitesFiles:
    """The database's file and its write-ahead log, read as bytes."""

    @pytest.fixture
    def reader(self):
        """Return a reader with a mark that no other test has used, and with comments enough to fill pages."""
        reader = Reader(mark=f"z{secrets.token_hex(8)}")
        for number in range(12):
            reader.write(body=f"{reader.mark} " * (number * 25 + 1), sender=Sender(ip=f"10.0.0.{number}"))
        run_tasks()
        return reader

    def holding(self, text):
        """Return which of the two hold the text."""
        name = Path(connection.settings_dict["NAME"])
        files = {"database": name, "log": name.with_name(f"{name.name}-wal")}
        return {what for what, path in files.items() if path.exists() and text.encode() in path.read_bytes().lower()}

    def test_nothing_is_left_in_them(self, reader):
        kept = address_key(reader.address)
        assert self.holding(reader.mark)
        reader.erase()
        assert self.holding(reader.mark) == set()
        assert self.holding(kept) == {"database"}
        assert Comment.objects.filter(erased_at__isnull=False).count() == 15

    def test_while_somebody_reads_the_log_stays_and_the_hourly_round_empties_it(self, reader, monkeypatch):
        monkeypatch.setattr(write_ahead_log, "WAIT", 0)
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM comments_comment").fetchone()
            reader.erase()
            assert self.holding(reader.mark)
        retention.purge()
        assert self.holding(reader.mark) == set()
