"""The log keeps no address by which somebody could open what isn't theirs."""

import logging

import pytest

from newsroom.logs import WithoutTokens


@pytest.mark.parametrize("place", ["/preview/", "/comments/receipt/", "/comments/reported/"])
def test_a_token_is_taken_out_of_a_line(place):
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (f"{place}zsecret:x-Y/edit/",)})
    assert WithoutTokens().filter(record)
    assert record.getMessage() == f"Not Found: {place}[token]/edit/"
