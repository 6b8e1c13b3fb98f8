"""Django's makemessages, for this project: French only, since the source is in English."""

from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages

# Of no word that the interface says: content, files for the browser, tests and what stands beside the source.
LEFT_OUT = ("newsroom/demo/*", "*/migrations/*", "*/static/*", "tests/*", ".venv/*", "var/*")


class Command(makemessages.Command):
    """Bring newsroom/locale/fr up to date with the strings in the source; needs GNU gettext."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it with the project's own options; a second run changes nothing."""
        options |= {"locale": ["fr"], "add_location": "file", "no_obsolete": True}
        options["ignore_patterns"] += LEFT_OUT
        super().handle(*args, **options)

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Leave out when it was made: every run would change that line."""
        super().write_po_file(potfile, locale)
        path = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith('"POT-Creation-Date:')), "utf-8")
