"""Why an act can't be done, in sentences for a journalist."""


class Refused(Exception):
    """An act that can't be done; the message says why, for a journalist."""
