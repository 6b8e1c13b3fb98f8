"""How large a file, a folder and a function may be (STYLE)."""

import ast
from collections import Counter

import pytest

from tests.newsroom.tree import OURS, modules, nodes, texts

MOST_LINES = 300
MOST_MODULES = 15  # of a folder
MOST_FUNCTION_LINES = 50
# {whose functions: (how many lines half of them have at most, how many nine in ten)}
FUNCTION_LINES = {OURS: (6, 22), ("tests",): (8, 25)}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def files_are_short(files):
    """No file of code has more than 300 lines; style sheets, tables of data and migrations aside."""
    code = (path for path in files if path.endswith((".py", ".html", ".js")) and "/migrations/" not in path)
    return [path for path in code if len(files[path].splitlines()) > MOST_LINES]


def functions_are_short(files):
    """No function has more than 50 lines; nine in ten have 22 at most, half have 6 (of the tests 25 and 8)."""
    breaches = []
    for folders, (half, most) in FUNCTION_LINES.items():
        found = [(node.end_lineno - node.lineno + 1, place) for place, node in _functions(files, folders)]
        breaches += [f"{place}: {length} lines" for length, place in found if length > MOST_FUNCTION_LINES]
        lengths = sorted(length for length, place in found)
        if lengths and lengths[len(lengths) * 9 // 10] > most:
            breaches.append(f"nine functions in ten have up to {lengths[len(lengths) * 9 // 10]} lines")
        if lengths and lengths[len(lengths) // 2] > half:
            breaches.append(f"half the functions have more than {lengths[len(lengths) // 2] - 1} lines")
    return breaches


def _functions(files, folders):
    return ((place, node) for place, node in nodes(files, folders) if isinstance(node, FUNCTIONS))


def folders_are_small(files):
    """No folder of ours has more than 15 modules."""
    folders = Counter(path.rpartition("/")[0] for path, _tree in modules(files) if not path.endswith("/__init__.py"))
    return [f"{folder}: {number} modules" for folder, number in folders.items() if number > MOST_MODULES]


RULES = (files_are_short, folders_are_small, functions_are_short)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_nothing_grows_too_large(rule):
    breaches = rule(texts())
    assert not breaches, "\n".join([rule.__doc__, *breaches])


def function_of(lines):
    return "def f():\n" + "    x = 1\n" * (lines - 1)


BREACHES = [
    (files_are_short, "articles/site/feeds.py", "x = 1\n" * 301),
    (files_are_short, "templates/base.html", "<p>\n" * 301),
    (functions_are_short, "articles/site/feeds.py", "x = 1\n" + function_of(51)),
    (functions_are_short, "tests/test_feeds.py", "def f(): pass\n" * 8 + function_of(26) * 2),
    (functions_are_short, "comments/feeds.py", function_of(7)),
    (functions_are_short, "comments/feeds.py", "def f(): pass\n" * 8 + function_of(23) * 2),
]


@pytest.mark.parametrize(("rule", "path", "text"), BREACHES)
def test_what_is_too_large_is_found(rule, path, text):
    assert rule({path: text})


def test_a_folder_that_grows_too_large_is_found():
    files = {f"articles/images/a{number}.py": "" for number in range(MOST_MODULES)}
    assert not folders_are_small(files | {"articles/images/__init__.py": "", "articles/images/formats/a.py": ""})
    assert folders_are_small(files | {"articles/images/b.py": ""})
