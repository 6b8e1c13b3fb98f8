"""The readers' side of a story of the demonstration paper: who wrote what, and what the moderator did with it."""

import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from comments.forms import CommentForm
from comments.models import Comment, Status
from comments.posting import answer, edit, post, report
from comments.screening.submission import Sender
from newsroom.demo import seconds
from newsroom.demo.paper import Act, Paper, Sheet
from newsroom.demo.writers import public_from

# How long a comment waits for its first decision, at most: an answer to it can only come after that.
PATIENCE = timedelta(minutes=12)
# How long after it was written a comment is removed by the moderator or withdrawn by its reader.
SECOND_THOUGHT = timedelta(hours=3)
# How long after a comment was written its reader finds better words, which then wait for the moderator.
BETTER_WORDS = edit.WINDOW - timedelta(minutes=1)
PICKED_AFTER = timedelta(minutes=40)  # also since it was written
REPORTED_AFTER = timedelta(hours=4)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROBOT = "python-requests/2.32.3"


class Conversation:
    """The comments under one story, in the order in which they came and were decided."""

    def __init__(self, sheet: Sheet, paper: Paper, at: datetime) -> None:
        self.lines = sheet.get("comment", ())
        self.story = paper.stories[sheet["slug"]]
        self.moderator = paper.staff["moderator"]
        self.public_at = public_from(sheet, at)
        self.posted: dict[str, Comment] = {}

    def acts(self) -> Iterator[Act]:
        """Yield all that happened under the story."""
        for line in self.lines:
            yield self._written_at(line), partial(self._send, line)
            yield from self._decisions(line)

    def _written_at(self, line: Sheet) -> datetime:
        return self.public_at + timedelta(minutes=line["minutes_after"]) - seconds.before(self.story.slug, line["id"])

    def _decisions(self, line: Sheet) -> Iterator[Act]:
        written_at = self._written_at(line)
        answers = [self._written_at(other) for other in self.lines if other["reply_to"] == line["id"]]
        wait = min([PATIENCE, *((answered_at - written_at) / 2 for answered_at in answers)])
        if line["status"] in (Status.APPROVED, Status.REMOVED, Status.WITHDRAWN):
            yield written_at + wait, partial(self._approve, line)
        if line["status"] in (Status.REMOVED, Status.WITHDRAWN):
            yield written_at + SECOND_THOUGHT, partial(self._take_down, line)
        if line["status"] in (Status.REJECTED, Status.SPAM):
            yield written_at + wait, partial(self._refuse, line)
        yield from self._afterwards(line, written_at)

    def _afterwards(self, line: Sheet, written_at: datetime) -> Iterator[Act]:
        if "edited" in line:
            yield written_at + BETTER_WORDS, partial(self._edit, line)
        if "picked" in line:
            yield written_at + PICKED_AFTER, partial(self._pick, line)
        if "reported" in line:
            yield written_at + REPORTED_AFTER, partial(self._report, line)
        if "answered" in line:
            yield written_at + timedelta(minutes=line["answered_after"]), partial(self._answer, line)

    def _send(self, line: Sheet, *, at: datetime) -> None:
        """Send the comment as the page's form would, past the browser alone: every rule of posting holds."""
        answered = self.posted.get(line["reply_to"])
        typed = {
            "name": line["name"],
            "address": line["address"],
            "body": line["text"],
            "website": "" if line["status"] != Status.SPAM else f"https://{line['address'].partition('@')[0]}.example",
            "reply_to": answered.public_id if answered else "",
        }
        form = CommentForm(typed, story_id=self.story.pk)
        if not form.is_valid():
            raise ValueError(f"{self.story.slug}, {line['id']}: {form.errors.as_json()}")
        self.posted[line["id"]] = post.post(form.submission(_sender(line)), at=at)

    def _approve(self, line: Sheet, *, at: datetime) -> None:
        self.posted[line["id"]].approve(by=self.moderator, at=at)

    def _refuse(self, line: Sheet, *, at: datetime) -> None:
        comment = self.posted[line["id"]]
        if line["status"] == Status.SPAM:
            comment.mark_spam(by=self.moderator, at=at)
        else:
            comment.reject(by=self.moderator, reason=line["reason"], at=at)

    def _take_down(self, line: Sheet, *, at: datetime) -> None:
        comment = self.posted[line["id"]]
        if line["status"] == Status.WITHDRAWN:
            comment.withdraw(at=at)
        else:
            comment.remove(by=self.moderator, reason=line["reason"], at=at)

    def _edit(self, line: Sheet, *, at: datetime) -> None:
        edit.edit(self.posted[line["id"]], line["edited"], at=at)

    def _pick(self, line: Sheet, *, at: datetime) -> None:
        self.posted[line["id"]].pick(by=self.moderator, at=at)

    def _report(self, line: Sheet, *, at: datetime) -> None:
        comment, category = self.posted[line["id"]], line["report_category"]
        report.report(comment, category=category, words=line["reported"], ip="192.0.2.44", at=at)

    def _answer(self, line: Sheet, *, at: datetime) -> None:
        answer.answer(self.posted[line["id"]], by=self.moderator, body=line["answered"], at=at)


def _sender(line: Sheet) -> Sender:
    """Invent a machine of the reader's own, in the networks that are kept for documentation (RFC 5737, RFC 3849)."""
    number = zlib.crc32(line["address"].encode())
    if line["status"] == Status.SPAM:
        return Sender(ip=f"203.0.113.{number % 254 + 1}", user_agent=ROBOT, missing=("Accept-Language",))
    return Sender(ip=f"2001:db8:{number >> 16:x}:{number & 0xFFFF:x}::1", user_agent=FIREFOX)
