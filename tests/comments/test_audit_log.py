"""The audit log: of a comment, of a moderator, of a day, by what was done and by words; on pages and as a table."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Batch, ModerationPolicy, Policy, Reason
from comments.moderation import audit_log, policies
from comments.moderation.blocks import block, lift
from comments.privacy import retention
from comments.privacy.address_access import reveal
from tests.comments.factories import make_comment
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

PAGE = "/admin/comments/comment/audit-log/"
NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)


@pytest.fixture
def boss():
    return make_user("root", superuser=True)


@pytest.fixture
def desk(client, boss):
    client.force_login(boss)
    return client


@pytest.fixture
def history():
    """Let one thing of each kind happen, an hour apart, and return the comment."""
    lea, tom = make_user("lea"), make_user("tom")
    comment = make_comment(status="pending", name="Odile")
    comment.reject(by=lea, reason="Off topic", at=NOON)
    comment.send_back(by=tom, reason="On second thoughts", at=NOON + HOUR)
    reveal(comment, by=lea, at=NOON + 2 * HOUR)
    comment.discussion.set_policy(by=tom, policy=Policy.CLOSED, at=NOON + 3 * HOUR)
    policies.set_policy(ModerationPolicy(section=make_section(), policy=Policy.POST), by=lea, at=NOON + 4 * HOUR)
    old = block("phrase", "cheap watches", by=lea, reason="Advertising", at=NOON + 5 * HOUR)
    lift(old, by=tom, at=NOON + 24 * HOUR)
    return comment


def told(boss, **wanted):
    return [(entry.who, entry.what) for entry in audit_log.entries(boss, audit_log.Wanted(**wanted))]


EVERYTHING = [
    ("tom", "lifted"),
    ("lea", "created"),
    ("lea", "created"),
    ("tom", "as for the section → closed"),
    ("lea", "address viewed"),
    ("tom", "returned to the queue"),
    ("lea", "rejected"),
]


def test_the_trail_has_everything_the_latest_first(boss, history):
    assert [(who, what.partition(" (")[0]) for who, what in told(boss)] == EVERYTHING


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ({"verb": "reject"}, [6]),
        ({"verb": "address"}, [4]),
        ({"verb": "policy"}, [3]),
        ({"verb": "rule"}, [0, 1, 2]),
        ({"words": "second"}, [5]),
        ({"words": "advertising"}, [1]),
        ({"words": "cheap"}, [0, 1]),
        ({"day": NOON}, [1, 2, 3, 4, 5, 6]),
        ({"day": NOON + 24 * HOUR}, [0]),
        ({"batch": 7}, []),
    ],
)
def test_it_is_narrowed_down(boss, history, wanted, places):
    assert [what.partition(" (")[0] for _who, what in told(boss, **wanted)] == [EVERYTHING[n][1] for n in places]


def test_the_trail_of_a_comment_and_of_a_moderator(boss, history):
    make_comment(status="rejected", by=make_user("tom"))
    assert [what for _who, what in told(boss, comment=history.public_id)] == [
        "address viewed",
        "returned to the queue",
        "rejected",
    ]
    assert {who for who, _what in told(boss, by=make_user("lea"))} == {"lea"}
    assert len(told(boss, by=make_user("lea"))) == 4


def test_what_was_decided_with_one_press_is_found_together(boss):
    lea = make_user("lea")
    batch = Batch.objects.create(by=lea)
    for _ in range(3):
        make_comment(status="pending").approve(by=lea, log={"batch": batch})
    make_comment()
    assert told(boss, batch=batch.pk) == [("lea", "approved")] * 3


def test_a_change_of_a_rule_says_what_was_changed(boss):
    reason = Reason.objects.on_keys().first()
    reason.title_en = "Away from the subject"
    policies.save_reason(reason, by=make_user("lea"))
    assert told(boss) == [("lea", "changed (title, in English: Off topic → Away from the subject)")]
    policies.delete_reason(reason, by=make_user("lea"))
    assert told(boss)[0][1].startswith("deleted (")


def test_what_was_done_with_a_block_is_told_when_the_block_is_forgotten(boss, settings):
    old = block("phrase", "cheap watches", by=boss, reason="Advertising", at=NOON)
    lift(old, by=boss, at=NOON + HOUR)
    before = told(boss)
    settings.RETENTION = settings.RETENTION | {"logs": 10_000, "blocks": 1}
    assert retention.purge(NOON + 48 * HOUR)["blocks"] == 1
    assert told(boss) == before


def test_the_rules_and_the_reader_have_no_name(boss):
    make_comment(status="pending").admit()
    make_comment(status="withdrawn")
    assert told(boss) == [("the reader", "withdrawn"), ("the system", "published automatically")]


def test_every_line_stands_on_one_page_and_only_there(desk, monkeypatch, boss):
    monkeypatch.setattr(audit_log, "A_PAGE", 4)
    lea, edition = make_user("lea"), publish_story()
    for _ in range(5):  # all at one moment, as a batch is
        comment = make_comment(status="pending", edition=edition)
        comment.approve(by=lea, at=NOON)
        reveal(comment, by=lea, at=NOON)
    seen, path = [], PAGE
    while path:
        answer = desk.get(path)
        seen += [entry.place for entry in answer.context["entries"]]
        path = answer.context["older"] and f"{PAGE}?{answer.context['older']}"
    assert seen == [entry.place for entry in audit_log.entries(boss, audit_log.Wanted())]
    assert len(set(seen)) == len(seen) == 10


def test_the_page_shows_it_with_its_filters(desk, history):
    page = desk.get(PAGE, {"words": "topic", "comment": history.public_id}).text
    assert "Off topic" in page
    assert "On second thoughts" not in page
    assert f"audit-log/export/?words=topic&amp;comment={history.public_id}" in page


@pytest.mark.parametrize(
    "query", ["after=x", "after=2026-03-02T12:00:00~0~1", "after=2026-03-02T12:00:00%2B00:00~0~" + "9" * 30]
)
def test_an_old_or_altered_link_to_a_page_leads_nowhere(desk, query):
    assert desk.get(f"{PAGE}?{query}").status_code == 404


def test_a_filter_that_makes_no_sense_is_said_to_and_finds_nothing(desk, history):
    page = desk.get(PAGE, {"day": "yesterday"}).text
    assert "Enter a valid date." in page
    assert "No entries." in page


def test_the_table_has_a_line_each_and_no_formula(desk, history):
    history.reject(by=make_user("lea"), reason="=HYPERLINK(1)", at=NOON + 48 * HOUR)
    answer = desk.get(f"{PAGE}export/")
    lines = list(csv.reader(io.StringIO(answer.getvalue().decode().removeprefix("\ufeff"))))
    assert len(lines) == len(EVERYTHING) + 2
    assert lines[0] == ["when", "by", "action", "subject", "comment", "story", "reason"]
    assert lines[1][1:] == [
        "lea",
        "rejected",
        "Odile",
        history.public_id,
        history.discussion.story.headline,
        "'=HYPERLINK(1)",
    ]
    assert len(list(csv.reader(io.StringIO(desk.get(f"{PAGE}export/?verb=address").getvalue().decode())))) == 2


def test_a_page_costs_a_query_a_log_whatever_its_lines(boss, django_assert_num_queries):
    for _ in range(3):
        make_comment(status="removed")
    with django_assert_num_queries(4 * 2):  # each log, and each time whether the person has sections of their own
        entries = list(audit_log.entries(boss, audit_log.Wanted(), most=100))
    assert len(entries) >= 3
