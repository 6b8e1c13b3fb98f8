"""What can be done with a comment: the verbs, each of which writes its Decision."""

from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import moderation
from comments.models.decision import Latest
from comments.models.refusals import NotAllowed
from comments.models.states import Cause, Verb


class Verbs:
    """
    The verbs of Comment. `by` is the moderator; `how` is what moderation.move takes besides: {log, do, latest}.

    Each returns the Decision; raises NotAllowed or AlreadyDecided (see moderation.move).
    """

    def approve(self, *, by, at=None, **how):
        """Put the comment on the page."""
        return moderation.move(self, Verb.APPROVE, by=by, at=at, **how, held_at=None)

    def hold(self, *, by, reason="", at=None, **how):
        """Leave the comment waiting, behind those that nobody has looked at."""
        return moderation.move(self, Verb.HOLD, by=by, reason=reason, at=at, **how, held_at=at or timezone.now())

    def reject(self, *, by, reason, at=None, **how):
        """Keep the comment off the page, for a reason that its reader may be told."""
        if not reason.strip():
            raise NotAllowed(_("Give a reason for rejecting it."))
        return moderation.move(self, Verb.REJECT, by=by, reason=reason, at=at, **how)

    def mark_spam(self, *, by, at=None, **how):
        """Keep the comment off the page, as advertising."""
        return moderation.move(self, Verb.MARK_SPAM, by=by, at=at, **how)

    def send_back(self, *, by, reason="", at=None, **how):
        """Let the comment wait for a decision again, off the page."""
        return moderation.move(self, Verb.SEND_BACK, by=by, reason=reason, at=at, **how)

    def remove(self, *, by, reason="", at=None, **how):
        """Take an approved comment off the page."""
        return moderation.move(self, Verb.REMOVE, by=by, reason=reason, at=at, **how)

    def restore(self, *, by, reason, at=None, latest=None, **how):
        """Put a removed comment back on the page: for a reason, and by somebody else than who removed it."""
        if not reason.strip():
            raise NotAllowed(_("Give a reason for restoring it."))
        latest = latest or Latest([self])
        removal = latest.about(self)
        if removal and removal.verb == Verb.REMOVE and removal.by == by:
            raise NotAllowed(_("You removed it yourself: another moderator must restore it."), decision=removal)
        return moderation.move(self, Verb.RESTORE, by=by, reason=reason, at=at, latest=latest, **how)

    def pick(self, *, by, at=None, **how):
        """Show the comment among the editors’ picks."""
        if self.picked_at:
            raise NotAllowed(_("This comment is already picked."))
        return moderation.move(self, Verb.PICK, by=by, at=at, **how, picked_at=at or timezone.now())

    def unpick(self, *, by, at=None, **how):
        """Show the comment like any other."""
        if not self.picked_at:
            raise NotAllowed(_("This comment isn’t picked."))
        return moderation.move(self, Verb.UNPICK, by=by, at=at, **how, picked_at=None)

    def mask(self, *, by, spans, reason="", at=None, **how):
        """Hide these parts of the text, [(start, end), …] in characters, visibly: somebody's personal data."""
        spans = sorted((start, end) for start, end in spans if 0 <= start < end <= len(self.body))
        if not spans:
            raise NotAllowed(_("Select the words to mask first."))
        return moderation.move(self, Verb.MASK, by=by, reason=reason, at=at, **how, masks=spans)

    def unmask(self, *, by, at=None, **how):
        """Show the whole text."""
        if not self.masks:
            raise NotAllowed(_("Nothing in this comment is masked."))
        return moderation.move(self, Verb.UNMASK, by=by, at=at, **how, masks=[])

    def admit(self, *, at=None):
        """Put the comment on the page because the rules say so, with nobody of the newsroom behind that."""
        return moderation.move(self, Verb.ADMIT, by=Cause.RULES, at=at)

    def withdraw(self, *, at=None):
        """Take the comment back for the reader who wrote it: nobody of the newsroom is behind that."""
        return moderation.move(self, Verb.WITHDRAW, by=Cause.READER, at=at)

    for _verb in (approve, hold, reject, mark_spam, send_back, remove, restore, pick, unpick, mask, unmask, admit):
        _verb.alters_data = True
    withdraw.alters_data = True
    del _verb
