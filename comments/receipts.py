"""The addresses of receipts: private because they can't be guessed, and signed so that they can't be made up."""

from django.core import signing

_comments = signing.Signer(salt="comments.receipt")
_reports = signing.Signer(salt="comments.report")


def token_for(comment):
    """Return the token in the address of the comment's receipt, always the same."""
    return _comments.sign(comment.public_id)


def public_id_in(token):
    """Return the public id of a comment that a token holds, or None where the token isn't ours."""
    return _unsigned(_comments, token)


def token_for_report(report):
    """Return the token in the address of the report's receipt, always the same."""
    return _reports.sign(report.public_id)


def report_id_in(token):
    """Return the public id of a report that a token holds, or None where the token isn't ours."""
    return _unsigned(_reports, token)


def _unsigned(signer, token):
    try:
        return signer.unsign(token)
    except signing.BadSignature:
        return None
