"""The reader's IP address and network."""

import ipaddress
import logging
import time
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

log = logging.getLogger(__name__)

WARN_EVERY = 600  # seconds


def reader_ip(request: HttpRequest) -> str | None:
    """
    Find the reader's IP address; None where what we are told isn't one.

    Behind n proxies (settings.PROXIES) it is the n-th from the right of X-Forwarded-For: each proxy appends the
    address that called it, and anything further left may be forged. With fewer entries it is the machine that called
    us: all readers then share one limit, and the log says what to correct.
    """
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return peer
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    told = _address(forwarded[-settings.PROXIES]) if len(forwarded) >= settings.PROXIES else None
    if told is None:
        _warn(int(time.monotonic()) // WARN_EVERY)
    return told or peer


def network_of(ip: str) -> str:
    """
    Name the network that counts as one reader, such as 192.0.2.1/32 or 2001:db8::/64.

    A household has one IPv4 address, but 2⁶⁴ IPv6 addresses: of those the first 64 bits count (RFC 6177).
    """
    bits = 64 if ipaddress.ip_address(ip).version == 6 else 32
    return str(ipaddress.ip_network(f"{ip}/{bits}", strict=False))


def _address(text: str) -> str | None:
    try:
        # The zone of a link-local address is no part of it, and PostgreSQL doesn't take it.
        ip = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return str(getattr(ip, "ipv4_mapped", None) or ip)


@lru_cache(maxsize=1)
def _warn(period: int) -> None:
    """Warn once a period: a wrong setting shows at every request."""
    log.warning(
        "PROXIES is %d, but X-Forwarded-For names fewer addresses: limits count all readers as one. Set PROXIES to the "
        "number of your proxies, and let each append the address that it was called from.",
        settings.PROXIES,
    )
