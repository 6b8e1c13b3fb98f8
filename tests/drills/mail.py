"""The mail server is down, refuses, and is slow: what is to be mailed goes out once, and pictures don't wait for it."""

import re
from collections import Counter

from tests.drills.drill import wait_until
from tests.drills.paper import a_paper, an_hour_ago
from tests.drills.people import Editor, Writer
from tests.mail_server import WORDS, mail_server
from tests.processes import free_port, served, working

LATER = {b"MAIL": b"451 later"}
NEVER = {b"RCPT": b"550 never"}
SILENCE = 30  # seconds, longer than the worker waits

NOTIFICATIONS = 3


def drill():
    """Do it, and return the figures."""
    port = free_port()
    url = f"smtp://127.0.0.1:{port}"
    with (
        a_paper(EMAIL_URL=url) as paper,
        served(**paper.environment) as server,
        working(**paper.environment),
    ):
        readers = Readers(paper, server)
        readers.have_letters_due()
        readers.ask_in_vain()  # nobody listens
        with mail_server(port) as mails:
            for words in (LATER, NEVER):
                mails.words = WORDS | words
                readers.ask_in_vain()
            mails.silent_for = SILENCE
            readers.ask_in_vain()
            assert not mails.mails
            mails.words, mails.silent_for = WORDS, 0
            wait_until(lambda: readers.let_time_pass() or has_gone(paper))
            return (
                f"{arrived_once(mails, paper)}; {mails.connections} connections; {readers.pictures} pictures meanwhile"
            )


class Readers:
    """Who asks for mails meanwhile, and an editor who uploads."""

    def __init__(self, paper, server):
        self.paper, self.address, self.editor = paper, server.address, Editor(paper)
        self.pictures = 0

    def have_letters_due(self):
        """Let readers whose address is proved be told of a decision, which is made now."""
        for _ in range(NOTIFICATIONS):
            writer = self._comment()
            writer.wish(self.address)
        self.paper.ledger.rows(f"UPDATE comments_commenter SET verified_at = '{an_hour_ago()}'")  # noqa: S608
        assert len(self.editor.approve(self.address, NOTIFICATIONS)) == NOTIFICATIONS

    def ask_in_vain(self):
        """Ask for links and a picture; return when the picture is made, and each link that is to be sent was tried."""
        before = self.tries()
        for _ in range(2):
            self._comment().ask_link(self.address)
        assert "id" in self.editor.upload(self.address).json()
        self.let_time_pass()
        wait_until(lambda: sum(self.tries().values()) > sum(before.values()) and not self.paper.ledger.without_files())
        self.pictures += 1

    def let_time_pass(self):
        """End the pauses between two tries."""
        self.paper.ledger.let_pauses_pass()

    def tries(self):
        """Return {task: how often it has failed} of those that are to be tried again."""
        return {id: tries for id, (status, tries) in self.paper.ledger.tasks().items() if status == "READY" and tries}

    def _comment(self):
        writer = Writer(self.paper.story_id)
        assert writer.write(self.address).status == 303
        return writer


def has_gone(paper):
    """Return whether nothing is left to be mailed."""
    unsent = paper.ledger.column("SELECT id FROM comments_notification WHERE sent_at IS NULL AND cancelled_at IS NULL")
    return not unsent and not paper.ledger.undone()


def arrived_once(mails, paper):
    """Check that every link and every notification has come, once; return how many those are."""
    ids = Counter(re.search(r"^Message-ID: <(\w+)\.(\d+)@", mail, re.M).groups() for mail in mails.mails)
    links = paper.ledger.column("SELECT id FROM comments_mailedlink")
    notifications = paper.ledger.column("SELECT id FROM comments_notification")
    expected = {("verification", str(each)) for each in links}
    expected |= {("notifications", str(each)) for each in notifications}
    assert len(notifications) == NOTIFICATIONS, f"{len(notifications)} notifications instead of {NOTIFICATIONS}"
    assert ids == Counter(expected), f"Came: {ids}; asked for: {expected}"
    return f"{len(links)} links and {len(notifications)} notifications, each came once"
