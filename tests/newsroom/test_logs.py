"""The log keeps no address by which somebody could open what isn't theirs."""

import io
import logging
import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings

from newsroom.logs import WithoutTokens, cleaned


@pytest.mark.parametrize("place", ["/preview/", "/comments/receipt/", "/comments/reported/"])
def test_a_token_is_taken_out_of_a_line(place):
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (f"{place}zsecret:x-Y/edit/",)})
    assert WithoutTokens().filter(record)
    assert record.getMessage() == f"Not Found: {place}[token]/edit/"


@pytest.mark.parametrize(
    "line",
    [
        "{'zoe@example.org': (550, b'5.1.1 <zoe@example.org> is not here')}",
        'RCPT TO:<"zoe quark"@example.org> refused',
        "to=zoé.q+tag@exämple.org;",
        "/search/?address=zoe%40example.org",
        "smtp://user:zoe@example.org:587",
        "(zoe@example.org)",
    ],
)
def test_an_address_is_taken_out_of_a_line(line):
    assert "zo" not in cleaned(line)
    assert "[address]" in cleaned(line)


@pytest.mark.parametrize("line", ["  @never_cache", "a @ b", "@", "name @home", 'File "newsroom/logs.py", line 3'])
def test_what_is_no_address_stays(line):
    assert cleaned(line) == line


def test_an_address_is_taken_out_of_the_trace_below_a_line():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(WithoutTokens())
    log = logging.Logger("a log of its own")
    log.addHandler(handler)
    try:
        raise SMTPRecipientsRefused({"zoe@example.org": (550, b"<zoe@example.org> is not here")})
    except SMTPRecipientsRefused:
        log.exception("It failed.")
    assert "SMTPRecipientsRefused" in out.getvalue()
    assert "zoe" not in out.getvalue()


def test_a_line_says_when_it_was_written_and_by_which_process():
    console = settings.LOGGING["handlers"]["console"]["formatter"]
    form = settings.LOGGING["formatters"][console]
    record = logging.makeLogRecord({"msg": "Not Found: /x/", "levelname": "WARNING", "process": 7})
    line = logging.Formatter(form["format"], form["datefmt"]).format(record)
    assert re.fullmatch(r"\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}\] \[7\] \[WARNING\] Not Found: /x/", line)
