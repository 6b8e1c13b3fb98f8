"""The one form of a host's name, in which hosts are compared, blocked and mailed to; imports nothing of ours."""

import idna


def as_ascii(host: str) -> str:
    """
    Return a host's name in ASCII, in small letters, without a last dot: `Bücher.Example.` → `xn--bcher-kva.example`.

    After UTS 46, non-transitional: `straße.example` and `strasse.example` are two. What can't be a name in the DNS
    (`my_host`, a label that is too long) comes back in small letters alone.
    """
    host = host.strip().rstrip(".")
    try:
        return idna.encode(host, uts46=True, std3_rules=False, transitional=False).decode("ascii")
    except idna.IDNAError:
        return host.lower()
