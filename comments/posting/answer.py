"""The newsroom's answers to readers: written at the desk, signed with a name, and at once on the page."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition
from comments import policy
from comments.models import NAME_MAX, Comment, NotAllowed, rights
from comments.models.refusals import name_of
from comments.posting.post import WINDOW, live_edition
from newsroom.db.locks import lock


@transaction.atomic
def answer(comment: Comment, *, by: User, body: str, at: datetime | None = None) -> Comment:
    """
    Answer a comment for the newsroom, also in a closed discussion: it is readers whom it is closed to.

    The same by the same person within WINDOW is the first, while that stands: the button was pressed twice. Raises
    NotAllowed where readers don't see the comment or its story.
    """
    rights.require(by, rights.ANSWERING, comment)
    at = at or timezone.now()
    edition = live_edition(comment.discussion.story_id, at=at)
    if not comment.is_approved or edition is None or policy.stance(edition, comment.discussion, at=at).is_hidden:
        raise NotAllowed(_("Readers don’t see this comment: approve it before replying."))
    lock(f"answer {comment.pk}")
    if first := Comment.objects.near(at, WINDOW).answer_by(by, to=comment, body=body):
        return first
    answer = Comment.objects.create(
        discussion=comment.discussion,
        root=comment.root or comment,
        reply_to=comment,
        by=by,
        name=name_of(by)[:NAME_MAX],
        badge=_badge(edition, by),
        body=body,
        created_at=at,
    )
    answer.approve(by=by, at=at)
    return answer


def _badge(edition: Edition, user: User) -> str:
    signs = edition.bylines.filter(contributor__user=user).exists()
    return Comment.Badge.AUTHOR if signs else Comment.Badge.NEWSROOM
