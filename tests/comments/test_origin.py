"""Where a request comes from."""

import pytest
from django.test import RequestFactory

from comments.screening.origin import ELSEWHERE, FROM_NO_PAGE, UNSAID, is_same_origin, sender_of

HOST = {"HTTP_HOST": "localhost:8000"}


def request(**meta):
    """Return a request with nothing but these headers."""
    return RequestFactory().post("/", **(HOST | meta))


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_SEC_FETCH_SITE": "none"}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": ""}, False),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://localhost:8000"}, False),
        ({"HTTP_ORIGIN": "http://localhost:8000"}, True),
        ({"HTTP_ORIGIN": "http://LOCALHOST:8000"}, True),
        ({"HTTP_ORIGIN": "http://localhost"}, False),
        ({"HTTP_ORIGIN": "http://localhost:8000.evil.example"}, False),
        ({"HTTP_ORIGIN": "http://localhost:8000@evil.example"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": "http://[::1"}, False),
        ({"HTTP_ORIGIN": "null", "HTTP_REFERER": "http://localhost:8000/a/"}, False),
        ({"HTTP_REFERER": "http://localhost:8000/2026/01/01/a/"}, True),
        ({"HTTP_REFERER": "http://evil.example/localhost:8000"}, False),
        ({"HTTP_REFERER": ""}, False),
        ({}, False),
    ],
)
def test_only_our_own_pages_are_same_origin(headers, answer):
    assert is_same_origin(request(**headers)) is answer


def test_what_a_browser_would_have_said_is_missed():
    browser = {"HTTP_USER_AGENT": "Firefox", "HTTP_ACCEPT": "*/*", "HTTP_ACCEPT_LANGUAGE": "fr"}
    assert sender_of(request(**browser)).missing == ()
    assert sender_of(request(HTTP_USER_AGENT="curl")).missing == ("Accept", "Accept-Language")


SECURE = {"wsgi.url_scheme": "https"}
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("headers", "oddity"),
    [
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, ""),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://localhost:8000"}, ""),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, ""),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://evil.example"}, ELSEWHERE),
        ({"HTTP_SEC_FETCH_SITE": "none"}, FROM_NO_PAGE),
        ({"HTTP_ORIGIN": "http://localhost:8000", "HTTP_USER_AGENT": CHROME}, ""),
        ({"HTTP_ORIGIN": "http://localhost:8000", "HTTP_USER_AGENT": CHROME, "wsgi.url_scheme": "https"}, UNSAID),
        ({"HTTP_ORIGIN": "http://localhost:8000", "HTTP_USER_AGENT": "Chrome/75.0", "wsgi.url_scheme": "https"}, ""),
        (
            {"HTTP_ORIGIN": "http://localhost:8000", "HTTP_USER_AGENT": "Firefox/140", "wsgi.url_scheme": "https"},
            UNSAID,
        ),
        ({"HTTP_ORIGIN": "http://localhost:8000", "HTTP_USER_AGENT": "Safari/605", "wsgi.url_scheme": "https"}, ""),
    ],
)
def test_what_is_odd_about_a_form_that_is_let_through(headers, oddity):
    assert sender_of(request(**headers)).site == oddity


def test_the_name_that_the_browser_knows_the_site_by():
    assert sender_of(request()).host == "localhost"
