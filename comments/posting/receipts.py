"""The addresses of receipts: private because they can't be guessed, and signed so that they can't be made up."""

from django.core import signing

from comments.models import Comment, Report

COMMENTS, REPORTS = "comments.receipt", "comments.report"


def token_for(comment: Comment) -> str:
    return signing.Signer(salt=COMMENTS).sign(comment.public_id)


def public_id_in(token: str) -> str | None:
    """Of a comment; None where the token isn't ours."""
    return _unsigned(COMMENTS, token)


def token_for_report(report: Report) -> str:
    return signing.Signer(salt=REPORTS).sign(report.public_id)


def report_id_in(token: str) -> str | None:
    """Of a report; None where the token isn't ours."""
    return _unsigned(REPORTS, token)


def _unsigned(salt: str, token: str) -> str | None:
    try:
        return signing.Signer(salt=salt).unsign(token)
    except signing.BadSignature:
        return None
