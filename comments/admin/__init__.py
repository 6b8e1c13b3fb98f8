"""The moderators' side of the desk. The private half (Commenter, Trace) has none."""

from comments.admin.block import BlockAdmin
from comments.admin.comment import CommentAdmin
from comments.admin.data import DataActAdmin
from comments.admin.discussion import DiscussionAdmin
from comments.admin.rules import HousePolicyAdmin, ReasonAdmin

__all__ = ["BlockAdmin", "CommentAdmin", "DataActAdmin", "DiscussionAdmin", "HousePolicyAdmin", "ReasonAdmin"]
