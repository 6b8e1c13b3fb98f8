"""The project's files as the tests of the house read them: {path below the root: text}, and what is in the Python."""

import ast
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("articles", "comments")
OURS = ("newsroom", *APPS)
# What .gitignore names, for where there is no git.
NOT_KEPT = {".git", ".venv", "var", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", ".env", ".coverage"}
# A model as Django writes it in a string: "comments.Comment".
MODEL_LABEL = re.compile(rf"({'|'.join(OURS)})\.([A-Z]\w+)")


@cache
def texts():
    """Return {path: text} of every file that belongs to the project and is text."""
    found = {}
    for path in _listed_by_git() or _walked():
        if not (ROOT / path).is_file():
            continue  # deleted and not yet committed, or a link to a folder
        try:
            found[path] = (ROOT / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
    return found


def _listed_by_git():
    if not (git := shutil.which("git")):
        return []
    command = [git, "ls-files", "-coz", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    return sorted(filter(None, listed.stdout.split("\0")))


def _walked():
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(set(folders) - NOT_KEPT)
        yield from ((Path(folder) / name).relative_to(ROOT).as_posix() for name in sorted(set(files) - NOT_KEPT))


def room_of(path):
    """Return the top-level folder that a path is in; empty for a file at the top."""
    return path.rpartition("/")[0].partition("/")[0]


def modules(files, rooms=OURS):
    """Yield (path, syntax tree) of the Python files in these rooms; migrations are Django's writing, not ours."""
    for path, text in files.items():
        if path.endswith(".py") and room_of(path) in rooms and "/migrations/" not in path:
            yield path, _parse(text)


_parse = cache(ast.parse)


def nodes(files, rooms=OURS):
    """Yield (place, node) of everything written in these rooms; a place is "path:line"."""
    for path, tree in modules(files, rooms):
        for node in ast.walk(tree):
            yield f"{path}:{getattr(node, 'lineno', 1)}", node


def last_name(node):
    """Return the last part of a dotted name or of a call's: "filter" for `Story.objects.filter(…)`; else empty."""
    if isinstance(node, ast.Call):
        node = node.func
    return getattr(node, "attr", getattr(node, "id", ""))


def imports(path, tree):
    """
    Yield (line, dotted name) of all that a module imports, in functions too, or names as a model in a string.

    `from articles.site import views` and `import articles.site.views` are "articles.site.views",
    `from articles.site.views import home` is "articles.site.views.home"; the model "articles.Story" is
    "articles.models.Story".
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{_source(path, node)}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and (name := _imported_by_call(node)):
            yield node.lineno, name
        elif isinstance(node, ast.Constant) and (label := MODEL_LABEL.fullmatch(str(node.value))):
            yield node.lineno, f"{label[1]}.models.{label[2]}"


def _source(path, node):
    """Return the absolute name of the module after `from`."""
    above = Path(path).parent.parts
    package = ".".join(above[: len(above) - node.level + 1]) if node.level else ""
    return ".".join(filter(None, (package, node.module)))


def _imported_by_call(call):
    """Return what `import_module("a.b")`, `import_string` or `get_model("a", "B")` fetch; empty for other calls."""
    words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    if last_name(call) in {"import_module", "import_string", "__import__"}:
        return "".join(words[:1])
    if last_name(call) == "get_model" and len(words) == 2:
        return f"{words[0]}.models.{words[1]}"
    return ""
