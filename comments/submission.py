"""What a reader sends: the words, and what is known of the sender."""

import json
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from comments.models.commenter import address_key


@dataclass(frozen=True)
class Sender:
    """
    What is known of the sender's machine.

    ip          as text, None where it isn't known
    user_agent  what it calls itself
    missing     the names of headers that every browser sends and this one didn't
    site        what is odd about where the form was sent from: of comments.origin, empty for nothing
    host        the name by which it called this site
    proof       what its cookie proves: see comments/proof_cookie.py
    """

    ip: str | None = None
    user_agent: str = ""
    missing: tuple = ()
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

    def digest(self):
        """
        Return what the submission is known by: the same words by the same person in the same place are one.

        The page is shared by all readers, so that it can't hold an id of its own for each.
        """
        parts = [self.story_id, self.reply_to, address_key(self.address), self.name, self.body]
        return salted_hmac("comments.submission", json.dumps(parts), algorithm="sha256").hexdigest()
