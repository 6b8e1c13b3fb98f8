"""An address is private by construction: what can't reach a page, a list or a log."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, Commenter, Report, Trace
from comments.models.commenter import address_key, ip_key
from comments.posting import post
from comments.posting.receipts import token_for, token_for_report
from comments.screening.submission import Sender
from tests.comments.factories import act, make_report, make_submission
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

ADDRESS = "marker-of-an-address@example.org"
IP = "203.0.113.77"
AGENT = "MarkerOfABrowser"


def commented(edition):
    """Return an approved comment with the markers in its private half."""
    sender = Sender(ip=IP, user_agent=AGENT)
    submission = make_submission(story_id=edition.story_id, address=ADDRESS, sender=sender)
    comment = post.post(submission)
    act(comment, "approve")
    return comment


def test_no_page_shows_the_address(client):
    edition = publish_story()
    comment = commented(edition)
    client.force_login(make_user("moderator", superuser=True))
    for path in (
        edition.path,
        "/",
        f"/comments/{comment.public_id}/reply/",
        f"/comments/{comment.public_id}/report/",
        f"/comments/reported/{token_for_report(make_report(comment, ip=IP, address=ADDRESS))}/",
        f"/comments/receipt/{token_for(comment)}/",
        "/admin/comments/comment/",
        f"/admin/comments/comment/{comment.pk}/change/",
        "/admin/comments/discussion/",
        f"/admin/comments/discussion/{comment.discussion_id}/change/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        for marker in (ADDRESS, "marker-of-an-address", IP, AGENT, address_key(ADDRESS), ip_key(IP)):
            assert marker not in answer.text, path


def test_the_address_can_not_be_searched_for(client):
    commented(publish_story())
    client.force_login(make_user("moderator", superuser=True))
    assert "0 comments" in client.get("/admin/comments/comment/", {"q": ADDRESS}).text


def test_no_reader_page_asks_the_private_tables(client):
    edition = publish_story()
    comment = commented(edition)
    private = [Commenter._meta.db_table + '"', Trace._meta.db_table + '"']
    pages = (f"/comments/{comment.public_id}/{page}/" for page in ("reply", "report"))
    for path in (edition.path, *pages, f"/comments/receipt/{token_for(comment)}/", f"/c/{comment.public_id}/"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        assert queries.captured_queries
        assert not [q for q in queries.captured_queries if any(f'"{table}' in q["sql"] for table in private)]


def test_the_private_half_is_not_on_the_desk():
    assert not {Commenter, Trace} & set(admin.site._registry)


def test_nothing_private_is_said_when_a_row_is_printed():
    comment = commented(publish_story())
    for row in (comment, comment.commenter, comment.trace, comment.discussion):
        for said in (str(row), repr(row)):
            assert "marker" not in said.lower()
            assert IP not in said


def test_only_the_private_half_holds_an_address():
    holders = {
        model
        for model in apps.get_app_config("comments").get_models()
        for field in model._meta.local_fields
        if field.get_internal_type() in {"GenericIPAddressField"} or type(field).__name__ == "EmailField"
    }
    assert holders == {Commenter, Trace, Report}


def test_keys_tell_nothing_without_the_secret(settings):
    before = address_key(ADDRESS), ip_key(IP)
    settings.ADDRESS_KEY = "another secret"
    assert before != (address_key(ADDRESS), ip_key(IP))
    assert ADDRESS not in before[0]


def test_public_ids_can_not_be_guessed():
    ids = {Comment().public_id for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(public_id) for public_id in ids} == {12}
