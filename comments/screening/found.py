"""What a check gives back, and the numbers that some are given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """
    A reason for holding a comment.

    name    one of Flag.Name
    weight  how much it says, 1 to 10
    detail  what was found, for a moderator; in the newsroom's language where it has words
    spans   where in the body, pairs (start, end) in characters
    """

    name: str
    weight: int
    detail: str = ""
    spans: tuple = ()


@dataclass(frozen=True)
class Recent:
    """How many comments came within pace.WINDOW under one story, from one address and from one network."""

    story: int = 0
    address: int = 0
    network: int = 0


NOTHING_RECENT = Recent()
