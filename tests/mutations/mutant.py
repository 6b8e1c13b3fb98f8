"""What a mutant is."""

from typing import NamedTuple


class Mutant(NamedTuple):
    """
    A rule, and how the code breaks it.

    name   what would be so, in words
    file   the file that is changed, below the root
    old    its text, which stands there once
    new    what stands there instead
    tests  the files and folders of tests that are run
    fresh  whether the tests need a database made anew: migrations have to run with the change
    """

    name: str
    file: str
    old: str
    new: str
    tests: tuple
    fresh: bool = False


def within(file, tests, changes, *, fresh=False):
    """Return the mutants of one file, {name: (old, new)}; `tests` are the names of their test files, with spaces."""
    return [Mutant(name, file, old, new, tuple(tests.split()), fresh) for name, (old, new) in changes.items()]
