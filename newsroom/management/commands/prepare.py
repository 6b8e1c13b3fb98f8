"""Migrate the database, and load the demonstration where it is empty."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from newsroom.demo import loader, staff

ANY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 (nothing is bound here)


class Command(BaseCommand):
    """A second run writes nothing. The password is DEMO_PASSWORD, or generated and kept in var/demo-password."""

    help = "Migrates, loads the demonstration paper into an empty database, and prints the addresses and log-ins."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --host and --port, of the server that is started next."""
        parser.add_argument("--host", default="127.0.0.1", help="where the paper will be served")
        parser.add_argument("--port", default=8000, type=int, help="and on which port")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        """Prepare, then print where everything is."""
        reach_database()
        if not is_migrated():
            call_command("migrate", verbosity=0, interactive=False)
        if loader.is_empty():
            self.stdout.write(_("The database is empty: loading the demonstration paper."))
            self.stdout.flush()
            loader.load(timezone.now(), password=first_password())
        site = address(host, port)
        self.stdout.write(_("The paper is at %(address)s") % {"address": f"{site}/"})
        self.stdout.write(_("The desk is at %(address)s") % {"address": site + reverse("admin:index")})
        for sentence in log_ins(staff.still_here()):
            self.stdout.write(sentence)


def reach_database() -> None:
    """Raise CommandError, with a sentence, where the database doesn't answer."""
    probe = connection.copy()
    try:
        probe.ensure_connection()
    except DatabaseError as error:
        sentence = _("The database can’t be reached (%(reason)s). Start it, or correct DATABASE_URL.")
        raise CommandError(sentence % {"reason": " ".join(str(error).split())}) from error
    finally:
        probe.close()


def is_migrated() -> bool:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the server; no path."""
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    name = "localhost" if host in ANY_ADDRESS else host
    return f"{scheme}://[{name}]:{port}" if ":" in name else f"{scheme}://{name}:{port}"


def first_password() -> str:
    """DEMO_PASSWORD, or the kept one, generated if there is none."""
    return os.environ.get("DEMO_PASSWORD") or kept_password() or keep_password(secrets.token_hex(8))


def password_file() -> Path:
    return settings.VAR_DIR / "demo-password"


def kept_password() -> str:
    """The password that an earlier run generated; "" where there is none, or it can't be read."""
    try:
        return password_file().read_text(encoding="utf-8").strip()
    except (FileNotFoundError, PermissionError):
        return ""


def keep_password(password: str) -> str:
    """Store the password in a file of mode 600 and return it; raise CommandError where that fails."""
    path = password_file()
    try:
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(f"{password}\n", encoding="utf-8")
    except OSError as error:
        sentence = _("The password can’t be kept in %(path)s (%(reason)s). Choose one yourself: set DEMO_PASSWORD.")
        raise CommandError(sentence % {"path": path, "reason": error.strerror}) from error
    return password


def log_ins(users: Sequence[User]) -> list[str]:
    """
    Say how these users log in.

    A password is printed only where it is right: the database may have been loaded with another, and people change
    theirs.
    """
    hashes = {user.password for user in users}
    for password in filter(None, (os.environ.get("DEMO_PASSWORD"), kept_password())):
        right = {encoded for encoded in hashes if check_password(password, encoded)}
        if right:
            told = [user for user in users if user.password in right]
            return [_told(told, password), *_changed([user for user in users if user not in told])]
    if not users:
        return []
    sentence = _("Log in to the desk as %(names)s, with the password set by DEMO_PASSWORD on the first run.")
    return [sentence % {"names": _names(users)}]


def _told(users: Sequence[User], password: str) -> str:
    sentence = _("Log in to the desk as %(names)s, with the password %(password)s")
    return sentence % {"names": _names(users), "password": password}


def _changed(users: Sequence[User]) -> list[str]:
    if not users:
        return []
    return [_("The password of %(names)s has been changed since the first run.") % {"names": _names(users)}]


def _names(users: Sequence[User]) -> str:
    return get_text_list([user.username for user in users], _("or"))
