"""The rules of the house (DESIGN §3, STYLE), over every file of the project. Who imports whom: test_import_law.py."""

import ast
import re
from pathlib import PurePosixPath

import pytest

from tests.newsroom.tree import APPS, OURS, imports, last_name, modules, nodes, texts

MOST_LINES = 300
MOST_FUNCTION_LINES = 50
USUAL_FUNCTION_LINES = 25  # nine functions in ten
MEDIAN_FUNCTION_LINES = 8
EVERY_ERROR = {"Exception", "BaseException"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def files_are_short(files):
    """No file of code has more than 300 lines; style sheets, tables of data and migrations aside."""
    code = (path for path in files if path.endswith((".py", ".html", ".js")) and "/migrations/" not in path)
    return [path for path in code if len(files[path].splitlines()) > MOST_LINES]


def functions_are_short(files):
    """No function has more than 50 lines, nine in ten have 25 at most, half have 8 at most."""
    found = [(node.end_lineno - node.lineno + 1, place) for place, node in _functions(files)]
    lengths = sorted(length for length, place in found)
    breaches = [f"{place}: {length} lines" for length, place in found if length > MOST_FUNCTION_LINES]
    if lengths and lengths[len(lengths) * 9 // 10] > USUAL_FUNCTION_LINES:
        breaches.append(f"nine functions in ten have up to {lengths[len(lengths) * 9 // 10]} lines")
    if lengths and lengths[len(lengths) // 2] > MEDIAN_FUNCTION_LINES:
        breaches.append(f"half the functions have more than {lengths[len(lengths) // 2] - 1} lines")
    return breaches


def _functions(files):
    return ((place, node) for place, node in nodes(files, (*OURS, "tests")) if isinstance(node, FUNCTIONS))


def modules_say_what_they_hold(files):
    """No file or folder is a heap: utils, helpers, common, misc."""
    heaps = {"util", "utils", "helper", "helpers", "common", "misc"}
    python = (PurePosixPath(path) for path in files if path.endswith(".py"))
    return [str(path) for path in python if heaps & set("_".join(path.with_suffix("").parts).split("_"))]


def no_signal_is_connected(files):
    """Our apps speak to one another by calls that can be read, never by Django's signals."""
    breaches = [place for place, node in nodes(files) if last_name(node) in {"signals", "receiver"}]
    for path, tree in modules(files):
        names = ((line, name) for line, name in imports(path, tree) if name.startswith("django."))
        breaches += [f"{path}:{line} {name}" for line, name in names if {"signals", "dispatch"} & {*name.split(".")}]
    return breaches


def templates_escape_everything(files):
    """No template switches the escaping off."""
    off = re.compile(r"(\||\bfilter)\s*safe(seq)?\b|\bautoescape\s+off\b")
    return [path for path in files if path.endswith(".html") and off.search(files[path])]


def markup_comes_from_the_gate(files):
    """Only newsroom/text/html.py declares text to be safe markup; format_html takes a pattern that is written out."""
    return [
        place
        for place, node in nodes(files, (*OURS, "tests", "deploy"))
        if not place.startswith("newsroom/text/html.py:")
        and (_declares_safe(node) or _formats_what_is_not_written(node))
    ]


def _declares_safe(node):
    names = {getattr(node, field, None) for field in ("id", "attr", "name")}
    return bool(names & {"mark_safe", "SafeString", "SafeText", "SafeData", "html_safe", "__html__"})


def _formats_what_is_not_written(node):
    if not isinstance(node, ast.Call) or last_name(node) not in {"format_html", "format_html_join"}:
        return False
    pattern = node.args[last_name(node) == "format_html_join"]
    # A translated pattern is written in the catalogue.
    written = pattern.args[0] if isinstance(pattern, ast.Call) and last_name(pattern) in {"_", "gettext"} else pattern
    return not isinstance(written, ast.Constant)


def no_error_is_swallowed(files):
    """No bare except, and none that takes every error and says nothing."""
    return [
        place
        for place, node in nodes(files, (*OURS, "tests", "deploy"))
        if (isinstance(node, ast.ExceptHandler) and _swallows(node)) or _suppresses_all(node)
    ]


def _swallows(handler):
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(last_name(kind) in EVERY_ERROR for kind in kinds) and all(map(_says_nothing, handler.body))


def _says_nothing(line):
    is_text = isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
    return is_text or isinstance(line, ast.Pass | ast.Continue | ast.Break)


def _suppresses_all(node):
    return last_name(node) == "suppress" and any(last_name(kind) in EVERY_ERROR for kind in getattr(node, "args", ()))


def sets_have_names(files):
    """What hangs on a state or on an interval is a method of a QuerySet: nobody filters by it outside the models."""
    telling = {"status", "state", "live_from", "live_until", "public_from"}
    return [
        f"{place} {keyword.arg}"
        for place, node in nodes(files)
        if not re.match(r"\w+/models\b", place) and last_name(node) in {"filter", "exclude", "get", "Q"}
        for keyword in getattr(node, "keywords", ())
        if keyword.arg and keyword.arg.partition("__")[0] in telling
    ]


def views_and_admin_write_nothing(files):
    """Views and admin go through forms and verbs: they never create or save a row themselves."""
    making = {"create", "bulk_create", "get_or_create", "update_or_create"}
    return [
        place
        for place, node in nodes(files, APPS)
        if re.match(r"\w+/(views|site|admin)\b", place) and isinstance(node, ast.Call)
        if last_name(node) == "save" or (last_name(node) in making and last_name(node.func.value) == "objects")
    ]


def what_is_public_is_documented(files):
    """Modules, classes and functions that others use say what they are for; a queryset of one line needn't."""
    return [
        f"{path}: {name}"
        for path, tree in modules(files, ("", *OURS, "deploy"))
        for name, node in [("the module", tree), *_public(tree, "")]
        if node.body and not ast.get_docstring(node)
    ]


def _public(parent, prefix):
    """Yield (name, node) of the public functions, classes and methods; a class in a class, like Meta, is its own."""
    for node in parent.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            if isinstance(node, FUNCTIONS) or not prefix:
                yield prefix + node.name, node
            if isinstance(node, ast.ClassDef) and not prefix:
                is_set = node.name.endswith("QuerySet")
                yield from (each for each in _public(node, f"{node.name}.") if not is_set or len(each[1].body) > 1)


def translations_are_found(files):
    """What is to be translated is marked by a name that the extraction knows: the function's own, or `_`."""
    return [
        f"{path}:{node.lineno}"
        for path, tree in modules(files)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        if any(name.asname not in {None, "_"} for name in node.names)
    ]


# Taken apart, or this file would break its own rule.
TRACES = [
    "".join(pieces)
    for pieces in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("deb.", "debian.org"),
        *(("/", folder, "/") for folder in ("root", "work", "home", "Users")),
    )
]


def nothing_names_a_machine(files):
    """No text of the project, the locks included, names a package registry's host or a folder of one machine."""
    return [f"{path}: {trace}" for path, text in files.items() for trace in TRACES if trace in text]


RULES = (
    files_are_short,
    functions_are_short,
    modules_say_what_they_hold,
    no_signal_is_connected,
    templates_escape_everything,
    markup_comes_from_the_gate,
    no_error_is_swallowed,
    sets_have_names,
    views_and_admin_write_nothing,
    what_is_public_is_documented,
    translations_are_found,
    nothing_names_a_machine,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule):
    breaches = rule(texts())
    assert not breaches, "\n".join([rule.__doc__, *breaches])


def function_of(lines):
    return "def f():\n" + "    x = 1\n" * (lines - 1)


BREACHES = [
    (files_are_short, "articles/site/feeds.py", "x = 1\n" * 301),
    (files_are_short, "templates/base.html", "<p>\n" * 301),
    (functions_are_short, "articles/site/feeds.py", "x = 1\n" + function_of(51)),
    (functions_are_short, "tests/test_feeds.py", "def f(): pass\n" * 8 + function_of(26) * 2),
    (functions_are_short, "comments/feeds.py", function_of(9)),
    (modules_say_what_they_hold, "articles/utils.py", ""),
    (modules_say_what_they_hold, "tests/comments/test_helpers.py", ""),
    (modules_say_what_they_hold, "newsroom/common/dates.py", ""),
    (no_signal_is_connected, "articles/apps.py", "models.signals.post_save.connect(notify)"),
    (no_signal_is_connected, "comments/notify.py", "@receiver(post_save)\ndef f(**kwargs): ..."),
    (no_signal_is_connected, "comments/notify.py", "from django.db.models.signals import post_save as saved"),
    (no_signal_is_connected, "comments/notify.py", "from django.dispatch import receiver as on"),
    (templates_escape_everything, "templates/base.html", "{{ body|safe }}"),
    (templates_escape_everything, "templates/base.html", "{{ lines | safeseq }}"),
    (templates_escape_everything, "templates/base.html", "{% filter safe %}{{ body }}{% endfilter %}"),
    (templates_escape_everything, "articles/templates/a.html", "{% autoescape off %}{{ body }}{% endautoescape %}"),
    (markup_comes_from_the_gate, "articles/revisions/body.py", "mark_safe(html)"),
    (markup_comes_from_the_gate, "articles/revisions/body.py", "safestring.SafeString(html)"),
    (markup_comes_from_the_gate, "articles/revisions/body.py", "from django.utils.safestring import mark_safe as ok"),
    (
        markup_comes_from_the_gate,
        "comments/screening/plain_text.py",
        "class Text(str):\n    def __html__(self): return self",
    ),
    (markup_comes_from_the_gate, "articles/admin/story/admin.py", "format_html(f'<b>{name}</b>')"),
    (markup_comes_from_the_gate, "articles/admin/story/admin.py", "format_html('<b>%s</b>' % name)"),
    (markup_comes_from_the_gate, "articles/admin/story/admin.py", "format_html_join('', f'<b>{x}</b>', rows)"),
    (no_error_is_swallowed, "articles/revisions/body.py", "try: f()\nexcept: g()"),
    (no_error_is_swallowed, "articles/revisions/body.py", "try: f()\nexcept Exception: pass"),
    (no_error_is_swallowed, "articles/revisions/body.py", "try: f()\nexcept (ValueError, Exception):\n    ..."),
    (no_error_is_swallowed, "articles/revisions/body.py", "with contextlib.suppress(Exception): f()"),
    (sets_have_names, "comments/views.py", "Comment.objects.filter(status='approved')"),
    (sets_have_names, "comments/threads.py", "comments.exclude(status__in=HELD)"),
    (sets_have_names, "articles/site/feeds.py", "Edition.objects.filter(live_from__lte=at)"),
    (sets_have_names, "articles/site/feeds.py", "Edition.objects.filter(Q(live_until=None))"),
    (views_and_admin_write_nothing, "articles/site/views.py", "Story.objects.create(headline='x')"),
    (views_and_admin_write_nothing, "comments/admin/comment.py", "comment.save()"),
    (what_is_public_is_documented, "articles/site/feeds.py", "x = 1"),
    (what_is_public_is_documented, "articles/site/feeds.py", "'''Feeds.'''\ndef latest(): ..."),
    (what_is_public_is_documented, "articles/site/feeds.py", "'''Feeds.'''\nclass Latest:\n    x = 1"),
    (
        what_is_public_is_documented,
        "articles/site/feeds.py",
        "'''F.'''\nclass Latest:\n    '''L.'''\n    def items(self): ...",
    ),
    (translations_are_found, "comments/forms.py", "from django.utils.translation import gettext as _now"),
    *((nothing_names_a_machine, "requirements.txt", f"# see https:{trace}") for trace in TRACES),
]


@pytest.mark.parametrize(("rule", "path", "text"), BREACHES)
def test_a_breach_is_found(rule, path, text):
    assert rule({path: text})


def test_every_rule_has_a_breach_that_proves_it():
    assert {rule for rule, path, text in BREACHES} == set(RULES)


INNOCENT = [
    (no_signal_is_connected, "newsroom/management/commands/prepare.py", "psycopg.connect(**parameters)"),
    (templates_escape_everything, "templates/base.html", "{% autoescape on %}{{ a|safer }}{% endautoescape %}"),
    (markup_comes_from_the_gate, "newsroom/text/html.py", "mark_safe(cleaned)"),
    (markup_comes_from_the_gate, "articles/admin/story/admin.py", "format_html(_('<b>{}</b>'), name)"),
    (
        no_error_is_swallowed,
        "comments/screening/screen.py",
        "try: f()\nexcept Exception: logger.exception('It failed.')",
    ),
    (no_error_is_swallowed, "comments/screening/screen.py", "try: f()\nexcept ValueError: pass"),
    (sets_have_names, "comments/models/comment.py", "self.filter(status='approved')"),
    (sets_have_names, "comments/moderation.py", "Decision.objects.create(status='approved')"),
    (views_and_admin_write_nothing, "articles/admin/images/admin.py", "super().save_model(request, obj, form, change)"),
    (views_and_admin_write_nothing, "articles/publishing/publish.py", "edition.save(update_fields=['notice'])"),
    (what_is_public_is_documented, "articles/__init__.py", ""),
    (what_is_public_is_documented, "articles/models/a.py", "'''S.'''\nclass AQuerySet:\n '''S.'''\n def f(self): ..."),
    (
        what_is_public_is_documented,
        "articles/site/feeds.py",
        "'''F.'''\nclass A:\n    '''A.'''\n    class Meta:\n        x = 1",
    ),
]


@pytest.mark.parametrize(("rule", "path", "text"), INNOCENT)
def test_what_only_looks_like_a_breach_is_let_through(rule, path, text):
    assert rule({path: text}) == []
