"""Who may do what with readers' comments, asked of the acts themselves: past every form and every button."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from comments.models import Block, Comment, Decision, Edit, ModerationPolicy, Policy, PrivacyAct, Reason, Report, Verb
from comments.models.refusals import NotPermitted
from comments.models.verbs import MOVES
from comments.moderation import blocks, decide, policies
from comments.posting import answer, edit
from comments.privacy import address_access, personal_data
from tests.comments.factories import NEEDS, WAYS, act, make_comment, make_edit, make_report
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MODERATORS = {"plain moderator", "section moderator", "Lead moderator", "superuser"}
LEADERS = {"Lead moderator", "superuser", "lead moderator elsewhere"}
# What a moderator does with a comment itself; what is done with its edits stands below.
BY_HAND = sorted({verb for _status, verb in MOVES} & {*vars(Comment)} - {"admit", "withdraw"})


@pytest.fixture
def people():
    """Return everybody there is at the desk, and who was there or never is: {who: user}."""
    here, there = make_section("Port"), make_section("Culture")
    groups = {"section moderator": "Moderator", "moderator elsewhere": "Moderator", "plain moderator": "Moderator"}
    groups |= {"lead moderator elsewhere": "Lead moderator", "former moderator": "Lead moderator"}
    groups |= {"reader with an account": "Lead moderator"}
    groups |= {who: who for who in ("Lead moderator", "Editor", "Journalist")}
    people = {who: make_user(who, groups=[group]) for who, group in groups.items()}
    people |= {who: make_user(who, superuser=True) for who in ("superuser", "former superuser")}
    people["nobody in particular"] = make_user(groups=())
    for section, names in ((here, ["section moderator"]), (there, ["moderator elsewhere", "lead moderator elsewhere"])):
        ModerationPolicy.objects.create(section=section).moderators.set(people[name] for name in names)
    User.objects.filter(username__startswith="former").update(is_active=False)
    User.objects.filter(username="reader with an account").update(is_staff=False)
    return people


@pytest.fixture
def port():
    """Return a live edition in the section Port."""
    return publish_story(section=make_section("Port"))


def who_may(do, people):
    """Return the names of those whom the act lets, each where everything is as it was before."""
    able = set()
    for name, user in people.items():
        with transaction.atomic():
            try:
                do(User.objects.get(pk=user.pk))
                able.add(name)
            except NotPermitted:
                pass
            transaction.set_rollback(True)
    return able


def standing(verb):
    """Return a state that a comment can be brought to and the verb starts from."""
    return next(status for status, found in MOVES if found == verb and status in WAYS)


def prepared(port, verb):
    """Return the id of a comment with which the verb can be done."""
    comment = make_comment(status=standing(verb), edition=port, by=make_user("somebody else"))
    if verb in (Verb.UNPICK, Verb.UNMASK):
        act(comment, Verb.PICK if verb == Verb.UNPICK else Verb.MASK)
    return comment.pk


@pytest.mark.parametrize("verb", BY_HAND)
def test_the_moderators_of_its_section_decide_on_a_comment(verb, port, people):
    pk = prepared(port, verb)
    assert (
        who_may(lambda by: getattr(Comment.objects.get(pk=pk), verb)(by=by, **NEEDS.get(verb, {})), people)
        == MODERATORS
    )


@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.REJECT, decide.LEAVE])
def test_the_moderators_of_its_section_decide_on_many(verb, port, people):
    for _number in range(2):
        make_report(make_comment(status="pending", edition=port))

    def press(by):
        comments = Comment.objects.all()
        outcome = (
            decide.leave(comments, by=by)
            if verb == decide.LEAVE
            else decide.decide(comments, verb, by=by, reason="Off topic")
        )
        for refusal in outcome.refusals:
            raise refusal
        assert len(outcome.done) == 2

    assert who_may(press, people) == MODERATORS


def test_the_moderators_of_its_section_cover_words(port, people):
    comment = make_comment(edition=port, body="Ring Max at home.")
    done = lambda by: decide.mask(Comment.objects.get(pk=comment.pk), "Max", by=by).done[0]  # noqa: E731

    def press(by):
        outcome = decide.mask(Comment.objects.get(pk=comment.pk), "Max", by=by)
        for refusal in outcome.refusals:
            raise refusal

    assert who_may(press, people) == MODERATORS
    assert done(people["plain moderator"]).verb == Verb.MASK


def test_the_moderators_of_its_section_undo(port, people):
    decision = make_comment(edition=port).decisions.get()

    def undo(by):
        outcome = decide.undo(Decision.objects.get(pk=decision.pk), by=by)
        for refusal in outcome.refusals:
            raise refusal

    assert who_may(undo, people) == MODERATORS


@pytest.mark.parametrize("act_on", [edit.take, edit.refuse])
def test_the_moderators_of_its_section_decide_on_an_edit(act_on, port, people):
    make_edit(make_comment(edition=port))
    words = {"reason": "No."} if act_on == edit.refuse else {}
    assert who_may(lambda by: act_on(Edit.objects.get(), by=by, **words), people) == MODERATORS


def test_the_moderators_of_its_section_open_and_close_a_discussion(port, people):
    pk = make_comment(edition=port).pk
    close = lambda by: Comment.objects.get(pk=pk).discussion.set_policy(by=by, policy=Policy.CLOSED)  # noqa: E731
    assert who_may(close, people) == MODERATORS


def test_the_moderators_of_its_section_answer_a_reader(port, people):
    pk = make_comment(edition=port).pk
    reply = lambda by: answer.answer(Comment.objects.get(pk=pk), by=by, body="Thank you.")  # noqa: E731
    assert who_may(reply, people) == MODERATORS


def test_the_moderators_of_its_section_see_an_address(port, people):
    pk = make_comment(edition=port).pk
    assert who_may(lambda by: address_access.reveal(Comment.objects.get(pk=pk), by=by), people) == MODERATORS


def word(by):
    reason = Reason.objects.order_by("pk").first()
    reason.title_en = "Besides the subject"
    policies.save_reason(reason, by=by)


def reshape(by):
    policy = ModerationPolicy.objects.order_by("pk").first()
    policy.policy = Policy.CLOSED
    policies.set_policy(policy, by=by)


OF_LEADERS = {
    "lay a policy down": lambda by: policies.set_policy(ModerationPolicy(policy=Policy.CLOSED), by=by),
    "change a policy": reshape,
    "word a reason": word,
    "drop a reason": lambda by: policies.delete_reason(Reason.objects.order_by("pk").first(), by=by),
    "block": lambda by: blocks.block("phrase", "cheap watches", by=by, reason="Advertising"),
    "change a block": lambda by: blocks.change(Block.objects.get(), by=by, reason="Advertising!", ends_at=None),
    "lift a block": lambda by: blocks.lift(Block.objects.get(), by=by),
    "export": lambda by: personal_data.export(Comment.objects.get().commenter, by=by),
    "erase": lambda by: personal_data.erase(Comment.objects.get().commenter, by=by),
}


@pytest.mark.parametrize("do", OF_LEADERS.values(), ids=OF_LEADERS)
def test_the_lead_moderators_do_this(do, port, people):
    make_comment(edition=port)
    Block.objects.create(kind="phrase", key="gold", label="gold", reason="Advertising", created_by=people["superuser"])
    assert who_may(do, people) == LEADERS
    with pytest.raises(NotPermitted, match="ask"):
        do(people["plain moderator"])


def test_what_is_refused_leaves_no_row_of_any_log(port, people):
    comment, stranger = make_comment(edition=port), people["moderator elsewhere"]
    make_report(comment)
    before = Decision.objects.count()
    for verb in (Verb.REMOVE, Verb.PICK, Verb.SEND_BACK):
        outcome = decide.decide([Comment.objects.get(), Comment.objects.get()], verb, by=stranger)
        assert outcome.done == []
        assert "ask a moderator" in outcome.sentence
    with pytest.raises(NotPermitted):
        address_access.reveal(Comment.objects.get(), by=stranger)
    with pytest.raises(NotPermitted):
        personal_data.export(comment.commenter, by=stranger)
    assert (Decision.objects.count(), comment.address_accesses.count(), PrivacyAct.objects.count()) == (before, 0, 0)
    assert Report.objects.open().count() == 1


def test_a_press_on_many_asks_once_whose_comments_they_are(port, people, django_assert_max_num_queries):
    """The limits of a moderator are read once a press, not once a comment."""
    for _number in range(4):
        make_comment(status="pending", edition=port)
    by = User.objects.get(username="section moderator")
    comments = list(Comment.objects.select_related("discussion__story"))
    with django_assert_max_num_queries(200) as queries:
        assert len(decide.decide(comments, Verb.APPROVE, by=by).done) == 4
    assert sum("moderationpolicy_moderators" in query["sql"] and str(by.pk) in query["sql"] for query in queries) == 1


def test_the_rules_and_readers_themselves_need_no_right(port):
    make_comment(edition=port, status="withdrawn")
    admitted = make_comment(edition=port, status="pending")
    act(admitted, Verb.ADMIT)
    personal_data.export(admitted.commenter)
    personal_data.erase(admitted.commenter)
    assert set(PrivacyAct.objects.values_list("by", flat=True)) == {None}
