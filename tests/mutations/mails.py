"""Mails to readers and moderators, what stands behind their links, and how they are declined."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "comments/views/mailed.py",
        "tests/comments/test_verification.py tests/comments/test_unsubscribe.py",
        {
            "a mail program that opens a link confirms it": (
                '    if request.method == "POST":\n        if is_same_origin(request):\n            return _verified',
                "    if True:\n        if True:\n            return _verified",
            ),
            "another site confirms an address": (
                "        if is_same_origin(request):\n            return _verified",
                "        if True:\n            return _verified",
            ),
            "a mail program that opens a link declines all mails": (
                '    if request.method == "POST":\n        unsubscribe.mute(commenter)',
                "    if True:\n        unsubscribe.mute(commenter)",
            ),
        },
    ),
    *within(
        "comments/mail/verification.py",
        "tests/comments/test_verification.py tests/comments/test_links_mailed.py",
        {
            "links are mailed without end": (
                "if same.open(at).exists() or same.sent().since(at - A_DAY).count() >= LINKS_A_DAY:",
                "if same.open(at).exists():",
            ),
            "one network has links mailed without end": (
                "return MailedLink.objects.from_network(networks).since(at - A_DAY).count() < FROM_ONE_NETWORK",
                "return True",
            ),
            "a link for one thing opens another": (
                "if signed is None or signed.kind != kind:",
                "if signed is None:",
            ),
            "a link that has ended leads on": ("if link is None or not link.is_open(at):", "if link is None:"),
            "a link is mailed twice": (
                ".filter(pk=link_id).unsent().open(at).first()",
                ".filter(pk=link_id).open(at).first()",
            ),
            "who wants no emails gets one": (
                "if commenter is None or (kind == MailedLink.Kind.VERIFICATION and commenter.muted_at):",
                "if commenter is None:",
            ),
        },
    ),
    *within(
        "comments/screening/verified_cookie.py",
        "tests/comments/test_trust.py tests/comments/test_verification.py",
        {
            "a script reads the cookie of a proof": ("httponly=True", "httponly=False"),
            "another site sends the cookie of a proof": (
                '        httponly=True,\n        samesite="Strict"',
                '        httponly=True,\n        samesite="None"',
            ),
        },
    ),
    *within(
        "comments/mail/send.py",
        "tests/comments/test_notifications.py tests/comments/test_mail_rounds.py",
        {
            "a mail isn't declined with one click": (
                '        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",\n',
                "",
            ),
            "a mail that is tried again is another mail": ('        "Message-ID": message_id(template, number),\n', ""),
        },
    ),
    *within(
        "comments/models/notification.py",
        "tests/comments/test_notifications.py tests/comments/test_notifications_at_once.py",
        {
            "a reader gets a mail for each thing": (
                "kept = Q(sent_at__gt=at - APART) | Q(claimed_until__gt=at)",
                "kept = Q(claimed_until__gt=at)",
            ),
            "two workers mail the same": (
                "kept = Q(sent_at__gt=at - APART) | Q(claimed_until__gt=at)",
                "kept = Q(sent_at__gt=at - APART)",
            ),
            "what was undone is mailed": (
                "undone.waiting().exclude(claimed_until__gt=at).update(cancelled_at=at)",
                "undone.waiting()",
            ),
            "who answers themselves is told": (" and answered.commenter_id != reply.commenter_id", ""),
        },
    ),
    *within(
        "comments/models/commenter.py",
        "tests/comments/test_notifications.py",
        {
            "mails go to an address that was never proved": (
                "return self.verified_at is not None and self.muted_at is None",
                "return self.muted_at is None",
            ),
            "mails go to who declined them": (
                "return self.verified_at is not None and self.muted_at is None",
                "return self.verified_at is not None",
            ),
        },
    ),
    *within(
        "comments/mail/notifications.py",
        "tests/comments/test_notifications.py tests/comments/test_mail_rounds.py",
        {
            "a notification tells what is no longer so": (
                "commenter.may_be_mailed and each.is_true and each.is_wanted",
                "commenter.may_be_mailed and each.is_wanted",
            ),
            "a mail that wasn't taken is lost": (
                "        Notification.objects.put_back(notifications, at=at, unless_before=at - GIVE_UP_AFTER)\n"
                "        return failure.is_away",
                "        return failure.is_away",
            ),
        },
    ),
    *within(
        "comments/mail/digest.py",
        "tests/comments/test_waiting.py",
        {
            "moderators are mailed at every comment": ("PAUSE = timedelta(minutes=10)", "PAUSE = timedelta(0)"),
            "moderators are mailed that nothing waits": (
                "return bool(number) and (by_time or by_number)",
                "return by_time or by_number",
            ),
        },
    ),
]
