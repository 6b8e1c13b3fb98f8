"""The moderators' side of the desk. The private half (Commenter, Trace) has none."""

from comments.admin.block import BlockAdmin
from comments.admin.comment import CommentAdmin
from comments.admin.data import PrivacyActAdmin
from comments.admin.discussion import DiscussionAdmin
from comments.admin.policies import ModerationPolicyAdmin, ReasonAdmin

__all__ = ["BlockAdmin", "CommentAdmin", "DiscussionAdmin", "ModerationPolicyAdmin", "PrivacyActAdmin", "ReasonAdmin"]
