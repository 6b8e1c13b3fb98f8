"""
Handing a mail to the mail server: plain text in one language, that can be declined with one click (RFC 8058).

Nothing that a reader wrote is in a mail, and no address in what is said of a failure.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from newsroom import addresses


class NotSent(Exception):
    """The mail server didn't take a mail; the message is the kind of error alone."""


def send(template, *, to, language, unsubscribe, **context):
    """
    Send the mail that templates/comments/mail/ has under this name; its first line is the subject.

    `unsubscribe` is the address that a mail program calls for its reader. Raises NotSent.
    """
    context |= {"site_name": settings.SITE_NAME, "unsubscribe": unsubscribe}
    with translation.override(language):
        subject, _newline, body = render_to_string(f"comments/mail/{template}.txt", context).strip().partition("\n")
    headers = {
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    try:
        EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to], headers=headers).send()
    except Exception as error:  # of whatever backend; its own words may hold the address
        raise NotSent(type(error).__name__) from None


def absolute(name, *arguments):
    """Return the whole address of the discussion's page of this name."""
    return addresses.absolute(reverse(f"comments:{name}", args=arguments))


def on_page(comment):
    """Return the whole address, good for ever, that leads to a public comment under its story."""
    return addresses.absolute(reverse("comment", args=[comment.public_id]))
