"""Who may import whom (DESIGN, Rooms): `articles` never knows of `comments`, and inside an app arrows run one way."""

import ast
import re
from fnmatch import fnmatch

import pytest

from tests.newsroom.tree import APPS, OURS, imports, last_name, modules, nodes, room_of, texts

# What of the building the apps may use.
BUILDING = (
    "newsroom.accounts.logged_out",
    "newsroom.accounts.permissions",
    "newsroom.admin.limits",
    "newsroom.admin.search",
    "newsroom.cache.page_cache",
    "newsroom.csv_export",
    "newsroom.db.datetime_fields",
    "newsroom.db.locks",
    "newsroom.db.row_choices",
    "newsroom.db.search_fields",
    "newsroom.db.write_ahead_log",
    "newsroom.http.addresses",
    "newsroom.http.feed",
    "newsroom.http.language",
    "newsroom.http.limits",
    "newsroom.http.network",
    "newsroom.http.unavailable",
    "newsroom.tasks.enqueue",
    "newsroom.text",
    "newsroom.types",
)

# Whose files (the first row that fits), and what of ours they may import.
LAW = (
    ("newsroom/text/*", ("newsroom.text", "newsroom.types")),
    ("newsroom/models.py", ()),
    # The building wires the two apps together here and nowhere else.
    ("newsroom/urls.py", OURS),
    ("newsroom/admin/*", OURS),
    ("newsroom/accounts/roles.py", OURS),
    ("newsroom/demo/*", OURS),
    ("newsroom/management/*", OURS),
    ("newsroom/*", ("newsroom",)),
    ("articles/models*", ("articles.models", *BUILDING)),
    ("articles/*", ("articles", *BUILDING)),
    ("comments/models*", ("comments.models", "articles.models", *BUILDING)),
    ("comments/*", ("comments", "articles.models", *BUILDING)),
)

# The rooms of a package from the ground up: a room imports from those before it. What isn't named here is above all.
FLOORS = {
    "newsroom": ("types", "circuit_breaker", "models", "text", "cache", "db", "tasks", "http", "accounts", "admin"),
    "newsroom.text": ("characters", "hosts", "hrefs", "markup", "links", "html"),
    "articles": ("models", "page_stamps", "text", "revisions", "gate", "images", "publishing", "forms"),
    "comments": (
        *("models", "live_story", "policy", "privacy", "screening", "threads", "posting", "mail", "moderation"),
        "forms",
    ),
    "comments.models": (
        *("fields", "states", "verbs", "refusals", "policy", "rights", "commenter", "reason", "block", "audit_log"),
        *("discussion", "edit", "flag", "report", "notification", "mailed_link", "comment"),
    ),
}

# Inside an app: models → acts → forms → the outside. What isn't named here is an act.
MODELS, ACTS, FORMS, OUTSIDE = range(4)
LAYERS = {
    "models": MODELS,
    "forms": FORMS,
    **dict.fromkeys(("views", "site", "admin", "urls", "feeds", "templatetags", "management", "apps"), OUTSIDE),
}

# What of Django a layer keeps away from, but for the table of the desk's history.
HISTORY = ("django.contrib.admin.models",)
DESKS = ("django.forms", "django.contrib.admin", "django.views", "crispy_forms")
REQUESTS = ("django.http", "django.shortcuts", "django.template.response", "django.core.mail", "django.core.handlers")
FOREIGN = {MODELS: (*DESKS, *REQUESTS), ACTS: DESKS, FORMS: ("django.contrib.admin", "django.views")}


def within(name, parents):
    """Return whether a dotted name is one of these or stands below one."""
    return any(name == parent or name.startswith(f"{parent}.") for parent in parents)


def layer_of(name):
    """Return the layer of a dotted name of an app: "articles.forms.StoryForm" is among the forms."""
    parts = name.split(".")
    return LAYERS.get(parts[1], ACTS) if len(parts) > 1 else ACTS


def rooms_are_entered_by_their_doors(files):
    """A room imports of ours only what the law lets it."""
    breaches = []
    for path, tree in modules(files):
        allowed = next(prefixes for pattern, prefixes in LAW if fnmatch(path, pattern))
        for line, name in imports(path, tree):
            if within(name, OURS) and not within(name, allowed):
                breaches.append(f"{path}:{line} imports {name}")
    return breaches


def arrows_run_one_way(files):
    """Inside an app models → acts → forms → views and admin: nothing imports from a later layer."""
    breaches = []
    for path, tree in modules(files, APPS):
        layer = layer_of(path.removesuffix(".py").replace("/", "."))
        for line, name in imports(path, tree):
            if within(name, [room_of(path)]) and layer_of(name) > layer:
                breaches.append(f"{path}:{line} imports {name}")
    return breaches


def rooms_stand_on_those_below(files):
    """Inside a package nothing imports from a room further up."""
    breaches = []
    for path, tree in modules(files):
        own = path.removesuffix(".py").replace("/", ".")
        for line, name in imports(path, tree):
            for package, floors in FLOORS.items():
                here, there = floor_of(own, package, floors), floor_of(name, package, floors)
                if here is not None and there is not None and there > here:
                    breaches.append(f"{path}:{line} imports {name}")
    return breaches


def floor_of(name, package, floors):
    """Return on which floor of a package a dotted name stands; None outside it, and for a model named in a string."""
    room = name.removeprefix(f"{package}.").partition(".")[0]
    if not name.startswith(f"{package}.") or room[0].isupper():
        return None
    return floors.index(room) if room in floors else len(floors)


