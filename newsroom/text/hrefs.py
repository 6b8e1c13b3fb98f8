"""Valid addresses of links at the desk, and completion of partial ones; of ours it imports hosts alone."""

import re
from html import escape
from ipaddress import AddressValueError, IPv4Address
from urllib.parse import urlsplit

import nh3

from newsroom.text.hosts import host_of, ipv6

# RFC 3966: digits, separators, an extension.
_NUMBER = re.compile(r"\+?[0-9][0-9().-]{0,30}[0-9](?:;ext=[0-9]{1,10})?")
_SPACE_IN_HOST = re.compile(r"\s*\w+:[/\\]*[^/?#\\]*[ \u00a0][^\s/?#\\]")


def good_href(href: str) -> bool:
    """
    Allow absolute http(s), mailto, tel, and a path or anchor of this site.

    Absolute ones have a possible host (no empty label) and a port up to 65535. Protocol-relative addresses
    (`//elsewhere.example`, also with backslashes) are refused: they leave the site, and both sanitisers accept them.
    """
    squeezed = re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]", "", href).replace("\\", "/")
    if squeezed.startswith("//"):
        return False
    try:
        parts = urlsplit(squeezed)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return is_web and not _SPACE_IN_HOST.match(href) and _can_be(host_of(href)) and _passes(href)
    if parts.scheme == "mailto":
        return bool(re.fullmatch(r"[^@]+@[^@]+|\?.+", parts.path + (parts.query and f"?{parts.query}")))
    if parts.scheme == "tel":
        return bool(_NUMBER.fullmatch(href[len("tel:") :]))
    return not parts.scheme and squeezed.startswith(("/", "#"))


# As the last sanitiser in html.py, which reads a host as browsers do and checks what xn-- stands for.
_WALL = nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel=None)


def _passes(href: str) -> bool:
    return "href" in _WALL.clean(f'<a href="{escape(href)}">')


def _can_be(host: str) -> bool:
    labels = host.split(".")
    if labels[-1].isdecimal():
        return _is_ipv4(host)
    # A name without a dot is a host of the local network; “http” comes from a double paste (`https://https://…`).
    return bool(ipv6(host)) or (all(labels) and host not in {"http", "https"})


def _is_ipv4(host: str) -> bool:
    try:
        return bool(IPv4Address(host))
    except AddressValueError:
        return False


# A site or a mailbox typed without a scheme; a relative address of another site (`index.html`) isn't one.
# See also writing/addresses.js.
_FILE = (
    r"(?:[jp]?html?|php\d?|aspx?|jsp|cgi|pdf|docx?|xlsx?|pptx?|od[tsp]|txt|xml|jpe?g|png|gif"
    r"|webp|avif|svg|csv|tsv|json|css|js|mp[34])"
)
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
_SITE = re.compile(rf"(?!{_HOST}{_FILE}(?:[?#]|$)){_HOST}[^\W\d_]{{2,}}\.?(?::\d{{1,5}})?(?:[/?#]\S*)?", re.IGNORECASE)
_MAILBOX = re.compile(rf"[\w.!#$%&'*+=?^`{{|}}~-]+@{_HOST}[^\W\d_]{{2,}}")


# The sentence’s punctuation behind a host or a mailbox; behind a path it may belong to the address.
_MARKS = re.compile(
    r"(?P<address>(?:https?://[^/?#]*|(?:mailto|tel):[^?]*|[^/?#]*)[\w\])}&%#@-])[^\w\])/}&%#@-]+", re.IGNORECASE
)
_BETWEEN_DIGITS = re.compile(r"[\s().\u2010-\u2015/-]")


def mended(href: str) -> str | None:
    """
    Complete an address for a link: `www.example.org` gets https://, a mailbox mailto:.

    None where it can't be an address; see also good_href.
    """
    bare = re.sub(r"[\t\n\r]", "", href).strip()
    marked = _MARKS.fullmatch(bare)
    bare = marked["address"] if marked else bare
    if bare[:4].lower() == "tel:":
        bare = _BETWEEN_DIGITS.sub("", re.sub(r"^(tel:\+[^(]*)\(0\)", r"\1", bare, flags=re.IGNORECASE))
    if good_href(bare):
        return bare
    if _MAILBOX.fullmatch(bare):
        return f"mailto:{bare}"
    return f"https://{bare}" if _SITE.fullmatch(bare) and good_href(f"https://{bare}") else None
