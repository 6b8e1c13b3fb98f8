"""A feed (Atom, RFC 4287) that XML can hold, whatever its rows say."""

from django.utils.feedgenerator import Atom1Feed

from newsroom.characters import repaired_within


class Feed(Atom1Feed):
    """
    Django's, with each text repaired as it comes in.

    A row that is older than newsroom/sent.py, or was written past it, may hold what XML can't: one such character, and
    nobody could read the feed at all.
    """

    def __init__(self, **fields):
        super().__init__(**repaired_within(fields))

    def add_item(self, **fields):
        """Add an entry."""
        super().add_item(**repaired_within(fields))
