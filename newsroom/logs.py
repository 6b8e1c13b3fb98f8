"""The log, without tokens and email addresses."""

import logging
import re

TOKEN = re.compile(r"(/(?:preview|receipt|reported|proof|data|unsubscribe|mute)/)[^/\s]+")
# What stands before and after an @, as mail servers quote it too: <a@b>, {'a@b': …}, "a b"@c, a%40b.
ADDRESS = re.compile(r"""(?:"[^"\n]*"|[^\s<>"'(){}\[\],;:=&?/@%]+)(?:@|%40)[^\s<>"'(){}\[\],;:&/@%]+""")


class WithoutTokens(logging.Filter):
    """
    Takes tokens and email addresses out of a line and the trace below it.

    With the token of a shared preview, or of a reader's own pages, a reader of the log could open them. A mail server
    that refuses an address quotes it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, without tokens and addresses."""
        record.msg, record.args = cleaned(record.getMessage()), ()
        if record.exc_info:
            # Handlers write this text where there is one, and don't ask the exception again.
            record.exc_text = cleaned(logging.Formatter().formatException(record.exc_info))
        return True


def cleaned(text: str) -> str:
    return ADDRESS.sub("[address]", TOKEN.sub(r"\1[token]", text))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "newsroom.logs.WithoutTokens"}},
    # As gunicorn writes its own lines.
    "formatters": {
        "dated": {
            "format": "[%(asctime)s] [%(process)d] [%(levelname)s] %(message)s",
            "datefmt": "%Y-%m-%d %H:%M:%S %z",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without_tokens"], "formatter": "dated"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
