"""The checks that ask the database: what came before, who is of the newsroom, what is blocked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from comments.models import Block, Comment, Flag
from comments.models.commenter import address_key, ip_key
from comments.posting import post
from comments.screening import checks, screen
from comments.screening.checks import Case, alike, blocked, links, names, pace
from comments.screening.normalize import normalized
from comments.screening.submission import Sender
from tests.comments.factories import make_comment, make_many, make_submission
from tests.factories import make_contributor, make_user, publish_story

pytestmark = pytest.mark.django_db

TEXT = (
    "I have walked along this quay for forty years and never saw the water stand so high in March. "
    "The council should ask those who live here before it spends another million on a wall that nobody wants, "
    "and the engineers might for once come at high tide, in boots, when the cellars of the lower town are full."
)
NETWORK = "203.0.113.7"


def names_of(comment):
    """Return the names of a comment's flags."""
    return {flag.name for flag in comment.flags.all()}


def block(kind, key, **fields):
    """Lay down a block, which ends in an hour unless `fields` say otherwise."""
    words = {"label": "the label", "reason": "Spam", "ends_at": timezone.now() + timedelta(hours=1)}
    return Block.objects.create(kind=kind, key=key, created_by=make_user("lead"), **(words | fields))


@pytest.mark.parametrize(
    "again", [TEXT, TEXT.upper(), TEXT.replace("a", "а"), f"{TEXT}\n\nhttps://b.example", " ".join(TEXT.split(" "))]
)
def test_the_same_text_under_another_story_however_it_is_typed(again):
    make_comment(body=TEXT)
    comment = make_comment(body=again, status="pending")
    flag = comment.flags.get(name="duplicate")
    assert (flag.weight, flag.detail) == (5, "copies: 1, stories: 1")
    assert "near_duplicate" not in names_of(comment)


def test_the_more_copies_the_heavier():
    edition = publish_story()
    for _ in range(3):
        make_comment(body=TEXT, status="pending", edition=edition)
    flag = make_comment(body=TEXT, status="pending").flags.get(name="duplicate")
    assert (flag.weight, flag.detail) == (7, "copies: 3, stories: 1")


def test_what_everybody_says_is_no_duplicate():
    make_comment(body="Well said, thank you!")
    assert make_comment(body="Well said, thank you!").text_key
    assert not Flag.objects.exists()


@pytest.mark.parametrize(
    "again", [TEXT.replace("forty", "thirty"), TEXT.replace("March", "April"), f"Hello. {TEXT}", TEXT + " 12 345"]
)
def test_nearly_the_same_text(again):
    make_comment(body=TEXT)
    comment = make_comment(body=again)
    assert comment.flags.get().name == "near_duplicate"
    assert comment.flags.get().weight == 4


def test_what_claims_to_come_from_the_future_is_in_nobodys_way(monkeypatch):
    monkeypatch.setattr(alike, "COMPARED", 1)
    make_comment(body=TEXT)
    other = (
        "My grandmother baked bread for half of our street, gave what was left to whoever knocked, and never asked "
        "for money; today three supermarkets throw away every evening more than she sold in all those years."
    )
    make_comment(body=other, at=timezone.now() + timedelta(hours=2))
    assert names_of(make_comment(body=TEXT.replace("forty", "thirty"))) == {"near_duplicate"}


def test_nearly_the_same_text_a_week_later_is_not_looked_for():
    at = timezone.now()
    edition = publish_story(at=at - timedelta(days=9))
    make_comment(body=TEXT, edition=edition, at=at - timedelta(days=7, seconds=1))
    assert not names_of(make_comment(body=TEXT.replace("forty", "thirty"), edition=edition, at=at))


def test_another_text_about_the_same_thing_is_another():
    make_comment(body=TEXT)
    other = (
        "The wall was needed: I have lived on this quay for thirty years, and the water came into our kitchen twice."
    )
    assert not names_of(make_comment(body=other))


