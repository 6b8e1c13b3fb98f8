"""Stamps: right on the very next request, and never past a flip of the clock."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone

from newsroom import pagecache
from newsroom.models import Stamp

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)


def tag(*keys, at=NOON):
    return pagecache.entity_tag(keys, at=at)


@pytest.mark.django_db
def test_a_bump_changes_the_tag_of_the_pages_that_hang_on_the_key_and_of_no_other():
    pagecache.bump("home", "story:1")
    home, one, two = tag("home"), tag("story:1"), tag("story:2")
    pagecache.bump("story:1")
    assert (tag("home"), tag("story:2")) == (home, two)
    assert tag("story:1") != one


@pytest.mark.django_db
def test_each_bump_counts():
    for _time in range(3):
        pagecache.bump("home")
    assert Stamp.objects.get(key="home").number == 3


@pytest.mark.django_db
def test_the_clock_alone_changes_the_tag_at_each_flip():
    pagecache.bump("home", flips=[NOON + HOUR, NOON + 2 * HOUR, None])
    before = tag("home", at=NOON + HOUR - timedelta(microseconds=1))
    at_one, at_two = tag("home", at=NOON + HOUR), tag("home", at=NOON + 2 * HOUR)
    assert tag("home", at=NOON) == before
    assert len({before, at_one, at_two}) == 3
    assert tag("home", at=NOON + 9 * HOUR) == at_two


@pytest.mark.django_db
def test_a_tag_costs_one_query(django_assert_num_queries):
    pagecache.bump("home", "site", flips=[NOON])
    with django_assert_num_queries(1):
        tag("home", "site", "story:1")


@pytest.mark.django_db
def test_a_fresh_copy_is_answered_without_making_the_page(rf):
    pagecache.bump("home")
    made = []

    def respond(**headers):
        return pagecache.respond(
            rf.get("/", headers=headers), ["home"], at=NOON, render=lambda: made.append(1) or HttpResponse("page")
        )

    first = respond()
    second = respond(if_none_match=first["ETag"])
    assert (first.status_code, second.status_code, len(made)) == (200, 304, 1)
    assert second["ETag"] == first["ETag"]
    pagecache.bump("home")
    assert respond(if_none_match=first["ETag"]).status_code == 200


@pytest.mark.django_db
def test_a_change_of_the_whole_site_makes_every_page_stale(rf):
    def respond():
        return pagecache.respond(rf.get("/"), ["home"], at=NOON, render=lambda: HttpResponse("page"))

    first = respond()["ETag"]
    pagecache.bump(pagecache.SITE)
    assert respond()["ETag"] != first


@pytest.mark.django_db(transaction=True)
def test_a_bump_outside_the_change_it_stands_for_is_a_mistake():
    with pytest.raises(RuntimeError, match="transaction"):
        pagecache.bump("home")
