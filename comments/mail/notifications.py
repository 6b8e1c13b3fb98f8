"""
The notifications that are due, several of one reader in one mail.

A worker claims a reader's notifications for a while, hands the mail over, and marks them as sent. One that is killed in
between has perhaps sent it: when the claim has ended it is sent again, under the same Message-ID. Twice is the smaller
harm. And no transaction is open while the mail server takes its time: SQLite has one for everybody.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.db import Error, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.live_story import language_of
from comments.mail import send, unsubscribe
from comments.models import Commenter, Notification, Status, Verb
from comments.models.notification import CLAIMED
from comments.models.verbs import NOT_PUBLISHED, ON_THE_PAGE, TAKEN_OFF
from comments.posting import post, receipts
from newsroom.types import StrOrPromise

# {status that an undoing leads back to: what the reader is told}
AFTER_UNDOING: dict[str, StrOrPromise] = {
    Status.APPROVED: ON_THE_PAGE,
    Status.PENDING: gettext_lazy(
        "Our moderators have reversed their decision: your comment is awaiting moderation again."
    ),
    Status.REMOVED: TAKEN_OFF,
}
GIVE_UP_AFTER = timedelta(days=1)
A_ROUND = 20  # seconds, after which no other mail is begun: other mails wait too, and what is left is due again at once

log = logging.getLogger(__name__)


def send_due(at: datetime | None = None) -> None:
    """Send what is due: one mail a reader, none sooner than fifteen minutes after the last one."""
    at, begun = at or timezone.now(), time.monotonic()
    with send.connected() as mailer:
        for commenter_id in Notification.objects.readers_due(at):
            is_away = _write_to(commenter_id, at, mailer)
            if is_away or time.monotonic() - begun > A_ROUND:
                break


def _write_to(commenter_id: int, at: datetime, mailer: send.Mailer) -> bool:
    """Mail a reader what is due; return whether the mail server is away, so that there's no use in going on."""
    commenter, notifications = _claimed(commenter_id, at)
    if commenter is None or not notifications:
        return False
    try:
        _mail(commenter, notifications, at, mailer)
    except send.NotSent as failure:
        log.warning("A mail with %d notifications was not taken (%s); it is tried again.", len(notifications), failure)
        Notification.objects.put_back(notifications, at=at, unless_before=at - GIVE_UP_AFTER)
        return failure.is_away
    except Error:
        raise  # the database's: the claim ends by itself
    except Exception:  # one reader's mail that can't be written keeps nobody else's
        log.exception("A mail with %d notifications could not be written; it is tried again.", len(notifications))
        Notification.objects.put_back(notifications, at=at, unless_before=at - GIVE_UP_AFTER)
    else:
        Notification.objects.mark(notifications, sent_at=at, claimed_until=None)
    return False


def _mail(commenter: Commenter, notifications: list[Notification], at: datetime, mailer: send.Mailer) -> None:
    lines = [_line(notification, at) for notification in notifications]
    language = lines[0]["language"]
    send.send(
        "notifications",
        to=commenter.address,
        language=language,
        unsubscribe=unsubscribe.address_to_mute(commenter, language),
        number=notifications[0].pk,
        mailer=mailer,
        lines=lines,
    )


@transaction.atomic
def _claimed(commenter_id: int, at: datetime) -> tuple[Commenter | None, list[Notification]]:
    """Claim the notifications of a commenter that go out now; what is no longer true is cancelled."""
    commenter = Commenter.objects.locked(commenter_id)
    # Somebody else may have written while this worker waited for the lock.
    if commenter is None or not commenter.notifications.readers_due(at):
        return commenter, []
    # In the order of the decisions, not of `due_at`, which moves when one is put back; locked, since an undoing may
    # cancel one at this moment.
    due = commenter.notifications.due(at).whole().order_by("pk").select_for_update(of=("self",))
    latest = {(notification.kind, notification.comment_id): notification for notification in due}.values()
    good = [each for each in latest if commenter.may_be_mailed and each.is_true and each.is_wanted]
    Notification.objects.mark([each for each in due if each not in good], cancelled_at=at, claimed_until=None)
    Notification.objects.mark(good, claimed_until=at + CLAIMED)
    return commenter, good


def _line(notification: Notification, at: datetime) -> dict[str, Any]:
    """What one says, in the language of its story: {language, sentence, reason, headline, link, stop}."""
    about = notification.about
    language = language_of(about.discussion.story_id, at=at)
    edition = post.live_edition(about.discussion.story_id, at=at)
    link = send.absolute("receipt", receipts.token_for(about))
    if edition and notification.kind == Notification.Kind.REPLY:
        link = send.on_page(notification.comment)
    decision = notification.decision
    shows_reason = Verb(decision.verb).row.shows_reason
    with translation.override(language):
        sentence = _sentence(notification)
    return {
        "language": language,
        "sentence": sentence,
        # The newsroom's own words for a refusal, in the reader's language where they are from its list.
        "reason": decision.reason_in(language) if shows_reason else "",
        "headline": edition.headline if edition else "",
        "link": link,
        "stop": unsubscribe.address_to_stop(about),
    }


def _sentence(notification: Notification) -> str:
    if notification.kind == Notification.Kind.REPLY:
        return _("Your comment has a reply.")
    decision = notification.decision
    return str(Verb(decision.verb).row.told or AFTER_UNDOING.get(decision.to_status, NOT_PUBLISHED))
