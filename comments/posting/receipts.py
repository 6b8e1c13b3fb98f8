"""The addresses of receipts: private because they can't be guessed, and signed so that they can't be made up."""

from django.core import signing

COMMENTS, REPORTS = "comments.receipt", "comments.report"


def token_for(comment):
    """Return the token in the address of the comment's receipt, always the same."""
    return signing.Signer(salt=COMMENTS).sign(comment.public_id)


def public_id_in(token):
    """Return the public id of a comment that a token holds, or None where the token isn't ours."""
    return _unsigned(COMMENTS, token)


def token_for_report(report):
    """Return the token in the address of the report's receipt, always the same."""
    return signing.Signer(salt=REPORTS).sign(report.public_id)


def report_id_in(token):
    """Return the public id of a report that a token holds, or None where the token isn't ours."""
    return _unsigned(REPORTS, token)


def _unsigned(salt, token):
    try:
        return signing.Signer(salt=salt).unsign(token)
    except signing.BadSignature:
        return None
