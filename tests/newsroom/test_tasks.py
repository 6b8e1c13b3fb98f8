"""Work that breaks off is tried again, ever later, and given up in the end; none of it holds an address."""

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from newsroom.models import TRIES_TOLD, BackgroundTask
from newsroom.tasks import worker
from newsroom.tasks.enqueue import enqueue_once, enqueue_or_retry
from newsroom.tasks.retry import GRACE, KEPT, reap
from newsroom.tasks.worker import Worker
from tests.newsroom import sample_tasks
from tests.tasks import run_tasks

SECOND = timedelta(seconds=1)
LIMIT = timedelta(seconds=60)
PAUSES = [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]  # seconds
START = "2026-06-01T10:00:00Z"


def state():
    """Return the one task's state, and how often it was begun."""
    row = BackgroundTask.objects.get()
    return row.status, row.tries


def reap_mails(at):
    reap("mail", LIMIT, at=at)


@pytest.mark.django_db
class TestTryingAgain:
    """What becomes of tasks that broke off."""

    def test_a_failed_task_is_tried_again_after_a_pause_that_grows_to_an_hour(self, time_machine):
        time_machine.move_to(START, tick=False)
        sample_tasks.fail.enqueue()
        for number, pause in enumerate(PAUSES, start=1):
            Worker("mail").do_waiting()
            assert state() == ("READY", number)
            time_machine.shift(pause - 1)
            Worker("mail").do_waiting()
            assert state() == ("READY", number)
            time_machine.shift(1)

    def test_it_is_tried_for_a_month_and_its_row_doesnt_grow(self, time_machine):
        time_machine.move_to(START, tick=False)
        sample_tasks.fail.enqueue()
        for _day in range(KEPT.days):
            Worker("mail").do_waiting()
            assert state()[0] == "READY"
            time_machine.shift(timedelta(days=1))
        Worker("mail").do_waiting()
        assert state() == ("FAILED", TRIES_TOLD)

    def test_neither_its_row_nor_the_log_has_the_words_of_the_error(self, caplog):
        sample_tasks.fail.enqueue()
        with caplog.at_level(logging.DEBUG):
            Worker("mail").do_waiting()
        row = BackgroundTask.objects.get()
        assert row.exception_class_path == "ValueError"
        assert "sample_tasks.py" in row.traceback
        assert "ValueError" in caplog.text
        for text in (row.traceback, caplog.text):
            assert "reader@" not in text
            assert "As always" not in text

    def test_what_is_done_holds_no_arguments(self, tmp_path):
        sample_tasks.note.enqueue(str(tmp_path / "done"))
        run_tasks()
        assert BackgroundTask.objects.get().args_kwargs == {"args": [], "kwargs": {}}

    def test_a_task_that_was_lost_with_its_worker_is_tried_again(self, caplog):
        sample_tasks.fail.enqueue()
        now = timezone.now()
        for number in (1, 2):
            BackgroundTask.objects.update(run_after=now)
            BackgroundTask.objects.taken_by("a worker", at=now)
            reap_mails(now + LIMIT + GRACE - SECOND)
            assert state() == ("RUNNING", number)
            reap_mails(now + LIMIT + GRACE)
            assert state() == ("READY", number)
        assert BackgroundTask.objects.get().run_after == now + LIMIT + GRACE + timedelta(minutes=1)
        assert "WorkerLost" in caplog.text

    @pytest.mark.parametrize("error", [None, ValueError("late")])
    def test_a_lost_task_that_is_tried_elsewhere_isnt_settled_by_who_comes_late(self, error, caplog):
        sample_tasks.fail.enqueue()
        now = timezone.now()
        late = BackgroundTask.objects.taken_by("slow", at=now)
        reap_mails(now + LIMIT + GRACE)
        BackgroundTask.objects.update(run_after=now)
        BackgroundTask.objects.taken_by("quick", at=now + 2 * LIMIT)
        worker.retry.record_outcome(late, error, at=now + 3 * LIMIT)
        assert state() == ("RUNNING", 2)
        assert "ValueError" not in caplog.text

    def test_what_is_over_is_forgotten_after_a_month(self, tmp_path):
        sample_tasks.note.enqueue(str(tmp_path / "done"))
        run_tasks()
        reap_mails(timezone.now() + KEPT - SECOND)
        assert state() == ("SUCCESSFUL", 1)
        reap_mails(timezone.now() + KEPT)
        assert not BackgroundTask.objects.exists()

    def test_what_waits_is_neither_given_up_nor_forgotten(self, tmp_path):
        sample_tasks.note.enqueue(str(tmp_path / "done"))
        reap_mails(timezone.now() + 2 * KEPT)
        assert state() == ("READY", 0)

    def test_what_takes_longer_than_its_queue_allows_is_ended(self, settings, tmp_path):
        settings.QUEUES = {"mail": 0.2}
        sample_tasks.get_stuck_once.enqueue(str(tmp_path / "begun"))
        Worker("mail").do_waiting()
        assert state() == ("READY", 1)
        assert "TimeLimitExceeded" in BackgroundTask.objects.get().exception_class_path


@pytest.mark.django_db
class TestAsking:
    """The same work waits once."""

    def test_what_waits_isnt_asked_for_twice(self):
        assert [enqueue_once(sample_tasks.note, "a path") for _ in range(2)] == [True, False]
        assert enqueue_once(sample_tasks.note, "another")
        assert BackgroundTask.objects.count() == 2

    def test_what_waits_for_another_try_is_tried_at_once(self):
        enqueue_or_retry(sample_tasks.fail)
        Worker("mail").do_waiting()
        Worker("mail").do_waiting()
        assert state() == ("READY", 1)
        enqueue_or_retry(sample_tasks.fail)
        Worker("mail").do_waiting()
        assert state() == ("READY", 2)

    def test_what_is_asked_for_later_isnt_hurried(self, tmp_path):
        later = sample_tasks.note.using(run_after=timezone.now() + LIMIT)
        later.enqueue(str(tmp_path / "done"))
        enqueue_or_retry(sample_tasks.note, str(tmp_path / "done"))
        run_tasks()
        assert state() == ("READY", 0)


@pytest.mark.django_db(transaction=True)
def test_a_task_of_a_transaction_that_is_undone_was_never_asked_for(tmp_path):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sample_tasks.note.enqueue(str(tmp_path / "done"))
        raise ZeroDivisionError
    run_tasks()
    assert not (tmp_path / "done").exists()
