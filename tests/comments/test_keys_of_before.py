"""Who was known, blocked or erased by the form in which addresses were compared at first stays so."""

import unicodedata
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from comments import blocking, privacy
from comments.models import Block, Commenter, Report
from comments.models.commenter import _keyed, address_key
from tests.comments.factories import make_comment, make_report
from tests.factories import make_user

pytestmark = pytest.mark.django_db

migration = import_module("comments.migrations.0014_address_keys")
BEFORE = ["jane@bücher.example", "jane@ÉCOLE.example", "jane@münchen.straße.example", "jane@почта.example"]
PLAIN_ALONE = ["jane@straße.example", "ja\u200bne@example.org", "jane@example.org\u2060"]


def key_of_before(address):
    """Return the key as it was made at first."""
    return _keyed("address", unicodedata.normalize("NFC", address.strip()).casefold())[0]


def as_before(row, address):
    """Let a reader or a report be kept as it was at first."""
    type(row).objects.filter(pk=row.pk).update(address=address, address_key=key_of_before(address))


@pytest.mark.parametrize("address", BEFORE)
def test_a_known_reader_is_known_again(address):
    first = make_comment(address=address).commenter
    as_before(first, address)
    assert make_comment(address=address).commenter == first
    assert privacy.known_by(address) == first


@pytest.mark.parametrize("address", BEFORE)
def test_a_block_holds(address):
    block = blocking.block(Block.Kind.ADDRESS, address, reason="Spam.", by=make_user("lea"))
    Block.objects.filter(pk=block.pk).update(key=key_of_before(address))
    assert "blocked" in set(make_comment(address=address, status="pending").clues.values_list("name", flat=True))


@pytest.mark.parametrize("address", BEFORE)
def test_an_erasure_is_done_once_more(address):
    make_comment(address=address)
    name = f"erased/{key_of_before(address)}-{timezone.now():%Y%m%dT%H%M%S.%f}"
    storages["private"].save(name, ContentFile("moment"))
    assert privacy.replay()["commenters"] == 1


def test_an_erasure_of_one_is_none_of_another():
    make_comment(address="jane@straße.example")
    privacy.erase(make_comment(address="jane@strasse.example").commenter)
    assert privacy.replay()["commenters"] == 0


@pytest.mark.parametrize("address", BEFORE + PLAIN_ALONE)
def test_the_migration_makes_keys_of_what_is_kept_in_plain(address):
    comment = make_comment(address=address)
    report = make_report(comment, address=address, words="Look.")
    block = blocking.block(Block.Kind.ADDRESS, address, reason="Spam.", by=make_user("lea"))
    Block.objects.filter(pk=block.pk).update(key=key_of_before(address))
    as_before(comment.commenter, address)
    as_before(report, address)
    migration.make_anew(apps, None)
    assert privacy.known_by(address) == Commenter.objects.get()
    assert Report.objects.from_address(address).get() == report
    assert "blocked" in set(make_comment(address=address, status="pending").clues.values_list("name", flat=True))


def test_the_migration_leaves_two_who_are_one_to_the_command():
    make_comment(address="jane@example.org")
    other = make_comment(address="other@example.org").commenter
    as_before(other, "jane@example.org\u200b")
    migration.make_anew(apps, None)
    assert Commenter.objects.get(address_key=address_key("jane@example.org")) != other
