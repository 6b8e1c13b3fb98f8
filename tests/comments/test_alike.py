"""A comment's siblings, and the choice of all of them at once; two texts side by side; the marked places of one."""

import re

import pytest

from comments.models import Comment, Flag
from comments.moderation import edit_diff, highlights, similar
from comments.screening.submission import Sender
from tests.comments.factories import make_comment
from tests.factories import make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def lea(client):
    """Log a moderator in and return them."""
    user = make_user("lea", groups=["Moderator"])
    client.force_login(user)
    return user


@pytest.fixture
def family():
    """Return a comment, and by what it shares with it each of its siblings."""
    one = {"address": "one@example.org", "sender": Sender(ip="192.0.2.7")}
    comment = make_comment(status="pending", body="Win at https://www.casino.example/now", **one)
    siblings = {
        "address": make_comment(status="pending", address="One@Example.org"),
        "network": make_comment(status="pending", sender=Sender(ip="192.0.2.7")),
        "text": make_comment(status="pending", body="The same, once more."),
        "domain": make_comment(status="pending", body="Or else http://casino.example."),
    }
    stranger = make_comment(status="pending", body="casino.example is what they always link to.")
    Comment.objects.filter(pk__in=[comment.pk, siblings["text"].pk]).update(text_key="k")
    comment.refresh_from_db()
    return comment, siblings, stranger


def test_each_sibling_is_counted_for_what_it_shares(lea, family):
    comment, siblings, _stranger = family
    siblings["domain"].mark_spam(by=lea)
    found = {each.kind: (each.number, each.waiting) for each in similar.siblings(lea, comment)}
    assert found == {"address": (1, 1), "network": (1, 1), "text": (1, 1), "domain": (1, 0)}


def test_a_comment_that_shares_nothing_has_no_siblings(lea, family):
    _comment, _siblings, stranger = family
    assert similar.siblings(lea, stranger) == []


@pytest.mark.parametrize("kind", similar.KINDS)
def test_all_that_share_something_are_ticked_at_once(client, lea, family, kind):
    comment, siblings, _stranger = family
    link = f"?tab=waiting&amp;alike={kind}&amp;of={comment.public_id}&amp;at={comment.public_id}"
    assert link in client.get(QUEUE, {"at": comment.public_id}).text
    html = client.get(QUEUE, {"alike": kind, "of": comment.public_id}).text
    ticked = set(re.findall(r'name="chosen" value="([-\w]{12}):\d+"[^>]* checked', html))
    assert ticked == {comment.public_id, siblings[kind].public_id}


def test_no_more_than_five_hundred_are_ticked(client, lea, family, monkeypatch):
    monkeypatch.setattr("comments.moderation.queue.ALIKE_ROWS", 2)
    comment, _siblings, _stranger = family
    Comment.objects.update(text_key="k")
    html = client.get(QUEUE, {"alike": "text", "of": comment.public_id}).text
    assert len(re.findall(r'name="chosen"[^>]* checked>', html)) == 2
    assert "queue-further" in html


@pytest.mark.parametrize(
    ("body", "domain"),
    [
        ("See https://www.Casino.example/now?x=1", "casino.example"),
        ("(http://a.example)", "a.example"),
        ("www.b.example, then", "b.example"),
        ("http://c.example:8000", "c.example"),
        ("(https://d.example), then https://e.example", "d.example"),
        ("https://fr.wikipedia.org/wiki/Moulin then https://f.example", "f.example"),
        ("https://user@münze.example:8080/", "xn--mnze-0ra.example"),
        ("No link at all.", ""),
    ],
)
def test_the_domain_of_the_first_link_is_found(body, domain):
    assert similar.domain_in(body) == domain


@pytest.mark.parametrize(
    ("body", "is_alike"),
    [
        ("https://user@www.MÜNZE.example:8080/x", True),
        ("See https://other.example and https://shop.xn--mnze-0ra.example.", True),
        ("https://münze.example.org", False),
        ("https://rothmünze.example", False),
        ("münze.example and https://other.example", False),
    ],
)
def test_links_to_one_site_are_alike_however_they_are_spelled(body, is_alike):
    make_comment(status="pending", body="https://münze.example/")
    other = make_comment(status="pending", body=body)
    found = Comment.objects.linking_to("xn--mnze-0ra.example")
    assert found.filter(pk=other.pk).exists() is is_alike


@pytest.mark.parametrize("number", range(8))
def test_the_last_of_many_links_is_found_as_the_first_is(number):
    body = " ".join(f"https://{each}{'x' * 44}.example" for each in range(8))
    comment = make_comment(status="pending", body=body)
    assert Comment.objects.linking_to(f"{number}{'x' * 44}.example").filter(pk=comment.pk).exists()


def words(pieces, *, other):
    """Return the words that the other text doesn't have, or does."""
    return "|".join(piece.text for piece in pieces if piece.is_other is other)


def test_two_texts_stand_side_by_side_with_the_words_that_differ():
    was, now = edit_diff.side_by_side("I was there at noon, alone.", "I was there at one, alone again.")
    assert (words(was, other=True), words(now, other=True)) == ("noon", "one|again")
    assert "".join(piece.text for piece in was) == "I was there at noon, alone."
    assert "".join(piece.text for piece in now) == "I was there at one, alone again."


def test_of_texts_that_are_too_long_to_compare_only_the_ends_are(monkeypatch):
    monkeypatch.setattr(edit_diff, "MOST_PAIRS", 8)
    was, now = edit_diff.side_by_side("First one two three last.", "First two one four last.")
    assert (words(was, other=True), words(now, other=True)) == ("one two three ", "two one four ")


def test_texts_of_one_word_again_and_again_count_as_rewritten():
    was, now = edit_diff.side_by_side("One " + "so " * 200 + "two", "Three " + "so no " * 150 + "four")
    assert words(was, other=False) == words(now, other=False) == ""


def test_a_text_falls_into_the_pieces_that_its_flags_and_masks_make():
    comment = Comment(body="Ring Max at home", masks=[[5, 8]])
    flags = [
        Flag(name=Flag.Name.PERSONAL, spans=[[0, 8]]),
        Flag(name=Flag.Name.CAPITALS, spans=[[0, 4], [12, 99]]),
    ]
    pieces = highlights.pieces(comment, flags)
    assert "".join(piece.text for piece in pieces) == comment.body
    personal, capitals = (str(flag) for flag in flags)
    assert [(piece.text, piece.flags, piece.is_masked) for piece in pieces] == [
        ("Ring", f"{personal}, {capitals}", False),
        (" ", personal, False),
        ("Max", personal, True),
        (" at ", "", False),
        ("home", capitals, False),
    ]
