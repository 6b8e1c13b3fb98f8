"""What the reader of a comment wants to be told of by mail. Only a proved address gets any. See also declining."""

from comments.models import Comment


def wish(comment, *, decision, replies):
    """Note whether the comment's writer wants to be told what is decided about it, and of replies to it."""
    Comment.objects.note_wishes(comment, wants_decision=decision, wants_replies=replies)
    comment.wants_decision, comment.wants_replies = decision, replies


def is_possible(comment):
    """Return whether there is anybody to be told: the newsroom's own answers and what was erased have nobody."""
    return comment.commenter_id is not None
