"""What a check gives back, and the numbers that some are given."""

from dataclasses import dataclass

from comments.models import Flag


@dataclass(frozen=True)
class Found:
    """
    A reason for holding a comment.

    name    one of Flag.Name
    detail  what was found, for a moderator; in the newsroom's language where it has words
    spans   where in the body, pairs (start, end) in characters
    weight  how much it says, no more than the flag's row has; None for just that
    """

    name: str
    detail: str = ""
    spans: tuple = ()
    weight: int | None = None

    def __post_init__(self):
        most = Flag.Name(self.name).row.weight
        object.__setattr__(self, "weight", most if self.weight is None else min(self.weight, most))


@dataclass(frozen=True)
class Recent:
    """How many comments came within pace.WINDOW under one story, from one address and from one network."""

    story: int = 0
    address: int = 0
    network: int = 0


NOTHING_RECENT = Recent()
