"""The French catalogue says all that the source says, and nothing else; English needs none."""

import os
import shutil
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

ROOMS = ("newsroom", "articles", "comments", "templates", "manage.py")
WHERE = "newsroom/locale/fr/LC_MESSAGES/django.po"
SINGULAR = {"fr": (0, 1), "en": (1,)}


def catalogue(root=settings.BASE_DIR):
    with (root / WHERE).open("rb") as file:
        return read_po(file, locale="fr", abort_invalid=True)


def by_key(messages):
    return {(message.context, message.id): message for message in messages if message.id}


@pytest.mark.gettext
def test_it_is_what_make_messages_would_write(tmp_path):
    for room in ROOMS:
        source = settings.BASE_DIR / room
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / room)
    command = [sys.executable, "manage.py", "makemessages"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)  # noqa: S603
    source, kept = by_key(catalogue(tmp_path)), by_key(catalogue())
    assert sorted(map(repr, source.keys() - kept.keys())) == []
    assert sorted(map(repr, kept.keys() - source.keys())) == []
    assert (tmp_path / WHERE).read_text("utf-8") == (settings.BASE_DIR / WHERE).read_text("utf-8")


def test_every_string_is_translated_and_none_by_a_guess():
    kept = catalogue()
    assert not kept.obsolete
    for message in by_key(kept).values():
        strings = [message.string] if isinstance(message.string, str) else message.string
        assert all(strings) and not message.fuzzy, message.id


def test_what_is_filled_in_is_the_same_in_both():
    assert [(message.id, errors) for message, errors in catalogue().check()] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_language_counts_as_it_does(language, number):
    counted = Template(
        "{% load i18n %}{% blocktranslate count counter=n %}{{ counter }} comment"
        "{% plural %}{{ counter }} comments{% endblocktranslate %}"
    )
    words = {"fr": "commentaire", "en": "comment"}[language] + ("" if number in SINGULAR[language] else "s")
    with translation.override(language):
        assert counted.render(Context({"n": number})) == f"{number} {words}"
