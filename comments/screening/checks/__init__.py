"""
Each reason for holding a comment, one small function a reason.

A check takes a Case and returns what it Found, or None. It decides nothing: see screen.py. Those in ASKING
ask the database, the others look at nothing but the submission.
"""

from comments.screening.case import Case
from comments.screening.checks import (
    alike,
    blocked,
    capitals,
    disposable,
    links,
    names,
    pace,
    personal,
    script,
    sending,
    wording,
)
from comments.screening.found import Found, Recent

LOOKING = (
    sending.honeypot,
    sending.too_fast,
    sending.cross_site,
    sending.no_browser,
    links.links,
    script.script,
    capitals.capitals,
    personal.personal,
    disposable.throw_away,
    wording.words,
    pace.flood,
    pace.house,
)
ASKING = (
    blocked.blocked,
    names.staff_name,
    alike.duplicate,
    alike.near_duplicate,
    pace.refused_before,
    pace.heat,
)
CHECKS = (*LOOKING, *ASKING)

__all__ = ["ASKING", "CHECKS", "LOOKING", "Case", "Found", "Recent"]
