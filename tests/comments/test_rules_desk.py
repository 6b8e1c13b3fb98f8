"""What lead moderators lay down at the desk: policies, reasons, and a discussion's closing time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Discussion, DiscussionAct, ModerationPolicy, Policy, Reason, RuleChange
from tests.comments.factories import make_comment
from tests.factories import make_section, make_user

pytestmark = pytest.mark.django_db

POLICIES = "/admin/comments/moderationpolicy/"
REASONS = "/admin/comments/reason/"


@pytest.fixture
def chief(client):
    """Log a lead moderator in and return them."""
    user = make_user("chief", groups=["Lead moderator"])
    client.force_login(user)
    return user


def policy(**fields):
    return {"section": "", "policy": "post", "closes_after": "", "holds_until": ""} | fields


def test_a_policy_is_laid_down_and_changed_and_each_is_logged(client, chief):
    section, tom = make_section(), make_user("tom", groups=["Moderator"])
    client.post(f"{POLICIES}add/", policy(section=section.pk, moderators=[tom.pk]))
    row = ModerationPolicy.objects.get()
    assert (row.section, row.policy, [*row.moderators.all()]) == (section, "post", [tom])
    client.post(f"{POLICIES}{row.pk}/change/", policy(section=section.pk, policy="closed", closes_after=14))
    row.refresh_from_db()
    assert (row.policy, row.closes_after, row.moderators.count()) == ("closed", 14, 0)
    assert [(act.verb, act.by) for act in RuleChange.objects.all()] == [("change", chief), ("create", chief)]
    listed = client.get(POLICIES).text
    assert "Port" in listed
    assert "14" in listed


@pytest.mark.parametrize("is_sections", [False, True])
def test_there_is_one_policy_of_each(client, chief, is_sections):
    section = make_section().pk if is_sections else ""
    client.post(f"{POLICIES}add/", policy(section=section))
    assert "A policy already exists here" in client.post(f"{POLICIES}add/", policy(section=section)).text
    assert ModerationPolicy.objects.count() == 1


def test_the_whole_site_has_no_moderators_of_its_own(client, chief):
    page = client.post(f"{POLICIES}add/", policy(moderators=[chief.pk])).text
    assert "Only a section can have its own moderators" in page
    assert not ModerationPolicy.objects.exists()


def test_a_reason_is_reworded_and_taken_away_and_each_is_logged(client, chief):
    reason = Reason.objects.on_keys().first()
    words = {"key": 1, "title_fr": "Autre", "title_en": "Other", "text_fr": "Autre chose.", "text_en": "Other."}
    client.post(f"{REASONS}{reason.pk}/change/", words)
    assert Reason.objects.get(pk=reason.pk).text_in("en") == "Other."
    client.post(f"{REASONS}{reason.pk}/delete/", {"post": "yes"})
    client.post(REASONS, {"action": "delete_selected", "_selected_action": [reason.pk + 1], "post": "yes"})
    assert not Reason.objects.filter(pk__in=[reason.pk, reason.pk + 1]).exists()
    assert list(RuleChange.objects.values_list("verb", flat=True)) == ["drop", "drop", "change"]


def test_two_reasons_never_share_a_key(client, chief):
    words = {"key": 1, "title_fr": "Autre", "title_en": "Other", "text_fr": "Autre chose.", "text_en": "Other."}
    assert client.post(f"{REASONS}add/", words).status_code == 200
    assert client.post(f"{REASONS}add/", words | {"key": ""}).status_code == 302


@pytest.mark.parametrize("group", ["Journalist", "Editor", "Moderator"])
def test_only_lead_moderators_set_rules(client, group):
    client.force_login(make_user("ann", groups=[group]))
    reason = Reason.objects.on_keys().first()
    assert client.post(f"{POLICIES}add/", policy()).status_code == 403
    assert client.post(f"{REASONS}{reason.pk}/delete/", {"post": "yes"}).status_code == 403
    assert not ModerationPolicy.objects.exists()
    assert Reason.objects.count() == 9


class TestADiscussion:
    """The form of one discussion, and the actions of the list."""

    def url(self, discussion):
        return f"/admin/comments/discussion/{discussion.pk}/policy/"

    def test_it_closes_at_a_time(self, client, chief):
        discussion = make_comment().discussion
        closes_at = (timezone.localtime() + timedelta(days=3)).replace(second=0, microsecond=0)
        asked = {"policy": "post", "closes_at": f"{closes_at:%Y-%m-%dT%H:%M}", "seen": 0}
        client.post(self.url(discussion), asked)
        discussion.refresh_from_db()
        assert (discussion.policy, discussion.closes_at) == ("post", closes_at)
        assert DiscussionAct.objects.get().by == chief

    @pytest.mark.parametrize(
        ("policy", "days", "sentence"), [("pre", -1, "This time has passed"), ("closed", 1, "has no closing time")]
    )
    def test_a_closing_time_that_makes_no_sense_is_refused(self, client, chief, policy, days, sentence):
        discussion = make_comment().discussion
        moment = timezone.localtime() + timedelta(days=days)
        asked = {"policy": policy, "closes_at": f"{moment:%Y-%m-%dT%H:%M}", "seen": 0}
        assert sentence in client.post(self.url(discussion), asked).text
        assert not DiscussionAct.objects.exists()

    def test_whoever_comes_second_is_told_who_was_first(self, client, chief):
        discussion = make_comment().discussion
        discussion.set_policy(by=make_user("tom"), policy=Policy.CLOSED)
        page = client.post(self.url(discussion), {"policy": "hidden", "closes_at": "", "seen": 0}).text
        assert "tom already decided" in page
        assert Discussion.objects.get().policy == "closed"

    @pytest.mark.parametrize(
        ("action", "policy", "said"),
        [
            ("open_to_known", "post", "1 discussion opened."),
            ("inherit", "inherit", "1 discussion now follows its section."),
        ],
    )
    def test_the_list_has_an_action_for_it(self, client, chief, action, policy, said):
        discussion = make_comment().discussion
        discussion.set_policy(by=make_user("tom"), policy=Policy.HIDDEN)
        asked = {"action": action, "index": 0, "_selected_action": [discussion.pk]}
        assert said in client.post("/admin/comments/discussion/", asked, follow=True).text
        assert Discussion.objects.get().policy == policy
