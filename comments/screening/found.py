"""What a check gives back, and the numbers that some are given."""

from dataclasses import dataclass

from comments.models import Flag

WEIGHT_MAX = 32_767  # of one flag and of all together: a small integer of the database


@dataclass(frozen=True)
class Found:
    """A reason for holding a comment."""

    name: str  # of Flag.Name
    detail: str = ""  # what was found, for a moderator; in the newsroom's language where it has words
    spans: tuple[tuple[int, int], ...] = ()  # where in the body, (start, end) in characters
    weight: int = WEIGHT_MAX  # how much it says: at most, and by default, what the flag's row has

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", min(self.weight, Flag.Name(self.name).row.weight))


@dataclass(frozen=True)
class Recent:
    """How many comments came within pace.WINDOW under one story, from one address and from one network."""

    story: int = 0
    address: int = 0
    network: int = 0
