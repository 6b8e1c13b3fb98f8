"""Editions, what holds them back, what the gate finds, who may, and what readers are told."""

from tests.mutations.mutant import within

ACTS = "tests/articles/test_publish.py"
GATE = "tests/articles/test_gate.py"

REQUIRED = "    rights.require(by, rights.PUBLISHING, story)\n"
AT = "    at = at or page_cache.clock(page_cache.story_key(story.pk))\n"

MUTANTS = [
    *within(
        "articles/models/edition.py",
        "tests/articles/test_publish.py tests/articles/test_time_travel.py",
        {
            "an edition stays live after its end": (
                "return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__lte=at)",
                "return self.filter(live_from__lte=at)",
            ),
            "an edition is live at the very moment of its end": (
                "Q(live_until__gt=at), live_from__lte=at)",
                "Q(live_until__gte=at), live_from__lte=at)",
            ),
            "a scheduled edition is live before its moment": (
                "Q(live_until__gt=at), live_from__lte=at)",
                "Q(live_until__gt=at))",
            ),
            "the twin of live in Python says otherwise at the end": (
                "return self.live_from <= at and (self.live_until is None or self.live_until > at)",
                "return self.live_from <= at and (self.live_until is None or self.live_until >= at)",
            ),
            "an edition that was called off counts as shown": (
                'return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")), live_from__lte=at)',
                "return self.filter(live_from__lte=at)",
            ),
        },
    ),
    *within(
        "articles/publishing/publish.py",
        ACTS,
        {
            "a story that the gate refuses is published": (
                "if finding.blocks and finding.key not in reasons]",
                "if finding.blocks and finding.key is None]",
            ),
            "the gate looks at this moment and not at the one of publication": (
                "plan.revision.content, at=plan.live_from, kind=plan.kind)",
                "plan.revision.content, at=plan.at, kind=plan.kind)",
            ),
            "what the gate finds is overridden by who may not": (
                "if not by.has_perm(finding.may_override):",
                "if False:",
            ),
            "what the gate finds is overridden without a reason": (
                "if not overrides[finding.key].strip():",
                "if False:",
            ),
            "the same text is published twice": (
                "if live and not is_new and live.revision_id",
                "if False and live.revision_id",
            ),
            "an edition is scheduled beside a scheduled one": ("    if scheduled:\n", "    if False:\n"),
            "a story is published in the past": ("if plan.live_from < plan.at:", "if False:"),
            "a new edition leaves the one before open": (
                ".update(live_until=plan.live_from)",
                ".update(live_until=before.live_until)",
            ),
            "an update moves the date of first publication": (
                "first_published_at = seen.first_published_at if seen else plan.live_from",
                "first_published_at = plan.live_from",
            ),
            "a silent fix moves the date of change": (
                "modified_at=plan.live_from if plan.kind in Edition.MODIFYING else seen and seen.modified_at",
                "modified_at=plan.live_from",
            ),
            "a story takes an address that another had": ("if issued.story_id != plan.story.pk:", "if False:"),
            "a withdrawn story stays on the site": (
                "edition.live_until, edition.notice = at, notice",
                "edition.notice = notice",
            ),
            "a withdrawal leaves what is scheduled": (
                "    _call_off(story, at)\n    edition.live_until",
                "    edition.live_until",
            ),
            "what a called-off edition replaced doesn't get its end back": (
                "ends_there.update(live_until=edition.replaced_until)",
                "ends_there.update(live_until=None)",
            ),
            "an address that nobody could know is kept": (
                "story.paths.unknown(at).delete()",
                "story.paths.unknown(at)",
            ),
        },
    ),
    *within(
        "articles/publishing/publish.py",
        "tests/articles/test_who_may.py",
        {
            "a story is published by who may not": (
                f"{REQUIRED}{AT}    revision",
                f"{AT}    revision",
            ),
            "a story is withdrawn by who may not": (
                f"{REQUIRED}{AT}    edition = story",
                f"{AT}    edition = story",
            ),
        },
    ),
    *within(
        "articles/gate/head.py",
        GATE,
        {
            "an embargoed story can be published": ("if until and matter.at < until:", "if False:"),
            "an embargo still holds at the moment of its end": ("matter.at < until:", "matter.at <= until:"),
            "a story under legal hold can be published": ("if matter.story.legal_hold:", "if False:"),
            "an editor publishes over a legal hold": (
                'Rule("legal_hold", _legal_hold)',
                'Rule("legal_hold", _legal_hold, may_override=OVERRIDE)',
            ),
            "an editor publishes over an embargo": (
                'Rule("embargo", _embargo)',
                'Rule("embargo", _embargo, may_override=OVERRIDE)',
            ),
            "a story that nobody signs can be published": ('if not matter.content["bylines"]:', "if False:"),
        },
    ),
    *within(
        "articles/gate/head.py",
        "tests/articles/test_holds.py",
        {
            "who began a story is its second reading": (
                "return act.by_id != story.created_by_id and not",
                "return not",
            ),
            "who signs a story is its second reading": (
                "return act.by_id != story.created_by_id and not story.contributors.filter(user=act.by_id).exists()",
                "return act.by_id != story.created_by_id",
            ),
            "a second reading's word holds for a text that was changed since": (
                "act.revision is None or act.revision.content != content",
                "act.revision is None",
            ),
        },
    ),
    *within(
        "articles/publishing/publish.py",
        "tests/newsroom/test_what_bumps.py",
        {
            "a withdrawal turns no page": ("ice)\n    page_stamps.invalidate_story", "ice)\n    (lambda _, at: None)"),
        },
    ),
    *within(
        "articles/gate/pictures.py",
        GATE,
        {
            "a picture without alt text can be published": (
                "if image and not alt and not image.decorative:",
                "if False:",
            ),
            "a file's name passes for an alt text": (
                "_FILE_NAME.search(alt) or _CAMERA_NAME.match(alt)",
                "_CAMERA_NAME.match(alt) and False",
            ),
            "a picture without credit can be published": (
                'if image and not (hasattr(image, "credit") and image.credit.creator.strip()):',
                "if False:",
            ),
        },
    ),
    *within(
        "articles/gate/pictures.py",
        "tests/articles/test_picture_rights.py tests/articles/test_single_use.py",
        {
            "a picture is published whose rights have ended": (
                "if image is None or image.may_be_shown(matter.at):",
                "if True:",
            ),
            "a picture for one story only is published with two": (
                "edition.story_id == shown[0].story_id != matter.story.pk]",
                "edition.story_id == shown[0].story_id != edition.story_id]",
            ),
        },
    ),
    *within(
        "articles/gate/quotations.py",
        GATE,
        {
            "a pull quote that isn't in the text can be published": ("if not match.verbatim:", "if False:"),
            "a pull quote takes words into a quotation": ("if match.outside:", "if False:"),
        },
    ),
    *within(
        "articles/gate/fixes.py",
        "tests/articles/test_silent_fixes.py",
        {
            "a silent fix changes a number": ('(("numbers", _numbers), ("names", _names),', '(("names", _names),'),
            "a silent fix changes a name": ('("names", _names), ', ""),
            "a silent fix changes what somebody said": (', ("quotations", _quotations)):', ", ):"),
        },
    ),
    *within(
        "articles/publishing/holds.py",
        "tests/articles/test_holds.py",
        {
            "an embargo leaves an edition that is scheduled before its end": (
                "return _call_off(story, by=by, at=at)",
                "return None",
            ),
            "an embargo is lifted without a reason": (
                "if lifts(now, wanted, at) and not because.strip():",
                "if False:",
            ),
            "a hold is lifted by who may not": ("rights.require(by, rights.PUBLISHING, locked)", "str(rights)"),
        },
    ),
    *within(
        "articles/publishing/corrections.py",
        "tests/articles/test_corrections.py",
        {
            "a correction tells readers nothing": (
                'what was wrong and what is right.") if must else None',
                'what was wrong.") if False else None',
            ),
            "a silent fix has a note to readers": ("if note.kind not in may:", "if False:"),
        },
    ),
    *within(
        "articles/models/correction.py",
        "tests/articles/test_corrections.py",
        {
            "a correction is told before its edition": (
                "return self.filter(happened, public_from__lte=at)",
                "return self.filter(happened)",
            ),
            "a correction of an edition that was called off is told": (
                "return self.filter(happened, public_from__lte=at)",
                "return self.filter(public_from__lte=at)",
            ),
        },
    ),
    *within(
        "articles/site/views.py",
        "tests/articles/test_reader_pages.py",
        {
            "an old address shows the story instead of leading to its own": (
                'if edition.path != f"/{path}":',
                "if False:",
            ),
            "an old address leads on only for now": (
                "redirect(edition.path, permanent=True)",
                "redirect(edition.path)",
            ),
            "a withdrawn story's address says that it never was": ("status=410)", "status=404)"),
            "a next page begins anywhere": (
                "(value.isascii() and value.isdigit() and len(value) < LONGEST_ID)",
                "value",
            ),
        },
    ),
    *within(
        "articles/site/views.py",
        "tests/articles/test_publish.py tests/articles/test_time_travel.py",
        {
            "the address of what isn't public yet is told from one that never was": (
                "if issued.public_from > at:",
                "if False:",
            ),
        },
    ),
    *within(
        "articles/site/views.py",
        "tests/articles/test_shared_page.py tests/articles/test_preview_links.py",
        {
            "a shared preview is shown to whatever fetches its address": ("if not is_asked:", "if False:"),
            "a shared preview is kept by caches": ('"no-store, private"', '"public"'),
            "a shared preview is listed by search engines": ('"noindex, nofollow"', '"all"'),
        },
    ),
    *within(
        "articles/models/revision.py",
        "tests/articles/test_shared_page.py tests/articles/test_preview_links.py",
        {
            "a revoked link still leads to the preview": (
                "return self.revoked_at is None and self.expires_at > at",
                "return self.expires_at > at",
            ),
            "a link that has ended is counted as used": (
                "return self.filter(revoked_at__isnull=True, expires_at__gt=at)",
                "return self.filter(revoked_at__isnull=True)",
            ),
        },
    ),
    *within(
        "articles/publishing/preview_links.py",
        "tests/articles/test_preview_links.py",
        {"a preview link lasts for ever": ("if expires_at > at + LONGEST:", "if False:")},
    ),
]
