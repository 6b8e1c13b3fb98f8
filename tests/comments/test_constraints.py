"""What the database itself refuses, whoever writes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from comments.models import BODY_MAX, Comment, Commenter, Decision, Discussion, Flag
from tests.comments.factories import make_comment
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"status": "published"},
        {"name": ""},
        {"body": ""},
        {"body": "é" * (BODY_MAX + 1)},
        {"reply_to": None},
        {"root": None},
        {"status": "approved", "published_at": None},
    ],
    ids=str,
)
def test_the_database_refuses_a_comment(change):
    reply = make_comment(to=make_comment(), status="pending")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=reply.pk).update(**change)


def test_the_database_takes_the_longest_comment():
    Comment.objects.filter(pk=make_comment().pk).update(body="é" * BODY_MAX)
    assert len(Comment.objects.get().body) == BODY_MAX


@pytest.mark.parametrize("change", [{"approved_count": -1}, {"policy": "whatever"}], ids=str)
def test_the_database_refuses_a_discussion(change):
    make_comment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.update(**change)


@pytest.mark.parametrize("change", [{"address": ""}], ids=str)
def test_the_database_refuses_a_commenter(change):
    make_comment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Commenter.objects.update(**change)


@pytest.mark.parametrize(
    "change", [{"verb": "shrug"}, {"to_status": "pending"}, {"by": None}, {"from_status": "x"}], ids=str
)
def test_the_database_refuses_a_decision(change):
    make_comment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(**change)


def test_one_decision_a_version():
    comment = make_comment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            comment=comment, by=make_user(), verb="reject", from_status="pending", to_status="rejected", version=1
        )


def test_one_flag_of_a_name():
    comment = make_comment()
    Flag.objects.create(comment=comment, name="links", weight=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.create(comment=comment, name="links", weight=4)


def test_what_has_been_decided_on_can_not_be_deleted():
    comment = make_comment()
    for row in (comment, comment.discussion, comment.discussion.story):
        with pytest.raises(ProtectedError):
            row.delete()


def test_a_broken_rule_is_said_in_a_sentence():
    comment = make_comment()
    comment.name = ""
    with pytest.raises(ValidationError, match="Enter a name"):
        comment.validate_constraints()
