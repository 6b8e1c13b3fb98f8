"""Moments in words, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from newsroom.text import dates
from newsroom.text.dates import brief, clock, day, moment


def at(month, date, hour):
    return timezone.make_aware(timezone.datetime(2026, month, date, hour, 5))


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("fr", at(11, 22, 14), "22 novembre 2026 à 14\xa0h\xa005"),
        ("fr", at(11, 1, 9), "1er novembre 2026 à 9\xa0h\xa005"),
        ("fr", at(11, 11, 9), "11 novembre 2026 à 9\xa0h\xa005"),
        ("en", at(11, 1, 9), "1 November 2026, 9:05\xa0am"),
    ],
)
def test_a_moment_reads_as_a_paper_would_write_it(language, value, words):
    with translation.override(language):
        assert moment(value) == words
        assert words.startswith(day(value))
        assert words.endswith(clock(value))


def test_the_day_is_the_newsrooms():
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    with translation.override("fr"):
        assert day(late) == "3 mars 2026"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("hour", [0, 9, 12, 14])
def test_a_sentence_that_ends_with_a_moment_ends_with_one_full_stop(language, hour):
    with translation.override(language):
        for words in (moment, clock, day):
            assert not words(at(11, 22, hour)).endswith(".")


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", at(11, 22, 14), "2:05\xa0pm"),
        ("fr", at(11, 22, 9), "9\xa0h\xa005"),
        ("en", at(11, 23, 9), "tomorrow, 9:05\xa0am"),
        ("en", at(11, 21, 9), "yesterday, 9:05\xa0am"),
        ("fr", at(12, 1, 9), "1er décembre à 9\xa0h\xa005"),
        ("en", at(1, 3, 9) - timedelta(days=10), "24 December 2025, 9:05\xa0am"),
    ],
)
def test_a_moment_near_at_hand_is_said_in_few_words(language, value, words):
    with translation.override(language):
        assert brief(value, at(11, 22, 23)) == words


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 11, 22, 13, 54, 7, 123456, UTC), "2026-11-22T14:54:07+01:00"),
        (datetime(2026, 7, 1, 22, 30, 0, 1, UTC), "2026-07-02T00:30:00+02:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25T02:30:00+02:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25T02:30:00+01:00"),
        (datetime(1905, 3, 1, 12, 0, 5, 9, UTC), "1905-03-01T12:00:05+00:00"),  # Paris was 9 min 21 s ahead
    ],
)
def test_a_moment_for_machines_is_valid_in_html(moment, told):
    assert dates.iso(moment) == told
