"""A database to measure on: a long story with a long past, and a paper's archive around it."""

from datetime import timedelta

from django.utils.text import slugify

from articles.models import BLOCKS, Edition, Revision, Story
from articles.revisions.snapshot import record, take
from tests.factories import add_text, make_contributor, make_image, make_section, make_story, publish_story

BLOCK_COUNT, VERSION_COUNT, ARCHIVE = 60, 50, 2_000
SENTENCE = "Le patron du remorqueur a compté {n} barques, et la capitainerie « à peu près autant », dit-on sur le quai."
# Two blocks of text, then one of these, and so on.
BETWEEN = ("image", "pull_quote", "fact_box", "embed", "image", "related")


def long_story(by):
    """Return a live story with 60 blocks, each kind among them, and 50 versions; the last two aren't published."""
    story = make_story(
        "Vingt mois de chantier", by=by, html=_text(0), language="fr", lead_image=make_image(), kicker="Grand format"
    )
    pictures, pointed = [make_image(alt=f"Vue {n}") for n in range(8)], publish_story().story
    for place in range(1, BLOCK_COUNT):
        _add(story, place, pictures[place % len(pictures)], pointed)
    record(story, by=by)
    texts = list(BLOCKS["text"].objects.filter(parent=story))
    for number in range(story.revisions.count(), VERSION_COUNT):
        block = texts[number % len(texts)]
        block.html = block.html.replace("barques", f"barques et {number} canots", 1)
        block.save()
        record(story, by=by)
        if number == VERSION_COUNT - 3:
            publish_story(story, by=by)
    return story


def archive(by, at):
    """Fill the paper with stories, one an hour back from this moment: nine in ten seen by readers, all signed."""
    section, signer = make_section("Archive"), make_contributor("Tessa Marlick")
    states = list(Story.State)
    stories = Story.objects.bulk_create(
        Story(
            headline=f"Low water at the pier, no. {n}",
            slug=slugify(f"low-water-{n}"),
            section=section,
            created_by=by,
            state=states[n % len(states)],
            due_at=at + timedelta(hours=n % 48 - 24) if n % 10 == 0 else None,
        )
        for n in range(ARCHIVE)
    )
    through = Story.contributors.through
    through.objects.bulk_create(through(story=story, contributor=signer) for story in stories)
    # One text for all: a row of the dashboard reads no more than the head.
    content = take(make_story("Low water at the pier", language="en"))
    revisions = Revision.objects.bulk_create(
        Revision(story=story, number=1, saved_by=by, saved_at=at, content=content, words=600) for story in stories
    )
    seen = [(n, revision) for n, revision in enumerate(revisions) if n % 10]
    Edition.objects.bulk_create(_edition(revision, by, at - timedelta(hours=n)) for n, revision in seen)


def _edition(revision, by, live_from):
    story = revision.story
    return Edition(
        story=story,
        revision=revision,
        number=1,
        kind=Edition.Kind.FIRST,
        live_from=live_from,
        first_published_at=live_from,
        published_at=live_from,
        published_by=by,
        path=f"/{live_from:%Y/%m/%d}/{story.slug}/",
        section=story.section,
        headline=story.headline,
        language=story.language,
    )


def _add(story, place, picture, pointed):
    kind, n = (BETWEEN[place // 3 % len(BETWEEN)], place) if place % 3 == 2 else ("text", place)
    if kind == "text":
        add_text(story, _text(n), ordering=(n + 1) * 10)
        return
    fields = {
        "image": {"image": picture, "caption": f"Le quai, vue {n}"},
        "pull_quote": {"quote": "à peu près autant", "attribution": "la capitainerie"},
        "fact_box": {
            "title": f"Repères {n}",
            "html": "<ul><li>Longueur : 58 mètres</li><li>Poids : 310 tonnes</li></ul>",
        },
        "embed": {"url": f"https://pont.orvane.example/{n}", "title": f"Horaires {n}"},
        "related": {"story": pointed},
    }[kind]
    BLOCKS[kind].objects.create(parent=story, region="body", ordering=(n + 1) * 10, **fields)


def _text(n):
    """Return two paragraphs of some sixty words; 60 blocks come to 30 kB of words, a magazine's long read."""
    words = " ".join(SENTENCE.format(n=n * 10 + each) for each in range(3))
    crosshead = f"<h2>Le quai numéro {n}</h2>" if n % 6 == 1 else ""
    return f"<p>{words}</p>{crosshead}<p>{words}</p>"
