"""One address is one reader, however it was typed; two are two."""

import pytest
from django.core import mail

from comments.forms import AddressForm
from comments.models import Block, Comment, Commenter, Flag
from comments.models.commenter import address_keys, mailable, normal_address
from comments.moderation import blocks
from comments.privacy import rekey
from comments.privacy.personal_data import known_by
from tests.comments.factories import make_comment, send
from tests.factories import make_user, publish_story
from tests.tasks import run_tasks

SAME = [
    "jane@example.org\u200b",
    "ja\u00adne@example.org",
    "jane@exam\u2060ple.org",
    "\ufeffjane@example.org",
    "ja\u200dne@exam\u200cple.org",
    "\u200ejane@example.org\u200f",
    "ja\ufe0fne@example.org",
    "ｊａｎｅ＠ｅｘａｍｐｌｅ．ｏｒｇ",  # noqa: RUF001
    "jane@example。org",
    "\u00a0jane@example.org\u3000",
    "jane\u2800@example.org",
    "ja\U000e0041ne@exam\u180bple.org",
    "jane@example.org\x00",
    "jane@example.org.",
    "Jane@EXAMPLE.org",
    "jane @example.org",
]


@pytest.mark.parametrize("typed", SAME, ids=ascii)
def test_what_nobody_sees_makes_no_other_address(typed):
    assert normal_address(typed) == "jane@example.org"


@pytest.mark.parametrize("host", ["bücher.example", "BÜCHER.example", "xn--bcher-kva.example", "bu\u0308cher.example"])
def test_a_host_and_its_punycode_are_one(host):
    assert normal_address(f"jane@{host}") == "jane@xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jane@straße.example", "jane@strasse.example"),
        ("jane@βόλος.example", "jane@βόλοσ.example"),
        ("jane@نامه\u200cای.example", "jane@نامهای.example"),  # noqa: RUF001
        ("straße@example.org", "strasse@example.org"),
        ("jane@example.org", "jane@example.com"),
        ("ja.ne@example.org", "jane@example.org"),
        ("jane+sea@example.org", "jane@example.org"),
    ],
)
def test_two_are_two(one, other):
    assert normal_address(one) != normal_address(other)


def test_mail_goes_to_an_address_that_every_server_takes():
    assert mailable("Jane@Straße.example\u200b") == "Jane@xn--strae-oqa.example"


@pytest.mark.parametrize(
    "nonsense", ["", "@", "jane", "jane@", "@example.org", "a@b@c", "jane@" + "x" * 500, "\ud800@\u200b"]
)
def test_what_is_no_address_is_no_disaster(nonsense):
    assert normal_address(normal_address(nonsense)) == normal_address(nonsense)


@pytest.mark.parametrize("typed", SAME, ids=ascii)
def test_the_form_takes_it(typed):
    form = AddressForm({"address": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["address"].lower() == "jane@example.org"


@pytest.mark.django_db
class TestOnePerson:
    """The same reader to all that knows readers by their address."""

    def test_comments_of_one_address_are_of_one_reader(self, client):
        story = publish_story().story_id
        for number, typed in enumerate(
            ["jane@bücher.example", *(each.replace("example.org", "bücher.example") for each in SAME[:2])]
        ):
            assert send(client, story, address=typed, body=f"High water, {number}").status_code == 303
        assert Commenter.objects.get().address == "jane@xn--bcher-kva.example"
        assert Comment.objects.count() == 3

    def test_a_block_holds_whatever_they_type(self):
        blocks.block("address", "ja\u00adne@Bücher.example", by=make_user(superuser=True), reason="Spam.")
        comment = make_comment(status="pending", address="jane@xn--bcher-kva.example")
        assert Flag.objects.filter(comment=comment, name=Flag.Name.BLOCKED).exists()
        assert Block.objects.get().label == "j…@xn--bcher-kva.example"

    def test_the_desk_finds_them(self):
        commenter = make_comment(address="jane@bücher.example").commenter
        assert known_by("JANE@xn--bcher-kva.example\u200b") == commenter

    def test_the_mail_goes_to_them(self, client):
        make_comment(address="jane@bücher.example")
        client.post("/comments/data/", {"address": "jane@b\u00adücher.example"}, HTTP_SEC_FETCH_SITE="same-origin")
        run_tasks()
        assert [letter.to for letter in mail.outbox] == [["jane@xn--bcher-kva.example"]]

    def test_rows_under_the_form_of_before_are_joined_by_the_command(self):
        first, second = (make_comment(address=address).commenter for address in ("jane@example.org", "x@example.org"))
        Commenter.objects.filter(pk=second.pk).update(address="jane@example.org\u200b", address_key="before")
        rekey.rekey()
        assert Commenter.objects.get() == first
        assert first.address_key == address_keys("jane@example.org")[0]


COPIED = [
    "mailto:jane@example.org",
    "MAILTO:jane@example.org?subject=Hello%20there",
    "Jane Roe <jane@example.org>",
    "<jane@example.org>",
    "<mailto:jane@example.org>;",
    "jane@example.org,",
    "“Roe, Jürgen” <jane@example.org>\u200b",
]


@pytest.mark.parametrize("copied", COPIED, ids=ascii)
def test_what_mail_programs_copy_along_with_an_address_is_no_part_of_it(copied):
    form = AddressForm({"address": copied})
    assert form.is_valid()
    assert form.cleaned_data["address"] == "jane@example.org"


@pytest.mark.parametrize("typed", ["jürgen@example.org", "ı@example.org", "İ@example.org", "élodie@example.org"])  # noqa: RUF001
def test_letters_that_no_mail_can_go_to_are_told_from_what_is_no_address(typed):
    form = AddressForm({"address": typed})
    assert not form.is_valid()
    assert "before the @" in str(form.errors["address"])


def test_fields_for_addresses_are_text_with_the_keyboard_for_addresses():
    shown = str(AddressForm()["address"])
    assert 'type="text"' in shown
    for attribute in ('inputmode="email"', 'autocapitalize="none"', 'spellcheck="false"', 'autocomplete="email"'):
        assert attribute in shown
