"""The desk's page of background tasks: readable by everybody, on a telephone too, and usable without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.models import BackgroundTask, Heartbeat
from newsroom.tasks.worker import Worker
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_desk_pages import complaints, log_in_as_superuser, width
from tests.newsroom import sample_tasks

pytestmark = pytest.mark.browser


@pytest.fixture
def work(roles):
    """Make a task in each state, and a worker of one queue that has stopped."""
    now = timezone.now()
    for _ in range(3):
        sample_tasks.fail.enqueue()
        Worker("mail").do_waiting()
    BackgroundTask.objects.filter(pk=BackgroundTask.objects.first().pk).failed_with(
        "ValueError", "", again=None, at=now
    )
    sample_tasks.hold.enqueue("a path")
    BackgroundTask.objects.filter(task_path__endswith="hold").taken_by("w", at=now)
    sample_tasks.note.using(run_after=now + timedelta(hours=1)).enqueue("a path")
    Heartbeat.objects.beat("mail", worker="w", at=now)
    Heartbeat.objects.beat("pictures", worker="w", at=now - timedelta(hours=1))


@pytest.mark.parametrize(("language", "viewport"), [("en", DESK), ("fr", PHONE)], ids=["en-desk", "fr-phone"])
def test_it_is_whole_and_works_without_javascript(open_page, work, settings, language, viewport):
    settings.LANGUAGE_CODE = language
    page = open_page("/admin/login/?next=/admin/", viewport=viewport)
    log_in_as_superuser(page)
    page.locator("a[href='/admin/tasks/']").click()
    expect(page.locator(".log-entry")).to_have_count(5)
    assert complaints(page) == []
    assert width(page) == viewport["width"]
    plain = open_page("/admin/login/?next=/admin/tasks/", viewport=viewport, java_script_enabled=False)
    plain.fill("#id_username", "root")
    plain.fill("#id_password", "a long pass phrase")
    plain.click("input[type=submit]")
    plain.locator("button[name=task]").first.click()
    expect(plain.locator(".messagelist")).to_be_visible()
    expect(plain.locator(".log-entry")).to_have_count(5)
    assert BackgroundTask.objects.ready().count() == 1
