"""Nothing personal is kept longer than its rule says, and no field is without a rule."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from comments import checks, policy
from comments.models import (
    AddressAccess,
    Block,
    Comment,
    Commenter,
    Edit,
    MailedLink,
    Notification,
    PrivacyAct,
    Report,
    RuleChange,
    Trace,
)
from comments.moderation.blocks import block
from comments.privacy import personal_data, retention
from newsroom import retention_profiles
from newsroom.tasks.periodic import PeriodicTasks
from tests.comments.factories import make_comment, make_link, prove
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
SECOND = timedelta(seconds=1)


def days(rule, settings):
    """Return for how long a rule keeps something."""
    return timedelta(days=settings.RETENTION[rule])


def written(*, at, **fields):
    """Return a comment that was written at this moment, under a story of just then."""
    return make_comment(at=at, edition=publish_story(at=at), **fields)


def forgotten(rule, settings, *, left):
    """Return whether purging leaves what is left while the rule's days run, and forgets it when they are over."""
    retention.purge(NOW + days(rule, settings) - SECOND)
    kept = left()
    retention.purge(NOW + days(rule, settings) + SECOND)
    return kept and not left()


def test_network_data(settings):
    comment = written(at=NOW)
    assert forgotten("network", settings, left=Trace.objects.exists)
    comment.refresh_from_db()
    assert comment.commenter


def test_a_shorter_time_holds_for_what_is_there_already(settings):
    written(at=NOW)
    settings.RETENTION = settings.RETENTION | {"network": 3}
    assert forgotten("network", settings, left=Trace.objects.exists)


def test_addresses_of_those_who_have_not_written_since(settings):
    comment = written(at=NOW)
    Commenter.objects.update(first_seen_at=NOW)
    again = written(at=NOW + timedelta(days=30))
    assert forgotten("addresses", settings, left=Commenter.objects.filter(pk=comment.commenter_id).exists)
    assert Commenter.objects.get() == again.commenter
    comment.refresh_from_db()
    assert (comment.commenter, comment.name, comment.status) == (None, "Odile Brac", "approved")


def test_the_address_of_who_goes_on_writing_stays(settings):
    first = written(at=NOW, address="odile@example.org")
    last = written(at=NOW + days("addresses", settings), address="odile@example.org")
    retention.purge(NOW + days("addresses", settings) + SECOND)
    assert Commenter.objects.get() == first.commenter == last.commenter


@pytest.mark.parametrize("status", ["rejected", "spam", "removed", "withdrawn"])
def test_names_and_words_that_readers_do_not_see(settings, status):
    comment = written(at=NOW, status=status)
    assert forgotten("refused", settings, left=Comment.objects.exclude(body="").exists)
    comment.refresh_from_db()
    assert comment.name == ""
    version = comment.version
    retention.purge(NOW + 2 * days("refused", settings))
    comment.refresh_from_db()
    assert comment.version == version


@pytest.mark.parametrize("status", ["pending", "approved"])
def test_what_stands_on_a_page_or_waits_stays(settings, status):
    written(at=NOW, status=status)
    retention.purge(NOW + 10 * days("addresses", settings))
    assert Comment.objects.get().body


def test_a_run_deletes_five_hundred_readers_and_leaves_the_rest_for_an_hour_later():
    long_ago = NOW - timedelta(days=10_000)
    Commenter.objects.bulk_create(
        Commenter(address=f"reader{n}@example.org", address_key=f"{n}", first_seen_at=long_ago) for n in range(501)
    )
    assert [retention.purge(NOW)["addresses"] for _run in range(3)] == [500, 1, 0]


@pytest.mark.parametrize(("at_once", "runs"), [(2, [2, 2, 1, 0]), (3, [3, 2, 0, 0])])
def test_a_run_erases_so_many_comments_and_leaves_the_rest(settings, monkeypatch, at_once, runs):
    monkeypatch.setattr(retention, "AT_ONCE", at_once)
    for _comment in range(5):
        written(at=NOW, status="rejected")
    late = NOW + days("refused", settings) + SECOND
    assert [retention.purge(late)["refused"] for _run in range(4)] == runs
    assert not Comment.objects.exclude(body="").exists()


