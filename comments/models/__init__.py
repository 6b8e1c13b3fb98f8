"""What readers say: discussions and comments, the private half behind them, and the log of decisions."""

from comments.models.clue import Clue
from comments.models.comment import BODY_MAX, NAME_MAX, Comment
from comments.models.commenter import Commenter, Trace
from comments.models.data_act import DataAct
from comments.models.data_request import DataRequest
from comments.models.decision import Batch, Decision, DiscussionAct
from comments.models.digest import Digest
from comments.models.discussion import Discussion
from comments.models.edit import Edit
from comments.models.letter import Letter, MailedLink
from comments.models.look import Look
from comments.models.refusals import AlreadyDecided, NotAllowed, NotPermitted, Refused
from comments.models.report import Report
from comments.models.rule import Block, HousePolicy, Reason
from comments.models.rule_act import RuleAct
from comments.models.states import Cause, Policy, Status, Verb

__all__ = [
    "BODY_MAX",
    "NAME_MAX",
    "AlreadyDecided",
    "Batch",
    "Block",
    "Cause",
    "Clue",
    "Comment",
    "Commenter",
    "DataAct",
    "DataRequest",
    "Decision",
    "Digest",
    "Discussion",
    "DiscussionAct",
    "Edit",
    "HousePolicy",
    "Letter",
    "Look",
    "MailedLink",
    "NotAllowed",
    "NotPermitted",
    "Policy",
    "Reason",
    "Refused",
    "Report",
    "RuleAct",
    "Status",
    "Trace",
    "Verb",
]
