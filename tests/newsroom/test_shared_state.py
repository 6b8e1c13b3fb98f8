"""No module and no class keeps state from call to call: eight threads of a server read them at once."""

import ast
import importlib
import pkgutil
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from functools import cached_property, partial, partialmethod
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType, WrapperDescriptorType

from django import forms, template
from django.contrib import admin
from django.core.signing import Signer
from django.db import models
from django.utils.functional import Promise

from tests.newsroom.tree import OURS, nodes, texts

# What stands in a module or a class, and why no two threads meet in it. A new kind needs a reason of its own.
PLAIN = (str, bytes, int, float, type(None), range, datetime, timedelta, timezone, Path, Promise)
CODE = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, WrapperDescriptorType, partial, partialmethod)
CODE += (property, classmethod, staticmethod, cached_property)
HOLDERS = (tuple, list, set, frozenset, dict)
KINDS = {
    "re.Pattern": "never changes",
    "_thread.lock": "what lets one thread in at a time",
    "_struct.Struct": "never changes",
    "builtins.object": "has nothing in it",
    "_collections._tuplegetter": "a field of a named tuple",
    "types.UnionType": "a type",
    "types.GenericAlias": "a type",
    "collections.abc._CallableGenericAlias": "a type",
    "nh3.Cleaner": "built once and only read: each call parses into a tree of its own",
    "django.conf.LazySettings": "only read",
    "logging.Logger": "has a lock of its own",
    "django.apps.registry.Apps": "read only, from the start on",
    "django.template.library.Library": "filled on import, read later",
    "django.urls.resolvers.URLPattern": "the thread's own match is another object",
    "django.urls.resolvers.URLResolver": "filled once, whoever comes first, with the same",
    "django.core.handlers.wsgi.WSGIHandler": "Django's own; its middleware is built before the first request",
    "django.core.files.storage.DefaultStorage": "Django's own: the files are the state, a connection is the thread's",
    "django.core.files.storage.handler.StorageHandler": "the same",
    "django.utils.connection.ConnectionProxy": "leads to the thread's own connection",
    "django.db.utils.ConnectionHandler": "the same",
    "django.core.validators.EmailValidator": "patterns and words",
    "django.db.models.options.Options": "Django's own: filled at the start, its caches always with the same",
    "django.forms.models.ModelFormOptions": "read only",
    "django.db.models.expressions.OrderBy": "each query resolves a copy",
    "django.db.models.functions.comparison.Cast": "each query resolves a copy",
    "content_editor.models.Region": "never changes",
    "csp.constants.Nonce": "a mark, no nonce",
    "django_tasks.base.Task": "frozen",
    "js_asset.media.Media": "adding to it makes another one",
    "newsroom.db.postgresql.pool.Pool": "has a lock of its own; each connection is one thread's at a time",
    "newsroom.circuit_breaker.CircuitBreaker": "has a lock of its own; that a service is down is for all threads",
}
FIELDS = {
    forms.Field: "each form copies its fields",
    models.Field: "only read once the models are made",
    Signer: "a key and a salt",
}
# A cache that everybody shares gives everybody the same object: it must be one that nobody can change.
CACHED = {
    "newsroom.text.html._clean": "a string",
    "newsroom.http.network._warn": "nothing: it is kept that the log has been told",
    "newsroom.cache.page_cache.release": "a string",
    "newsroom.text.normalize._plain": "a string",
    "comments.screening.checks.names.skeleton": "a string",
    "comments.screening.checks.alike.fingerprint": "a number",
    "comments.screening.normalize.words": "a tuple",
    "comments.screening.normalize._normalize": "a string",
    "comments.screening.normalize._plain": "a string",
    "comments.screening.checks.script._script": "a string",
}
CHANGES = {"append", "add", "update", "setdefault", "pop", "popitem", "clear", "extend", "insert", "remove", "discard"}
# One object of each of these serves all requests.
ONE_FOR_ALL = (admin.ModelAdmin, admin.AdminSite, template.Node, models.Field)


