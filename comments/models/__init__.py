"""What readers say: discussions and comments, the private half behind them, and the log of decisions."""

from comments.models.audit_log.address_access import AddressAccess
from comments.models.audit_log.decision import Batch, Decision
from comments.models.audit_log.discussion_act import DiscussionAct
from comments.models.audit_log.privacy_act import PrivacyAct
from comments.models.audit_log.rule_change import RuleChange
from comments.models.block import Block
from comments.models.comment.comment import Comment
from comments.models.commenter import Commenter, Trace
from comments.models.discussion import Discussion
from comments.models.edit import Edit
from comments.models.fields import BODY_MAX, NAME_MAX
from comments.models.flag import Flag
from comments.models.mailed_link import DataRequest, MailedLink
from comments.models.notification import Digest, Notification
from comments.models.policy import ModerationPolicy
from comments.models.reason import Reason
from comments.models.refusals import AlreadyDecided, NotAllowed, NotPermitted, Refused
from comments.models.report import Report
from comments.models.states import Cause, Policy, Status
from comments.models.verbs import Verb

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
