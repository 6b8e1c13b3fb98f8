"""What the checks make of the corpus: all spam is held, and few honest comments are, needlessly."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Commenter, Flag, ModerationPolicy, Policy
from comments.posting import post
from comments.screening import verified_cookie
from comments.screening.submission import Sender, Submission
from tests.comments import corpus
from tests.comments.factories import make_comment
from tests.factories import publish_story

SPAM_HELD = 1.0
HONEST_HELD = 0.06


def test_the_corpus_is_large_varied_and_nothing_stands_in_it_twice():
    for kind in ("spam", "honest"):
        samples = corpus.samples(kind)
        assert len(samples) >= 200
        assert len({sample.body for sample in samples}) == len(samples)
        assert set(Counter(sample.language for sample in samples)) == set(corpus.LANGUAGES)
        assert min(Counter(sample.language for sample in samples).values()) >= 40
        assert {sample.under for sample in samples} == {"fr", "en"}


def test_all_spam_is_held_by_its_words_alone():
    figures = corpus.figures(corpus.samples("spam"))
    assert figures.share >= SPAM_HELD


@pytest.mark.parametrize("under", ["fr", "en"])
def test_russian_spam_has_more_than_one_kind_of_flag(under):
    samples = [s for s in corpus.samples("spam") if (s.language, s.under) == ("ru", under)]
    assert corpus.figures(samples).flags["script"] == len(samples)
    casino = [names for s, names in corpus.judged(samples) if "example" in s.body]
    assert casino and all({"script", "links"} <= set(names) for names in casino)


@pytest.mark.django_db
def test_few_honest_comments_of_a_proved_and_known_reader_are_held():
    ModerationPolicy.objects.create(policy=Policy.POST)
    for _ in range(2):
        make_comment(address="reader@example.org")
    at = timezone.now()
    reader = Commenter.objects.behind("reader@example.org", at=at)
    reader.verified_at = at
    reader.save()
    sender = Sender(ip="203.0.113.7", proof=verified_cookie.fingerprint_of(reader))
    stories = {language: publish_story(language=language).story_id for language in ("fr", "en")}
    samples = corpus.samples("honest")
    held = []
    for number, sample in enumerate(samples):
        submission = Submission(stories[sample.under], sample.name, reader.address, sample.body, sender=sender)
        comment = post.post(submission, at=at + timedelta(hours=1 + number))
        held += [comment] if comment.is_waiting else []
    assert len(held) <= HONEST_HELD * len(samples)
    # They are held for what they are, a text in another language or in capitals, never by what came before.
    assert {*Flag.objects.values_list("name", flat=True)} <= {"links", "capitals", "script"}
