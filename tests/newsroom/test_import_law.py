"""Who may import whom (DESIGN, Rooms): `articles` never knows of `comments`, and inside an app arrows run one way."""

from fnmatch import fnmatch

import pytest

from tests.newsroom.tree import APPS, OURS, imports, modules, room_of, texts

GATES = (
    "newsroom.addresses",
    "newsroom.characters",
    "newsroom.dates",
    "newsroom.desk_limits",
    "newsroom.desk_search",
    "newsroom.feed",
    "newsroom.hosts",
    "newsroom.hrefs",
    "newsroom.html",
    "newsroom.language",
    "newsroom.limits",
    "newsroom.links",
    "newsroom.locks",
    "newsroom.logged_out",
    "newsroom.moments",
    "newsroom.network",
    "newsroom.numbers",
    "newsroom.pagecache",
    "newsroom.permissions",
    "newsroom.search_fields",
    "newsroom.search_text",
    "newsroom.sheets",
    "newsroom.tasks.queue",
    "newsroom.unavailable",
    "newsroom.write_ahead_log",
)

# Whose files (the first row that fits), and what of ours they may import.
LAW = (
    ("newsroom/characters.py", ()),
    ("newsroom/hosts.py", ()),
    ("newsroom/links.py", ("newsroom.characters", "newsroom.hosts")),
    ("newsroom/html.py", ("newsroom.characters", "newsroom.hrefs", "newsroom.links", "newsroom.markup")),
    ("newsroom/hrefs.py", ("newsroom.hosts",)),
    ("newsroom/markup.py", ()),
    ("newsroom/models.py", ()),
    ("newsroom/search_text.py", ("newsroom.characters",)),
    # The building wires the two apps together here and nowhere else.
    ("newsroom/urls.py", OURS),
    ("newsroom/admin.py", OURS),
    ("newsroom/roles.py", OURS),
    ("newsroom/demo/*", OURS),
    ("newsroom/management/*", OURS),
    ("newsroom/*", ("newsroom",)),
    ("articles/models*", ("articles.models", *GATES)),
    ("articles/*", ("articles", *GATES)),
    ("comments/models*", ("comments.models", "articles.models", *GATES)),
    ("comments/*", ("comments", "articles.models", *GATES)),
)

# Inside an app: models → acts → forms → the outside. What isn't named here is an act.
MODELS, ACTS, FORMS, OUTSIDE = range(4)
LAYERS = {
    "models": MODELS,
    "forms": FORMS,
    **dict.fromkeys(("views", "admin", "urls", "feeds", "sitemaps", "templatetags", "management", "apps"), OUTSIDE),
}

# What of Django a layer keeps away from.
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


def models_and_acts_know_no_desk(files):
    """Models import no forms, views, admin, mail or request of Django's; acts no forms, views, admin."""
    breaches = []
    for path, tree in modules(files):
        layer = layer_of(path.removesuffix(".py").replace("/", "."))
        if room_of(path) not in APPS and layer != MODELS:
            continue
        for line, name in imports(path, tree):
            if within(name, FOREIGN.get(layer, ())):
                breaches.append(f"{path}:{line} imports {name}")
    return breaches


RULES = (rooms_are_entered_by_their_doors, arrows_run_one_way, models_and_acts_know_no_desk)
DOORS, ARROWS, NO_DESK = RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_import_law_is_kept(rule):
    breaches = rule(texts())
    assert not breaches, "\n".join([rule.__doc__, *breaches])


BREACHES = [
    (DOORS, "articles/views.py", "from comments.models import Comment"),
    (DOORS, "articles/views.py", "import comments"),
    (DOORS, "articles/publish.py", "def f():\n    from comments import posting"),
    (DOORS, "articles/models/story.py", "models.ForeignKey('comments.Discussion', models.CASCADE)"),
    (DOORS, "articles/body.py", "apps.get_model('comments', 'Comment')"),
    (DOORS, "articles/body.py", "import_module('comments.reading')"),
    (DOORS, "articles/views.py", "from newsroom import health"),
    (DOORS, "articles/views.py", "from newsroom.models import Stamp"),
    (DOORS, "comments/posting.py", "from articles.publish import publish"),
    (DOORS, "comments/posting.py", "from articles import body"),
    (DOORS, "comments/posting.py", "from articles import *"),
    (DOORS, "comments/models/comment.py", "from newsroom.roles import ROLES"),
    (DOORS, "newsroom/html.py", "from newsroom import pagecache"),
    (DOORS, "newsroom/html.py", "from .models import Stamp"),
    (DOORS, "newsroom/pagecache.py", "from articles.models import Story"),
    (DOORS, "newsroom/checks.py", "def f():\n    import comments.models"),
    (DOORS, "newsroom/health.py", "from articles import views"),
    (DOORS, "newsroom/models.py", "from newsroom import pagecache"),
    (DOORS, "articles/models/story.py", "from articles.gate import findings"),
    (DOORS, "articles/models/story.py", "from ..publish import publish"),
    (ARROWS, "comments/models/comment.py", "def f():\n    from comments import posting"),
    (ARROWS, "articles/publish.py", "from articles.forms import StoryForm"),
    (ARROWS, "articles/images/master.py", "from articles.admin import story"),
    (ARROWS, "comments/posting.py", "from comments import views"),
    (ARROWS, "comments/forms.py", "from comments.admin.verbs import ModeratedAdmin"),
    (ARROWS, "comments/forms.py", "from . import views"),
    (NO_DESK, "articles/models/story.py", "from django import forms"),
    (NO_DESK, "comments/models/comment.py", "from django.core.mail import send_mail"),
    (NO_DESK, "comments/models/comment.py", "from django.http import HttpRequest"),
    (NO_DESK, "newsroom/models.py", "from django.contrib import admin"),
    (NO_DESK, "articles/publish.py", "from django.contrib.admin import ModelAdmin"),
]


@pytest.mark.parametrize(("rule", "path", "source"), BREACHES)
def test_a_breach_of_the_import_law_is_found(rule, path, source):
    assert rule({path: source})


LAWFUL = [
    ("articles/models/story.py", "apps.get_model('articles', 'Edition')"),
    ("articles/models/act.py", "models.ForeignKey('articles.Edition', models.PROTECT)"),
    ("articles/admin/acts.py", "from articles import publish\nfrom articles.forms import StoryForm"),
    ("comments/views.py", "from articles.models import Edition\nfrom comments import posting"),
    ("comments/posting.py", "from django.core.mail import send_mail"),
    ("newsroom/urls.py", "from articles import views"),
    ("newsroom/demo/loader.py", "from comments.posting import post\nfrom .pictures import draw"),
]


@pytest.mark.parametrize(("path", "source"), LAWFUL)
def test_what_the_import_law_allows_is_let_through(path, source):
    assert [breach for rule in RULES for breach in rule({path: source})] == []
