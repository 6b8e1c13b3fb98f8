"""The desk's page of what waits, runs and fails behind the requests."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from newsroom.models import BackgroundTask, Heartbeat
from newsroom.tasks.status import KINDS, QUEUES
from newsroom.tasks.worker import Worker
from tests.factories import make_user
from tests.newsroom import sample_tasks
from tests.newsroom.tree import modules, texts

pytestmark = pytest.mark.django_db

PAGE, AGAIN = "/admin/tasks/", "/admin/tasks/again/"


@pytest.fixture
def chief(client):
    """Return a client of an administrator."""
    client.force_login(make_user("chief", superuser=True))
    return client


@pytest.fixture
def failing():
    """Return a task that has failed."""
    sample_tasks.fail.enqueue()
    Worker("mail").do_waiting()
    return BackgroundTask.objects.get()


def test_what_fails_is_shown_with_its_kind_and_next_try_and_without_its_words(chief, failing):
    text = " ".join(chief.get(PAGE).text.split())
    for words in ("Failed, will be retried: 1", "ValueError", "tried once", "next try:", "Where in the code"):
        assert words in text
    assert "As always" not in text
    assert "reader@" not in text


def test_each_state_is_counted(chief, failing, tmp_path):
    sample_tasks.note.enqueue(str(tmp_path / "note"))
    later = sample_tasks.note.using(run_after=timezone.now() + timedelta(hours=1))
    later.enqueue(str(tmp_path / "later"))
    sample_tasks.hold.enqueue(str(tmp_path / "hold"))
    BackgroundTask.objects.filter(task_path__endswith="hold").taken_by("w", at=timezone.now())
    text = chief.get(PAGE).text
    for words in ("Given up: 0", "will be retried: 1", "Running: 1", "Waiting: 2", "started:", "scheduled:"):
        assert words in text


def test_one_is_tried_again_at_once(chief, failing):
    answer = chief.post(AGAIN, {"task": str(failing.pk)}, follow=True)
    assert "1 task is being retried." in answer.text
    Worker("mail").do_waiting()
    assert BackgroundTask.objects.get().tries == 2


def test_all_are_tried_again_at_once_and_what_was_given_up_too(chief, failing):
    assert "Retry all now" not in chief.get(PAGE).text
    sample_tasks.fail.enqueue()
    Worker("mail").do_waiting()
    BackgroundTask.objects.filter(pk=failing.pk).failed_with("ValueError", "", again=None, at=timezone.now())
    assert "Retry all now" in chief.get(PAGE).text
    assert "2 tasks are being retried." in chief.post(AGAIN, follow=True).text
    assert BackgroundTask.objects.ready().count() == 2


@pytest.mark.parametrize("task", ["", "no number", "%00"])
def test_what_is_no_task_is_not_found(chief, task):
    assert chief.post(AGAIN, {"task": task}).status_code == 404


def test_what_runs_or_waits_for_its_time_isnt_hurried(chief, tmp_path):
    sample_tasks.note.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(str(tmp_path / "later"))
    assert "nothing to retry" in chief.post(AGAIN, {"task": str(BackgroundTask.objects.get().pk)}, follow=True).text
    assert not BackgroundTask.objects.ready().exists()


def test_whether_the_worker_lives_is_said_of_each_queue(chief):
    assert chief.get(PAGE).text.count("no worker has run yet.") == 2
    Heartbeat.objects.beat("mail", worker="w", at=timezone.now())
    Heartbeat.objects.beat("pictures", worker="w", at=timezone.now() - timedelta(hours=1))
    text = chief.get(PAGE).text
    assert "Emails: the worker is running" in text
    assert "Pictures: the worker has stopped" in text


@pytest.mark.parametrize("group", ["Journalist", "Editor", "Moderator", "Lead moderator"])
def test_nobody_without_the_permission_sees_it_or_a_link_to_it(client, group):
    user = make_user("ann", groups=[group])
    client.force_login(user)
    assert client.get(PAGE).status_code == client.post(AGAIN).status_code == 403
    assert PAGE not in client.get("/admin/").text
    user.user_permissions.add(Permission.objects.get(codename="see_tasks"))
    assert client.get(PAGE).status_code == 200
    assert PAGE in client.get("/admin/").text


def test_its_price_doesnt_grow_with_the_tasks(chief, django_assert_max_num_queries, tmp_path):
    for number in range(250):
        sample_tasks.note.enqueue(str(tmp_path / str(number)))
    with django_assert_max_num_queries(12):
        text = chief.get(PAGE).text
    assert "Waiting: 250" in text
    assert "Only the first 100 are listed." in text
    assert text.count("log-entry") == 100


def test_every_task_and_every_queue_has_a_name(settings):
    found = {
        f"{path.removesuffix('.py').replace('/', '.')}.{node.name}"
        for path, tree in modules(texts())
        for node in tree.body
        for mark in getattr(node, "decorator_list", [])
        if getattr(getattr(mark, "func", mark), "id", "") == "task"
    }
    assert found == set(KINDS)
    assert set(QUEUES) == set(settings.QUEUES)
