"""The one form of a host's name, in which hosts are compared, blocked and mailed to; imports nothing of ours."""

import re
import socket
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import unquote

import idna

# What a browser takes for a scheme with a host behind it, whatever slashes there are; and how spammers spell it.
_SCHEME = re.compile(r"(?:(?:https?|hxxps?|ftp|wss?):)?/*", re.IGNORECASE)
# What parts the labels of a name: a full stop of any script (RFC 3490, §3.1), and the leader that UTS 46 maps to one.
DOTS = re.compile("[.\u2024\u3002\uff0e\uff61]")
_IN_NO_HOST = re.compile(r"[\x00-\x20\x7f#%/:<>?@\[\\\]^|]")
_NUMBER = re.compile(r"\d+|0x[\da-f]*")


def as_ascii(host: str) -> str:
    """
    Return a host's name in ASCII, in small letters, without a last dot: `Bücher.Example.` → `xn--bcher-kva.example`.

    After UTS 46, non-transitional: `straße.example` and `strasse.example` are two. Browsers open what IDNA 2008
    refuses, such as a host of emoji: it has one form too. What UTS 46 can't map comes back in small letters alone.
    """
    host = DOTS.sub(".", host).strip().rstrip(".").rstrip()
    if host.isascii():
        return host.lower()
    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
    except idna.IDNAError:
        return host.lower()
    return ".".join(map(_label, mapped.rstrip(".").split(".")))


def _label(label):
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"


def as_written(host: str) -> str:
    """Return a host's name in its own script, of its form in ASCII: `xn--bcher-kva.example` → `bücher.example`."""
    return ".".join(map(_unicode_label, host.split(".")))


def _unicode_label(label):
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def host_of(address: str) -> str:
    """
    Return the host that a browser opens for an address, in its one form; empty where it opens none.

    After the WHATWG's URL Standard §4.4: backslashes are slashes and any number of them will do, what stands before the
    last @ is nobody's host, percent signs are undone, and a number is an IPv4 address. The scheme may be missing.
    """
    bare = re.sub(r"[\t\n\r]", "", address.strip()).replace("\\", "/")
    authority = re.split(r"[/?#]", _SCHEME.sub("", bare, count=1), maxsplit=1)[0]
    host = authority.rpartition("@")[2]
    if host.startswith("["):
        return ipv6(host[1:].partition("]")[0])
    host, _colon, port = host.partition(":")
    host = as_ascii(unquote(host))
    return "" if _IN_NO_HOST.search(host) or port.strip("0123456789") else _with_its_number(host)


def ipv6(host: str) -> str:
    """Return an IPv6 address in its short form; empty for any other text."""
    try:
        return IPv6Address(host).compressed
    except AddressValueError:
        return ""


def _with_its_number(host):
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""


def suffixes(host: str) -> list[str]:
    """Return a host's name and those of all domains that it stands below: a.b.example, b.example, example."""
    parts = host[-253:].split(".")  # no name in the DNS is longer
    return [".".join(parts[at:]) for at in range(len(parts))]
