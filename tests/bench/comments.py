"""A discussion to measure on: 200,000 comments in all states, and how long a moderator waits among them."""

import itertools
from collections import Counter
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from articles.models import Edition
from comments.models import Comment, Commenter, Decision, Discussion, Flag, Status, Trace, Verb
from comments.moderation.queue import TABS
from tests.bench import measuring
from tests.comments.factories import send
from tests.factories import make_user, publish_story

COMMENTS, UNDER_ONE, COMMENTERS, MANY = 200_000, 20_000, 5_000, 100
AT_ONCE = 5_000  # rows in one insert
# Of every twenty comments so many are in each state; the rest is approved.
STATES = {Status.PENDING: 2, Status.SPAM: 3, Status.REJECTED: 2, Status.REMOVED: 1}


def build(at):
    """Fill the discussions of all stories that readers see and of one more; return the Edition of that one."""
    editions = list(Edition.objects.live(at).select_related("story").order_by("pk"))
    busiest = publish_story(at=at - timedelta(days=1))
    discussions = Discussion.objects.bulk_create(Discussion(story=edition.story) for edition in (busiest, *editions))
    commenters = Commenter.objects.bulk_create(
        Commenter(address=f"reader{n}@example.org", address_key=f"{n:064}", verified_at=at if n % 3 else None)
        for n in range(COMMENTERS)
    )
    approved = Counter()
    for start in range(0, COMMENTS, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, COMMENTS))
        rows = [_comment(n, discussions, commenters, at) for n in numbers]
        _around(Comment.objects.bulk_create(rows), at)
        approved.update(row.discussion_id for row in rows if row.is_approved)
    for discussion in discussions:
        discussion.approved_count = approved[discussion.pk]
    Discussion.objects.bulk_update(discussions, ["approved_count"], batch_size=100)
    return busiest


def _comment(n, discussions, commenters, at):
    # The first story has the 20,000 latest approved ones, the others share the rest.
    is_busy = n < UNDER_ONE
    discussion = discussions[0] if is_busy else discussions[1 + n % (len(discussions) - 1)]
    places = [state for state, number in STATES.items() for _each in range(number)]
    status = Status.APPROVED if is_busy or n % 20 >= len(places) else places[n % 20]
    written = at - timedelta(minutes=n)
    return Comment(
        discussion=discussion,
        commenter=commenters[n % len(commenters)],
        name=f"Odile Brac {n}",
        body=f"The ferry was late again, for the {n}th time. See https://ferry{n % 500}.example/ for the table.",
        status=status,
        published_at=written if status in (Status.APPROVED, Status.REMOVED) else None,
        created_at=written,
        weight=n % 23,
        text_key=f"{n % 20_000:064}",
        version=0 if status == Status.PENDING else 1,
    )


def _around(comments, at):
    """Give the comments what stands around them: traces, a flag for one in ten, a decision for one in five."""
    Trace.objects.bulk_create(
        Trace(comment=comment, ip_key=f"{comment.pk % 3_000:064}", purge_after=at) for comment in comments
    )
    Flag.objects.bulk_create(
        Flag(comment=comment, name=Flag.Name.LINKS, weight=2, spans=[[45, 70]]) for comment in comments[::10]
    )
    by = make_user("decider")
    Decision.objects.bulk_create(
        Decision(
            comment=comment,
            by=by,
            verb=Verb.APPROVE,
            from_status=Status.PENDING,
            to_status=Status.APPROVED,
            version=1,
            decided_at=at,
        )
        for comment in comments[19::5]
        if comment.status == Status.APPROVED
    )


def figures(edition, user):
    """Yield a Figure for each thing that a moderator waits for, and for what readers do with the longest discussion."""
    for name, ceiling, ask, expected in _questions(edition, user):
        yield measuring.Figure(name, *measuring.measure(name, ask, expected), ceiling)


def _questions(edition, user):
    """Yield (name, ceiling in milliseconds or None, function without arguments, the expected status)."""
    desk, reader, queue = Client(), Client(), reverse("admin:comments_comment_queue")
    desk.force_login(user)
    waiting = Comment.objects.waiting().values_list("public_id", "version")[: (measuring.TIMES + 1) * (MANY + 1)]
    pairs = iter([f"{public_id}:{version}" for public_id, version in waiting])

    def decide(number):
        return lambda: desk.post(queue, {"verb": Verb.APPROVE, "chosen": list(itertools.islice(pairs, number))})

    for tab in TABS:
        yield f"queue, {tab}", 100, lambda tab=tab: desk.get(queue, {"tab": tab}), 200
    yield "queue, most suspicious first", 100, lambda: desk.get(queue, {"order": "weight"}), 200
    yield "queue, one flag only", None, lambda: desk.get(queue, {"flag": Flag.Name.LINKS}), 200
    yield "queue, words found nowhere", None, lambda: desk.get(queue, {"q": "nowhere"}), 200
    opened = Comment.objects.waiting().first()
    yield "queue, a comment open", None, lambda: desk.get(queue, {"at": opened.public_id}), 200
    yield "deciding one", 30, decide(1), 303
    yield f"a batch of {MANY}", 1_000, decide(MANY), 303
    yield "undoing it", None, lambda: desk.post(queue, {"undo": "last"}), 303
    yield "posting", 30, lambda: send(reader, edition.story_id), 303
    yield (
        f"story page, {UNDER_ONE:,} comments",
        None,
        lambda: reader.get(edition.path),
        200,
    )
