"""Migrations are named by hand, and none is missing."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations import AddField, Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.newsroom.tree import OURS


def named_by_django(migration):
    """Return whether a migration's name is one that Django made up, or could have."""
    given = migration.name.partition("_")[2]
    made_up = re.match(r"initial$|auto_|alter_|.*_and_more$", given)
    return bool(made_up) or given == migration.suggest_name()


def test_migrations_are_named_by_hand():
    ours = (migration for (app, _name), migration in MigrationLoader(None).disk_migrations.items() if app in OURS)
    assert [str(migration) for migration in ours if named_by_django(migration)] == []


@pytest.mark.parametrize(
    "name",
    ["0001_initial", "0002_story_mood", "0002_auto_20260302_1200", "0002_alter_story_slug", "0002_mood_and_more"],
)
def test_a_name_that_django_made_up_is_found(name):
    class Made(Migration):
        operations = [AddField("story", "mood", models.IntegerField(default=0))]

    assert named_by_django(Made(name, "articles"))


def unmigrated(state):
    """Return {app: migrations} that would bring the database from the migrations on disk to this state."""
    loader = MigrationLoader(None)
    return MigrationAutodetector(loader.project_state(), state).changes(loader.graph)


def test_no_migration_is_missing():
    assert unmigrated(ProjectState.from_apps(apps)) == {}


def test_a_missing_migration_is_found():
    state = ProjectState.from_apps(apps)
    state.add_field("newsroom", "stamp", "colour", models.IntegerField(default=0), preserve_default=True)
    assert list(unmigrated(state)) == ["newsroom"]
