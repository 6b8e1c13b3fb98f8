"""What the site's log doesn't keep."""

import logging
import re

TOKEN = re.compile(r"(/(?:preview|receipt|reported|proof|data|unsubscribe|mute)/)[^/\s]+")


class WithoutTokens(logging.Filter):
    """
    Takes the token out of an address that is meant for one person: a shared preview, a reader's own pages.

    Whoever read it in the log could open the page.
    """

    def filter(self, record):
        """Let every line through, without tokens."""
        record.msg, record.args = TOKEN.sub(r"\1[token]", record.getMessage()), ()
        return True
