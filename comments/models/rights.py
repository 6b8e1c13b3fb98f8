"""Who may do what with comments. Permissions come with the groups, ModerationPolicy.moderators says where they hold."""

from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from comments.models.policy import limits_of
from comments.models.refusals import NotPermitted
from newsroom.accounts.permissions import holds
from newsroom.types import StrOrPromise

Rows = TypeVar("Rows", bound=models.QuerySet)

MODERATE, KEEP_RULES = "comments.moderate_comment", "comments.keep_rules"


class Right(NamedTuple):
    """What somebody may do: all the `permissions` that it takes; `refusal`, the sentence for who doesn't have it."""

    permissions: tuple[str, ...]
    refusal: StrOrPromise


DECIDING = Right((MODERATE,), _("You don’t have permission to decide on this comment: ask a moderator of its section."))
OPENING = Right(
    (MODERATE,), _("You don’t have permission to open or close this discussion: ask a moderator of its section.")
)
ANSWERING = Right(
    (MODERATE, "comments.answer_comment"),
    _("You don’t have permission to answer for the newsroom here: ask a moderator of the section."),
)
SEE_ADDRESS = Right(
    (MODERATE, "comments.see_address"),
    _("You don’t have permission to see who sent this comment: ask a moderator of its section."),
)
ERASING = Right(
    ("comments.erase_commenter",),
    _("You don’t have permission to export or erase a reader’s data: ask a lead moderator."),
)
LIFTING = Right((KEEP_RULES,), _("You don’t have permission to lift a block: ask a lead moderator."))


def may(user: User | None, right: Right, row: models.Model | None = None) -> bool:
    """See also CommentQuerySet.open_to. A query for the person's sections, unless `moderated` is prefetched."""
    if user is None or not holds(user, *right.permissions):
        return False
    sections = limits_of(user) if row else []
    discussion: Any = getattr(row, "discussion", row)
    return not sections or discussion.story.section_id in sections


def within_limits(rows: Rows, user: User, path: str) -> Rows:
    """`path` leads from a row to its section; without limits there is no join, so that an index serves."""
    if not holds(user, MODERATE):
        return rows.none()
    sections = limits_of(user)
    return rows.filter(**{f"{path}__in": sections}) if sections else rows.all()


def read_limits(user: User) -> None:
    """Read a person's sections once, for many rows that each ask for them."""
    prefetch_related_objects([user], "moderated")


def require(user: User | None, right: Right, row: models.Model | None = None) -> None:
    """Raise NotPermitted unless a person has this right."""
    if not may(user, right, row):
        raise NotPermitted(str(right.refusal))


def require_over_rule(user: User, verb: str, model: type[models.Model] | models.Model) -> None:
    """Raise NotPermitted unless a person may "add", "change" or "delete" such a rule."""
    refusal = _("You don’t have permission to change the moderation rules: ask a lead moderator.")
    require(user, Right((KEEP_RULES, f"comments.{verb}_{model._meta.model_name}"), refusal))
