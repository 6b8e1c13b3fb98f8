"""Tells an outage of a backing service (database, disk, object store) from a mistake of ours."""

import errno

from django.db import InterfaceError, InternalError, OperationalError

# The disk is full or can't be written, a network store is gone, too many files are open.
SYSTEM_ERRORS = {
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
# SQLite's result codes (https://www.sqlite.org/rescode.html): busy, locked, out of memory, read-only, I/O error, full,
# can't open, protocol. Others raise the same class of exception and are mistakes of ours.
SQLITE_ERRORS = {5, 6, 7, 8, 10, 13, 14, 15}
# PostgreSQL's SQLSTATE: a statement beyond its limits (class 54) is a mistake of ours; a write to a replica is not.
BEYOND_LIMITS, READ_ONLY = "54", "25006"
STORE_ERRORS = {"HTTPClientError", "ConnectionError"}  # botocore's, which isn't installed without S3


def is_outage(error: BaseException | None) -> bool:
    """Whether an error, or one that caused it, comes from a backing service and may pass by itself."""
    while error is not None:
        of_system = isinstance(error, OSError) and error.errno in SYSTEM_ERRORS
        if of_system or _of_database(error) or _of_store(error):
            return True
        error = error.__cause__
    return False


def _of_database(error: BaseException) -> bool:
    if isinstance(error, InternalError):
        return _state(error) == READ_ONLY
    if isinstance(error, OperationalError):
        number = getattr(error.__cause__, "sqlite_errorcode", None)
        return not _state(error).startswith(BEYOND_LIMITS) if number is None else number & 0xFF in SQLITE_ERRORS
    return isinstance(error, InterfaceError)


def _state(error: BaseException) -> str:
    """PostgreSQL's SQLSTATE (five characters), or ""."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def _of_store(error: BaseException) -> bool:
    kinds = [kind for kind in type(error).__mro__ if kind.__module__ == "botocore.exceptions"]
    if any(kind.__name__ in STORE_ERRORS for kind in kinds):
        return True
    # The store answered, with a server error of its own.
    answer = (getattr(error, "response", None) if kinds else None) or {}
    return answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500
