"""
The list of who was erased, outside the database: by it a restored backup is told whom it must not bring back.

An erasure is a file in the private storage, so that nothing is overwritten; its name: the address's key, the moment.
"""

from datetime import UTC, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from comments.models.commenter import address_key

FOLDER = "erased"
MOMENT = "%Y%m%dT%H%M%S.%f"


def note(address: str, *, at: datetime) -> None:
    """Put an erasure on the list. Raises what the storage raises: then nothing must be erased."""
    private, moment = storages["private"], at.astimezone(UTC).strftime(MOMENT)
    name = f"{FOLDER}/{address_key(address)}-{moment}"
    # A second file of this moment would be given a name that says another.
    if not private.exists(name):
        private.save(name, ContentFile(moment.encode()))


def moments() -> dict[str, datetime]:
    """{key of an address: the moment of its last erasure}."""
    try:
        names = storages["private"].listdir(FOLDER)[1]
    except FileNotFoundError:
        return {}
    # One key's names follow one another in time.
    pairs = (name.split("-") for name in sorted(names))
    return {key: datetime.strptime(moment, MOMENT).replace(tzinfo=UTC) for key, moment in pairs}
