"""Keep the French and the English catalogue equal to the strings in the source; see `Command`."""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.pofile import PoFileError, read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

ROOMS = ("newsroom", "articles", "comments", "templates")
# Folders inside the rooms that hold no words of the interface: content, copies, files for the browser.
LEFT_OUT = ("__pycache__", "demo", "locale", "migrations", "static", "tests")

# What makemessages runs.
GETTEXT = ("xgettext", "msguniq", "msgmerge", "msgattrib")

# Django's own catalogues declare exactly these. In French 0 is singular: "0 commentaire".
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}

# Written whole, without dates and names of tools: a second run must change nothing.
HEADER = """\
# What the site says, in one language. Written by `make messages`; only the msgstr lines are edited by hand.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""

REMEDY = (
    "Run `make messages`, then write what is missing into newsroom/locale/fr; "
    "an entry marked fuzzy is a guess: correct it and delete that word."
)


class Command(BaseCommand):
    """
    Write newsroom/locale/{fr,en}/LC_MESSAGES/django.po from the strings in the source.

    With --check nothing is written: what is missing, left over, untranslated or doubtful is listed, and the
    exit status is 1. Both modes need GNU gettext.
    """

    help = "Brings the French and English catalogues up to date with the strings in the source."
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Add --check, and --root for the tests, which work on a small copy."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail if one is behind")
        parser.add_argument("--root", type=Path, default=settings.BASE_DIR, help="the project's folder")

    def handle(self, *, root, check, **options):
        """Extract in a temporary copy, then compare with the tree or write to it."""
        fresh = extract(root)
        if check:
            self.compare(root, fresh)
        else:
            self.write(root, fresh)

    def write(self, root, fresh):
        """Write the catalogues into the tree and say how much is left to translate."""
        for language, catalogue in fresh.items():
            path = catalogue_path(root, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(as_text(catalogue, language), encoding="utf-8")
            todo = sum(unfinished(message) for message in catalogue)
            self.stdout.write(f"{language}: {len(catalogue)} strings, {todo} to translate")

    def compare(self, root, fresh):
        """Raise CommandError with every difference between the tree's catalogues and the source."""
        found = [line for language in fresh for line in complaints(root, language, fresh[language])]
        if found:
            raise CommandError("\n".join([*found, REMEDY]))
        self.stdout.write("Both catalogues say all that the source says.")


def extract(root):
    """
    Return {language: babel Catalog}: the source's strings with the tree's translations, English filled in.

    Raises CommandError when GNU gettext is missing or a source file can't be read.
    """
    if not all(map(shutil.which, GETTEXT)):
        raise CommandError(
            f"The strings are found by {', '.join(GETTEXT)}, and one of them is not installed. "
            "Install GNU gettext (Debian: apt install gettext, macOS: brew install gettext)."
        )
    with TemporaryDirectory() as folder:
        workshop = Path(folder)
        copy_sources(root, workshop)
        run_makemessages(workshop)
        catalogues = {language: read(working_path(workshop, language), language) for language in PLURALS}
    speak_english(catalogues["en"])
    return catalogues


def copy_sources(root, workshop):
    """Copy the rooms and the two catalogues, so that an interrupted extraction leaves the tree alone."""
    for room in ROOMS:
        if (root / room).is_dir():
            shutil.copytree(root / room, workshop / room, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for language in PLURALS:
        copy = working_path(workshop, language)
        copy.parent.mkdir(parents=True)
        if (original := catalogue_path(root, language)).exists():
            shutil.copy(original, copy)


def run_makemessages(workshop):
    """Run Django's makemessages there, in its own process, since it goes by the working directory."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    options = [*(f"--locale={language}" for language in PLURALS), "--add-location=file", "--no-obsolete"]
    done = subprocess.run(  # noqa: S603 (every argument is written here)
        [sys.executable, "-m", "django", "makemessages", *options],
        cwd=workshop,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"The strings could not be extracted:\n{done.stderr.strip()}")


def catalogue_path(root, language):
    """Return where the catalogue of one language lives below `root`."""
    return root / "newsroom" / "locale" / language / "LC_MESSAGES" / "django.po"


def working_path(workshop, language):
    """Return where makemessages expects it: one `locale` at the top takes the strings of every room."""
    return workshop / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path, language):
    """Return the babel Catalog in `path`; an absent file is an empty one."""
    source = path.read_bytes() if path.exists() else b""
    try:
        return read_po(BytesIO(source), locale=language, abort_invalid=True)
    except PoFileError as error:
        raise CommandError(f"{path} can't be read as a catalogue: {error}") from error


def speak_english(catalogue):
    """Give every untranslated English entry its msgid, which is English; one reworded by hand stays."""
    for message in catalogue:
        if unfinished(message):
            message.string = message.id
            message.flags.discard("fuzzy")


def unfinished(message):
    """Return whether a translation is empty, in any plural form, or only a guess."""
    strings = [message.string] if isinstance(message.string, str) else message.string
    return bool(message.id) and (message.fuzzy or not all(strings))


def as_text(catalogue, language):
    """Return the file: our header, then the entries with file names, without line numbers and old entries."""
    entries = BytesIO()
    write_po(entries, catalogue, omit_header=True, include_lineno=False, ignore_obsolete=True, width=110)
    header = HEADER.format(language=language, plurals=PLURALS[language])
    return header + entries.getvalue().decode().strip() + "\n"


def complaints(root, language, fresh):
    """Yield one line for every way in which the tree's catalogue of a language falls short of `fresh`."""
    path = catalogue_path(root, language)
    if not path.exists():
        yield f"{language}: {path.relative_to(root)} does not exist"
        return
    kept = read(path, language)
    if kept.plural_forms != PLURALS[language]:
        yield f"{language}: Plural-Forms is “{kept.plural_forms}”, must be “{PLURALS[language]}”"
    needed, had = by_key(fresh), by_key(kept)
    yield from (line(language, "missing", needed[key]) for key in needed if key not in had)
    leftover = [had[key] for key in had if key not in needed] + list(kept.obsolete.values())
    yield from (line(language, "no longer in the source", message) for message in leftover)
    for message in had.values():
        if unfinished(message):
            yield line(language, "fuzzy" if message.fuzzy else "not translated", message)
    for message, errors in kept.check():
        yield f"{line(language, 'placeholders differ', message)}: {errors[0]}"


def by_key(catalogue):
    """Return {(context, msgid or pair of msgids): message}, without the header."""
    return {(message.context, message.id): message for message in catalogue if message.id}


def line(language, complaint, message):
    """Return one complaint as text, with the English words and the files that say them."""
    words = message.id if isinstance(message.id, str) else message.id[0]
    places = ", ".join(sorted({name for name, _ in message.locations}))
    return f"{language}: {complaint}: “{words}”" + (f" ({places})" if places else "")
