"""Requests over a real socket, each with its time."""

import json
import threading
import time
from contextlib import contextmanager
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

PATIENCE = 60  # seconds
BREATH = 0.2  # seconds between two requests of one client: the machine is the tests' too


class Answer(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    headers: dict
    text: str
    seconds: float

    def json(self):
        """Return what it says in JSON."""
        return json.loads(self.text)


class _Straight(HTTPRedirectHandler):
    """Follows no redirect: a 303 is an answer."""

    def redirect_request(self, *_arguments):
        """Say no."""


def ask(address, path="/", *, fields=None, files=None, cookies=None, **headers):
    """Return the Answer to a GET, or to a POST of these fields (pairs) and files (a dict); no redirect is followed."""
    body = None if fields is None else urlencode(fields).encode()
    headers = {name.replace("_", "-"): value for name, value in headers.items()} | {"Connection": "close"}
    if files:
        body = encode_multipart(BOUNDARY, dict(fields) | files)
        headers["Content-Type"] = MULTIPART_CONTENT
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    request = Request(address + path, data=body, headers=headers)  # noqa: S310 (our own server)
    started = time.monotonic()
    try:
        response = build_opener(_Straight).open(request, timeout=PATIENCE)
    except HTTPError as error:
        response = error
    with response:
        text = response.read().decode("utf-8", "replace")
    return Answer(response.status, dict(response.headers), text, time.monotonic() - started)


@contextmanager
def hammering(clients, address, path):
    """Ask for a page from so many clients at once, again and again; yields the list of Answers, which grows."""
    answers, stopped = [], threading.Event()

    def hammer():
        while not stopped.wait(BREATH):
            answers.append(ask(address, path))

    threads = [threading.Thread(target=hammer) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
