"""What the reader of a comment wants to be told of by mail. Only a proved address gets any. See also declining."""

from comments.models import Comment, Status


def wish(comment: Comment, *, decision: bool, replies: bool) -> None:
    """Note whether the comment's writer wants to be told what is decided about it, and of replies to it."""
    Comment.objects.note_wishes(comment, wants_decision=decision, wants_replies=replies)
    comment.wants_decision, comment.wants_replies = decision, replies


def is_possible(comment: Comment) -> bool:
    """Whether there is anything to tell, and anybody: not of what was withdrawn, erased, or our own."""
    return comment.commenter_id is not None and comment.status != Status.WITHDRAWN
