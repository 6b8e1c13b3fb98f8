"""An address is only seen by those who may, by pressing a button, and that is logged."""

import pytest
from django.contrib.auth.models import Permission

from comments.models import AddressAccess, Trace
from comments.posting.answer import answer
from comments.privacy.address_access import reveal
from comments.screening.submission import Sender
from tests.comments.factories import make_comment
from tests.factories import make_user

pytestmark = pytest.mark.django_db

ADDRESS = "marker-of-an-address@example.org"
IP = "203.0.113.77"


def make_marked():
    return make_comment(address=ADDRESS, sender=Sender(ip=IP, user_agent="MarkerBrowser"))


def url(comment):
    return f"/admin/comments/comment/{comment.pk}/address/"


@pytest.fixture
def lea(client):
    user = make_user("lea", groups=["Moderator"])
    client.force_login(user)
    return user


def test_looking_gives_what_is_kept_and_writes_down_who_looked():
    comment, lea = make_marked(), make_user("lea")
    assert reveal(comment, by=lea) == (ADDRESS, IP)
    assert [(row.by, row.comment) for row in AddressAccess.objects.all()] == [(lea, comment)]


def test_what_is_forgotten_is_none_and_looking_is_logged_all_the_same():
    comment = make_marked()
    Trace.objects.all().delete()
    said = answer(comment, by=make_user("tom"), body="Thank you.")
    assert reveal(comment, by=make_user("lea")) == (ADDRESS, None)
    assert reveal(said, by=make_user("lea")) == (None, None)
    assert AddressAccess.objects.count() == 2


def test_the_button_shows_it_and_nothing_else_does(client, lea):
    comment = make_marked()
    assert ADDRESS not in client.get(f"/admin/comments/comment/{comment.pk}/change/").text
    assert client.get(url(comment)).status_code == 405
    assert not AddressAccess.objects.exists()
    shown = client.post(url(comment))
    for words in (ADDRESS, IP, "MarkerBrowser", "not confirmed"):
        assert words in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert AddressAccess.objects.get().by == lea


def test_a_moderator_without_the_permission_sees_neither_button_nor_address(client):
    user = make_user("tom", groups=())
    user.user_permissions.set(Permission.objects.filter(codename__in=["moderate_comment", "view_comment"]))
    client.force_login(user)
    comment = make_marked()
    assert url(comment) not in client.get(f"/admin/comments/comment/{comment.pk}/change/").text
    assert client.post(url(comment)).status_code == 403
    assert not AddressAccess.objects.exists()
