"""
Nothing that isn't public is on a public page: marks are put into all that readers must not see, and the site is walked.

The walk starts at the front page, follows every link of the site itself and reads bodies and headers. That it finds
what is public, however deep, proves that it would find what isn't.
"""

from datetime import timedelta
from hashlib import md5, sha1, sha256
from html.parser import HTMLParser
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit

import time_machine
from django.http import HttpResponse
from django.test import Client, TestCase

from articles.models import RelatedStory
from articles.publishing.preview_links import share
from comments.models import Commenter, Report, Trace
from comments.posting.receipts import token_for
from tests.comments.factories import make_many, send
from tests.factories import make_story, make_user, publish_story
from tests.newsroom.marks import HOUR, NOON, Marks, fill, make_secret_comments, make_secret_stories, say

SITE = "http://testserver"


def make_paper():
    """Return a paper whose lists and discussions are longer than a page, with its secrets."""
    secret, public = Marks("zsecret"), Marks("zpublic")
    oldest = publish_story(fill(make_story(), public, "live"), at=NOON)
    stories = make_secret_stories(secret)
    pointing = make_story()
    for number, story in enumerate(stories.values()):
        RelatedStory.objects.create(parent=pointing, region="body", ordering=20 + number, story=story)
    for minute in range(22):
        publish_story(pointing if minute == 0 else None, at=NOON + timedelta(minutes=minute + 1))
    comments = make_secret_comments(oldest, secret)
    make_many(oldest, 25)
    approved = say(secret, "approved", open_marks=public, edition=oldest)
    approved.approve(by=make_user("moderator"))
    link = share_secret(stories["draft"], secret)
    return SimpleNamespace(
        secret=secret, public=public, stories=stories, comments=comments, approved=approved, link=link
    )


def share_secret(story, marks):
    """Return a link to a story that readers don't see; its address is secret too."""
    recipient = marks.new("link: for whom")
    link = share(
        story.revisions.first(), by=make_user(), recipient=recipient, expires_at=NOON + HOUR * 24, at=NOON + HOUR / 2
    )
    marks[link.token] = "token of the shared preview"
    return link


class LinkParser(HTMLParser):
    """Collects what a page's attributes point to."""

    def __init__(self):
        super().__init__()
        self.links = []

    def handle_starttag(self, tag, attrs):
        """Note the values of the attributes that can hold an address."""
        self.links += [value for name, value in attrs if name in {"href", "src", "action", "content"} and value]


def links_in(address, response):
    """Return the addresses of this site, style sheets and fonts aside, that a response leads to."""
    parser = LinkParser()
    if response.get("Content-Type", "").startswith("text/html"):
        parser.feed(response.content.decode())
    absolute = [urljoin(SITE + address, link) for link in [*parser.links, *filter(None, [response.get("Location")])]]
    ours = [urlsplit(link) for link in absolute if link.startswith(f"{SITE}/")]
    return [part._replace(scheme="", netloc="", fragment="").geturl() for part in ours if part.path[:8] != "/static/"]


