"""Blocks: rehearsed before they are set up, keyed so that nothing is given away, changed and lifted with a log."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import AlreadyDecided, Block, Comment, ModerationPolicy, NotAllowed, RuleChange
from comments.models.commenter import address_key, ip_key
from comments.moderation import blocks, policies
from comments.screening.submission import Sender
from tests.comments.factories import make_comment
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

ADD = "/admin/comments/block/add/"
ADDRESS = "marker-of-an-address@example.org"
IP = "203.0.113.77"
DAY = timedelta(days=1)


@pytest.fixture
def chief(client):
    """Log a lead moderator in and return them."""
    user = make_user("chief", groups=["Lead moderator"])
    client.force_login(user)
    return user


def marked(**fields):
    return make_comment(address=ADDRESS, sender=Sender(ip=IP, user_agent="Firefox"), **fields)


def block(kind="phrase", value="cheap watches", *, by=None, reason="Advertising", **fields):
    return blocks.block(kind, value, by=by or make_user("nils"), reason=reason, **fields)


@pytest.mark.parametrize(
    ("kind", "value", "key", "label"),
    [
        ("address", " Marker-Of-An-Address@example.org ", address_key(ADDRESS), "M…@example.org"),
        ("network", IP, ip_key(IP), "203.0.…"),
        ("network", "2001:db8::7", ip_key("2001:db8::1"), "2001:0db8:…"),
        ("domain", "https://www.Spam.example/buy?now", "spam.example", "spam.example"),
        ("domain", "(https://user:pw@spam.example:8080/x?y),", "spam.example", "spam.example"),
        ("domain", "«\u202fwww.Spam.example\u202f»", "spam.example", "spam.example"),
        ("domain", "hxxps://spam[.]example", "spam.example", "spam.example"),
        ("domain", "münze.example", "xn--mnze-0ra.example", "xn--mnze-0ra.example"),
        ("phrase", "Chéap  WATCHES", "cheap watches", "Chéap  WATCHES"),
    ],
)
def test_what_is_kept_is_a_key_and_a_label_that_gives_nothing_away(kind, value, key, label):
    assert blocks.target(kind, value) == (kind, [key], label)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("address", "nobody"),
        ("network", "300.1.1.1"),
        ("domain", "localhost"),
        ("domain", "a b.example"),
        ("domain", "javascript:alert(1)"),
        ("domain", "https://"),
        ("phrase", "…!"),
    ],
)
def test_what_can_not_be_blocked_is_refused(kind, value):
    with pytest.raises(NotAllowed):
        block(kind, value)
    assert not Block.objects.exists()


def test_a_block_without_a_reason_is_refused():
    with pytest.raises(NotAllowed, match="Give a reason"):
        blocks.block("phrase", "cheap watches", by=make_user(superuser=True), reason=" ")
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("address", ADDRESS, ""),
        ("network", IP, ""),
        ("domain", "spam.example", "See https://shop.spam.example/watches"),
        ("phrase", "cheap watches", "C h e a p w4tches, chéap WATCHES!"),
    ],
)
def test_the_rehearsal_counts_what_the_last_30_days_held(kind, value, words):
    edition = publish_story(at=timezone.now() - 60 * DAY)
    at = timezone.now()
    for n, status in enumerate(("approved", "rejected", "pending")):
        marked(body=f"{words} {n}.", status=status, edition=edition)
    marked(body=f"{words} long ago.", edition=edition, at=at - 31 * DAY)
    make_comment(body="A cheap boat, and watches. https://notspam.example/", edition=edition)
    assert blocks.rehearse(kind, value, at=at + timedelta(seconds=9)) == (3, 1)
    block(kind, value)
    last = marked(body=f"{words} now.", edition=edition)
    assert last.flags.filter(name="blocked").exists()


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("(https://spam-pills.example), il est bien", "https://spam-pills.example"),
        ("Voir «https://shop.spam-pills.example/x»", "https://shop.spam-pills.example/x"),
        ("Tout est sur SPAM-PILLS.EXAMPLE!", "SPAM-PILLS.EXAMPLE"),
        ("[ici](https://user:pw@spam-pills.example:8080/)", "https://user:pw@spam-pills.example:8080/"),
        ("https://good.example\\@spam-pills.example", "spam-pills.example"),
        ("https://spam%2Dpills.example/", "https://spam%2Dpills.example/"),
    ],
)
def test_a_blocked_domain_is_met_however_it_is_spelled_and_where_it_stands_is_marked(body, place):
    block("domain", "spam-pills.example")
    [flag] = marked(body=body).flags.filter(name="blocked")
    assert place in [body[start:end] for start, end in flag.spans]


@pytest.mark.parametrize("name", ["spam-pills.example", "https://spam-pills.example", "Voir spam-\u200epills.example"])
def test_a_blocked_domain_is_met_in_the_name(name):
    block("domain", "spam-pills.example")
    assert make_comment(name=name, body="bonjour").flags.filter(name="blocked").exists()


def test_a_link_in_the_name_counts_and_is_marked_nowhere_in_the_text():
    [flag] = make_comment(name="https://spam-pills.example", body="bonjour à tous").flags.filter(name="links")
    assert (flag.detail, flag.weight, flag.spans) == ("spam-pills.example", 2, [])


@pytest.mark.parametrize("unseen", ["\u061c", "\U000e0041", "\u180b", "\u115f", "\u2063", "\u034f"])
def test_blocked_words_are_met_whatever_unseen_stands_in_them(unseen):
    block("phrase", "casino en ligne")
    assert make_comment(body=f"Le cas{unseen}ino en li{unseen}gne paie").flags.filter(name="blocked").exists()


@pytest.mark.parametrize("blank", ["\u2800", "\u3164", "\uffa0"])
def test_blocked_words_are_met_whatever_blank_parts_them(blank):
    block("phrase", "casino en ligne")
    assert make_comment(body=f"Le casino{blank}en{blank}ligne paie").flags.filter(name="blocked").exists()


@pytest.mark.parametrize("value", ["3.5", "12.11.2026", "1.2.3.4/24", "exa mple.com/x", "http://2001:db8::1/"])
def test_no_other_host_than_was_typed_is_blocked(value):
    with pytest.raises(NotAllowed, match="isn’t a domain"):
        blocks.target("domain", value)


def test_a_link_to_an_ipv6_address_is_blocked():
    block("domain", "[2001:DB8::1]")
    assert make_comment(body="Voir http://[2001:db8::1]:8080/x").flags.filter(name="blocked").exists()


@pytest.mark.parametrize("body", ["https://notspam-pills.example", "https://spam-pills.example.org", "spam-pills"])
def test_a_block_of_a_domain_leaves_others_alone(body):
    block("domain", "spam-pills.example")
    assert not marked(body=body).flags.filter(name="blocked").exists()


def test_a_block_is_logged_changed_and_lifted():
    lea, tom = make_user("lea"), make_user("tom")
    mine = block(by=lea)
    blocks.change(mine, by=tom, reason="Advertising, again", ends_at=timezone.now() + DAY)
    blocks.lift(mine, by=tom)
    assert not Block.objects.in_force(timezone.now()).exists()
    acts = RuleChange.objects.order_by("pk")
    assert [(act.verb, act.by) for act in acts] == [("create", lea), ("change", tom), ("lift", tom)]
    assert set(acts[1].changes) == {"reason", "ends_at"}
    for again in (lambda: blocks.lift(mine, by=lea), lambda: blocks.change(mine, by=lea, reason="x", ends_at=None)):
        with pytest.raises(AlreadyDecided, match="tom already decided"):
            again()


def test_of_two_the_second_is_told_who_was_first():
    mine = block(by=make_user("lea"))
    same = Block.objects.get()
    blocks.lift(mine, by=make_user("lea"))
    with pytest.raises(AlreadyDecided, match="lea already decided"):
        blocks.lift(same, by=make_user("tom"))
    block(by=make_user("lea"))
    with pytest.raises(AlreadyDecided, match="lea already decided"):
        block(value="CHEAP watches", by=make_user("tom"))
    assert Block.objects.in_force(timezone.now()).count() == 1


def test_what_has_ended_by_itself_is_blocked_again():
    now = timezone.now()
    old = block(ends_at=now + DAY, at=now)
    assert block(at=now + 2 * DAY) != old
    assert Block.objects.in_force(now + 2 * DAY).count() == 1


class TestTheForm:
    """At the desk: the first press shows the numbers, the second sets the block up."""

    def asked(self, **fields):
        return {"kind": "phrase", "value": "cheap watches", "reason": "Advertising", "ends_at": "", **fields}

    def test_the_numbers_come_before_the_block(self, client, chief):
        make_comment(body="Cheap watches here")
        make_comment(body="Cheap watches there", status="pending")
        first = client.post(ADD, self.asked())
        assert "In the last 30 days it would have held 2 comments, of which you approved 1." in first.text
        assert not Block.objects.exists()
        client.post(ADD, self.asked(rehearsed=first.context["form"]["rehearsed"].value()))
        made = Block.objects.get()
        assert (made.key, made.created_by, made.reason) == ("cheap watches", chief, "Advertising")

    def test_the_numbers_of_something_else_do_not_count(self, client, chief):
        first = client.post(ADD, self.asked())
        seen = first.context["form"]["rehearsed"].value()
        assert "it would have held no comments" in client.post(ADD, self.asked(value="watches", rehearsed=seen)).text
        assert not Block.objects.exists()

    @pytest.mark.parametrize(("kind", "key"), [("address", address_key(ADDRESS)), ("network", ip_key(IP))])
    def test_a_comments_address_or_network_is_blocked_unseen(self, client, chief, kind, key):
        comment = marked()
        url = f"{ADD}?comment={comment.public_id}&kind={kind}"
        pages = [client.get(url)]
        pages.append(client.post(url, self.asked(kind=kind)))
        seen = pages[1].context["form"]["rehearsed"].value()
        pages.append(client.post(url, self.asked(kind=kind, rehearsed=seen), follow=True))
        for page in pages:
            for marker in (ADDRESS, "marker-of-an", IP, key):
                assert marker not in page.text
        assert Block.objects.get().key == key

    def test_what_is_not_kept_any_more_is_said_to_be(self, client, chief):
        comment = marked()
        comment.trace.delete()
        url = f"{ADD}?comment={comment.public_id}&kind=network"
        assert "no longer kept" in client.post(url, self.asked(kind="network")).text

    def test_a_comment_that_is_not_theirs_to_decide_is_as_if_it_were_not(self, client, chief):
        policies.set_policy(ModerationPolicy(section=make_section("Culture")), by=chief, moderators=[chief])
        assert client.get(f"{ADD}?comment={marked().public_id}&kind=address").status_code == 404
        assert client.get(f"{ADD}?comment=nothing-like&kind=address").status_code == 404

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"reason": ""}, "This field is required."),
            ({"kind": "address"}, "This isn’t an email address."),
            ({"kind": "weather"}, "Select a valid choice."),
            ({"ends_at": "2020-01-01T10:00"}, "This time has passed"),
        ],
    )
    def test_bad_input_is_said_to_be(self, client, chief, fields, sentence):
        assert sentence in client.post(ADD, self.asked(**fields)).text
        assert not Block.objects.exists()

    def test_it_is_changed_and_lifted_at_the_desk(self, client, chief):
        mine = block()
        url = f"/admin/comments/block/{mine.pk}/"
        client.post(f"{url}change/", {"reason": "Still advertising", "ends_at": "2099-01-01T10:00"})
        mine.refresh_from_db()
        assert (mine.reason, mine.ends_at.year) == ("Still advertising", 2099)
        assert "The block has been lifted." in client.post(f"{url}lift/", follow=True).text
        assert client.post(f"{url}change/", {"reason": "Once more", "ends_at": ""}).status_code == 403
        assert "Chief already decided" in client.post(f"{url}lift/", follow=True).text

    @pytest.mark.parametrize("group", ["Editor", "Moderator"])
    def test_only_lead_moderators_block(self, client, group):
        mine = block()
        client.force_login(make_user("ann", groups=[group]))
        assert client.post(ADD, self.asked()).status_code == 403
        assert client.post(f"/admin/comments/block/{mine.pk}/lift/").status_code == 403
        assert Block.objects.in_force(timezone.now()).count() == 1


def test_a_block_holds_and_refuses_nothing():
    block()
    comment = make_comment(body="Cheap watches here", status="pending")
    assert Comment.objects.get().status == comment.status == "pending"
