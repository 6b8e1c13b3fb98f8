"""Marks, words that stand nowhere else, and stories and comments that are full of them: see test_leaks.py."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from articles.models import BLOCKS, Byline, Contributor, Story, Tag
from articles.publishing.publish import unschedule, withdraw
from articles.revisions.snapshot import record
from comments.models import Comment
from comments.posting.receipts import token_for
from comments.screening.submission import Sender
from tests.comments.factories import make_comment
from tests.factories import add_text, make_image, make_story, make_user, publish_story

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)
LATER = NOON + timedelta(days=3)
NETWORK = "203.0.113."  # what the addresses of all readers' machines begin with (RFC 5737)


class Marks(dict):
    """{mark: what it was put into}; all marks of one dict begin with the same word."""

    def __init__(self, word):
        super().__init__()
        self.word = word

    def new(self, what):
        """Return a new mark: good as a word, a slug, a host and the beginning of an e-mail address."""
        mark = f"{self.word}{len(self):03}x"
        self[mark] = what
        return mark

    def words_for(self, model, whose):
        """Return {field: value} with a mark in every field of a model that holds text, today's and tomorrow's."""
        return {
            field.name: _fitting(field, self.new(f"{whose}: {model.__name__}.{field.name}"))
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name != "region"
        }

    def found_in(self, text):
        """Return what the marks that stand in a text were put into."""
        return {what for mark, what in self.items() if mark.lower() in text.lower()}


def _fitting(field, mark):
    if isinstance(field, models.URLField):
        return f"https://{mark}.example/"
    return f"<p>{mark}</p>" if field.name == "html" else mark


def marked_image(marks, whose):
    """Return a picture whose description, credit and file name are marks."""
    image = make_image()
    for row in (image, image.credit):
        type(row).objects.filter(pk=row.pk).update(**marks.words_for(type(row), whose))
    marks[image.file.name.rpartition("/")[2].partition(".")[0]] = f"{whose}: Image.file"
    return image


def fill(story, marks, whose):
    """Put a mark into every field of a working copy and into a block of every kind; return the story, saved."""
    words = marks.words_for(Story, whose) | {"lead_image": marked_image(marks, whose)}
    Story.objects.filter(pk=story.pk).update(**words)
    story.refresh_from_db()
    story.tags.add(Tag.objects.create(**marks.words_for(Tag, whose)))
    signer = Contributor.objects.create(**marks.words_for(Contributor, whose))
    Byline.objects.create(story=story, contributor=signer, position=1)
    pointers = {"image": {"image": marked_image(marks, f"{whose}, in the text")}, "related": {"story": make_story()}}
    for number, (kind, model) in enumerate(BLOCKS.items()):
        words = marks.words_for(model, whose) | pointers.get(kind, {})
        model.objects.create(parent=story, region="body", ordering=100 + number, **words)
        if kind == "pull_quote":  # the gate asks for it word for word in the text
            add_text(story, f"<p>{words['quote']}</p>", ordering=99)
    record(story, by=make_user(marks.new(f"{whose}: log-in")))
    return story


def make_secret_stories(marks):
    """Return {what: story} with a story in every state in which readers don't see it, or not as it is by now."""
    editor = make_user(marks.new("editor: log-in"))
    unseen = ("draft", "held", "scheduled", "unscheduled", "withdrawn", "expired")
    stories = {what: fill(make_story(), marks, what) for what in unseen}
    Story.objects.filter(pk=stories["held"].pk).update(legal_hold=True)
    for what in ("scheduled", "unscheduled"):
        publish_story(stories[what], by=editor, at=NOON, live_from=LATER)
    unschedule(stories["unscheduled"], by=editor, at=NOON)
    publish_story(stories["withdrawn"], by=editor, at=NOON)
    withdraw(stories["withdrawn"], by=editor, notice="We were wrong.", at=NOON + HOUR / 2)
    publish_story(stories["expired"], by=editor, at=NOON, live_until=NOON + HOUR / 2)
    for what in ("reworked", "updated later"):
        stories[what] = fill(publish_story(at=NOON, by=editor).story, marks, what)
    publish_story(stories["updated later"], by=editor, at=NOON, live_from=LATER)
    return stories


def say(marks, whose, *, open_marks=None, **where):
    """Return a comment full of marks; its name and text are of `open_marks`, where readers may see them."""
    words = marks if open_marks is None else open_marks
    comment = make_comment(
        status="pending",
        name=words.new(f"{whose}: name"),
        body=words.new(f"{whose}: text"),
        address=marks.new(f"{whose}: address") + "@example.org",
        trap=marks.new(f"{whose}: trap"),
        sender=Sender(ip=f"{NETWORK}{Comment.objects.count() % 250}", user_agent=marks.new(f"{whose}: browser")),
        **where,
    )
    marks[NETWORK] = "network address"
    marks[token_for(comment)] = f"{whose}: token of the receipt"
    return comment


def make_secret_comments(edition, marks):
    """Return {status: comment} with a comment in every state in which readers don't see it, one of them answered."""
    moderator = make_user(marks.new("moderator: log-in"))
    unseen = ("pending", "rejected", "spam", "removed", "withdrawn")
    comments = {status: say(marks, status, edition=edition) for status in unseen}
    comments["rejected"].reject(by=moderator, reason=marks.new("rejected: reason"))
    comments["spam"].mark_spam(by=moderator)
    comments["withdrawn"].withdraw()
    comments["removed"].approve(by=moderator)
    answer = say(marks, "removed answer", to=comments["removed"])
    answer.approve(by=moderator)
    make_comment(to=answer)  # stays, and keeps the places of the two that it stands under
    for comment in (comments["removed"], answer):
        comment.remove(by=moderator, reason=marks.new("removed: reason"))
    return comments
