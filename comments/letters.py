"""
The letters that are due, several of one reader in one mail.

A worker claims a reader's letters for a while, hands the mail over, and marks them as sent. One that is killed in
between has perhaps sent it: when the claim has ended it is sent again, under the same Message-ID. Twice is the smaller
harm. And no transaction is open while the mail server takes its time: SQLite has one for everybody.
"""

import logging
import time
from datetime import timedelta

from django.db import Error, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from comments import declining, mailing, posting, receipts
from comments.models import Commenter, Letter, Status, Verb
from comments.models.letter import CLAIMED
from comments.stories import language_of

GIVE_UP_AFTER = timedelta(days=1)
A_ROUND = 20  # seconds, after which no other mail is begun: other mails wait too, and what is left is due again at once

log = logging.getLogger(__name__)


def send_due(at=None):
    """Send what is due: one mail a reader, none sooner than fifteen minutes after the last one."""
    at, begun = at or timezone.now(), time.monotonic()
    with mailing.connected() as mailer:
        for commenter_id in Letter.objects.readers_due(at):
            is_away = _write_to(commenter_id, at, mailer)
            if is_away or time.monotonic() - begun > A_ROUND:
                break


def _write_to(commenter_id, at, mailer):
    """Mail a reader what is due; return whether the mail server is away, so that there's no use in going on."""
    commenter, letters = _claimed(commenter_id, at)
    if not letters:
        return False
    try:
        _mail(commenter, letters, at, mailer)
    except mailing.NotSent as failure:
        log.warning("A mail with %d letters was not taken (%s); it is tried again.", len(letters), failure)
        Letter.objects.put_back(letters, at=at, unless_before=at - GIVE_UP_AFTER)
        return failure.is_away
    except Error:
        raise  # the database's: the claim ends by itself
    except Exception:  # one reader's mail that can't be written keeps nobody else's
        log.exception("A mail with %d letters could not be written; it is tried again.", len(letters))
        Letter.objects.put_back(letters, at=at, unless_before=at - GIVE_UP_AFTER)
    else:
        Letter.objects.mark(letters, sent_at=at, claimed_until=None)
    return False


def _mail(commenter, letters, at, mailer):
    lines = [_line(letter, at) for letter in letters]
    language = lines[0]["language"]
    mailing.send(
        "letters",
        to=commenter.address,
        language=language,
        unsubscribe=declining.address_to_mute(commenter, language),
        number=letters[0].pk,
        mailer=mailer,
        lines=lines,
    )


@transaction.atomic
def _claimed(commenter_id, at):
    """Return the commenter and the letters that go out now, claimed; what is no longer true is cancelled."""
    commenter = Commenter.objects.locked(commenter_id)
    # Somebody else may have written while this worker waited for the lock.
    if commenter is None or not commenter.letters.readers_due(at):
        return commenter, []
    # In the order of the decisions, not of `due_at`, which moves when a letter is put back; locked, since an undoing
    # may cancel one at this moment.
    due = commenter.letters.due(at).whole().order_by("pk").select_for_update(of=("self",))
    latest = {(letter.kind, letter.comment_id): letter for letter in due}.values()
    good = [letter for letter in latest if commenter.may_be_mailed and letter.is_true and letter.is_wanted]
    Letter.objects.mark([letter for letter in due if letter not in good], cancelled_at=at, claimed_until=None)
    Letter.objects.mark(good, claimed_until=at + CLAIMED)
    return commenter, good


def _line(letter, at):
    """Return what one letter says: {language, sentence, reason, headline, link, stop}, in the language of its story."""
    about = letter.about
    language = language_of(about.discussion.story_id, at=at)
    edition = posting.live_edition(about.discussion.story_id, at=at)
    link = mailing.absolute("receipt", receipts.token_for(about))
    if edition and letter.kind == Letter.Kind.REPLY:
        link = mailing.on_page(letter.comment)
    with translation.override(language):
        sentence = _sentence(letter)
    return {
        "language": language,
        "sentence": sentence,
        "reason": _reason(letter.decision, language),
        "headline": edition.headline if edition else "",
        "link": link,
        "stop": declining.address_to_stop(about),
    }


def _sentence(letter):
    if letter.kind == Letter.Kind.REPLY:
        return _("Your comment has been answered.")
    if letter.decision.verb == Verb.TAKE_EDIT:
        return _("Your comment is on the page as you changed it.")
    if letter.decision.verb == Verb.REFUSE_EDIT:
        return _("Our moderators have not taken your change: your comment stays as it was.")
    return {
        Status.APPROVED: _("Your comment is on the page."),
        Status.PENDING: _("Our moderators have taken their decision back and read your comment once more."),
        Status.REMOVED: _("Our moderators have taken your comment off the page."),
    }.get(letter.decision.to_status, _("Our moderators have decided not to publish your comment."))


def _reason(decision, language):
    """Return the newsroom's own words for a refusal, in the reader's language where they are from its list."""
    if decision.verb not in (Verb.REJECT, Verb.REMOVE, Verb.REFUSE_EDIT):
        return ""
    return decision.reason_in(language)
