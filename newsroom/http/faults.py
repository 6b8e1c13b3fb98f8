"""Whose fault an error is: ours, or that of what the site leans on: the database, the disk, the store of pictures."""

import errno

from django.db import InterfaceError, InternalError, OperationalError

# By the system's numbers: the disk is full or can't be written, a store on the network has gone, too much is open.
OF_THE_SYSTEM = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EIO,
    errno.ESTALE,
    errno.ENOTCONN,
    errno.EHOSTDOWN,
    errno.EHOSTUNREACH,
    errno.ETIMEDOUT,
    errno.EMFILE,
    errno.ENFILE,
}
# By SQLite's numbers (https://www.sqlite.org/rescode.html): busy, locked, out of memory, read-only, I/O error, full,
# can't open, protocol. Its others, under the same class of exception, are mistakes of ours.
OF_SQLITE = {5, 6, 7, 8, 10, 13, 14, 15}
# By PostgreSQL's: a statement that is too much for it is a mistake of ours; one that writes to a copy is not.
TOO_MUCH, READ_ONLY = "54", "25006"
STORE = {"HTTPClientError", "ConnectionError"}  # botocore's, which is there only where S3 is


def is_neighbours(error):
    """Return whether an error, or what it was raised from, comes from what the site leans on and may pass by itself."""
    while error is not None:
        if _of_database(error) or _of_system(error) or _of_store(error):
            return True
        error = error.__cause__
    return False


def _of_database(error):
    if isinstance(error, InternalError):
        return _state(error) == READ_ONLY
    if isinstance(error, OperationalError):
        number = getattr(error.__cause__, "sqlite_errorcode", None)
        return not _state(error).startswith(TOO_MUCH) if number is None else number & 0xFF in OF_SQLITE
    return isinstance(error, InterfaceError)


def _state(error):
    """Return the five characters by which PostgreSQL knows the error, or ""."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def _of_system(error):
    return isinstance(error, OSError) and error.errno in OF_THE_SYSTEM


def _of_store(error):
    kinds = [kind for kind in type(error).__mro__ if kind.__module__ == "botocore.exceptions"]
    if any(kind.__name__ in STORE for kind in kinds):
        return True
    # An answer, but one that the store itself is sorry for.
    answer = getattr(error, "response", None) if kinds else None
    return bool(answer) and answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500
