"""Readers: their second thoughts and reports, and what is kept of them."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "comments/posting/edit.py",
        "tests/comments/test_editing.py",
        {
            "a comment is changed the next day": ("is_recent = at < comment.created_at + WINDOW", "is_recent = True"),
            "a change of what readers see passes no moderator": (
                "_note(comment, {} if comment.is_approved else _taken(comment, body, at, found), at)",
                "_note(comment, _taken(comment, body, at, found), at)",
            ),
            "a change makes a suspicious comment look harmless": (
                '    traits["weight"] = max(comment.weight, traits["weight"])\n',
                "",
            ),
            "the second of two tabs overwrites the first": ("if seen is not None and seen != edits:", "if False:"),
            "a comment is changed without end": ("if edits >= MOST:", "if False:"),
            "masked words come back with a change": (
                '"masks": masks_kept(comment, edit.body)',
                '"masks": []',
            ),
        },
    ),
    *within(
        "comments/posting/report.py",
        "tests/comments/test_reports.py",
        {
            "one network reports without end": (">= FROM_ONE_NETWORK:", ">= 1_000_000:"),
            "a report pressed twice is refused": ("at - known.created_at < TWICE:", "at < known.created_at:"),
        },
    ),
    *within(
        "comments/posting/receipts.py",
        "tests/comments/test_receipts.py tests/comments/test_endpoint.py",
        {
            "the address of a receipt can be made up": (
                "return signing.Signer(salt=salt).unsign(token)",
                'return token.partition(":")[0]',
            ),
        },
    ),
    *within(
        "comments/views/private.py",
        "tests/comments/test_endpoint.py tests/newsroom/test_answers.py",
        {
            "a receipt is kept by caches": (
                'response["Cache-Control"] = "no-store"',
                'response["Cache-Control"] = "public"',
            ),
            "a receipt is listed by search engines": ('response["X-Robots-Tag"] = "noindex"', "pass"),
        },
    ),
    *within(
        "comments/views/receipt.py",
        "tests/comments/test_verification.py tests/comments/test_known_addresses.py",
        {
            "who types an address learns whether it is known": (
                "if commenter and shown == verified_cookie.fingerprint_of(commenter) else None",
                "if commenter else None",
            ),
        },
    ),
    *within(
        "comments/models/commenter.py",
        "tests/comments/test_rotation.py tests/comments/test_one_address.py",
        {
            "addresses hang on the key that signs": (
                "secrets = [settings.ADDRESS_KEY, *",
                "secrets = [settings.SECRET_KEY, *",
            ),
            "an address is known by its capitals": ("return mailable(address).lower()", "return mailable(address)"),
        },
    ),
    *within(
        "comments/models/commenter.py",
        "tests/comments/test_retention.py",
        {
            "networks are kept for ever": (
                "return self.filter(Q(purge_after__lte=at) | Q(comment__created_at__lte=written_before))",
                "return self.none()",
            ),
            "an address goes while its reader still writes": (
                'return self.filter(first_seen_at__lte=at).exclude(pk__in=self.filter(later).values("pk"))',
                "return self.filter(first_seen_at__lte=at)",
            ),
        },
    ),
    *within(
        "comments/privacy/retention.py",
        "tests/comments/test_retention.py",
        {
            "one rule that fails keeps all others": (
                'log.exception("The retention rule %s failed; it is tried again.", rule)',
                "raise",
            ),
            "the words of what was refused are kept": (
                "Comment.objects.refused_before(before)[:AT_ONCE], partial",
                "[], partial",
            ),
        },
    ),
    *within(
        "comments/checks.py",
        "tests/comments/test_retention.py",
        {
            "a field with an address is kept without a rule": ("if _may_be_personal(field) and", "if False and"),
            "a rule without days passes": ("if settings.RETENTION.get(rule, 0) < 1", "if False"),
        },
    ),
    *within(
        "comments/privacy/address_access.py",
        "tests/comments/test_address_access.py",
        {
            "an address is seen and nothing is written down": (
                "AddressAccess.objects.create(by=by, comment=comment, accessed_at=at or timezone.now())",
                "pass",
            ),
        },
    ),
    *within(
        "comments/privacy/address_access.py",
        "tests/comments/test_who_may.py",
        {"an address is seen by who may not": ("rights.require(by, rights.SEE_ADDRESS, comment)", "pass")},
    ),
    *within(
        "comments/moderation/blocks.py",
        "tests/comments/test_blocking.py",
        {
            "a block keeps the address": (
                "Target(Kind.ADDRESS, address_keys(value), ",
                "Target(Kind.ADDRESS, [value], ",
            ),
            "a block shows the moderators the address": ('f"{name[0]}…@{domain}"', 'f"{name}@{domain}"'),
            "a block has no reason": ("    if not reason.strip():\n", "    if False:\n"),
        },
    ),
    *within(
        "comments/models/comment/transition.py",
        "tests/comments/test_erased_everywhere.py tests/comments/test_erasing.py",
        {
            "an erased comment's network stays": (
                "comment.notifications, Trace.objects.filter(comment=comment)):",
                "comment.notifications):",
            ),
            "an erased comment's edits stay": (
                "for rows in (comment.edits, comment.flags,",
                "for rows in (comment.flags,",
            ),
            "an erased comment is found by its words": ('        "text_key": "",\n        "fingerprint": None,\n', ""),
        },
    ),
    *within(
        "comments/privacy/personal_data.py",
        "tests/comments/test_replaying.py",
        {"a restored backup brings back who was erased": ("erased.note(commenter.address, at=at)", "pass")},
    ),
    *within(
        "comments/privacy/personal_data.py",
        "tests/comments/test_who_may.py",
        {"a reader's data is erased by who may not": ("rights.require(by, rights.ERASING)", "pass")},
    ),
    *within(
        "comments/privacy/personal_data.py",
        "tests/comments/test_data.py tests/comments/test_erased_everywhere.py",
        {
            "an export isn't logged": ("PrivacyAct.objects.note(PrivacyAct.Verb.EXPORT, by=by,", "dict(by=by,"),
            "a reader's reports keep who wrote them": ("Report.objects.with_keys(keys).forget_readers()", "pass"),
        },
    ),
    *within(
        "comments/feeds.py",
        "tests/comments/test_feeds.py",
        {
            "a hidden discussion stands in the feed": (
                "newest_under(policy.shown(editions))",
                "newest_under(editions)",
            ),
            "masked words stand in the feed": ("from_plain(comment.shown_body)", "from_plain(comment.body)"),
        },
    ),
    *within(
        "newsroom/logs.py",
        "tests/newsroom/test_logs.py",
        {
            "a reader's address stands in the log": (
                'return ADDRESS.sub("[address]", TOKEN.sub(',
                'return ("".join)(TOKEN.sub(',
            ),
            "a link of one reader stands in the log": (r'TOKEN.sub(r"\1[token]", text)', "text"),
        },
    ),
    *within(
        "comments/models/audit_log/decision.py",
        "tests/comments/test_erasing.py",
        {
            "an erased comment's words stay in its log": ("if field not in WORDS}", "if field}"),
        },
    ),
]