def ours():
    """Yield every module of ours, but the migrations and the settings."""
    for room in OURS:
        package = importlib.import_module(room)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if ".migrations" not in found.name and found.name != "newsroom.settings":
                yield importlib.import_module(found.name)


def is_our_class(value, module):
    return isinstance(value, type) and value.__module__ == module.__name__


def standing():
    """Yield (dotted name, value) of all that stands in our modules and our classes."""
    for module in ours():
        for name, value in vars(module).items():
            if name.startswith("__"):
                continue
            yield f"{module.__name__}.{name}", value
            if is_our_class(value, module):
                own = ((attr, each) for attr, each in vars(value).items() if not attr.startswith("__"))
                yield from ((f"{module.__name__}.{name}.{attr}", each) for attr, each in own)


def kinds(value):
    """Yield each object in a value, within tuples, lists, sets and dicts too, that isn't plain or code."""
    if isinstance(value, (*PLAIN, *CODE)):
        return
    if type(value) in HOLDERS or isinstance(value, tuple):
        for each in [*value.keys(), *value.values()] if isinstance(value, dict) else value:
            yield from kinds(each)
    else:
        yield value


def is_known(value):
    kind = type(value)
    name = f"{kind.__module__}.{kind.__qualname__}".replace("builtins.Cleaner", "nh3.Cleaner")
    is_descriptor = hasattr(kind, "__get__") and name.startswith("django.db.models.")
    frozen = getattr(kind, "__dataclass_params__", None)
    is_plain = name in KINDS or kind.__module__ == "typing" or is_descriptor
    return is_plain or isinstance(value, tuple(FIELDS)) or bool(frozen and frozen.frozen)


def test_nothing_that_stands_in_a_module_or_a_class_keeps_what_a_call_leaves_in_it():
    unknown = defaultdict(set)
    for name, value in standing():
        for each in kinds(value):
            if not (is_known(each) or hasattr(each, "cache_info")):
                unknown[type(each)].add(name)
    assert not unknown


def test_what_a_cache_gives_to_everybody_nobody_can_change():
    caches = {each for _name, value in standing() for each in kinds(value) if hasattr(each, "cache_info")}
    names = {f"{cache.__module__}.{cache.__qualname__}" for cache in caches}
    assert {name for name in names if name.split(".")[0] in OURS} == set(CACHED)


def test_no_function_changes_what_its_module_holds():
    changing = [place for place, node in nodes(texts()) if isinstance(node, ast.Global)]
    for module in ours():
        path = module.__file__
        tree = ast.parse(Path(path).read_text("utf-8"))
        held = set(written(tree.body))
        functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
        changing += [f"{path}: {name}" for each in functions for name in changed(each) & (held - local(each))]
    assert not changing


def written(statements):
    """Yield the names that these statements bind."""
    for node in statements:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))
        elif isinstance(node, ast.ClassDef):
            yield node.name


def local(function):
    """Return the names that are a function's own."""
    names = {each.arg for each in ast.walk(function) if isinstance(each, ast.arg)}
    return names | {each.id for each in ast.walk(function) if isinstance(each, ast.Name) and is_bound(each)}


def is_bound(name):
    return isinstance(name.ctx, ast.Store)


def changed(function):
    """Return the names of what a function puts something into, or takes something out of."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            found.add(getattr(node.value, "id", None))
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", None) in CHANGES:
            found.add(getattr(node.func.value, "id", None))
    return found


def test_what_serves_all_requests_keeps_nothing_of_one():
    classes = {value for name, value in standing() if isinstance(value, type) and issubclass(value, ONE_FOR_ALL)}
    bases = {base for each in classes for base in each.__mro__ if base.__module__.split(".")[0] in OURS}
    assert len(bases) > 20
    names = {(base.__module__, base.__name__) for base in bases}
    keeping = []
    for module in ours():
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and (module.__name__, node.name) in names:
                methods = (each for each in node.body if isinstance(each, ast.FunctionDef) and each.name != "__init__")
                keeping += [f"{module.__name__}.{node.name}.{each.name}" for each in methods if "self" in changed(each)]
    assert not keeping
