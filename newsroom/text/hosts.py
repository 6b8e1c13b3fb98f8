"""Host names in one normal form, in which they are compared and blocked; imports nothing of ours."""

import re
import socket
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import unquote

import idna

# What browsers take for a scheme before a host, with any number of slashes; and spammers' spellings of it.
_SCHEME = re.compile(r"(?:(?:https?|hxxps?|ftp|wss?):)?/*", re.IGNORECASE)
# Separators of labels: a full stop of any script (RFC 3490, §3.1), and the leader that UTS 46 maps to one.
DOTS = re.compile("[.\u2024\u3002\uff0e\uff61]")
_IN_NO_HOST = re.compile(r"[\x00-\x20\x7f#%/:<>?@\[\\\]^|]")
_NUMBER = re.compile(r"\d+|0x[\da-f]*")


def as_ascii(host: str) -> str:
    """
    Write a host name in lower-case ASCII, without a trailing dot: `Bücher.Example.` → `xn--bcher-kva.example`.

    By UTS 46, non-transitional: `straße.example` and `strasse.example` differ. Browsers open hosts that IDNA 2008
    refuses, such as emoji; these have a form too. A name that UTS 46 can't map is only lower-cased.
    """
    host = DOTS.sub(".", host).strip().rstrip(".").rstrip()
    if host.isascii():
        return host.lower()
    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
    except idna.IDNAError:
        return host.lower()
    return ".".join(map(_label, mapped.rstrip(".").split(".")))


def _label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"


def as_written(host: str) -> str:
    """`xn--bcher-kva.example` → `bücher.example`."""
    return ".".join(map(_unicode_label, host.split(".")))


def _unicode_label(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def host_of(address: str) -> str:
    """
    Find the host that a browser opens for an address, normalised; "" where it opens none.

    By the WHATWG's URL Standard §4.4: backslashes count as slashes, any number of slashes is accepted, the part before
    the last @ is dropped, percent-encoding is undone, and a number is an IPv4 address. The scheme may be missing.
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
    """Shorten an IPv6 address; "" for any other text."""
    try:
        return IPv6Address(host).compressed
    except AddressValueError:
        return ""


def _with_its_number(host: str) -> str:
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""


def suffixes(host: str) -> list[str]:
    """List the host and all its parent domains: a.b.example, b.example, example."""
    parts = host[-253:].split(".")  # no name in the DNS is longer
    return [".".join(parts[at:]) for at in range(len(parts))]
