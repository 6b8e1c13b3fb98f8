"""
Checks the environment of a production site; deploy/serve.sh runs this first (`python -m …`).

In development each setting has a default. In production a wrong default would do harm: broken links in emails, a key
that changes, comments in a temporary database. This module doesn't import the settings, which stop at the first one
that is missing.
"""

import os
import sys
from urllib.parse import urlsplit

from django.http.request import validate_host
from environ import Env

REQUIRED = {
    "SECRET_KEY": "50 random characters or more, which sign sessions and links; keep them.",
    "ADDRESS_KEY": "50 other random characters or more, under which readers’ addresses are found again; keep them.",
    "DEBUG": "0.",
    "ALLOWED_HOSTS": "the names that the site answers to, for example paper.example,www.paper.example.",
    "SITE_URL": "what whole addresses begin with, in mails, feeds and for search engines, for example https://paper.example.",
    "SITE_NAME": "the paper’s name.",
    "DATABASE_URL": "for example postgres://user:password@host:5432/name, or sqlite:////srv/paper/paper.sqlite3.",
    "EMAIL_URL": "the mail server, for example smtp+tls://user:password@host:587.",
    "DEFAULT_FROM_EMAIL": "whom emails to readers come from, for example The Paper <comments@paper.example>.",
    "PROXIES": "how many proxies of yours stand in front of the site; 1 behind deploy/nginx.conf, 0 for none.",
}
NUMBERS = {
    "PROXIES": REQUIRED["PROXIES"],
    "WEB_WORKERS": "the server’s processes, for example 2.",
    "WEB_THREADS": "the threads of each process, for example 4.",
    "DATABASE_POOL": "connections to PostgreSQL of each process; leave it out for WEB_THREADS + 1.",
    "PORT": "where the server listens, for example 8000.",
}
SCHEMES = {"DATABASE_URL": set(Env.DB_SCHEMES), "EMAIL_URL": set(Env.EMAIL_SCHEMES)}
YES = {"1", "true", "on", "ok", "y", "yes"}  # django-environ's values for true


def complaints(environ: dict[str, str]) -> list[str]:
    """Write a sentence for each setting that is missing, can't be read, or belongs to development."""
    found = [f"{name} is not set: {what}" for name, what in REQUIRED.items() if not environ.get(name, "").strip()]
    if environ.get("DEBUG", "").strip().lower() in YES:
        found.append("DEBUG is on, which shows the code of the site to whoever meets an error: set it to 0.")
    found += [
        f"{name} is “{environ[name]}”, which is no number: {what}"
        for name, what in NUMBERS.items()
        if environ.get(name, "").strip() and not environ[name].strip().isdecimal()
    ]
    found += [
        f"{name} is “{scheme(environ[name])}…”, which is no address of its kind: {REQUIRED[name]}"
        for name, kinds in SCHEMES.items()
        if environ.get(name, "").strip() and scheme(environ[name]) not in kinds
    ]
    if environ.get("SITE_URL", "").strip():
        found += _of_site_url(environ["SITE_URL"].strip(), environ)
    return found


def scheme(address: str) -> str:
    """Leave out the rest, which may hold a password."""
    return address.strip().partition(":")[0] if ":" in address else ""


def _of_site_url(address: str, environ: dict[str, str]) -> list[str]:
    parts = urlsplit(address)
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        return [f"SITE_URL is “{address}”, which is no address: write one like https://paper.example."]
    found = []
    if parts.scheme == "http" and environ.get("HTTPS", "1").strip().lower() in YES:
        found.append(
            f"SITE_URL is “{address}”, without TLS: write https://, or say HTTPS=0 if readers really come without."
        )
    if parts.path.strip("/") or parts.query or parts.fragment:
        found.append(
            f"SITE_URL is “{address}”: the paper stands at the root of its host, so leave out what follows it."
        )
    hosts = [host.strip() for host in environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if hosts and not validate_host(parts.hostname, hosts):
        found.append(
            f"SITE_URL is at {parts.hostname}, which ALLOWED_HOSTS doesn’t name: add it, or no mailed link opens."
        )
    return found


def main() -> int:
    """Print each complaint on its own line; the exit status is 1 where there are any."""
    found = complaints(dict(os.environ))
    if found:
        print("The paper can’t be served yet; docs/settings.md says more of each setting.", file=sys.stderr)
    for sentence in found:
        print(f"  {sentence}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
