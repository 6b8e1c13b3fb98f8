"""Who may see what: every URL of the resolver, by every role, against the table in roles_table.py."""

import hashlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import get_resolver, reverse

from newsroom.accounts import roles
from newsroom.models import Stamp
from tests.factories import make_user
from tests.newsroom.roles_table import ROLES, rows
from tests.newsroom.roles_world import address, make_world
from tests.newsroom.tree import OURS

pytestmark = pytest.mark.django_db


def urls(patterns=None, route="", space=""):
    """Return every URL of the site: its name with its namespaces, or its route where it has no name."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += urls(pattern.url_patterns, here, inner)
        else:
            found.append(space + pattern.name if pattern.name else here)
    return found


def without_variant(row):
    """Return the URL that a row is about: "admin:app_list" for "admin:app_list?auth"."""
    return row if "<" in row else row.partition("?")[0]


def client_of(role):
    """Return a client who has the role, and whom no error of the site stops."""
    client = Client(raise_request_exception=False)
    if role == "superuser":
        client.force_login(make_user(role, superuser=True))
    elif role != "anonymous":
        client.force_login(make_user(role, groups=[role.capitalize()]))
    return client


def answer(client, address):
    """Return what an address answers to this client, in the words of the table."""
    response = client.get(address)
    response.getvalue()  # a file is closed when it has been read
    is_login = response.status_code == 302 and response["Location"].startswith(reverse("admin:login"))
    return "login" if is_login else str(response.status_code)


def differences(table, role, world, client):
    """Return a line for each row of the table that answers this role otherwise than it says."""
    found = []
    for row, expected in table.items():
        got = answer(client, address(row, world))
        if got != expected[role]:
            found.append(f"{row} answers {got} to {role}; the table says {expected[role]}")
    return found


def test_every_url_has_a_row_in_the_table():
    assert [url for url in urls() if url not in map(without_variant, rows())] == []


def test_every_row_of_the_table_has_a_url():
    assert [row for row in rows() if without_variant(row) not in urls()] == []


def test_the_walk_finds_what_stands_deep_in_the_resolver():
    assert {"health", "articles:story", "admin:auth_user_password_change"} <= set(urls())
    assert "admin/articles/story/<path:object_id>/" in urls()


@pytest.mark.parametrize("role", ROLES)
def test_every_url_answers_the_role_as_the_table_says_and_asked_twice_changes_no_row(role):
    world, client = make_world(), client_of(role)
    before = contents()
    found = differences(rows(), role, world, client)
    found += [f"a GET changed {changed}" for changed in changes_of_a_second_round(before, world, client)]
    assert not found, "\n".join(found)


def is_rule(row):
    """Return whether a row is about what lead moderators lay down, or about readers' data."""
    models = ("block", "moderationpolicy", "reason", "privacyact")
    return row.startswith(tuple(f"admin:comments_{model}_" for model in models))


def lead_moderator():
    """Return a client who is a lead moderator."""
    client = Client(raise_request_exception=False)
    client.force_login(make_user("lead", groups=["Lead moderator"]))
    return client


def test_a_lead_moderator_is_a_moderator_who_lays_down_the_rules_and_whose_gets_change_no_row():
    world, client = make_world(), lead_moderator()
    before = contents()
    table = {row: answers["superuser" if is_rule(row) else "moderator"] for row, answers in rows().items()}
    assert {row: answer(client, address(row, world)) for row in table} == table
    assert sum(map(is_rule, table)) == 24
    assert changes_of_a_second_round(before, world, client) == []


def test_a_url_that_answers_otherwise_is_found():
    table = {"health": {"moderator": "200"}, "admin:index": {"moderator": "login"}, "media": {"moderator": "404"}}
    found = differences(table, "moderator", make_world(), client_of("moderator"))
    assert [line.split()[0] for line in found] == ["admin:index", "media"]


def contents():
    """Return {model: (number of rows, digest of all their values)} of every table of ours."""
    found = {}
    for model in (model for app in OURS for model in apps.get_app_config(app).get_models(include_auto_created=True)):
        values = list(model._base_manager.order_by("pk").values())
        found[model._meta.label] = (len(values), hashlib.sha256(repr(values).encode()).hexdigest())
    return found


def changes_of_a_second_round(before, world, client):
    """Ask for every URL once more, and return the names of the models whose rows aren't as they were."""
    for row in rows():
        answer(client, address(row, world))
    return sorted(label for label, content in contents().items() if content != before[label])


def test_a_changed_row_is_found():
    make_world()
    before = contents()
    stamp = Stamp.objects.first()
    stamp.number += 1
    stamp.save()
    assert {label for label, content in contents().items() if content != before[label]} == {"newsroom.Stamp"}


def codes(permissions):
    """Return permissions as they are written in newsroom/accounts/roles.py: "articles.add_story"."""
    return {f"{p.content_type.app_label}.{p.codename}" for p in permissions.select_related("content_type")}


def test_there_are_the_groups_of_the_roles_and_no_others():
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)


@pytest.mark.parametrize("name", roles.ROLES)
def test_a_group_has_exactly_the_permissions_of_its_role(name):
    assert codes(Group.objects.get(name=name).permissions) == roles.ROLES[name]


@pytest.mark.parametrize("name", roles.ROLES)
def test_every_permission_of_a_role_exists(name):
    assert roles.ROLES[name] - codes(Permission.objects) == set()
