"""Texts: typography, quotations, the HTML gate, links, hosts, characters."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "articles/text/typography/rules.py",
        "tests/articles/test_typography.py",
        {
            "a French question mark stands off by a wide space": (r'rf"{NARROW}\1"', r'rf"{NO_BREAK}\1"'),
            "a French colon stands without its space": ('f"{NO_BREAK}:"),', '":"),'),
            "a score is set as a range": (
                "if int(found[1]) < int(found[2]) else found[0]",
                "if found[1] else found[0]",
            ),
            "English double marks within double ones are single": (
                'outer, inner = "“”", "“”"',
                'outer, inner = "“”", "‘’"',
            ),
            "French thousands are set apart by a wide space": (
                "return re.sub(SPACE, NARROW, found[0])",
                "return found[0]",
            ),
            "feet and minutes get an apostrophe": (
                'return "\'" if before.isdigit() and',
                'return "\'" if not before and',
            ),
        },
    ),
    *within(
        "articles/text/typography/changes.py",
        "tests/articles/test_typography.py",
        {
            "an address is set like words": ("if _LEFT_ALONE.fullmatch(bare):", "if False:"),
            "a smiley is set like words": (
                "pictures = (found.span() for found in _PICTURES.finditer(self.text))",
                "pictures = ()",
            ),
        },
    ),
    *within(
        "articles/text/typography/__init__.py",
        "tests/articles/test_typography.py",
        {
            "code is set like words": ('_CODE = {"code", "pre"}', "_CODE = set()"),
            "a text in another language is set": (
                "if language in RULES else text",
                'if language in RULES else Sheet(text, []).set(RULES["en"])',
            ),
        },
    ),
    *within(
        "articles/text/quotes.py",
        "tests/articles/test_quotes.py",
        {
            "the parts of a quotation stand in any order": (
                "for number in part], after)",
                "for number in part], 0 if pairs else after)",
            ),
            "a question passes for a statement": (
                '_EDGES = set(".,;:…-()")',
                '_EDGES = set(".,;:…-()?!")',
            ),
            "capitals make another quotation": ("found[0].casefold(), *found.span()", "found[0], *found.span()"),
            "a skip that is marked makes another quotation": ("_SKIP.sub(_GAP, _tidy(quote))", "_tidy(quote)"),
            "narration passes for what somebody said": (
                "if not there.quoted and _is_word(there) and (asked.words[number].quoted or not marked)",
                "if not there",
            ),
        },
    ),
    *within(
        "articles/text/slugs.py",
        "tests/articles/test_slugs.py",
        {"two stories have one slug": ("return next(slug for slug in candidates if slug not in taken)", "return base")},
    ),
    *within(
        "newsroom/text/html.py",
        "tests/newsroom/test_html.py",
        {
            "an attribute of an event stands in a page": (
                'attributes={"a": {"href"}, "ol": {"start"}},\n    url_schemes=SCHEMES,\n'
                "    attribute_filter=_keep_attribute",
                'attributes={"a": {"href"}, "ol": {"start"}, "p": {"onclick", "style"}},\n    url_schemes=SCHEMES',
            ),
            "the last wall lets markup through that it doesn't know": (
                "kept = _body_boundary.clean(_shallow(ours))",
                "kept = _shallow(ours)",
            ),
            "bleach is the only wall": ("return boundary(shaped)", "return shaped"),
            "a reader's link gets weight in search engines": (
                'READER_REL = "nofollow ugc noopener noreferrer"',
                'READER_REL = "noopener"',
            ),
            "what is taken out of an address makes another of it": ("    value = repaired(value)  #", "    #"),
        },
    ),
    *within(
        "newsroom/text/html.py",
        "tests/newsroom/test_html_bounds.py",
        {
            "tags stand in one another without end": ("DEEPEST = 30", "DEEPEST = 30_000"),
            "a text is as long as it likes": ("if len(html) > LONGEST:", "if False:"),
        },
    ),
    *within(
        "newsroom/text/html.py",
        "tests/articles/test_structured_data.py",
        {
            "a headline ends the script that tells machines of it": (".translate(_ENDS_A_SCRIPT)", ""),
        },
    ),
    *within(
        "newsroom/text/hrefs.py",
        "tests/newsroom/test_html.py",
        {
            "a link leaves the site by two slashes": ('if squeezed.startswith("//"):', "if False:"),
            "a link has any scheme": (
                'return not parts.scheme and squeezed.startswith(("/", "#"))',
                "return bool(squeezed)",
            ),
            "a link leads to a host that can't be": (" and _can_be(host_of(href))", ""),
        },
    ),
    *within(
        "newsroom/text/hosts.py",
        "tests/newsroom/test_links.py tests/newsroom/test_hosts_named.py",
        {
            "what stands before an @ is taken for the host": (
                'authority.rpartition("@")[2]',
                'authority.partition("@")[0]',
            ),
            "a number is no IPv4 address": ("else _with_its_number(host)", "else host"),
            "two hosts are one after the older mapping": ("transitional=False", "transitional=True"),
        },
    ),
    *within(
        "newsroom/text/links.py",
        "tests/newsroom/test_links.py",
        {
            "the sentence's full stop is in the address": ("while end and _is_mark(address[end - 1]):", "while False:"),
            "a bracket of the sentence is in the address": ("address = address[: _lone_bracket(address)]", "pass"),
        },
    ),
    *within(
        "newsroom/text/characters.py",
        "tests/newsroom/test_characters.py",
        {
            "a line is read backwards": (r'    "\u202a-\u202e\u2066-\u2069"  # turns', '    ""  # turns'),
            "marks are heaped on a letter": ("MOST_MARKS = 5\n", "MOST_MARKS = 50\n"),
            "a control makes a feed unreadable": (
                r'"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls',
                '""  # controls',
            ),
            "what separates words glues them": ('" " if char in SEPARATORS else ""', '""'),
        },
    ),
    *within(
        "newsroom/http/text_repair.py",
        "tests/newsroom/test_sent.py",
        {
            "what is asked for in an address isn't repaired": ("request.GET = _repaired(request.GET)", "pass"),
            "what is posted isn't repaired": ("request._post = _repaired(request._post)", "pass"),
        },
    ),
    *within(
        "newsroom/cache/page_cache.py",
        "tests/newsroom/test_old_rows.py",
        {"an old row breaks a page": ("page.content = repaired(page.content.decode())", "pass")},
    ),
    *within(
        "newsroom/text/hosts.py",
        "tests/comments/test_memory.py",
        {
            "a domain has nothing below it": (
                'return [".".join(parts[at:]) for at in range(len(parts))]',
                'return [".".join(parts)]',
            ),
        },
    ),
    *within(
        "newsroom/text/links.py",
        "tests/comments/test_flags.py",
        {
            "a link in another site's markup isn't seen": (r"    | \[(?:url|link)\b[^\]\n]{{0,300}}\]?" + "\n", ""),
        },
    ),
    *within(
        "newsroom/text/links.py",
        "tests/newsroom/test_hosts_named.py",
        {
            "a name with a dot that is hidden isn't seen": (r"|&\#(?:46|x2e);|&period;|%2e|\.{{2,3}}", r"|\.{{2,3}}"),
        },
    ),
]
