"""People act at no round moment: the seconds before the minute that a sheet of the demonstration paper names."""

import zlib
from datetime import timedelta
from typing import Any


def before(*what: Any) -> timedelta:
    """Less than a minute, to the microsecond, always the same for the same act."""
    return timedelta(microseconds=1 + zlib.crc32(repr(what).encode()) % 59_999_999)
