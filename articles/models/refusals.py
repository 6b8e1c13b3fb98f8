"""Why an act can't be done, in sentences for a journalist."""


class Refused(Exception):
    """An act that can't be done; the message says why, for a journalist."""


class NotPermitted(Refused):
    """An act that this person may not do; the message says whom to ask, and nothing of what it was about."""