def test_edits_but_those_that_wait(settings):
    comment = make_comment()
    for state in (Edit.State.TAKEN, Edit.State.WAITING):
        Edit.objects.create(comment=comment, body="New", was="Old", state=state, created_at=NOW)
    assert forgotten("edits", settings, left=Edit.objects.exclude(state="waiting").exists)
    assert Edit.objects.count() == 1


def test_who_reported_and_in_which_words(settings):
    fields = {"words": "Look", "address": "odile@example.org", "created_at": NOW}
    report = Report.objects.create(comment=make_comment(), category="hate", ip_key="a key", settled_at=NOW, **fields)
    waiting = Report.objects.create(comment=make_comment(), category="hate", ip_key="a key", **fields)
    assert forgotten("reports", settings, left=Report.objects.filter(pk=report.pk).exclude(words="").exists)
    report.refresh_from_db()
    assert (report.category, report.address, report.ip_key) == ("hate", "", "")
    waiting.refresh_from_db()
    assert waiting.words == "Look"


def test_blocks_that_are_over(settings):
    by = make_user("lea")
    for number, moments in enumerate(({"ends_at": NOW}, {"lifted_at": NOW}, {})):
        Block.objects.create(kind="phrase", key=f"{number}", label="x", reason="y", created_by=by, **moments)
    assert forgotten("blocks", settings, left=Block.objects.exclude(ends_at=None, lifted_at=None).exists)
    assert Block.objects.count() == 1


def test_mailed_links(settings):
    comment = make_comment()
    make_link(MailedLink.Kind.VERIFICATION, comment=comment, at=NOW)
    assert forgotten("links", settings, left=MailedLink.objects.exists)


def test_letters(settings):
    comment = make_comment(status="pending")
    prove(comment)
    comment.wants_decision = True
    decision = comment.approve(by=make_user("lea"), at=NOW)
    Notification.objects.filter(decision=decision).update(due_at=NOW)
    assert forgotten("notifications", settings, left=Notification.objects.exists)


def test_logs(settings):
    by = make_user("lea")
    AddressAccess.objects.create(by=by, comment=make_comment(), accessed_at=NOW)
    PrivacyAct.objects.note("export", by=by, number=1, at=NOW)
    block("address", "o@example.org", by=by, reason="Threats", at=NOW)
    logs = (AddressAccess, PrivacyAct, RuleChange)
    assert forgotten("logs", settings, left=lambda: all(log.objects.exists() for log in logs))
    assert not any(log.objects.exists() for log in logs)


def test_the_command_says_what_it_forgot(capsys):
    written(at=timezone.now() - timedelta(days=31))
    call_command("purge")
    told = capsys.readouterr().out.split("\n")
    assert "network: 1" in told
    assert "addresses: 0" in told
    assert not Trace.objects.exists()


class TestFailing:
    """What fails is forgotten later, and keeps nothing else longer."""

    @pytest.mark.parametrize("rule", ["network", "addresses"])
    def test_a_rule_that_fails_leaves_the_others_alone(self, monkeypatch, caplog, rule):
        written(at=timezone.now() - timedelta(days=2_000))
        other = {"network": Commenter, "addresses": Trace}[rule]
        monkeypatch.setitem(retention.RULES, rule, lambda at, before: 1 / 0)
        forgotten = retention.purge()
        assert not other.objects.exists()
        assert rule not in forgotten
        assert f"The retention rule {rule} failed" in caplog.text

    def test_a_row_that_cant_be_forgotten_keeps_no_other(self, monkeypatch, caplog):
        for address in ("one@example.org", "two@example.org", "three@example.org"):
            comment = make_comment(address=address)
        Commenter.objects.update(first_seen_at=comment.created_at - timedelta(days=2_000))
        Comment.objects.update(created_at=comment.created_at - timedelta(days=2_000))
        first, delete = Commenter.objects.silent_since(timezone.now()).first(), Commenter.delete

        def broken(commenter):
            return 1 / (commenter.pk != first.pk) and delete(commenter)

        monkeypatch.setattr(Commenter, "delete", broken)
        assert retention.purge()["addresses"] == 2
        assert list(Commenter.objects.all()) == [first]
        assert f"Commenter {first.pk} could not be forgotten" in caplog.text

    def test_the_command_names_the_rule_that_failed_when_the_others_are_done(self, monkeypatch):
        written(at=timezone.now() - timedelta(days=31))
        monkeypatch.setitem(retention.RULES, "links", lambda at, before: 1 / 0)
        with pytest.raises(CommandError, match="links"):
            call_command("purge")
        assert not Trace.objects.exists()


