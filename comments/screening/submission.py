"""What a reader sends: the words, and what is known of the sender."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """What is known of the sender's machine."""

    ip: str | None = None
    user_agent: str = ""
    missing: tuple[str, ...] = ()  # the names of headers that every browser sends and this one didn't
    site: str = ""  # what is odd about where the form was sent from: of comments.screening.origin
    host: str = ""  # the name by which it called this site
    proof: str = ""  # what its cookie proves: see comments/screening/verified_cookie.py


@dataclass(frozen=True)
class Submission:
    """A comment as it was sent, with its text checked by the form."""

    story_id: int
    name: str
    address: str
    body: str
    reply_to: str = ""  # the public id of the comment that it answers
    trap: str = ""  # what was typed into the field that people don't see
    took: int | None = None  # seconds between the first look into the form and the sending, where the script said so
    sender: Sender = Sender()
