"""The moderators' side of the desk. The private half (Commenter, Trace) has none."""

from comments.admin.comment import CommentAdmin
from comments.admin.discussion import DiscussionAdmin

__all__ = ["CommentAdmin", "DiscussionAdmin"]