def test_a_fingerprint_fits_the_column_and_short_texts_have_none():
    assert alike.fingerprint("A short text has no fingerprint.") is None
    assert make_comment(body=TEXT).fingerprint == Comment.objects.get().fingerprint != 0
    low, high = alike.distance(-1, 0), alike.distance(-(2**63), 2**63 - 1)
    assert (low, high) == (64, 64)


def test_the_search_for_copies_reads_nothing_but_an_index():
    if connection.vendor != "sqlite":
        pytest.skip("the plan is SQLite's")
    lately = Comment.objects.fingerprints(timezone.now(), timezone.now())[:10]
    assert "COVERING INDEX comment_alike" in lately.explain()
    assert "comment_same_text" in Comment.objects.with_text(["x"]).explain()


@pytest.mark.parametrize(
    "name",
    ["Lena Corvest", "LENA CORVEST", "Léna  Corvest", "Iena Corvest", "Lеna Соrvest", "Corvest Lena", "L3na C0rvest"],
)
def test_a_name_that_looks_like_one_in_a_byline(name):
    make_contributor("Lena Corvest")
    assert make_comment(name=name).flags.get().name == "staff_name"


@pytest.mark.parametrize("name", ["mberger", "rnberger", "Marthe Berger", "Newsroom", "NewsRoorn", "La Rédaction"])
def test_a_name_that_looks_like_the_staffs_the_papers_or_an_offices(name):
    user = make_user("mberger")
    user.first_name, user.last_name = "Marthe", "Berger"
    user.save()
    assert make_comment(name=name).flags.get().name == "staff_name"


def test_a_name_of_ones_own_is_nobody_elses():
    make_contributor("Lena Corvest")
    make_contributor("Ed")
    former = make_user("former")
    former.is_active = False
    former.save()
    for name in ("Lena", "Lena Corvesti", "Ed", "former", "Odile Brac", "Édith Admirat"):
        assert not names_of(make_comment(name=name))


def test_the_skeleton_of_nothing_is_nothing():
    assert names.skeleton("…") == ""
    assert make_comment(name="…") and not Flag.objects.exists()


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("address", lambda: address_key("Odile@example.org")),
        ("network", lambda: ip_key(NETWORK)),
        ("domain", lambda: "lot.example"),
        ("phrase", lambda: normalized("Gros Lot")),
    ],
)
def test_what_is_blocked_is_held_and_its_reader_is_told(kind, key):
    block(kind, key())
    body = "Un gr0s löt sur https://www.lot.example/x"
    fields = {"address": "odile@example.org", "body": body, "sender": Sender(ip=NETWORK)}
    comment = make_comment(status="pending", **fields)
    flag = comment.flags.get(name="blocked")
    assert (flag.weight, flag.detail) == (10, f"{Block.Kind(kind).label}: the label")
    spans = {"phrase": ["gr0s löt"], "domain": ["https://www.lot.example/x"]}.get(kind, [])
    assert [body[start:end] for start, end in flag.spans] == spans
    assert blocked.sentence(comment).startswith("Your comment matches something the newsroom has blocked")
    comment.approve(by=make_user())
    assert blocked.sentence(comment) == ""


@pytest.mark.parametrize(
    ("kind", "key", "fields"),
    [
        ("domain", "lot.example", {}),
        ("phrase", "gros lot", {"lifted_at": timezone.now()}),
        ("phrase", "gros lot", {"ends_at": timezone.now() - timedelta(seconds=1)}),
        ("phrase", "gros lots", {}),
        ("phrase", "ros lot", {}),
        ("address", "gros lot", {}),
    ],
)
def test_what_is_not_blocked_or_no_more(kind, key, fields):
    block(kind, key, **fields)
    comment = make_comment(body="Le gros lot, slot.example", status="pending", sender=Sender(ip=None))
    assert not names_of(comment)
    assert blocked.sentence(comment) == ""


def test_a_block_without_end_stays():
    block("phrase", "gros lot", ends_at=None)
    assert names_of(make_comment(name="Gros Lot")) == {"blocked"}


