"""Who is known, and whose comments appear at once."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from comments.models import Commenter, Discussion, ModerationPolicy, Policy
from comments.models.commenter import address_key
from comments.posting import post
from comments.screening import trust, verified_cookie
from comments.screening.submission import Sender
from newsroom.cache.page_cache import story_key
from newsroom.models import Stamp
from tests.comments.factories import FROM_HERE, make_comment, make_submission, send
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

ADDRESS = "odile@example.org"
BROWSER = FROM_HERE | {"HTTP_ACCEPT": "*/*", "HTTP_ACCEPT_LANGUAGE": "fr"}


def make_known(*, approved=2, verified=True):
    """Return a commenter who has verified the address and has so many approved comments."""
    for _ in range(approved):
        make_comment(address=ADDRESS)
    commenter = Commenter.objects.behind(ADDRESS, at=timezone.now())
    if verified:
        commenter.verified_at = timezone.now()
        commenter.save()
    return commenter


def post_under(policy=Policy.POST, *, edition=None, proof="", **fields):
    """Post as the reader with the known address, under a story with this policy."""
    edition = edition or publish_story()
    Discussion.objects.of(edition.story).set_policy(by=make_user(), policy=policy)
    sender = Sender(ip="203.0.113.7", proof=proof)
    return post.post(make_submission(story_id=edition.story_id, address=ADDRESS, sender=sender, **fields))


def test_two_approved_comments_and_a_proof_make_a_reader_known():
    assert trust.is_known(make_known(), at=timezone.now())


@pytest.mark.parametrize("less", [{"approved": 1}, {"verified": False}], ids=str)
def test_less_makes_nobody_known(less):
    assert not trust.is_known(make_known(**less), at=timezone.now())
    assert not trust.is_known(None, at=timezone.now())


@pytest.mark.parametrize("status", ["rejected", "spam", "removed"])
def test_who_was_refused_is_unknown_for_ninety_days(status):
    commenter, at = make_known(), timezone.now()
    make_comment(address=ADDRESS, status=status)
    assert not trust.is_known(commenter, at=at + timedelta(days=89))
    assert trust.is_known(commenter, at=at + timedelta(days=91))


def test_what_a_reader_withdrew_was_not_refused():
    commenter = make_known()
    make_comment(address=ADDRESS, status="withdrawn")
    assert trust.is_known(commenter, at=timezone.now())


def test_a_known_reader_appears_at_once_where_the_policy_says_so():
    commenter, edition = make_known(), publish_story()
    comment = post_under(edition=edition, proof=verified_cookie.fingerprint_of(commenter))
    comment.refresh_from_db()
    assert (comment.status, comment.version) == ("approved", 1)
    assert comment.published_at
    assert comment.discussion.approved_count == 1
    decision = comment.decisions.get()
    assert (decision.verb, decision.by) == ("admit", None)
    again = Stamp.objects.get(key=story_key(edition.story_id)).number
    post_under(Policy.PRE, edition=edition)
    assert Stamp.objects.get(key=story_key(edition.story_id)).number == again + 1  # the policy's own


def test_an_admission_changes_the_page():
    commenter, edition = make_known(), publish_story()
    Discussion.objects.of(edition.story).set_policy(by=make_user(), policy=Policy.POST)
    before = Stamp.objects.get(key=story_key(edition.story_id)).number
    sender = Sender(proof=verified_cookie.fingerprint_of(commenter))
    post.post(make_submission(story_id=edition.story_id, address=ADDRESS, sender=sender))
    assert Stamp.objects.get(key=story_key(edition.story_id)).number == before + 1


@pytest.mark.parametrize("policy", [Policy.PRE, Policy.INHERIT])
def test_under_another_policy_a_known_reader_waits(policy):
    proof = verified_cookie.fingerprint_of(make_known())
    edition = publish_story()
    if policy == Policy.INHERIT:
        sender = Sender(proof=proof)
        assert post.post(make_submission(story_id=edition.story_id, address=ADDRESS, sender=sender)).is_waiting
    else:
        assert post_under(policy, edition=edition, proof=proof).is_waiting


def test_the_policy_of_the_section_counts():
    ModerationPolicy.objects.create(section=make_section(), policy=Policy.POST)
    sender = Sender(proof=verified_cookie.fingerprint_of(make_known()))
    assert post.post(make_submission(address=ADDRESS, sender=sender)).is_approved


def test_an_address_that_is_only_typed_earns_nothing():
    commenter = make_known()
    assert post_under().is_waiting
    other = Commenter.objects.behind("other@example.org", at=timezone.now())
    other.verified_at = commenter.verified_at
    assert post_under(proof=verified_cookie.fingerprint_of(other)).is_waiting
    assert post_under(proof="x").is_waiting


def test_one_flag_is_enough_to_wait():
    proof = verified_cookie.fingerprint_of(make_known())
    comment = post_under(proof=proof, body="See http://a.example")
    assert comment.is_waiting
    assert comment.flags.get().name == "links"


def test_while_everything_is_held_a_known_reader_waits():
    ModerationPolicy.objects.create(holds_until=timezone.now() + timedelta(hours=1))
    comment = post_under(proof=verified_cookie.fingerprint_of(make_known()))
    assert comment.is_waiting
    assert comment.flags.get().name == "all_held"


def test_a_proof_is_shown_by_a_cookie_that_only_the_comments_see(client):
    commenter, edition = make_known(), publish_story()
    Discussion.objects.of(edition.story).set_policy(by=make_user(), policy=Policy.POST)
    response = HttpResponse()
    verified_cookie.give(response, commenter)
    cookie = response.cookies[verified_cookie.NAME]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/comments/", True, "Strict")
    assert cookie["max-age"] == 180 * 24 * 3600
    assert ADDRESS not in cookie.value and address_key(ADDRESS) not in cookie.value
    client.cookies[verified_cookie.NAME] = cookie.value
    send(client, edition.story_id, headers=BROWSER, address=ADDRESS, body="At once.")
    assert edition.story.discussion.comments.get().is_approved
    send(client, edition.story_id, headers=BROWSER, address="other@example.org", body="Not at once.")
    assert edition.story.discussion.comments.latest("pk").is_waiting


@pytest.mark.parametrize("made_up", ["1.1", "x:y:z", "\x00", ""])
def test_a_cookie_that_is_not_ours_proves_nothing(made_up):
    request = RequestFactory().post("/")
    request.COOKIES[verified_cookie.NAME] = made_up
    assert verified_cookie.shown_by(request) == ""


def test_a_new_proof_makes_the_old_cookie_void():
    commenter = make_known()
    old = verified_cookie.fingerprint_of(commenter)
    commenter.verified_at += timedelta(days=1)
    commenter.save()
    assert not trust.may_appear(Sender(proof=old), commenter, at=timezone.now() + timedelta(days=2))


def test_a_cookie_is_taken_back():
    response = HttpResponse()
    verified_cookie.take_back(response)
    assert (response.cookies[verified_cookie.NAME]["max-age"], response.cookies[verified_cookie.NAME]["path"]) == (
        0,
        "/comments/",
    )
