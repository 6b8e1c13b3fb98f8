"""What readers say: discussions and comments, the private half behind them, and the log of decisions."""

from comments.models.access import AddressAccess
from comments.models.comment import BODY_MAX, NAME_MAX, Comment
from comments.models.commenter import Commenter, Trace
from comments.models.data_request import DataRequest
from comments.models.decision import Batch, Decision, DiscussionAct
from comments.models.digest import Digest
from comments.models.discussion import Discussion
from comments.models.edit import Edit
from comments.models.flag import Flag
from comments.models.notification import MailedLink, Notification
from comments.models.privacy_act import PrivacyAct
from comments.models.refusals import AlreadyDecided, NotAllowed, NotPermitted, Refused
from comments.models.report import Report
from comments.models.rule import Block, ModerationPolicy, Reason
from comments.models.rule_act import RuleChange
from comments.models.states import Cause, Policy, Status, Verb

__all__ = [
    "BODY_MAX",
    "NAME_MAX",
    "AddressAccess",
    "AlreadyDecided",
    "Batch",
    "Block",
    "Cause",
    "Comment",
    "Commenter",
    "DataRequest",
    "Decision",
    "Digest",
    "Discussion",
    "DiscussionAct",
    "Edit",
    "Flag",
    "MailedLink",
    "ModerationPolicy",
    "NotAllowed",
    "NotPermitted",
    "Notification",
    "Policy",
    "PrivacyAct",
    "Reason",
    "Refused",
    "Report",
    "RuleChange",
    "Status",
    "Trace",
    "Verb",
]
