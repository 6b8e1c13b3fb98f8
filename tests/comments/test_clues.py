"""The checks, one by one and together."""

import pytest

from comments import clues, pipeline
from comments.models import Clue
from comments.submission import Sender
from tests.comments.factories import make_submission


def check(function, **fields):
    """Return what one check finds in a submission."""
    return function(make_submission(story_id=1, **fields))


@pytest.mark.parametrize(
    ("body", "weight"),
    [("http://a.example", 2), ("HTTPS://a.example www.b.example [url=c] <a href=d>", 8), ("http://x " * 90, 10)],
)
def test_links_weigh_more_the_more_there_are(body, weight):
    assert check(clues.links, body=body).weight == weight


def test_words_without_links_weigh_nothing():
    assert check(clues.links, body="The www is an old thing.") is None


def test_the_field_that_people_do_not_see():
    assert check(clues.honeypot) is None
    assert check(clues.honeypot, trap="a\x00b" * 400).detail == ("ab" * 400)[:100]


def test_a_sender_without_what_browsers_send():
    assert check(clues.no_browser) is None
    found = check(clues.no_browser, sender=Sender(missing=("Accept", "Accept-Language")))
    assert (found.weight, found.detail) == (6, "Accept, Accept-Language")


def test_every_check_runs_and_one_that_fails_is_itself_a_reason(caplog):
    def broken(submission):
        raise KeyError("no")

    submission = make_submission(story_id=1, trap="x", body="http://a.example")
    found = pipeline.clues(submission, checks=(clues.honeypot, broken, clues.links))
    assert {clue.name: clue.detail for clue in found} == {"honeypot": "x", "links": "1", "check_failed": "broken"}
    assert "The check broken failed." in caplog.text


def test_each_check_has_a_name_in_the_log():
    submission = make_submission(story_id=1, trap="x", body="http://a.example", sender=Sender(missing=("Accept",)))
    names = {clue.name for clue in pipeline.clues(submission)}
    assert {*names, Clue.Name.CHECK_FAILED} == set(Clue.Name)
