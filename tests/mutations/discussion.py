"""Comments: their states and numbers, what readers see of them, who decides, the house's policies."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "comments/models/verbs.py",
        "tests/comments/test_states.py",
        {
            "a rejection is overturned without a word": (
                '"approve",\n        Row(\n            {PENDING: APPROVED},',
                '"approve",\n        Row(\n            {PENDING: APPROVED, REJECTED: APPROVED},',
            ),
            "a withdrawn comment comes back": (
                "{APPROVED: PENDING, REJECTED: PENDING, SPAM: PENDING}",
                "{APPROVED: PENDING, REJECTED: PENDING, SPAM: PENDING, WITHDRAWN: PENDING}",
            ),
        },
    ),
    *within(
        "comments/models/comment/comment.py",
        "tests/comments/test_states.py",
        {
            "who removed a comment puts it back": (
                "removal and removal.verb == Verb.REMOVE and removal.by == by:",
                "False:",
            ),
            "a place outside the text is masked": ("if 0 <= start < end <= len(self.body))", ")"),
        },
    ),
    *within(
        "comments/models/comment/transition.py",
        "tests/comments/test_states.py tests/comments/test_deciding.py",
        {
            "a count drifts on a removal": (
                "return (self.to in PUBLIC) - (self.comment.status in PUBLIC)",
                "return int(self.to in PUBLIC and self.comment.status not in PUBLIC)",
            ),
            "a count drifts on an undoing": (
                "steps[change.comment.discussion_id] += change.step",
                "steps[change.comment.discussion_id] += 0 if change.verb == Verb.UNDO else change.step",
            ),
            "a removal is undone the next day": (
                "if decision.verb == Verb.REMOVE and at - decision.decided_at > SLIP:",
                "if False:",
            ),
            "what was decided since is undone with it": ("if comment.version != decision.version:", "if False:"),
            "what a reader did is undone": ("if decision.verb not in UNDOABLE:", "if False:"),
            "a comment's first appearance moves when it comes back": (
                "published_at = self.at if self.is_first else self.comment.published_at",
                "published_at = self.at if self.to in PUBLIC else self.comment.published_at",
            ),
        },
    ),
    *within(
        "comments/models/comment/transition.py",
        "tests/comments/test_who_may.py",
        {
            "a comment is decided on by who may not": (
                "    if not isinstance(by, Cause):\n        rights.require(by, rights.DECIDING, comment)\n    to =",
                "    to =",
            ),
            "a decision is undone by who may not": (
                "    rights.require(by, rights.DECIDING, comment)\n    if decision.verb",
                "    if decision.verb",
            ),
        },
    ),
    *within(
        "comments/models/comment/transition.py",
        "tests/newsroom/test_what_bumps.py tests/comments/test_display.py",
        {
            "a decision turns no page": ("    if pages:\n", "    if False:\n"),
            "a decision on what nobody saw turns pages": (
                "if change.is_public or change.comment.published_at]",
                "if change]",
            ),
            "a decision doesn't turn the lists that tell the number": (
                "return feeds | stories | lists",
                "return feeds | stories",
            ),
        },
    ),
    *within(
        "comments/models/comment/queryset.py",
        "tests/comments/test_states.py tests/comments/test_concurrency.py",
        {
            "the second of two moderators overturns the first": (
                "if stand.get(each.pk) == [each.status, each.version]}",
                "if each.pk in stand}",
            ),
            "a decision falls on other words than were read": (
                "if stand.get(each.pk) == [each.status, each.version]}",
                "if stand.get(each.pk, [None])[0] == each.status}",
            ),
        },
    ),
    *within(
        "comments/models/comment/queryset.py",
        "tests/comments/test_display.py tests/comments/test_long_threads.py",
        {
            "of comments of one moment some stand on no page": (
                "return later.filter(Q(created_at__gt=anchor.created_at) | Q(pk__gt=anchor.pk))",
                "return later.filter(created_at__gt=anchor.created_at)",
            ),
            "a comment stands on two pages": (
                "return later.filter(Q(created_at__gt=anchor.created_at) | Q(pk__gt=anchor.pk))",
                "return later",
            ),
            "a page begins after another story's comment": (
                "self.filter(published_at__isnull=False, discussion__story__pk=edition.story_id)",
                "self.filter(published_at__isnull=False)",
            ),
            "a page begins after a comment that readers never saw": (
                "self.filter(published_at__isnull=False, discussion__story__pk=edition.story_id)",
                "self.filter(discussion__story__pk=edition.story_id)",
            ),
            "a reply that waits is shown": (
                "return mine.filter(Q(root__isnull=True) | Q(status__in=PUBLIC) | answered)",
                "return mine.filter(Q(root__isnull=True) | Q(root__isnull=False) | answered)",
            ),
            "the place of an answered reply is lost": ("Q(status__in=PUBLIC) | answered)", "Q(status__in=PUBLIC))"),
            "a thread goes with its first comment": (
                "Q(status__in=PUBLIC) | has_replies",
                "Q(status__in=PUBLIC)",
            ),
        },
    ),
    *within(
        "comments/threads.py",
        "tests/comments/test_display.py",
        {
            "the last page leads on to an empty one": (
                "if len(threads) > THREADS_A_PAGE else None",
                "if len(threads) >= THREADS_A_PAGE else None",
            ),
            "a hidden discussion is shown": ("    if stance.is_hidden:\n", "    if False:\n"),
        },
    ),
    *within(
        "comments/models/comment/comment.py",
        "tests/comments/test_display.py tests/comments/test_states.py tests/comments/test_alike.py",
        {
            "masked words are shown": (
                "body = body[:start] + MASKED * (end - start) + body[end:]",
                "body = body[:start] + body[start:end] + body[end:]",
            ),
        },
    ),
    *within(
        "comments/models/discussion.py",
        "tests/comments/test_discussions.py",
        {
            "a discussion is opened over a colleague's closing": (
                "return self.filter(pk=discussion.pk, policy=discussion.policy, closes_at=discussion.closes_at)",
                "return self.filter(pk=discussion.pk)",
            ),
            "a discussion doesn't close at its moment": (
                "page_cache.flip(page_cache.story_key(self.story_id), flips=[closes_at])",
                "pass",
            ),
        },
    ),
    *within(
        "comments/models/rights.py",
        "tests/comments/test_who_may.py",
        {
            "a moderator of one section decides in another": (
                "return not sections or discussion.story.section_id in sections",
                "return True",
            ),
        },
    ),
    *within(
        "comments/policy.py",
        "tests/comments/test_policy.py",
        {
            "a section's closing after days is forgotten": ("    if days is not None:\n", "    if False:\n"),
            "the later of two ends counts": ("closes_at=min(ends, default=None)", "closes_at=max(ends, default=None)"),
            "the site's policy goes before the section's": (
                "key=lambda row: row.section_id is None)",
                "key=lambda row: row.section_id is not None)",
            ),
            "not everything is held while everything is": (
                "row.holds_until > at for row",
                "row.holds_until < at for row",
            ),
        },
    ),
    *within(
        "comments/models/comment/transition.py",
        "tests/comments/test_deciding.py",
        {
            "a rejection has no reason": (
                "    if row.needs_reason and not reason.strip():\n        raise NotAllowed(row.needs_reason)\n",
                "",
            ),
        },
    ),
    *within(
        "comments/models/comment/transition.py",
        "tests/comments/test_deciding_many.py",
        {
            "a count drifts where several are decided at once": (
                "When(pk=pk, then=Value(step)) for pk, step in steps.items()",
                "When(pk=pk, then=Value(1 if step > 0 else -1)) for pk, step in steps.items()",
            ),
        },
    ),
]
