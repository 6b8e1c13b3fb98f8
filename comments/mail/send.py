"""
Handing a mail to the mail server: plain text in one language, that can be declined with one click (RFC 8058).

Nothing that a reader wrote is in a mail, and no address in what is said of a failure.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPServerDisconnected
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from comments.models import Comment
from newsroom.http import addresses
from newsroom.text.characters import repaired

SERVICE_CLOSING = 421  # RFC 5321, §4.2.3


class NotSent(Exception):
    """
    The mail server didn't take a mail; the message is the kind of error alone.

    is_away  whether the server can't be reached at all, so that no other mail would be taken either
    """

    def __init__(self, error: Exception, *, is_away: bool = False) -> None:
        self.kind = type(error).__name__  # its own words may hold the address
        self.is_away = is_away
        super().__init__(self.kind)


class Mailer:
    """One connection to the mail server for several mails; opened with the first, and again where it has broken."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def hand_over(self, message: EmailMessage) -> None:
        """Raises NotSent."""
        is_new = self._open()
        try:
            message.connection = self._connection
            message.send()
        except Exception as error:  # of whatever backend
            # After a refusal the next mail may be taken, but not every server says more on the same connection.
            self.close()
            if is_new is not False or not _has_hung_up(error):
                raise NotSent(error) from None
            self.hand_over(message)

    def close(self) -> None:
        """Close the connection, if there is one."""
        try:
            self._connection.close()
        except Exception:  # broken already: what matters is that the next mail opens another one
            self._connection = get_connection()

    def _open(self) -> bool | None:
        try:
            return self._connection.open()
        except Exception as error:
            self.close()
            raise NotSent(error, is_away=True) from None


def _has_hung_up(error: Exception) -> bool:
    """Whether the server has only had enough of a connection, as many do after some mails (RFC 5321, §3.8)."""
    return isinstance(error, SMTPServerDisconnected) or getattr(error, "smtp_code", None) == SERVICE_CLOSING


@contextmanager
def connected() -> Iterator[Mailer]:
    """Give a Mailer to the block, and close its connection in the end."""
    mailer = Mailer()
    try:
        yield mailer
    finally:
        mailer.close()


def send(
    template: str, *, to: str, language: str, unsubscribe: str, number: int, mailer: Mailer, **context: Any
) -> None:
    """
    Send the mail that templates/comments/mail/ has under this name; its first line is the subject.

    `unsubscribe` is the address that a mail program calls for its reader. By `number` (see message_id) a mail program
    recognises one that comes twice. Raises NotSent.
    """
    context |= {"site_name": settings.SITE_NAME, "unsubscribe": unsubscribe}
    with translation.override(language):
        words = repaired(render_to_string(f"comments/mail/{template}.txt", context))
    subject, _newline, body = words.strip().partition("\n")
    headers = {
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Message-ID": message_id(template, number),
    }
    mailer.hand_over(EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to], headers=headers))


def message_id(kind: str, number: int | str) -> str:
    """The Message-ID (RFC 5322, §3.6.4) of a mail, the same at each try."""
    return f"<{kind}.{number}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def absolute(name: str, *arguments: str) -> str:
    return addresses.absolute(reverse(f"comments:{name}", args=arguments))


def on_page(comment: Comment) -> str:
    """The address, good for ever, that leads to a public comment under its story."""
    return addresses.absolute(reverse("comment", args=[comment.public_id]))
