"""Declining mails: GET shows a button, POST declines, one comment’s or all."""

import pytest
from django.core import signing

from comments.mail import unsubscribe
from comments.models import Commenter
from tests.comments.factories import declining_tokens, make_comment, wish

pytestmark = pytest.mark.django_db


def asked():
    """Return a comment whose reader wants to be told of the decision."""
    comment = make_comment()
    wish(comment, decision=True, replies=False)
    return comment


@pytest.mark.parametrize("name", ["unsubscribe", "mute"])
def test_get_changes_nothing_and_post_does(client, name):
    comment = asked()
    path = f"/comments/{name}/{declining_tokens(comment)[name]}/"
    shown = client.get(path)
    assert "<button" in shown.text
    assert shown["Cache-Control"] == "no-store"
    comment.refresh_from_db()
    assert comment.wants_decision
    assert comment.commenter.muted_at is None
    assert client.post(path).status_code == client.post(path).status_code == 200
    comment.refresh_from_db()
    assert (comment.wants_decision, bool(comment.commenter.muted_at)) == (name == "mute", name == "mute")


@pytest.mark.parametrize("name", ["unsubscribe", "mute"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_altered_link_is_told_so(client, name, method):
    token = declining_tokens(asked())[name]
    for wrong in (token[:-1], "x" + token, "%00", "all"):
        answer = getattr(client, method)(f"/comments/{name}/{wrong}/")
        assert answer.status_code == 404
        assert "may have cut it" in answer.text
    assert not Commenter.objects.exclude(muted_at=None).exists()


def test_one_kind_of_token_is_no_other(client):
    tokens = declining_tokens(asked())
    assert client.post(f"/comments/mute/{tokens['unsubscribe']}/").status_code == 404
    assert client.post(f"/comments/unsubscribe/{tokens['mute']}/").status_code == 404


def test_a_link_that_was_used_says_what_it_did(client):
    comment = asked()
    tokens = declining_tokens(comment)
    said = {
        "unsubscribe": "You will receive no more emails about this comment.",
        "mute": "to receive no more emails. Since then, we only send you a link to your data",
    }
    for name, sentence in said.items():
        path = f"/comments/{name}/{tokens[name]}/"
        client.post(path)
        shown = client.get(path)
        assert (shown.status_code, sentence in shown.text, "<button" in shown.text) == (200, True, False)


def test_a_link_of_a_mail_of_before_goes_on_working(client):
    comment = asked()
    token = signing.Signer(salt=unsubscribe.ONE).sign(comment.public_id)
    assert client.post(f"/comments/unsubscribe/{token}/").status_code == 200
    comment.refresh_from_db()
    assert not comment.wants_decision
