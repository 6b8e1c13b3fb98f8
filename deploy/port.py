"""Says why nothing can be served on HOST and PORT, and ends with 1, else says nothing. `make run` asks it first."""

import errno
import os
import socket
import sys

OTHER = "Choose another port: make run PORT=8001"
REASONS = {
    errno.EADDRINUSE: "Another program serves on {host}:{port}. Stop that program, or choose another port: "
    "make run PORT=8001",
    errno.EACCES: "PORT is {port}, which you have no right to serve on: ports below 1024 are the system’s. " + OTHER,
    errno.EADDRNOTAVAIL: "HOST is “{host}”, which is no address of this machine: leave it out, or name one of its own.",
}


def why_not(host, port):
    """Return the sentence that says why this host (a name or an address) and port (text) can't be taken, or ""."""
    if not (port.isascii() and port.isdigit()):
        return f"PORT is “{port}”, which is no number. {OTHER}"
    if not 0 < int(port) < 65_536:
        return f"PORT is {port}: ports are numbers from 1 to 65535. {OTHER}"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host or None, int(port), family=family)
        socket.create_server((host, int(port)), family=family).close()
    except (socket.gaierror, UnicodeError):
        return f"HOST is “{host}”, and no machine of that name is known here: leave it out, or name this machine."
    except OSError as error:
        sentence = REASONS.get(error.errno, "Nothing can be served on {host}:{port}: {error}.")
        return sentence.format(host=host, port=port, error=error.strerror or error)
    return ""


if __name__ == "__main__":
    sys.exit(why_not(os.environ["HOST"], os.environ["PORT"]) or 0)
