"""How far a press of “Publish now” goes: the files between the valid form and the edition that is written."""

import inspect
import sys
from pathlib import Path, PurePosixPath

import pytest
from django.urls import reverse

from articles.admin.story.save import save_and_act
from articles.forms.publication import choices_for
from articles.models import Edition
from tests.factories import make_story, make_user
from tests.forms import posted
from tests.newsroom.test_import_law import FLOORS

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
MOST_FILES = 12
# A room behind one door is one file. The building’s tools (newsroom) are no part of the walk.
DOORS = ("articles/models", "articles/gate", "articles/text")


def place_of(frame):
    """Return the file of ours that this code stands in, or the door of its room; None of what isn't in articles/."""
    path = Path(frame.f_code.co_filename)
    if not path.is_relative_to(ROOT / "articles"):
        return None
    ours = PurePosixPath(path.relative_to(ROOT))
    return next((door for door in DOORS if ours.is_relative_to(door)), str(ours))


def caller_of(frame):
    """Return the place in articles/ from which a call came, over whatever of Django's is between; None for none."""
    frame = frame.f_back
    while frame and not place_of(frame):
        frame = frame.f_back
    return frame and place_of(frame)


def walk(monkeypatch, press):
    """Return the steps (from, to) between places of ours, in their order, while a story is saved and acted on."""
    steps = {}

    def note(frame, event, _argument):
        # A generator goes on where its text is asked for: that is no step.
        if event == "call" and not frame.f_code.co_flags & inspect.CO_GENERATOR and (here := place_of(frame)):
            steps.setdefault((caller_of(frame), here))

    def watched(*args, **how):
        sys.setprofile(note)
        try:
            return save_and_act(*args, **how)
        finally:
            sys.setprofile(None)

    monkeypatch.setattr("articles.admin.story.admin.save_and_act", watched)
    press()
    return [(before, after) for before, after in steps if before not in {None, after}]


def floor(place):
    """Return how high a place of articles/ stands, by the import law; the admin is above all."""
    floors = FLOORS["articles"]
    room = PurePosixPath(place).with_suffix("").parts[1]
    return floors.index(room) if room in floors else len(floors)


def steps_up(steps):
    """Return the steps that lead to a higher floor."""
    return [(before, after) for before, after in steps if floor(after) > floor(before)]


@pytest.fixture
def publish(client, monkeypatch):
    """Return a function that presses “Publish now” for an editor, and returns the steps of it."""
    client.force_login(make_user("tom", groups=["Editor"]))
    address = reverse("admin:articles_story_change", args=[make_story().pk])
    form = posted(client.get(address)) | {"_publish": "1"}
    return lambda: walk(monkeypatch, lambda: client.post(address, form))


def test_from_the_button_to_the_edition_it_is_twelve_files_at_most(publish):
    files = {place for step in publish() for place in step}
    assert Edition.objects.count() == 1
    assert "articles/publishing/publish.py" in files
    assert len(files) <= MOST_FILES, sorted(files)


def test_the_way_from_the_button_to_the_edition_never_leads_back_up(publish):
    assert steps_up(publish()) == []


def test_a_way_that_leads_back_up_is_found(publish, monkeypatch):
    monkeypatch.setattr("articles.publishing.publish._flips", lambda _edition: choices_for([]))
    assert steps_up(publish()) == [("articles/publishing/publish.py", "articles/forms/publication.py")]
