"""Whoever was kept as two readers and is one again is led to by every mail that either of them got."""

import pytest

from comments.mail import unsubscribe, verification
from comments.models import Commenter, MailedLink
from comments.models.comment.transition import erase
from comments.posting.receipts import token_for
from comments.privacy import personal_data, rekey
from tests.comments.factories import FROM_HERE, declining_tokens, make_comment, make_link, wish

pytestmark = pytest.mark.django_db

ADDRESS = "odile@example.org"
ERASED = "has been erased"


def path_of(kind, comment, **fields):
    """Return the path in a mail with a link of this kind to the comment's reader."""
    link = make_link(kind, comment=comment, **fields)
    return f"/comments/{kind}/{verification.token_for(link)}/"


def joined(settings, *, before):
    """Let a reader be kept twice, then join the two rows; return what `before` made of the first row's comment."""
    first = make_comment(address=ADDRESS)
    made = before(first)
    settings.ADDRESS_KEY, old = f"another {settings.ADDRESS_KEY}", settings.ADDRESS_KEY
    make_comment(address=ADDRESS)
    settings.ADDRESS_KEY_FALLBACKS = [old]
    assert Commenter.objects.count() == 2
    rekey.rekey()
    assert not Commenter.objects.filter(pk=first.commenter_id).exists()
    return made


@pytest.fixture
def join(settings):
    """Return a function that joins two rows, and returns what `before` made of the first reader's comment."""
    return lambda before: joined(settings, before=before)


def test_no_more_mails(client, join):
    path = join(lambda comment: f"/comments/mute/{declining_tokens(comment)['mute']}/")
    assert "Stop all emails from us?" in client.get(path).text
    assert client.post(path).status_code == 200
    assert Commenter.objects.get().muted_at


def test_no_more_mails_about_one_comment(client, join):
    def mailed(comment):
        wish(comment)
        return comment, f"/comments/unsubscribe/{declining_tokens(comment)['unsubscribe']}/"

    comment, path = join(mailed)
    assert client.post(path).status_code == 200
    comment.refresh_from_db()
    assert (comment.wants_decision, comment.wants_replies) == (False, False)


def test_one_comment_was_forgotten_and_not_its_reader(client, join):
    def mailed(comment):
        path = f"/comments/unsubscribe/{declining_tokens(comment)['unsubscribe']}/"
        erase(comment)
        return path

    assert ERASED not in client.get(join(mailed)).text


def test_the_confirmation(client, join):
    path = join(lambda comment: path_of(MailedLink.Kind.VERIFICATION, comment))
    assert client.post(path, **FROM_HERE).status_code == 200
    assert Commenter.objects.get().verified_at


def test_the_data(client, join):
    path = join(lambda comment: path_of(MailedLink.Kind.DATA, comment))
    assert "2 comments" in client.get(path).text
    assert client.post(f"{path}mails/", {"mails": "off"}, **FROM_HERE).status_code == 303
    assert Commenter.objects.get().muted_at


@pytest.mark.parametrize("kind", MailedLink.Kind)
def test_a_link_that_is_no_longer_kept(client, join, kind):
    path = join(lambda comment: path_of(kind, comment))
    MailedLink.objects.all().delete()
    assert ERASED not in client.get(path).text


def test_the_receipt(client, join):
    path = join(lambda comment: f"/comments/receipt/{token_for(comment)}/")
    assert client.get(path).status_code == 200


def test_who_was_joined_twice(client, settings):
    path = joined(settings, before=lambda comment: f"/comments/mute/{declining_tokens(comment)['mute']}/")
    middle = Commenter.objects.get()
    settings.ADDRESS_KEY_FALLBACKS = []
    settings.ADDRESS_KEY, old = "a third key", settings.ADDRESS_KEY
    make_comment(address=ADDRESS)
    settings.ADDRESS_KEY_FALLBACKS = [old]
    rekey.rekey()
    assert Commenter.objects.get() != middle
    assert client.post(path).status_code == 200
    assert Commenter.objects.get().muted_at


def test_once_all_is_erased_the_links_of_before_say_so(client, join):
    path = join(lambda comment: f"/comments/mute/{declining_tokens(comment)['mute']}/")
    personal_data.erase(Commenter.objects.get())
    assert ERASED in client.get(path).text


class TestMeanwhile:
    """Joining takes the rows as they are at that moment, not as they were read."""

    @pytest.fixture
    def two(self):
        """Return two readers, of whom the first is to take over the second."""
        return [make_comment(address=f"{name}@example.org").commenter for name in ("one", "two")]

    @pytest.mark.parametrize("which", [0, 1])
    def test_who_has_just_declined_all_mails(self, two, which):
        unsubscribe.mute(two[which])
        two[0].take_over(two[1])
        assert Commenter.objects.get().muted_at

    def test_who_has_just_been_erased_is_not_brought_back(self, two):
        one, other = (Commenter.objects.get(pk=row.pk) for row in two)
        personal_data.erase(two[0])
        one.take_over(other)
        assert [row.pk for row in Commenter.objects.all()] == [other.pk]

    def test_the_other_has_just_been_erased(self, two):
        one, other = (Commenter.objects.get(pk=row.pk) for row in two)
        personal_data.erase(two[1])
        one.take_over(other)
        assert Commenter.objects.get().pk == one.pk
