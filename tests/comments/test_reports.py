"""Reports: taken without an account, one a network, and nothing happens to a comment because of them."""

import pytest
from django.utils import timezone

from articles.publishing.publish import withdraw
from comments.models import Comment, Decision, Policy, Report
from comments.posting import report as reports_of
from comments.posting.receipts import token_for, token_for_report
from tests.comments.factories import FROM_HERE, act, make_comment, make_report
from tests.comments.test_endpoint import ELSEWHERE, is_private
from tests.factories import make_user

pytestmark = pytest.mark.django_db

WORDS = "He names my neighbour."
HOME = {"REMOTE_ADDR": "203.0.113.9"}


def settle(comment, *, by, decision=None):
    """Have a moderator settle what is reported about a comment."""
    if decision:
        Report.objects.settle_by([decision], by=by, at=timezone.now())
    else:
        Report.objects.leave_about([comment], by=by, at=timezone.now())


def send(client, comment, *, headers=FROM_HERE, machine=HOME, **fields):
    """Send the form to report a comment."""
    typed = {"category": "private", "words": WORDS, "address": "", "website": ""} | fields
    return client.post(f"/comments/{comment.public_id}/report/", typed, **headers, **machine)


def test_a_report_reaches_the_queue_and_has_a_receipt(client):
    comment = make_comment()
    answer = send(client, comment, address="ilan@example.org")
    report = Report.objects.open().get()
    assert (answer.status_code, answer["Location"]) == (303, f"/comments/reported/{token_for_report(report)}/")
    assert (report.comment, report.category, report.words) == (comment, "private", WORDS)
    assert report.address == "ilan@example.org"
    receipt = client.get(answer["Location"])
    assert is_private(receipt)
    assert "is awaiting a moderator" in receipt.text
    for private in ("ilan@example.org", WORDS, report.ip_key, "203.0.113.9"):
        assert private not in receipt.text


def test_reports_change_nothing(client):
    comment = make_comment()
    before = Comment.objects.values().get(), Decision.objects.count()
    for number in range(30):
        send(client, comment, machine={"REMOTE_ADDR": f"203.0.113.{number}"})
    assert Report.objects.open().count() == 30
    assert (Comment.objects.values().get(), Decision.objects.count()) == before


def test_a_second_report_from_the_network_is_told_that_the_first_is_there(client):
    comment = make_comment()
    send(client, comment)
    answer = send(client, comment, words="The words of somebody else.")
    assert answer.status_code == 200
    assert is_private(answer)
    assert "already been reported from your network" in answer.text
    assert token_for_report(Report.objects.get()) not in answer.text
    assert WORDS not in answer.text


def test_the_same_report_sent_twice_is_one(client):
    comment = make_comment()
    assert send(client, comment)["Location"] == send(client, comment)["Location"]
    assert Report.objects.count() == 1


def test_once_it_is_settled_the_network_can_report_again(client):
    comment = make_comment()
    send(client, comment)
    settle(comment, by=make_user())
    assert send(client, comment).status_code == 303
    assert Report.objects.count() == 2


def test_where_the_network_is_not_known_every_report_counts():
    comment = make_comment()
    for words in ("One.", "Two."):
        reports_of.report(comment, category="other", words=words, ip=None)
    assert Report.objects.open().count() == 2


def test_more_than_ten_an_hour_are_asked_to_wait(client, time_machine):
    time_machine.move_to("2026-03-02T12:00+00:00", tick=False)
    comments = [make_comment() for _ in range(reports_of.FROM_ONE_NETWORK + 1)]
    for comment in comments[:-1]:
        assert send(client, comment).status_code == 303
    answer = send(client, comments[-1])
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "Wait an hour" in answer.text
    assert WORDS in answer.text
    time_machine.move_to("2026-03-02T13:00+00:00", tick=False)
    assert send(client, comments[-1]).status_code == 303


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"category": ""}, "Choose a reason."),
        ({"category": "x"}, "Choose a reason."),
        ({"words": "y" * 1_001}, "1 character over the limit of 1,000."),
        ({"address": "ilan at example.org"}, "This isn’t an email address."),
        ({"website": "http://spam.example"}, "A hidden field had been filled in."),
    ],
)
def test_what_is_wrong_is_said_and_the_words_are_kept(client, fields, sentence):
    answer = send(client, make_comment(), **fields)
    assert answer.status_code == 422
    assert is_private(answer)
    assert sentence in answer.text
    assert "words" in fields or WORDS in answer.text
    assert "spam.example" not in answer.text
    assert not Report.objects.exists()


def test_a_report_from_another_site_is_shown_again_with_a_button(client):
    answer = send(client, make_comment(), headers=ELSEWHERE)
    assert answer.status_code == 403
    assert WORDS in answer.text
    assert not Report.objects.exists()


def test_the_page_shows_what_readers_see_of_the_comment(client):
    comment = make_comment(body="Call 5550.", name="Ilan")
    comment.mask(by=make_user(), spans=[(5, 9)])
    answer = client.get(f"/comments/{comment.public_id}/report/")
    assert answer.status_code == 200
    assert is_private(answer)
    assert "Ilan wrote:" in answer.text
    assert "Call ████." in answer.text


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "removed", "withdrawn"])
def test_what_readers_do_not_see_can_not_be_reported(client, status):
    comment = make_comment(status=status, body="UNHEARD-OF-SECRET")
    assert client.get(f"/comments/{comment.public_id}/report/").status_code == 404
    answer = send(client, comment)
    assert answer.status_code == 404
    assert is_private(answer)
    assert "This comment is no longer on the site." in answer.text
    assert WORDS in answer.text
    assert "UNHEARD-OF-SECRET" not in answer.text


def test_nor_what_stands_under_a_story_that_is_gone_or_in_a_hidden_discussion(client):
    gone, hidden, closed = (make_comment() for _ in range(3))
    withdraw(gone.discussion.story, by=make_user())
    hidden.discussion.set_policy(by=make_user(), policy=Policy.HIDDEN)
    closed.discussion.set_policy(by=make_user(), policy=Policy.CLOSED)
    assert [send(client, comment).status_code for comment in (gone, hidden, closed)] == [404, 404, 303]


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        (None, "It stays on the site, unchanged."),
        ("remove", "It is no longer on the site."),
        ("mask", "with part of it masked."),
    ],
)
def test_settling_closes_all_reports_and_their_receipts_say_what_became_of_it(client, verb, sentence):
    comment, lea = make_comment(), make_user("marker-of-a-moderator")
    make_report(comment), make_report(comment)
    other = make_report(make_comment())
    decision = act(comment, verb, by=lea) if verb else None
    settle(comment, by=lea, decision=decision)
    assert list(Report.objects.open()) == [other]
    for report in Report.objects.filter(comment=comment):
        assert (report.settled_by, report.decision) == (lea, decision)
        receipt = client.get(f"/comments/reported/{token_for_report(report)}/").text
        assert sentence in receipt
        assert "marker-of-a-moderator" not in receipt


def test_a_receipt_can_not_be_made_up(client):
    report = make_report(make_comment())
    for token in (report.public_id, f"{report.public_id}:x", token_for(report), "%00"):
        assert client.get(f"/comments/reported/{token}/").status_code == 404
