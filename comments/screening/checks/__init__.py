"""
Each reason for holding a comment: a function with the name of its row in Flag.Name. It decides nothing.

A new one is a function in one of these modules and a row of Flag.Name.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from comments.models.flag import FlagName
from comments.screening.case import Case
from comments.screening.found import Found, Recent

Check = Callable[[Case], Found | None]

_MODULES = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
_FOUND = {
    name: check
    for module in _MODULES
    for name, check in vars(module).items()
    # What a module imports is no check of its own.
    if callable(check) and check.__module__ == module.__name__
}
_CHECKS: dict[FlagName, Check] = {name: _FOUND[name] for name in FlagName if name in _FOUND}

LOOKING = tuple(check for name, check in _CHECKS.items() if not name.row.is_asking)  # at nothing but the submission
ASKING = tuple(check for name, check in _CHECKS.items() if name.row.is_asking)  # the database too
CHECKS = (*LOOKING, *ASKING)

__all__ = ["ASKING", "CHECKS", "LOOKING", "Case", "Check", "Found", "Recent"]
