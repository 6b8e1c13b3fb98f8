"""The people who have an account at the demonstration paper's desk, all of them invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

# A reserved domain (RFC 2606): accounts with an address in it were made here.
DOMAIN = "courrier-orvane.example"
HIRED_BEFORE = timedelta(days=400)


@dataclass(frozen=True)
class Hire:
    """
    A member of staff.

    username     the log-in, and the beginning of the e-mail address
    group        the group whose rights they have; empty for the superuser
    contributor  slug of the contributor that they are in bylines; empty where they sign nothing
    """

    username: str
    first_name: str
    last_name: str
    group: str = ""
    contributor: str = ""


STAFF = (
    Hire("journalist", "Inès", "Baudrelle", group="Journalist", contributor="ines-baudrelle"),
    Hire("editor", "Armelle", "Trévidel", group="Editor"),
    Hire("moderator", "Joss", "Pennarvel", group="Moderator"),
    Hire("admin", "Odette", "Marzinac"),
)


def hire(password: str, *, at: datetime) -> dict[str, User]:
    """Give every member of staff an account with this password, by username."""
    # One hash for all, so that a later run can tell with one costly comparison whose password is still this one.
    encoded = make_password(password)
    return {person.username: _hire(person, encoded, at - HIRED_BEFORE) for person in STAFF}


def still_here() -> list[User]:
    """Those hired here who can still log in, in the order of STAFF."""
    addresses = [_address(person) for person in STAFF]
    users = User.objects.filter(email__in=addresses, is_active=True)
    return sorted(users, key=lambda user: addresses.index(user.email))


def _hire(person: Hire, encoded: str, joined_at: datetime) -> User:
    user = User.objects.create(
        username=person.username,
        first_name=person.first_name,
        last_name=person.last_name,
        email=_address(person),
        password=encoded,
        is_staff=True,
        is_superuser=not person.group,
        date_joined=joined_at,
    )
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    return user


def _address(person: Hire) -> str:
    return f"{person.username}@{DOMAIN}"
