"""A mail server of a test's own, which takes its time, refuses, or hangs up, as it is told."""

import socketserver
import threading
from contextlib import contextmanager, suppress

WORDS = {
    b"HELO": b"250 ok",
    b"EHLO": b"250 ok",
    b"MAIL": b"250 ok",
    b"RCPT": b"250 ok",
    b"RSET": b"250 ok",
    b"DATA": b"354 go on",
}


class MailServer(socketserver.ThreadingTCPServer):
    """
    Listens on a port of this machine.

    mails        the text of each mail that came whole
    connections  how many there were
    refused      addresses for which there is no mailbox, each named in the answer, as servers do
    most         how many mails it takes on one connection, None for any number
    go_on        while it isn't set, a mail that came whole is not acknowledged
    words        {the first four letters of a command, in upper case: what is said to it}
    silent_for   seconds that it keeps silent when somebody calls
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Session)
        self.mails, self.connections, self.refused, self.most = [], 0, set(), None
        self.go_on = threading.Event()
        self.go_on.set()
        self.words, self.silent_for = dict(WORDS), 0
        self.ended = threading.Event()

    @property
    def port(self):
        """The port that it listens on."""
        return self.server_address[1]


class Session(socketserver.StreamRequestHandler):
    """What is said on one connection."""

    def handle(self):
        """Answer until the client hangs up, or has sent as many mails as it may."""
        self.server.connections += 1
        self.server.ended.wait(self.server.silent_for)
        self.say(b"220 here")
        taken = 0
        while (line := self.rfile.readline()) and not line.upper().startswith(b"QUIT"):
            self.say(self.answer(line))
            if line.upper().startswith(b"DATA"):
                self.take()
                taken += 1
                if taken == self.server.most:
                    return

    def answer(self, line):
        """Return what is said to a command."""
        if line.upper().startswith(b"RCPT"):
            address = line.partition(b"<")[2].partition(b">")[0]
            if address.decode() in self.server.refused:
                return b"550 <%s> is not here" % address
        return self.server.words.get(line[:4].upper(), b"502 what?")

    def take(self):
        """Take a mail."""
        lines = []
        while (line := self.rfile.readline()).rstrip(b"\r\n") != b".":
            lines.append(line.decode().replace("\r\n", "\n"))
        self.server.mails.append("".join(lines))
        self.server.go_on.wait()
        self.say(b"250 taken")

    def say(self, words):
        """Say a line."""
        with suppress(OSError):  # the client was killed
            self.wfile.write(words + b"\r\n")


@contextmanager
def mail_server(port=0):
    """Yield a MailServer, on a free port where none is given; what it holds back is let go in the end."""
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.go_on.set()
        server.ended.set()
        server.shutdown()
        thread.join()


def mailing_to(settings, server):
    """Have this process's mails go to this server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
