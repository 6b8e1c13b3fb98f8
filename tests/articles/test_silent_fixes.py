"""A silent fix that changes what readers should be told of is challenged, with what it changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import gate
from articles.models import Edition, PullQuote, TextBlock
from articles.publishing.publish import NotPublishable, publish
from articles.revisions.snapshot import record, take
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)
SILENT = Edition.Kind.SILENT_FIX

TEXT = (
    "<p>The mayor, Lena Corvest, opened the mill on 12 May. “It turns again,” she said to 1,200 people. "
    "The wheels are new, the miller isn’t: Ilan Mérou has ground here since 1998.</p>"
)


@pytest.fixture
def story():
    return publish_story(make_story("The mill turns again", html=TEXT), at=NOON).story


def challenged(story, **change):
    """Return {what is challenged: the sentence} if this text replaced the story's and went live as a silent fix."""
    TextBlock.objects.filter(parent=story).update(**change)
    found = gate.findings(story, take(story), at=NOON + HOUR, kind=SILENT)
    return {finding.subject: finding.sentence for finding in found if finding.id == "silent_fix"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("opened", "has opened"),
        ("isn’t", "is not"),
        ("The wheels are new", "All wheels are new"),
        ("“It turns again,”", "« It turns again, »"),
        ("1,200 people.", "1,200 people and a dog."),
        (". The wheels", ". But the wheels"),
        (". The wheels are new", ". May the wheels, as they may, be new"),
        ("<p>The mayor", "<p>Our mayor"),
        ("</p>", "</p><p>Nobody minded the rain.</p>"),
    ],
)
def test_a_fix_of_words_alone_is_silent(story, old, new):
    assert challenged(story, html=TEXT.replace(old, new)) == {}


@pytest.mark.parametrize(
    ("old", "new", "subject", "named"),
    [
        ("12 May", "13 May", "numbers", ("“12”", "“13”")),
        ("1,200", "1,300", "numbers", ("“1,200”", "“1,300”")),
        ("since 1998", "for years", "numbers", ("“1998”",)),
        ("Corvest", "Corvet", "names", ("“Corvest”", "“Corvet”")),
        ("Ilan Mérou has", "A man has", "names", ("“Ilan”", "“Mérou”")),
        ("12 May", "12 June", "names", ("“May”", "“June”")),
        ("It turns again,", "It turned again,", "quotations", ("turned",)),
        ("“It turns again,” she said", "It turns again, she said", "quotations", ("it turns again",)),
        ("since 1998.", "since 1998. “Always,” he says.", "quotations", ("always",)),
    ],
)
def test_a_number_a_name_or_a_quotation_is_challenged_with_what_changes(story, old, new, subject, named):
    found = challenged(story, html=TEXT.replace(old, new))
    assert set(found) == {subject}
    assert all(words in found[subject] for words in named)


def test_a_headline_is_challenged_but_not_for_its_typography():
    story = publish_story(make_story("The mill isn't turning", html=TEXT), at=NOON).story
    story.headline = "The mill is turning"
    assert "“The mill isn't turning” becomes “The mill is turning”" in challenged(story, html=TEXT)["headline"]
    story.headline = "The mill isn’t turning"
    assert challenged(story, html=TEXT) == {}


def test_french_names_are_known_behind_their_elisions():
    html = "<p>Le maire d’Arguen, Loïc Trévelle, a parlé. Le moulin tourne.</p>"
    story = publish_story(make_story(html=html, language="fr"), at=NOON).story
    assert challenged(story, html=html.replace("Le moulin tourne", "La roue tourne")) == {}
    assert "“Arguen”" in challenged(story, html=html.replace("d’Arguen", "d’Argouin"))["names"]


def test_a_changed_pull_quote_and_a_new_signer_are_challenged(story):
    PullQuote.objects.create(parent=story, region="body", ordering=20, quote="It turns again")
    story.bylines.all().delete()
    assert set(challenged(story, html=TEXT)) == {"names", "quotations"}


def test_an_update_is_not_challenged(story):
    TextBlock.objects.filter(parent=story).update(html=TEXT.replace("1998", "1989"))
    found = gate.findings(story, take(story), at=NOON + HOUR, kind=Edition.Kind.UPDATE)
    assert "silent_fix" not in {finding.id for finding in found}


def test_whoever_publishes_may_say_why_readers_need_not_know(story):
    TextBlock.objects.filter(parent=story).update(html=TEXT.replace("1998", "1989"))
    record(story, by=None)
    editor = make_user(groups=["Editor"])
    with pytest.raises(NotPublishable, match="1989"):
        publish(story, by=editor, kind=SILENT, at=NOON + HOUR)
    reasons = {"silent_fix-numbers": "Two digits were swapped for a minute."}
    edition = publish(story, by=editor, kind=SILENT, overrides=reasons, at=NOON + HOUR)
    assert edition.modified_at is None
    check = next(row for row in edition.acts.get().checks if row["id"] == "silent_fix")
    assert (check["result"], check["reason"]) == ("overridden", "Two digits were swapped for a minute.")