class TestByItself:
    """The worker purges and sends notifications beside its tasks."""

    def test_the_settings_name_both(self, settings):
        assert {"comments.mail.notifications.send_due", "comments.privacy.retention.purge"} <= set(
            settings.PERIODIC_TASKS
        )

    def test_a_periodic_task_is_done_at_once_and_then_at_its_pace(self):
        written(at=timezone.now() - timedelta(days=31))
        periodic = PeriodicTasks("pictures")
        periodic.run_due()
        assert not Trace.objects.exists()
        written(at=timezone.now() - timedelta(days=31))
        periodic.run_due()
        assert Trace.objects.exists()

    def test_one_that_fails_leaves_the_others_alone(self, monkeypatch, caplog):
        written(at=timezone.now() - timedelta(days=31))
        monkeypatch.setattr(policy, "create_discussions", lambda at: 1 / 0)
        PeriodicTasks("pictures").run_due()
        assert "The periodic task comments.policy.create_discussions failed." in caplog.text
        assert not Trace.objects.exists()


class TestChecks:
    """What the system check finds."""

    @pytest.mark.parametrize(
        "name",
        ["Commenter.address", "Trace.ip", "Trace.user_agent", "Comment.name", "Comment.text_key", "Report.ip_key"],
    )
    def test_a_personal_field_without_a_rule_is_found(self, monkeypatch, name):
        assert checks.personal_fields_are_covered(None) == []
        monkeypatch.delitem(personal_data.PERSONAL, name)
        (error,) = checks.personal_fields_are_covered(None)
        assert error.id == "comments.E001"
        assert name in error.hint

    @pytest.mark.parametrize(
        ("field", "found"),
        [
            (models.EmailField(name="second"), True),
            (models.GenericIPAddressField(name="seen_from"), True),
            (models.TextField(name="note"), True),
            (models.CharField(name="phone_key"), True),
            (models.CharField(name="kind", choices=[("a", "b")]), False),
            (models.PositiveSmallIntegerField(name="key"), False),
            (models.DateTimeField(name="seen_at"), False),
        ],
        ids=str,
    )
    def test_it_goes_by_type_and_name(self, field, found):
        assert checks._may_be_personal(field) == found

    def test_a_row_about_nothing_is_found(self, monkeypatch):
        monkeypatch.setitem(personal_data.PERSONAL, "Trace.shoe_size", "network")
        monkeypatch.setitem(personal_data.PERSONAL, "Trace.ip", "whenever")
        assert [error.id for error in checks.rules_are_whole(None)] == ["comments.E002"] * 2

    @pytest.mark.parametrize("change", [{"network": 0}, {"shoes": 3}])
    def test_a_rule_without_days_or_a_number_without_rule_is_found(self, settings, change):
        settings.RETENTION = settings.RETENTION | change
        assert [error.id for error in checks.rules_are_whole(None)] == ["comments.E002"]

    def test_an_unknown_way_to_erase_is_found(self, settings):
        assert checks.erasing_is_decided(None) == []
        settings.ERASURE = "burn"
        assert [error.id for error in checks.erasing_is_decided(None)] == ["comments.E003"]

    def test_every_profile_has_every_rule(self, settings):
        assert {frozenset(profile) for profile in retention_profiles.PROFILES.values()} == {frozenset(retention.RULES)}
        assert retention_profiles.PROFILES["french"]["network"] == 365