def test_many_under_one_story_from_one_address_and_one_network():
    edition = publish_story()
    make_many(edition, 57, approved=False)
    same = {"edition": edition, "address": "odile@example.org", "sender": Sender(ip=NETWORK)}
    earlier = [make_comment(status="pending", **same) for _ in range(3)]
    assert not any(map(names_of, earlier))
    flag = make_comment(status="pending", **same).flags.get()
    assert (flag.name, flag.weight, flag.detail) == ("flood", 6, "network: 3, address: 3, story: 60")


@pytest.mark.parametrize("same", [{"address": "odile@example.org"}, {"sender": Sender(ip=NETWORK)}], ids=str)
@pytest.mark.parametrize("status", ["rejected", "spam", "removed"])
def test_what_was_refused_lately_counts(same, status):
    at = timezone.now()
    make_comment(status=status, at=at, edition=publish_story(at=at - timedelta(hours=1)), **same)
    later = publish_story()
    assert make_comment(edition=later, at=at + timedelta(days=29), **same).flags.get().name == "refused_before"
    assert not names_of(make_comment(edition=later, at=at + timedelta(days=31), **same))


def test_a_refusal_that_was_taken_back_counts_no_more():
    refused = make_comment(status="rejected", address="odile@example.org")
    refused.send_back(by=make_user())
    assert not names_of(make_comment(address="odile@example.org"))


def test_a_story_in_heat():
    edition = publish_story()
    for _ in range(4):
        make_comment(status="rejected", edition=edition)
    assert not names_of(make_comment(edition=edition))
    make_comment(status="removed", edition=edition)
    flag = make_comment(edition=edition).flags.get()
    assert (flag.name, flag.detail) == ("heat", "recently rejected: 5 of 6")
    assert not names_of(make_comment(edition=edition, at=timezone.now() + timedelta(hours=3)))
    make_many(edition, 15)
    assert not names_of(make_comment(edition=edition))


def test_the_weight_of_a_comment_is_that_of_its_flags():
    comment = make_comment(body="http://a.example", address="a@yopmail.com", status="pending")
    assert Comment.objects.get(pk=comment.pk).weight == sum(c.weight for c in comment.flags.all()) == 6


def test_a_question_that_the_database_refuses_takes_nothing_down(monkeypatch, caplog):
    def broken(case):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    monkeypatch.setattr(screen, "ASKING", (broken,))
    monkeypatch.setattr(screen.flags, "__defaults__", ((broken, links.links),))
    comment = post.post(make_submission(body="http://a.example"))
    assert names_of(comment) == {"check_failed", "links"}


def test_an_edit_runs_every_check_again_and_what_its_sending_told_stays():
    sender = Sender(ip=NETWORK, missing=("Accept",))
    comment = make_comment(status="pending", trap="x", took=1, body=TEXT, sender=sender, address="a@yopmail.com")
    found = screen.recheck(comment, TEXT + " http://a.example", at=timezone.now())
    assert {f.name for f in found} == {"honeypot", "too_fast", "no_browser", "links", "throw_away"}
    assert "http://a.example" in TEXT + "".join((TEXT + " http://a.example")[slice(*found[0].spans[0])])


def test_an_edit_of_a_comment_whose_private_half_is_gone():
    comment = make_comment(status="pending")
    comment.trace.delete()
    Comment.objects.filter(pk=comment.pk).update(commenter=None)
    found = screen.recheck(Comment.objects.get(pk=comment.pk), "http://a.example", at=timezone.now())
    assert [f.name for f in found] == ["links"]


def test_what_was_found_is_stored_anew_and_an_edits_beside_it():
    comment = make_comment(status="pending", body="http://a.example")
    screen.note(comment, [checks.Found(Flag.Name.SCRIPT, "x" * 300, ((0, 1),), weight=3)])
    flag = comment.flags.get()
    assert (flag.name, flag.detail, flag.spans) == ("script", "x" * 300, [[0, 1]])
    edit = comment.edits.create(body="b", was="a")
    screen.note(comment, [checks.Found(Flag.Name.SCRIPT, weight=3)], edit=edit)
    assert comment.flags.count() == 2


def test_without_a_place_to_look_nothing_is_judged():
    case = Case(make_submission(story_id=1))
    assert [check(case) for check in (pace.heat, pace.refused_before, pace.flood)] == [None] * 3