def models_and_acts_know_no_desk(files):
    """Models import no forms, views, admin, mail or request of Django's; acts no forms, views, admin."""
    breaches = []
    for path, tree in modules(files):
        layer = layer_of(path.removesuffix(".py").replace("/", "."))
        if room_of(path) not in APPS and layer != MODELS:
            continue
        for line, name in imports(path, tree):
            if within(name, FOREIGN.get(layer, ())) and not within(name, HISTORY):
                breaches.append(f"{path}:{line} imports {name}")
    return breaches


def models_stand_in_one_order(files):
    """A model's file imports those it asks: `get_model` would hide that two of them ask each other."""
    return [
        place
        for place, node in nodes(files, ("articles",))
        if re.match(r"articles/models/", place) and isinstance(node, ast.Call) and last_name(node) == "get_model"
    ]


RULES = (
    rooms_are_entered_by_their_doors,
    arrows_run_one_way,
    rooms_stand_on_those_below,
    models_and_acts_know_no_desk,
    models_stand_in_one_order,
)
DOORS, ARROWS, FLOOR, NO_DESK, ORDER = RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_import_law_is_kept(rule):
    breaches = rule(texts())
    assert not breaches, "\n".join([rule.__doc__, *breaches])


BREACHES = [
    (DOORS, "articles/site/views.py", "from comments.models import Comment"),
    (DOORS, "articles/site/views.py", "import comments"),
    (DOORS, "articles/publishing/publish.py", "def f():\n    from comments.posting import post"),
    (DOORS, "articles/models/story.py", "models.ForeignKey('comments.Discussion', models.CASCADE)"),
    (DOORS, "articles/revisions/body.py", "apps.get_model('comments', 'Comment')"),
    (DOORS, "articles/revisions/body.py", "import_module('comments.threads')"),
    (DOORS, "articles/site/views.py", "from newsroom.http import health"),
    (DOORS, "articles/site/views.py", "from newsroom.models import Stamp"),
    (DOORS, "comments/posting/post.py", "from articles.publishing.publish import publish"),
    (DOORS, "comments/posting/post.py", "from articles.revisions import body"),
    (DOORS, "comments/posting/post.py", "from articles import *"),
    (DOORS, "comments/models/comment.py", "from newsroom.accounts.roles import ROLES"),
    (DOORS, "newsroom/text/html.py", "from newsroom.cache import page_cache"),
    (DOORS, "newsroom/text/html.py", "from ..models import Stamp"),
    (DOORS, "newsroom/cache/page_cache.py", "from articles.models import Story"),
    (DOORS, "newsroom/checks.py", "def f():\n    import comments.models"),
    (DOORS, "newsroom/http/health.py", "from articles.site import views"),
    (DOORS, "newsroom/models.py", "from newsroom.cache import page_cache"),
    (DOORS, "articles/models/story.py", "from articles.gate import findings"),
    (DOORS, "articles/models/story.py", "from ..publishing.publish import publish"),
    (ARROWS, "comments/models/comment.py", "def f():\n    from comments.posting import post"),
    (ARROWS, "articles/publishing/publish.py", "from articles.forms import StoryForm"),
    (ARROWS, "articles/images/master.py", "from articles.admin import story"),
    (ARROWS, "comments/posting/post.py", "from comments import views"),
    (ARROWS, "comments/forms.py", "from comments.admin.moderated import ModeratedAdmin"),
    (ARROWS, "comments/forms.py", "from . import views"),
    (FLOOR, "comments/screening/screen.py", "from comments.posting.post import post"),
    (FLOOR, "articles/revisions/compare.py", "from articles import gate"),
    (FLOOR, "newsroom/text/characters.py", "from newsroom.text.html import clean"),
    (FLOOR, "newsroom/db/locks.py", "from newsroom.http import limits"),
    (ORDER, "articles/models/story.py", "apps.get_model('articles', 'Edition')"),
    (FLOOR, "comments/models/edit.py", "from comments.models.comment.comment import Comment"),
    (FLOOR, "comments/models/refusals.py", "def f():\n    from comments.models import rights"),
    (NO_DESK, "articles/models/story.py", "from django import forms"),
    (NO_DESK, "comments/models/comment.py", "from django.core.mail import send_mail"),
    (NO_DESK, "comments/models/comment.py", "from django.http import HttpRequest"),
    (NO_DESK, "newsroom/models.py", "from django.contrib import admin"),
    (NO_DESK, "articles/publishing/publish.py", "from django.contrib.admin import ModelAdmin"),
]


@pytest.mark.parametrize(("rule", "path", "source"), BREACHES)
def test_a_breach_of_the_import_law_is_found(rule, path, source):
    assert rule({path: source})


LAWFUL = [
    ("articles/publishing/publish.py", "apps.get_model('articles', 'Edition')"),
    ("articles/models/act.py", "models.ForeignKey('articles.Edition', models.PROTECT)"),
    ("comments/models/edit.py", "models.ForeignKey('comments.Comment', models.CASCADE)"),
    (
        "articles/admin/story/publication.py",
        "from articles.publishing import publish\nfrom articles.forms import StoryForm",
    ),
    ("comments/views.py", "from articles.models import Edition\nfrom comments.posting import post"),
    ("comments/posting/post.py", "from django.core.mail import send_mail"),
    ("newsroom/urls.py", "from articles.site import views"),
    ("newsroom/demo/loader.py", "from comments.posting.post import post\nfrom .pictures import draw"),
]


@pytest.mark.parametrize(("path", "source"), LAWFUL)
def test_what_the_import_law_allows_is_let_through(path, source):
    assert [breach for rule in RULES for breach in rule({path: source})] == []
