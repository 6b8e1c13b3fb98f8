"""Why a verb can't be done, in sentences for a moderator."""

from typing import Any

from django.contrib.auth.models import User
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from comments.models.verbs import Verb
from newsroom.text.dates import moment
from newsroom.types import StrOrPromise

LogRow = Any  # of a log, such as a Decision: the logs import this module


class Refused(Exception):
    """A verb that can't be done; `decision` is the log's latest row about the same thing, None where there is none."""

    def __init__(self, sentence: StrOrPromise, *, decision: LogRow = None) -> None:
        super().__init__(sentence)
        self.decision = decision


class NotAllowed(Refused):
    """The table has no such move: what is approved can't be rejected."""


class NotPermitted(NotAllowed):
    """This person may not do it; the message says whom to ask."""


class AlreadyDecided(Refused):
    """Somebody was first; the message says who and when."""

    def __init__(self, *, decision: LogRow) -> None:
        sentence = _("%(who)s already decided, on %(when)s: %(what)s.")
        super().__init__(sentence % {**who_and_when(decision), "what": decision.outcome}, decision=decision)


def who_and_when(decision: LogRow) -> dict[str, str]:
    """Of a row of the log, for a sentence: {who, when}, in local time."""
    is_admitted = getattr(decision, "verb", "") == Verb.ADMIT
    who = _("The site") if is_admitted else behind(decision, is_first_word=True)
    return {"who": who, "when": moment(decision.decided_at)}


def behind(act: LogRow, *, is_first_word: bool = False) -> str:
    """Who did what a row of a log says: a person by name, else its Cause."""
    if act.by:
        return name_of(act.by)
    cause = str(act.get_cause_display())
    return capfirst(cause) if is_first_word else cause


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()
