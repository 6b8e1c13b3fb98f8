"""Stamps: right on the very next request, by whatever clock, and never past a flip of it."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connections, transaction
from django.http import HttpResponse
from django.utils import timezone

from newsroom.cache import page_cache
from newsroom.models import Flip, Stamp
from tests.processes import wait_for_a_lock

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)


def tag(*keys, at=NOON):
    return page_cache.entity_tag(keys, at=at)


def bump(*keys, at=NOON, flips=()):
    page_cache.bump(*keys, at=at)
    page_cache.flip(*keys, flips=flips)


@pytest.mark.django_db
def test_a_bump_changes_the_tag_of_the_pages_that_hang_on_the_key_and_of_no_other():
    bump("home", "story:1")
    home, one, two = tag("home"), tag("story:1"), tag("story:2")
    bump("story:1")
    assert (tag("home"), tag("story:2")) == (home, two)
    assert tag("story:1") != one


@pytest.mark.django_db
def test_each_bump_counts():
    for _time in range(3):
        bump("home")
    assert Stamp.objects.get(key="home").number == 3


@pytest.mark.django_db
def test_the_clock_alone_changes_the_tag_at_each_flip():
    bump("home", flips=[NOON + HOUR, NOON + 2 * HOUR, None])
    before = tag("home", at=NOON + HOUR - timedelta(microseconds=1))
    at_one, at_two = tag("home", at=NOON + HOUR), tag("home", at=NOON + 2 * HOUR)
    assert tag("home", at=NOON) == before
    assert len({before, at_one, at_two}) == 3
    assert tag("home", at=NOON + 9 * HOUR) == at_two


@pytest.mark.django_db
def test_a_tag_costs_one_query(django_assert_num_queries):
    bump("home", "site", flips=[NOON])
    with django_assert_num_queries(1):
        tag("home", "site", "story:1")


@pytest.mark.django_db
def test_a_fresh_copy_is_answered_without_making_the_page(rf):
    bump("home")
    made = []

    def respond(**headers):
        return page_cache.respond(
            rf.get("/", headers=headers), ["home"], at=NOON, render=lambda: made.append(1) or HttpResponse("page")
        )

    first = respond()
    second = respond(if_none_match=first["ETag"])
    assert (first.status_code, second.status_code, len(made)) == (200, 304, 1)
    assert second["ETag"] == first["ETag"]
    for answer in (first, second):  # whoever keeps a copy asks each time
        assert {"public", "no-cache"} <= set(answer["Cache-Control"].split(", "))
    bump("home")
    assert respond(if_none_match=first["ETag"]).status_code == 200


@pytest.mark.django_db
def test_a_change_of_the_whole_site_makes_every_page_stale(rf):
    def respond():
        return page_cache.respond(rf.get("/"), ["home"], at=NOON, render=lambda: HttpResponse("page"))

    first = respond()["ETag"]
    bump(page_cache.SITE)
    assert respond()["ETag"] != first


@pytest.mark.django_db(transaction=True)
def test_a_bump_outside_the_change_it_stands_for_is_a_mistake():
    with pytest.raises(RuntimeError, match="transaction"):
        bump("home")


SECOND = timedelta(seconds=1)


@pytest.mark.django_db
def test_a_page_is_never_made_for_a_moment_before_the_last_act():
    bump("home", at=NOON + 5 * SECOND)
    with pytest.raises(page_cache.ClockBehind) as behind:
        tag("home", at=NOON)
    assert behind.value.at == NOON + 5 * SECOND
    assert tag("home", at=behind.value.at) == tag("home", at=NOON + HOUR)
    assert tag("story:1", at=NOON)


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_a_view_is_called_again_for_the_moment_of_the_last_act(rf):
    bump("home", at=NOON + 5 * SECOND)
    moments = []

    @page_cache.at_this_moment
    def view(request, *, at):
        moments.append(at)
        return page_cache.respond(request, ["home"], at=at, render=lambda: HttpResponse("page"))

    assert view(rf.get("/")).status_code == 200
    assert moments == [NOON, NOON + 5 * SECOND]


@pytest.mark.django_db
def test_nothing_is_shown_early_for_a_clock_that_is_wrong_and_the_page_turns_when_its_moment_comes():
    bump("home", at=NOON + 2 * HOUR)
    assert tag("home", at=NOON) == tag("home", at=NOON + HOUR) != tag("home", at=NOON + 2 * HOUR)
    assert page_cache.clock("home", at=NOON) == NOON


@pytest.mark.django_db
def test_an_act_comes_after_the_last_one_whatever_the_clock_says():
    bump("story:1", at=NOON + 5 * SECOND)
    assert page_cache.clock("story:1", at=NOON) > NOON + 5 * SECOND
    assert page_cache.clock("story:1", at=NOON + 5 * SECOND) > NOON + 5 * SECOND
    assert page_cache.clock("story:1", at=NOON + HOUR) == NOON + HOUR
    assert page_cache.clock("story:2", at=NOON) == NOON


@pytest.mark.django_db
def test_an_act_by_a_slower_clock_doesn_t_take_the_stamp_back():
    bump("home", at=NOON + 5 * SECOND)
    bump("home", at=NOON)
    assert Stamp.objects.get(key="home").acted_at == NOON + 5 * SECOND


@pytest.mark.django_db
def test_a_moment_that_is_planned_turns_the_page_then_and_not_now():
    bump("home")
    before = tag("home")
    page_cache.flip("home", flips=[NOON + HOUR, None])
    assert tag("home") == before != tag("home", at=NOON + HOUR)
    assert Flip.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys", [("a", "b"), ("b", "a")])
def test_stamps_are_locked_in_the_order_of_their_keys(keys):
    """Or two acts that share two keys would each hold one and wait for the other for ever."""
    with transaction.atomic():
        bump("b")  # the older row, which PostgreSQL would come upon first
        bump("a")
    waiting = threading.Thread(target=_bump_alone, args=keys)
    with transaction.atomic():
        Stamp.objects.select_for_update().get(key="a")
        waiting.start()
        wait_for_a_lock()
        with transaction.atomic():
            # Whoever waits for the first key holds no later one.
            assert Stamp.objects.select_for_update(nowait=True).get(key="b")
    waiting.join()
    assert set(Stamp.objects.values_list("number", flat=True)) == {2}


def _bump_alone(*keys):
    with transaction.atomic():
        bump(*keys)
    connections.close_all()
