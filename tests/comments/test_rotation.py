"""What is known by a key stays known while ADDRESS_KEY changes, and afterwards without the old one."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from comments.mail import verification
from comments.models import AlreadyDecided, Block, Comment, Commenter, MailedLink, Report, Trace
from comments.models.commenter import address_key, ip_key
from comments.moderation import blocks
from comments.posting import post, report
from comments.privacy import personal_data, rekey
from comments.screening.submission import Sender
from tests.comments.factories import make_comment, make_link, make_report, make_submission, prove
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

ADDRESS, IP = "odile@example.org", "203.0.113.7"
HOME = Sender(ip=IP)


@pytest.fixture
def rotate(settings):
    """Return a function that changes the key: the old one is a fallback then."""

    def rotated(*, fallback=True):
        settings.ADDRESS_KEY_FALLBACKS = [settings.ADDRESS_KEY] if fallback else []
        settings.ADDRESS_KEY = f"another {settings.ADDRESS_KEY}"

    return rotated


@pytest.fixture(params=["fallback", "rekeyed"])
def rotation(request, rotate, settings):
    """Return a function that changes the key, once with a fallback and once made anew without one."""

    def rotated():
        rotate()
        if request.param == "rekeyed":
            rekey.rekey()
            settings.ADDRESS_KEY_FALLBACKS = []

    return rotated


def write(**fields):
    """Return what becomes of a comment by the reader from the network."""
    return make_comment(**{"address": ADDRESS, "sender": HOME, "status": "pending"} | fields)


def flags_of(comment):
    """Return the names of what was found for a comment."""
    return set(comment.flags.values_list("name", flat=True))


def test_without_the_old_key_nobody_is_known_again(rotate):
    write()
    rotate(fallback=False)
    write()
    assert Commenter.objects.count() == 2


def test_a_reader_stays_one(rotation):
    first = write()
    rotation()
    assert write(address="ODILE@example.org").commenter == first.commenter
    assert personal_data.known_by(ADDRESS) == first.commenter
    assert personal_data.numbers(first.commenter)["comments"] == 2


@pytest.mark.parametrize(("kind", "value"), [("address", ADDRESS), ("network", IP)])
def test_a_block_holds_and_is_not_set_up_twice(rotation, kind, value):
    lea, first = make_user("lea"), write()
    block = blocks.block(kind, value, by=lea, reason="Threats")
    rotation()
    assert flags_of(write()) == {"blocked"}
    assert blocks.rehearse(kind, value, at=timezone.now()).held == 2
    with pytest.raises(AlreadyDecided):
        blocks.block(kind, first, by=lea, reason="Threats")
    assert personal_data.numbers(first.commenter)["blocks"] == (kind == "address")
    blocks.lift(block, by=lea)
    assert flags_of(write()) == set()


def test_limits_hold(rotation):
    for _ in range(post.FROM_ONE_NETWORK):
        make_comment(sender=HOME)
    rotation()
    with pytest.raises(post.TooMany):
        post.post(make_submission(sender=HOME))


def test_a_double_click_across_the_change_is_one_comment(rotation):
    submission = make_submission(sender=HOME)
    first = post.post(submission)
    rotation()
    assert post.post(submission) == first


def test_a_network_has_one_say_about_a_comment_and_a_report_is_its_readers(rotate):
    comment = make_comment()
    make_report(comment, ip=IP, address=ADDRESS)
    rotate()
    with pytest.raises(report.ReportedAlready):
        make_report(comment, ip=IP, words="Once more.")
    rekey.rekey()
    assert Report.objects.get().address_key == address_key(ADDRESS)
    assert Report.objects.from_address("Odile@Example.org").count() == 1


def test_the_days_limit_on_links_holds(rotate, monkeypatch):
    monkeypatch.setattr(verification, "FROM_ONE_NETWORK", 1)
    network = [ip_key(IP)]
    verification.ask(MailedLink.Kind.DATA, make_comment().commenter_id, language="en", networks=network)
    rotate()
    verification.ask(MailedLink.Kind.DATA, make_comment().commenter_id, language="en", networks=[ip_key(IP), *network])
    assert MailedLink.objects.count() == 1


def test_an_erasure_finds_all_that_is_under_the_old_key(rotate):
    comment = write()
    make_report(make_comment(), address=ADDRESS, words="Look.")
    rotate()
    personal_data.erase(personal_data.known_by(ADDRESS))
    comment.refresh_from_db()
    assert (comment.body, list(Report.objects.values_list("words", flat=True))) == ("", [""])


class TestTheCommand:
    """In chunks, as often as one likes, and with a word on what it can't do."""

    def told(self, capsys):
        call_command("rekey_addresses")
        return capsys.readouterr().out.splitlines()

    def test_it_says_what_it_did_and_does_it_once(self, rotate, capsys, monkeypatch):
        monkeypatch.setattr(rekey, "AT_ONCE", 2)
        for number in range(5):
            make_comment(address=f"reader{number}@example.org")
        make_report(Comment.objects.first(), address=ADDRESS)
        blocks.block("address", ADDRESS, by=make_user("lea"), reason="Threats")
        assert self.told(capsys) == ["commenters: 0", "reports: 0", "traces: 0", "blocks: 0"]
        rotate()
        assert self.told(capsys) == ["commenters: 5", "reports: 1", "traces: 5", "blocks: 1"]
        assert {row.address_key for row in Commenter.objects.all()} == {
            address_key(row.address) for row in Commenter.objects.all()
        }
        assert {row.ip_key for row in Trace.objects.all()} == {ip_key(row.ip) for row in Trace.objects.all()}
        assert self.told(capsys) == ["commenters: 0", "reports: 0", "traces: 0", "blocks: 0"]

    def test_what_breaks_off_goes_on(self, rotate, capsys, monkeypatch):
        monkeypatch.setattr(rekey, "AT_ONCE", 2)
        for number in range(5):
            make_comment(address=f"reader{number}@example.org")
        rotate()
        third = Commenter.objects.order_by("pk")[2].address

        def failing(row):
            if row.address == third:
                raise KeyboardInterrupt
            return [address_key(row.address)]

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(rekey, "_of_address", failing)
            rekey.rekey()
        assert self.told(capsys)[0] == "commenters: 3"

    def test_a_block_on_somebody_unknown_needs_the_old_key_and_holds_by_it(self, rotate, capsys):
        blocks.block("address", ADDRESS, by=make_user("lea"), reason="Threats")
        rotate()
        assert self.told(capsys)[4].startswith("1 blocks are on addresses or networks")
        assert flags_of(write()) == {"blocked"}
        assert self.told(capsys)[3:] == ["blocks: 1"]

    def test_three_that_were_made_of_one_reader_are_one_again(self, rotate, capsys):
        for _rotation in range(3):
            write()
            rotate(fallback=False)
        assert self.told(capsys)[0] == "commenters: 1"
        assert (Commenter.objects.get().comments.count(), Comment.objects.count()) == (3, 3)
        assert Commenter.objects.get().address_key == address_key(ADDRESS)

    def test_two_that_were_made_of_one_reader_keep_what_was_said_of_either(self, rotate, capsys):
        first = write()
        prove(first)
        make_link(MailedLink.Kind.VERIFICATION, comment=first)
        rotate(fallback=False)
        second = write()
        first_key = Commenter.objects.get(pk=first.commenter_id).address_key
        assert self.told(capsys)[0] == "commenters: 0"
        one = Commenter.objects.get()
        assert (one.pk, one.address_key != first_key, one.verified_at) == (
            second.commenter_id,
            True,
            first.commenter.verified_at,
        )
        assert (one.comments.count(), one.links.count()) == (2, 1)
        assert Block.objects.count() == 0


def test_the_story_takes_comments_meanwhile(rotate):
    edition = publish_story()
    rotate()
    assert make_comment(edition=edition).commenter.address_key
