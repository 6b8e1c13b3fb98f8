"""What a reader sends: the words, and what is known of the sender."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """
    What is known of the sender's machine.

    ip          as text, None where it isn't known
    user_agent  what it calls itself
    missing     the names of headers that every browser sends and this one didn't
    site        what is odd about where the form was sent from: of comments.screening.origin, empty for nothing
    host        the name by which it called this site
    proof       what its cookie proves: see comments/screening/verified_cookie.py
    """

    ip: str | None = None
    user_agent: str = ""
    missing: tuple[str, ...] = ()
    site: str = ""
    host: str = ""
    proof: str = ""


@dataclass(frozen=True)
class Submission:
    """
    A comment as it was sent, with its text checked by the form.

    story_id  the story's id
    reply_to  the public id of the comment that it answers, empty for none
    trap      what was typed into the field that people don't see
    took      seconds between the first look into the form and the sending, None where the page's script said nothing
    """

    story_id: int
    name: str
    address: str
    body: str
    reply_to: str = ""
    trap: str = ""
    took: int | None = None
    sender: Sender = Sender()
