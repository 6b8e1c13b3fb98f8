"""What the fields of several models have in common: lengths, the identifier in a URL."""

import secrets

NAME_MAX = 60
BODY_MAX = 5_000
REASON_MAX = 500
PUBLIC_ID = r"[-\w]{12}"


def new_public_id() -> str:
    """72 bits that can't be guessed: addresses must not reveal what is waiting."""
    return secrets.token_urlsafe(9)
