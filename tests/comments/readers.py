"""A reader with a mark in all that is kept of them, and the way to the pages behind a mailed link."""

from comments.mail import verification
from comments.models import Edit, Flag, MailedLink
from comments.screening.submission import Sender
from tests.comments.factories import make_comment, make_link

DATA = MailedLink.Kind.DATA
ADDRESS = "marker@example.org"
BODY = "zymurgy over the harbour"
NAME = "Zenobie Quark"
IP = "203.0.113.77"


def commented(**fields):
    """Return a comment with marks in all that is kept of it."""
    sender = Sender(ip=IP, user_agent="MarkerBrowser")
    comment = make_comment(**({"name": NAME, "body": BODY, "address": ADDRESS, "sender": sender} | fields))
    Flag.objects.create(comment=comment, name="words", weight=3, detail="zymurgy")
    Edit.objects.create(comment=comment, body=f"{BODY}!", was=BODY, state=Edit.State.TAKEN)
    return comment


def link_to(comment, page="", **fields):
    """Return the path of a page behind a link to what is kept of the comment's reader."""
    return f"/comments/data/{verification.token_for(make_link(DATA, comment=comment, **fields))}/{page}"
