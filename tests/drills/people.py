"""Readers and an editor of a drill, who speak HTTP alone; of each of them it is known what was acknowledged."""

import io
import itertools
import re
from collections import Counter
from http.client import HTTPException

from PIL import Image

from tests.drills.drill import wait_until
from tests.forms import read
from tests.outages.asking import ask

_numbers = itertools.count(1)

QUEUE = "/admin/comments/comment/queue/"
TOKEN = "t" * 32  # of the desk's forms: a browser may choose its own, as long as cookie and form agree


def asked(address, path, **more):
    """Return the Answer (tests/outages/asking.py), or None where the server died before it came."""
    try:
        return ask(address, path, **more)
    except (OSError, HTTPException):
        return None


class Writer:
    """A reader who writes one comment, and sends the same again until it is taken."""

    def __init__(self, story_id):
        self.number = next(_numbers)
        self.path = f"/comments/on/{story_id}/"
        self.body = f"I was at the quay when tide {self.number} came in."
        self.mailbox = f"reader{self.number}@example.org"
        self.network = f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"
        self.receipt = None  # its address, once the comment is acknowledged

    def post(self, server, path, **fields):
        """Send fields, from this reader's network."""
        headers = {"Sec_Fetch_Site": "same-origin", "X_Forwarded_For": self.network}
        return asked(server, path, fields=list(fields.items()), **headers)

    def write(self, address):
        """Send the comment, and return the Answer."""
        fields = {"name": "Zenobie Auclair", "address": self.mailbox, "body": self.body, "website": ""}
        answer = self.post(address, self.path, **fields)
        if answer and answer.status == 303:
            self.receipt = answer.headers["Location"]
        return answer

    def wish(self, address):
        """Ask to be told of the decision."""
        assert self.post(address, f"{self.receipt}preferences/", decision="on").status == 303

    def ask_link(self, address):
        """Ask for the link by which the address is confirmed."""
        assert self.post(address, f"{self.receipt}verify/", ask="1").status == 303


class Writers:
    """One after another: the next begins when the comment of the one before is acknowledged."""

    def __init__(self, address, stories):
        """`stories`: the ids of the stories that they write under in turn."""
        self.address, self.stories = address, itertools.cycle(stories)
        self.all = []

    def send(self):
        """Send the comment of the one whose turn it is, and return the Answer."""
        if not self.all or self.all[-1].receipt:
            self.all.append(Writer(next(self.stories)))
        return self.all[-1].write(self.address)

    def finish(self):
        """Send the last comment until it is taken."""
        wait_until(lambda: not self.all or self.all[-1].receipt or getattr(self.send(), "status", 0) == 303)


def kept_once(paper, *writers):
    """Check that the comment of each is in the database, once; return how many those are."""
    found = Counter(paper.ledger.bodies())
    sent = [writer.body for each in writers for writer in each.all]
    wrong = {body: found[body] for body in sent if found[body] != 1}
    assert not wrong, f"Comments that aren't there once: {wrong}"
    return len(sent)


class Editor:
    """Somebody at the desk, who publishes, approves and uploads."""

    def __init__(self, paper):
        self.cookies = {"sessionid": paper.session, "csrftoken": TOKEN}

    def get(self, address, path):
        """Return the Answer to a GET, None where it is lost."""
        return asked(address, path, cookies=self.cookies)

    def post(self, address, path, fields, **more):
        """Return the Answer to a POST, None where it is lost."""
        fields = [*fields, ("csrfmiddlewaretoken", TOKEN)]
        return asked(address, path, fields=fields, cookies=self.cookies, **more)

    def publish(self, address, story_id, standfirst):
        """Publish a story with this standfirst, and return the Answer; None where one was lost or said no."""
        path = f"/admin/articles/story/{story_id}/change/"
        page = self.get(address, path)
        if page is None or page.status != 200:
            return None
        fields = read(page.text) | {"standfirst": standfirst, "_publish": "1"}
        del fields["csrfmiddlewaretoken"]
        return self.post(address, path, fields.items())

    def upload(self, address):
        """Send a picture of its own colour, and return the Answer."""
        number, file = next(_numbers), io.BytesIO()
        Image.new("RGB", (640, 480), f"#{number:06x}").save(file, "JPEG")
        file.seek(0)
        file.name = f"gull{number}.jpg"
        return self.post(address, "/admin/articles/image/upload/", [("again", "1")], files={"file": file})

    def approve(self, address, number=3):
        """Approve the comments that wait longest, and return their public ids as far as that was acknowledged."""
        page = self.get(address, QUEUE)
        # The one that is shown in full stands there twice.
        seen = dict.fromkeys(re.findall(r'name="chosen" value="([^"]+)"', page.text)) if page else []
        seen = list(seen)[:number]
        answer = seen and self.post(address, QUEUE, [("verb", "approve"), *(("chosen", each) for each in seen)])
        return [each.partition(":")[0] for each in seen] if answer and answer.status == 303 else []
