"""From which machine a request comes, and what is said where the proxies don't say it."""

import logging

import pytest
from django.test import RequestFactory

from newsroom.http import network
from newsroom.http.network import reader_ip


@pytest.fixture(autouse=True)
def nothing_said_yet():
    network._warn.cache_clear()


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "ip"),
    [
        (0, "203.0.113.7", None, "203.0.113.7"),
        (0, "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        (1, "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "10.0.0.1", "198.51.100.1", "10.0.0.1"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (1, "10.0.0.1", "nonsense", "10.0.0.1"),
        (1, "10.0.0.1", "1.2.3.4, \x00", "10.0.0.1"),
        (0, "", None, None),
        (0, "::ffff:203.0.113.7", None, "203.0.113.7"),
        (0, "fe80::1%eth0", None, "fe80::1"),
        (0, "2001:DB8::1", None, "2001:db8::1"),
    ],
)
def test_a_reader_address_is_what_the_last_trusted_machine_says(settings, proxies, peer, forwarded, ip):
    settings.PROXIES = proxies
    meta = {"REMOTE_ADDR": peer} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {})
    assert reader_ip(RequestFactory().post("/", **meta)) == ip


def test_what_the_proxies_leave_out_is_said_once_and_without_an_address(settings, caplog):
    settings.PROXIES = 2
    with caplog.at_level(logging.WARNING):
        for _time in range(3):
            reader_ip(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1"))
    (line,) = caplog.messages
    assert "PROXIES is 2" in line
    assert "198.51.100.1" not in line


def test_nothing_is_said_where_every_proxy_says_its_part(settings, caplog):
    settings.PROXIES = 1
    reader_ip(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1"))
    assert not caplog.messages