def text_of(response):
    """Return all that a response tells: its headers and its body."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return f"{headers}\n{response.cookies}\n{response.getvalue().decode('utf-8', 'replace')}"


def walk(start):
    """Return {address: headers and body} of all that links lead to from an address, for a stranger."""
    client, told, to_see = Client(), {}, [start]
    while to_see:
        address = to_see.pop()
        if address not in told:
            response = client.get(address)
            told[address] = text_of(response)
            to_see += links_in(address, response)
    return told


def leaks(marks, told):
    """Return {address: what the marks found there were put into}, where there are any."""
    found = {address: sorted(marks.found_in(text)) for address, text in told.items()}
    return {address: what for address, what in found.items() if what}


def private_half():
    """Return all addresses and network addresses that are kept, and what they could be told as: keys and digests."""
    addresses = {row.address for row in Commenter.objects.all()} | {row.ip for row in Trace.objects.all()}
    keys = {row.address_key for row in Commenter.objects.all()} | {row.ip_key for row in Trace.objects.all()}
    keys |= {key for row in Report.objects.all() for key in (row.address_key, row.ip_key) if key}
    digests = {make(each.encode()).hexdigest() for each in addresses for make in (md5, sha1, sha256)}
    return addresses | keys | digests


CREDIT = ("creator", "organisation", "notice", "licence")
# What of a story stands on some page; tags, and terms of a picture's use, don't yet.
PRINTED = {
    *(f"live: Story.{name}" for name in ("headline", "kicker", "standfirst", "slug", "lead_caption", "lead_alt")),
    *(f"live: Embed.{name}" for name in ("url", "title", "description")),
    *(f"live: {name}" for name in ("TextBlock.html", "PullQuote.quote", "PullQuote.attribution", "Contributor.name")),
    *(f"live: {name}" for name in ("FactBox.title", "FactBox.html", "ImageBlock.caption", "ImageBlock.alt")),
    *(f"live{where}: Credit.{name}" for where in ("", ", in the text") for name in CREDIT),
    *(f"live{where}: Image.file" for where in ("", ", in the text")),
    "approved: name",
    "approved: text",
}


def guesses(paper):
    """Return {address: the status that it must answer} of what somebody might try who knows or guesses names."""
    stories, comments = paper.stories, paper.comments
    unseen = ("draft", "held", "scheduled", "unscheduled", "reworked", "updated later")
    days = ("2026/03/02", "2026/03/05")  # today, and the day for which some are scheduled
    to_come = [stories[what].editions.latest("number").pk for what in ("scheduled", "unscheduled", "updated later")]
    held = [comments[status].public_id for status in ("pending", "rejected", "spam", "withdrawn")]
    public_ids = [*held, comments["removed"].public_id]
    thread = paper.approved.discussion.story.editions.get().path
    return {
        **{f"/{day}/{stories[what].slug}/": 404 for what in unseen for day in days},
        **{f"/2026/03/02/{stories[what].slug}/": 410 for what in ("withdrawn", "expired")},
        **{f"{page}?page={pk}": 404 for page in ("/", "/section/port/") for pk in to_come},
        **{f"{thread}?page={public_id}": 404 for public_id in held},
        **{f"/comments/{public_id}/{page}/": 404 for public_id in public_ids for page in ("reply", "report")},
        **{f"/c/{public_id}/": 404 for public_id in held},
        **{f"/comments/reported/{public_id}/": 404 for public_id in public_ids},
        **{f"/comments/receipt/{public_id}{forged}/": 404 for public_id in public_ids for forged in ("", ":forged")},
        **{f"/comments/on/{stories[what].pk}/": 404 for what in (*unseen[:4], "withdrawn", "expired")},
        **{f"/comments/on/{stories[what].pk}/": 302 for what in unseen[4:]},  # to what readers see of them
        **{f"/admin/articles/story/{story.pk}/{page}": 302 for story in stories.values() for page in ("", "change/")},
        **{f"/preview/{token}": 404 for token in ("", f"{paper.link.pk}/", f"{paper.link.pk}.forged/", ".forged/")},
        **dict.fromkeys(("/media/", "/media/pictures/", "/robots.txt", "/sitemap.xml"), 404),
        **dict.fromkeys(("/admin/", "/admin/comments/comment/", "/admin/autocomplete/"), 302),
    }


def test_a_mark_in_a_header_is_found():
    marks = Marks("zsecret")
    response = HttpResponse("nothing", headers={"X-Story": f"see {marks.new('draft: headline').upper()}"})
    assert marks.found_in(text_of(response)) == {"draft: headline"}


@time_machine.travel(NOON + HOUR, tick=False)
class LeakTests(TestCase):
    """A class, so that the paper is made and walked once: `told` is what the walk from the front page was told."""

    @classmethod
    def setUpTestData(cls):
        """Make the paper, and walk it."""
        cls.paper = make_paper()
        cls.told = walk("/")

    def test_nothing_secret_stands_on_any_page_that_links_lead_to(self):
        assert leaks(self.paper.secret, self.told) == {}

    def test_no_readers_address_stands_on_any_page_nor_a_digest_of_one(self):
        private = private_half()
        assert len(private) > 50
        assert {secret for secret in private if any(secret in text for text in self.told.values())} == set()

    def test_the_walk_finds_all_that_is_public(self):
        found = {what for here in leaks(self.paper.public, self.told).values() for what in here}
        assert PRINTED - found == set()

    def test_the_walk_sees_every_kind_of_page(self):
        kinds = ("/?page=", "/section/port/", "/section/port/?page=", "/media/pictures/", "/comments/on/", "/feed/")
        assert [kind for kind in kinds if not any(address.startswith(kind) for address in self.told)] == []
        assert f"/comments/{self.paper.approved.public_id}/reply/" in self.told
        assert any(address.startswith("/2026/03/02/") and "?page=" in address for address in self.told)

    def test_no_guessed_address_answers_as_if_there_were_something(self):
        expected = guesses(self.paper)
        assert {address: self.client.get(address).status_code for address in expected} == expected

    def test_nothing_secret_stands_at_a_guessed_address(self):
        addresses = ["/admin/login/", "/health/", *guesses(self.paper)]
        told = {address: text_of(self.client.get(address)) for address in addresses}
        assert leaks(self.paper.secret, told) == {}

    def test_a_comment_on_a_draft_is_answered_like_one_on_nothing(self):
        words = {"name": "Odile", "address": "odile@example.org", "body": "So it was."}
        draft, nothing = (send(self.client, pk, **words) for pk in (self.paper.stories["draft"].pk, 10**9))
        assert (draft.status_code, draft.content) == (nothing.status_code, nothing.content)

    def test_a_receipt_shows_the_words_and_nothing_of_the_private_half(self):
        receipt = text_of(self.client.get(f"/comments/receipt/{token_for(self.paper.comments['pending'])}/"))
        own = {"pending: name", "pending: text", "pending: token of the receipt"}
        assert self.paper.secret.found_in(receipt) == own

    def test_whoever_has_the_link_to_a_shared_preview_is_told_nothing_before_the_button(self):
        door = Client().get(f"/preview/{self.paper.link.token}/")
        assert door.status_code == 200
        assert leaks(self.paper.secret, {"the door": text_of(door)}) == {}
        behind = Client().post(f"/preview/{self.paper.link.token}/")
        assert "draft: Story.headline" in self.paper.secret.found_in(text_of(behind))
        assert "link: for whom" not in self.paper.secret.found_in(text_of(behind))
