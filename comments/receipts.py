"""The address of a receipt: private because it can't be guessed, and signed so that it can't be made up."""

from django.core import signing

_signer = signing.Signer(salt="comments.receipt")


def token_for(comment):
    """Return the token in the address of the comment's receipt, always the same."""
    return _signer.sign(comment.public_id)


def public_id_in(token):
    """Return the public id that a token holds, or None where the token isn't ours."""
    try:
        return _signer.unsign(token)
    except signing.BadSignature:
        return None
