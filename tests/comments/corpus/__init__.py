"""
Comments that we made up, spam and honest ones, in five languages: what the checks should find, and what not.

Each line of spam.jsonl and honest.jsonl is a comment: {"language": of the text, "under": the story's language, "name",
"body"}. All people, places and offers are invented. `python -m tests.comments.corpus` prints the figures.
"""

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("fr", "en", "ru", "de", "es")


class Sample(NamedTuple):
    """A comment of the corpus."""

    language: str
    under: str
    name: str
    body: str


class Figures(NamedTuple):
    """How many samples there are, in how many a check found something, and how often each flag was found."""

    number: int
    held: int
    flags: Counter

    @property
    def share(self):
        """The share of the samples in which a check found something."""
        return self.held / self.number


def samples(kind):
    """Return the samples of a kind, "spam" or "honest"."""
    text = (Path(__file__).parent / f"{kind}.jsonl").read_text("utf-8")
    return [Sample(**json.loads(line)) for line in text.splitlines()]


def judged(samples):
    """Yield (sample, the names of the flags in it): by its words alone, sent by a browser as a person would."""
    # What imports models can only be imported once Django is set up.
    from comments.screening.checks import LOOKING
    from comments.screening.screen import flags
    from comments.screening.submission import Submission

    for sample in samples:
        submission = Submission(story_id=1, name=sample.name, address="reader@example.org", body=sample.body)
        yield sample, [str(found.name) for found in flags(submission, LOOKING, language=sample.under)]


def figures(samples):
    """Return the Figures of some samples."""
    found = [names for _sample, names in judged(samples)]
    return Figures(len(found), sum(map(bool, found)), Counter(name for names in found for name in names))
