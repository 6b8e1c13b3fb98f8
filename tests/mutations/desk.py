"""The desk: whose story is whose, saves that come second, versions, words that are typed and not saved."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "articles/forms/story.py",
        "tests/articles/test_stale.py",
        {
            "a stale form overwrites a colleague's save": ("if self.latest is None or self", "if True or self"),
            "a third save in between is overwritten too": (
                'self.latest.number in (self.opened_number, data.get("over"))',
                'self.latest.number == self.opened_number or data.get("over")',
            ),
            "what a colleague has added stays where theirs was overwritten": ("if self.replaces:", "if False:"),
        },
    ),
    *within(
        "articles/forms/story.py",
        "tests/articles/test_holds.py",
        {
            "an open form takes back an embargo that a colleague has set": (
                "show_hidden_initial = True",
                "show_hidden_initial = False",
            )
        },
    ),
    *within(
        "articles/publishing/workflow.py",
        "tests/articles/test_desk_moves.py tests/articles/test_workflow.py",
        {
            "a story is moved twice, and the second isn't told": ("    if not moved:", "    if False:"),
            "a colleague's assignment is overwritten": (
                "held_by is not UNCHANGED and held_by != story.assigned_to_id",
                "False",
            ),
        },
    ),
    *within(
        "articles/publishing/workflow.py",
        "tests/articles/test_who_may.py",
        {
            "a journalist approves": (
                "rights.WRITING if verb.row.by_writers and to is None else rights.PUBLISHING",
                "rights.WRITING",
            ),
        },
    ),
    *within(
        "articles/models/story.py",
        "tests/articles/test_rights.py",
        {
            "another journalist's draft is open to everybody": ("if publishes and not sections:", "if not sections:"),
            "an editor of one section publishes in another": (
                "return not sections or self.section_id in sections",
                "return True",
            ),
            "a story isn't open to who signs it": (
                "Q(section__in=sections) | Exists(signed)",
                "Q(section__in=sections)",
            ),
        },
    ),
    *within(
        "newsroom/accounts/permissions.py",
        "tests/articles/test_who_may.py tests/comments/test_who_may.py",
        {
            "an account that can't enter the desk acts": ("user.is_active and user.is_staff and", "user.is_active and"),
        },
    ),
    *within(
        "newsroom/accounts/roles.py",
        "tests/newsroom/test_roles.py",
        {
            "a journalist publishes": ('"Journalist": WRITING,', '"Journalist": WRITING | {"articles.publish_story"},'),
            "an editor moderates comments": (
                '"Editor": WRITING | EDITING,',
                '"Editor": WRITING | EDITING | MODERATING,',
            ),
            "a moderator lays down the rules": ('"Moderator": MODERATING,', '"Moderator": MODERATING | LEADING,'),
        },
        fresh=True,
    ),
    *within(
        "articles/revisions/snapshot.py",
        "tests/articles/test_snapshot.py",
        {
            "a second press on Save is a second version": (
                "if latest and latest.content == content and kind == Revision.Kind.SAVE:",
                "if False:",
            ),
            "a restored version gives blocks other ids": (
                "row = _row(story, model, index, block, pk=pk)",
                "row = _row(story, model, index, block)",
            ),
        },
    ),
    *within(
        "articles/models/blocks.py",
        "tests/articles/test_snapshot.py",
        {
            "a snapshot holds markup that hasn't passed the gate": (
                "return values | {name: clean(values[name]) for name in self.names(MARKUP)}",
                "return values",
            )
        },
    ),
    *within(
        "articles/revisions/snapshot.py",
        "tests/articles/test_restore.py",
        {
            "a version that is put back takes the slug of another story": (
                '{"slug": story.slug} if is_taken else {}',
                "{}",
            ),
            "a restored version is no version of its own": ("kind=Revision.Kind.RESTORE, at=at)", "at=at)"),
            "a deleted picture keeps a version from coming back": (
                "        if _points_somewhere(row):\n",
                "        if True:\n",
            ),
        },
    ),
    *within(
        "articles/revisions/snapshot.py",
        "tests/articles/test_copy.py",
        {
            "a copy is the way around an embargo": (
                'HELD_BACK = ("embargo_until", "legal_hold", "needs_second_reader")',
                'HELD_BACK = ("legal_hold", "needs_second_reader")',
            ),
            "a copy is the way around a legal hold": (
                'HELD_BACK = ("embargo_until", "legal_hold", "needs_second_reader")',
                'HELD_BACK = ("embargo_until", "needs_second_reader")',
            ),
        },
    ),
    *within(
        "articles/models/revision.py",
        "tests/articles/test_who_may.py",
        {
            "a version is named by who may not change its story": (
                "rights.require(by, rights.WRITING, self.story)",
                "str(rights)",
            )
        },
    ),
    *within(
        "articles/revisions/compare.py",
        "tests/articles/test_compare.py",
        {
            "a block that went down is said to have gone up": (
                '"down" if key in left else "up"',
                '"up" if key in left else "down"',
            ),
            "words that came are counted as gone": (
                "return (won - lost).total(), (lost - won).total()",
                "return (lost - won).total(), (won - lost).total()",
            ),
            "a paragraph that moved to another block is told as new": (
                "moved = alone[DELETE] & alone[INSERT]",
                "moved = set()",
            ),
            "a changed link is no difference": (r'text = LINK.sub(r"\2 [\1]", text)', r'text = LINK.sub(r"\2", text)'),
        },
    ),
    *within(
        "articles/models/autosave.py",
        "tests/articles/test_autosave.py tests/articles/test_autosaves_apart.py",
        {
            "words that arrive late take the place of newer ones": (
                'self.keyed(by, key).filter(typed_at__lte=typed["typed_at"])',
                "self.keyed(by, key)",
            ),
            "words that arrive after the save are kept again": (
                'dict[str, Any] = {"is_saved": True, ',
                'dict[str, Any] = {"is_saved": False, ',
            ),
            "what somebody typed is found by a colleague": (
                "return self.filter(user=user, key=key, is_saved=False)",
                "return self.filter(key=key, is_saved=False)",
            ),
        },
    ),
    *within(
        "articles/revisions/autosaves.py",
        "tests/articles/test_autosaves_apart.py",
        {
            "typed words are kept for ever": (
                "number, _of_each = old.unsaved().delete()\n    old.delete()",
                "number = 0",
            )
        },
    ),
    *within(
        "newsroom/accounts/login.py",
        "tests/newsroom/test_login.py",
        {
            "a password is tried without end from one network": (
                "of_account.filter(network_key=network).count() >= OF_ACCOUNT_FROM_NETWORK",
                "False",
            ),
            "an account is tried without end from many networks": ("or of_account.count() >= OF_ACCOUNT", ""),
            "a success counts as a failure": ("LoginFailure.objects.forget(attempt)", "pass"),
        },
    ),
    *within(
        "articles/models/autosave.py",
        "tests/articles/test_who_may.py",
        {
            "what is typed is kept for a story that isn't open": (
                "            rights.require(by, rights.WRITING, story)\n",
                "            pass\n",
            ),
        },
    ),
]
