"""Showing a version to somebody without an account, under embargo or legal hold too: to the story's lawyer, say."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PreviewLink, Revision, StoryAct, rights
from articles.models.act import Refused
from articles.models.verbs import Verb
from articles.publishing.publish import AlreadyDone

LONGEST = timedelta(days=30)


@transaction.atomic
def share(
    revision: Revision, *, by: User, expires_at: datetime, recipient: str = "", at: datetime | None = None
) -> PreviewLink:
    """Make a link to this version and log it; raise Refused where its end has passed or is over thirty days ahead."""
    rights.require(by, rights.SHARING, revision.story)
    at = at or timezone.now()
    if expires_at <= at:
        raise Refused(_("The link would already have expired: choose a later time."))
    if expires_at > at + LONGEST:
        raise Refused(_("A preview link lasts %(days)d days at most: choose an earlier end.") % {"days": LONGEST.days})
    link = PreviewLink.objects.create(
        revision=revision, recipient=recipient, made_at=at, made_by=by, expires_at=expires_at
    )
    _log(Verb.SHARE, link, by, at)
    return link


@transaction.atomic
def revoke(link: PreviewLink, *, by: User, at: datetime | None = None) -> PreviewLink:
    """End a link now and log it; raise AlreadyDone where it was revoked before, Refused where it has expired."""
    rights.require(by, rights.SHARING, link.revision.story)
    at = at or timezone.now()
    done = PreviewLink.objects.open(at).filter(pk=link.pk).update(revoked_at=at, revoked_by=by)
    link.refresh_from_db(fields=["revoked_at", "revoked_by", "expires_at"])
    if not done and link.revoked_by and link.revoked_at:
        sentence = _("%(who)s already revoked this link, on %(when)s.")
        raise AlreadyDone(sentence, by=link.revoked_by, done_at=link.revoked_at)
    if not done:
        raise Refused(_("This link has already expired."))
    _log(Verb.REVOKE, link, by, at)
    return link


def count_use(link: PreviewLink, at: datetime) -> bool:
    """Count a use of the link; return whether the link was open at that moment."""
    return PreviewLink.objects.open(at).filter(pk=link.pk).update(uses=F("uses") + 1, used_at=at) == 1


def _log(verb: Verb, link: PreviewLink, by: User, at: datetime) -> None:
    StoryAct.objects.create(
        story=link.revision.story, revision=link.revision, verb=verb, by=by, done_at=at, note=link.recipient
    )
