"""Comments on their way in: posting, what is sent twice, screening, blocks, trust."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "comments/posting/post.py",
        "tests/comments/test_posting.py tests/comments/test_sent_twice.py",
        {
            "a closed discussion takes a comment": ("if not stance.is_open(at):", "if False:"),
            "one network floods the moderators": (" or before.network >= FROM_ONE_NETWORK:", ":"),
            "one story's flood buries the moderators": ("before.story >= UNDER_ONE_STORY or ", ""),
            "a double click is two comments": (
                "if first := Comment.objects.untouched(network, within=WINDOW, of=at, **written):",
                "if first := None:",
            ),
            "a comment answers one under another story": (
                "if answered is None or answered.discussion_id != discussion.pk:",
                "if answered is None:",
            ),
        },
    ),
    *within(
        "comments/posting/post.py",
        "tests/comments/test_trust.py",
        {
            "a known reader's comment appears at once where all wait": (
                "if stance.policy == Policy.POST and not found",
                "if not found",
            ),
            "a comment that was flagged appears at once": ("Policy.POST and not found and", "Policy.POST and"),
        },
    ),
    *within(
        "comments/models/comment/memory_queryset.py",
        "tests/comments/test_sent_twice.py",
        {
            "who sends the same words gets another's receipt": (
                'return same.filter(Exists(traces.filter(comment=OuterRef("pk")))).first()',
                "return same.first()",
            ),
            "a comment that was decided on takes a new one's place": (
                "filter(status__in=WAITING, version=0, **written)",
                "filter(**written)",
            ),
        },
    ),
    *within(
        "comments/screening/trust.py",
        "tests/comments/test_trust.py",
        {
            "one approved comment makes a reader known": ("APPROVED = 2  #", "APPROVED = 1  #"),
            "an address that is only typed is trusted": (
                "bool(sender.proof) and sender.proof == fingerprint_of(commenter) and",
                "commenter and",
            ),
            "a refusal of last week is forgotten": (
                " and not commenter.comments.refused(since=at - SPOTLESS).exists()",
                "",
            ),
            "an address that was never proved is known": (
                "commenter.verified_at is None or commenter.verified_at > at",
                "False",
            ),
        },
    ),
    *within(
        "comments/screening/origin.py",
        "tests/comments/test_origin.py tests/comments/test_endpoint.py",
        {
            "another site's form is taken": ('return site in {"same-origin", "none"}', "return True"),
            "a request that says nothing of its origin is taken": (
                "request.get_host().lower()\n    return False",
                "request.get_host().lower()\n    return True",
            ),
        },
    ),
    *within(
        "comments/screening/screen.py",
        "tests/comments/test_memory.py tests/comments/test_flags.py",
        {
            "a check that fails lets the comment through": ("if failed else found", "if False else found"),
            "a moderator sees the first reason alone": (
                "return [flag for flag in found if flag]",
                "return [flag for flag in found if flag][:1]",
            ),
        },
    ),
    *within(
        "comments/screening/checks/sending.py",
        "tests/comments/test_flags.py",
        {
            "the field that people don't see says nothing": ("if case.submission.trap:", "if False:"),
            "a text that nobody types so fast says nothing": ("took >= FAST", "took >= 0"),
        },
    ),
    *within(
        "comments/screening/checks/links.py",
        "tests/comments/test_blocking.py",
        {
            "a link in the name isn't seen": (
                "for text in (case.body, case.submission.name)",
                'for text in (case.body, "")',
            )
        },
    ),
    *within(
        "comments/screening/checks/alike.py",
        "tests/comments/test_memory.py",
        {
            "the same text is no reason to hold": ("    if not case.copies:\n", "    if True:\n"),
            "a word changed makes another text": ("NEAR = 8\n", "NEAR = 0\n"),
        },
    ),
    *within(
        "comments/screening/checks/blocked.py",
        "tests/comments/test_memory.py tests/comments/test_blocking.py",
        {
            "a blocked domain is let through by one below it": (
                "{domain for host in hosts(body) | hosts(name) for domain in suffixes(host)}",
                "hosts(body) | hosts(name)",
            ),
            "a blocked word in the name is let through": (" or of.name.places(block.key))", ")"),
        },
    ),
    *within(
        "comments/models/block.py",
        "tests/comments/test_memory.py tests/comments/test_blocking.py",
        {
            "a block that was lifted holds": ("Q(ends_at__gt=at), lifted_at__isnull=True)", "Q(ends_at__gt=at))"),
            "a block that has ended holds": (
                "return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), lifted_at__isnull=True)",
                "return self.filter(lifted_at__isnull=True)",
            ),
            "a block is changed over a colleague's change": (
                "return self.filter(pk=block.pk, lifted_at__isnull=True, reason=block.reason, ends_at=block.ends_at)",
                "return self.filter(pk=block.pk)",
            ),
        },
    ),
]
