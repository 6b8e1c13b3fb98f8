"""The lists that the checks compare with: plain text files beside this one, an entry a line, # for a comment."""

from pathlib import Path

from comments.screening import normalize

FOLDER = Path(__file__).parent


def entries(name: str) -> list[str]:
    """The entries of a list, in their order."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


SOURCES = frozenset(entries("sources"))
THROW_AWAY = frozenset(entries("throw_away"))


def phrases(*names: str) -> dict[str, str]:
    """The entries of these lists, {as they are compared (normalize.normalized): as typed}."""
    found: dict[str, str] = {}
    for entry in (entry for name in names for entry in entries(name)):
        plain = normalize.normalized(entry)
        # Stretched words lose their double letters: both forms are meant.
        for form in (plain, " ".join(map(normalize.squeezed, plain.split()))):
            found.setdefault(form, entry)
    return found


OFFICES = phrases("offices")
INSULTS = phrases("insults")
SPAM = phrases("spam")
