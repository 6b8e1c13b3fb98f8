"""The building: what a browser is told, the page cache, languages, the desk's doors."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "newsroom/settings.py",
        "tests/newsroom/test_answers.py",
        {
            "a script that somebody has put into a page runs": (
                '"script-src": [SELF],',
                '"script-src": [SELF, "\'unsafe-inline\'"],',
            ),
            "another site shows our pages within its own": ('"frame-ancestors": [NONE],', ""),
            "a form is sent to another site": ('"form-action": [SELF],', ""),
            "a page may ask for the reader's place": ('"camera", "geolocation", ', '"camera", '),
        },
    ),
    *within(
        "newsroom/http/headers.py",
        "tests/newsroom/test_answers.py",
        {
            "a browser keeps a 410 for as long as it likes": (
                'if not response.has_header("Cache-Control"):',
                "if False:",
            ),
            "another site shows what an answer holds": (
                '        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")\n',
                "",
            ),
        },
    ),
    *within(
        "newsroom/cache/page_cache.py",
        "tests/newsroom/test_page_cache.py",
        {
            "a page outlives the clock": ('f"{s.key}={s.number}@{s.flipped_at}"', 'f"{s.key}={s.number}"'),
            "a page outlives an act": ('f"{s.key}={s.number}@{s.flipped_at}"', 'f"{s.key}@{s.flipped_at}"'),
            "a stamp is bumped outside of its change": (
                "if not transaction.get_connection().in_atomic_block:",
                "if False:",
            ),
            "a page is made for a moment before the last act": (
                "if later := [moment for moment in ahead if moment <= at + SKEW]:",
                "if later := []:",
            ),
            "a moment that is planned turns no page": (
                "Flip.objects.bulk_create(moments, ignore_conflicts=True)",
                "pass",
            ),
            "a change of the whole site turns no page": (
                "tag = entity_tag([SITE, *keys], at=at, since=since)",
                "tag = entity_tag(keys, at=at, since=since)",
            ),
            "a slower clock takes a stamp back": ('acted_at=Greatest(F("acted_at"), Value(at))', "acted_at=Value(at)"),
            "a fresh copy is sent again": ("= fresh or render()", "= render()"),
            "a shared cache keeps a page without asking": (
                "patch_cache_control(response, public=True, no_cache=True)",
                "patch_cache_control(response, public=True)",
            ),
        },
    ),
    *within(
        "newsroom/cache/page_cache.py",
        "tests/comments/test_policy.py tests/newsroom/test_ends.py",
        {
            "a discussion closes after days and the page doesn't know": (
                'age = f"day {(at - since).days}" if since else ""',
                'age = ""',
            ),
            "the last flip of a page is forgotten": (
                "return past.filter(Exists(later)).delete()[0]",
                "return past.delete()[0]",
            ),
        },
    ),
    *within(
        "newsroom/cache/page_cache.py",
        "tests/newsroom/test_clocks.py",
        {
            "an act by a faster clock isn't seen by a slower one": (
                "        raise ClockBehind(max(later))\n",
                "        pass\n",
            ),
            "clocks that differ by seconds count as wrong": (
                "SKEW = timedelta(seconds=10)",
                "SKEW = timedelta(seconds=1)",
            ),
        },
    ),
    *within(
        "articles/page_stamps.py",
        "tests/newsroom/test_what_bumps.py",
        {
            "a section's page doesn't know of its story": (", *map(page_cache.section_key, sections)}", "}"),
            "a picture's stories don't know of its change": (
                "page_cache.bump(key, *_lists(listed.live_around(at, page_cache.SKEW)), at=at)",
                "page_cache.bump(key, at=at)",
            ),
            "an act of a time to come turns pages now": ("    if is_seen:\n", "    if True:\n"),
        },
    ),
    *within(
        "articles/site/views.py",
        "tests/newsroom/test_story_language.py",
        {"a story's page speaks the paper's language": ("    speak(edition.language)\n    content", "    content")},
    ),
    *within(
        "newsroom/http/language.py",
        "tests/newsroom/test_story_language.py tests/newsroom/test_languages.py",
        {
            "the next page speaks the story's language": (
                "with translation.override(translation.get_language()):",
                "if True:",
            ),
        },
    ),
    *within(
        "newsroom/locale/fr/LC_MESSAGES/django.po",
        "tests/newsroom/test_catalogue.py tests/comments/test_orders.py",
        {"French says “0 commentaires”": ("nplurals=2; plural=(n > 1);", "nplurals=2; plural=(n != 1);")},
    ),
    *within(
        "newsroom/formats/fr/formats.py",
        "tests/comments/test_orders.py",
        {"French thousands have a comma": ('"\\u202f"', '","')},
    ),
    *within(
        "newsroom/text/dates.py",
        "tests/newsroom/test_dates.py",
        {
            "French says “1 mars”": (
                "return f\"1er {words.removeprefix('1 ')}\" if",
                "return f\"1 {words.removeprefix('1 ')}\" if",
            ),
            "machines are told a moment without its offset": (
                '.isoformat(timespec="seconds")',
                '.strftime("%Y-%m-%dT%H:%M:%S")',
            ),
        },
    ),
    *within(
        "newsroom/admin/site.py",
        "tests/newsroom/test_answers.py",
        {
            "a page of the desk is kept by browsers": (
                "cacheable = cacheable and view == self.i18n_javascript",
                "cacheable = True",
            )
        },
    ),
    *within(
        "newsroom/accounts/logged_out.py",
        "tests/newsroom/test_logged_out.py",
        {
            "what another site sent is offered for sending": (
                "typed = posted(request) if _is_from_here(request) else None",
                "typed = posted(request)",
            )
        },
    ),
]
