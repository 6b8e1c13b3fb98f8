"""
The letters that are due, several of one reader in one mail.

A letter is marked as sent before it is handed over, and the mark is taken back where the mail server refuses it. So
a worker that is killed in between loses that mail: rather lost than twice, since the receipt tells the same. And no
transaction is open while the mail server takes its time: SQLite has one for everybody.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from comments import declining, mailing, posting, receipts
from comments.models import Commenter, Letter, Status, Verb

GIVE_UP_AFTER = timedelta(days=1)

log = logging.getLogger(__name__)


def send_due(at=None):
    """Send what is due: one mail a reader, none sooner than fifteen minutes after the last one."""
    at = at or timezone.now()
    for commenter_id in Letter.objects.readers_due(at):
        _write_to(commenter_id, at)


def _write_to(commenter_id, at):
    commenter, letters = _taken(commenter_id, at)
    if not letters:
        return
    language = letters[0].about.discussion.story.language
    try:
        with translation.override(language):
            lines = [_line(letter, language, at) for letter in letters]
        unsubscribe = declining.address_to_mute(commenter, language)
        mailing.send("letters", to=commenter.address, language=language, unsubscribe=unsubscribe, lines=lines)
    except mailing.NotSent as failure:
        log.warning("A mail with %d letters was not taken (%s); it is tried again.", len(letters), failure)
        Letter.objects.put_back(letters, at=at, unless_before=at - GIVE_UP_AFTER)


@transaction.atomic
def _taken(commenter_id, at):
    """Return the commenter and the letters that go out now, marked as sent; what is no longer true is cancelled."""
    commenter = Commenter.objects.locked(commenter_id)
    # Somebody else may have written while this worker waited for the lock.
    if commenter is None or commenter_id not in Letter.objects.readers_due(at):
        return commenter, []
    due = list(Letter.objects.due(at).whole().filter(commenter=commenter))
    latest = {(letter.kind, letter.comment_id): letter for letter in due}.values()
    good = [letter for letter in latest if commenter.may_be_mailed and letter.is_true and letter.is_wanted]
    Letter.objects.mark([letter for letter in due if letter not in good], cancelled_at=at)
    Letter.objects.mark(good, sent_at=at)
    return commenter, good


def _line(letter, language, at):
    """Return what one letter says: {sentence, reason, headline, link, stop}."""
    about = letter.about
    edition = posting.live_edition(about.discussion.story_id, at=at)
    link = mailing.absolute("receipt", receipts.token_for(about))
    if edition and letter.kind == Letter.Kind.REPLY:
        link = mailing.on_page(letter.comment)
    return {
        "sentence": _sentence(letter),
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
    return decision.canned.text_in(language) if decision.canned else decision.reason
