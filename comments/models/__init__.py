"""What readers say: discussions and comments, the private half behind them, and the log of decisions."""

from comments.models.comment import BODY_MAX, NAME_MAX, Clue, Comment
from comments.models.commenter import Commenter, Trace
from comments.models.decision import Decision, DiscussionAct
from comments.models.discussion import Discussion
from comments.models.refusals import AlreadyDecided, NotAllowed, Refused
from comments.models.states import Policy, Status, Verb

__all__ = [
    "BODY_MAX",
    "NAME_MAX",
    "AlreadyDecided",
    "Clue",
    "Comment",
    "Commenter",
    "Decision",
    "Discussion",
    "DiscussionAct",
    "NotAllowed",
    "Policy",
    "Refused",
    "Status",
    "Trace",
    "Verb",
]
