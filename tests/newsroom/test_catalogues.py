"""The catalogues: what --check catches, and that French counts 0 as one."""

import pytest
from babel.messages.mofile import write_mo
from django.core.management import CommandError, call_command
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import trans_real

from newsroom.management.commands.catalogues import HEADER, PLURALS, catalogue_path, read

FRENCH = """\
#: newsroom/words.py
msgid "Stories"
msgstr "Articles"

#: templates/count.html
#, python-format
msgid "%(counter)s comment"
msgid_plural "%(counter)s comments"
msgstr[0] "%(counter)s commentaire"
msgstr[1] "%(counter)s commentaires"
"""

COUNT = (
    "{% load i18n %}{% blocktranslate count counter=n %}"
    "{{ counter }} comment{% plural %}{{ counter }} comments{% endblocktranslate %}"
)


@pytest.fixture
def paper(tmp_path):
    """Return the folder of a paper that says two things, both in French."""
    (tmp_path / "newsroom").mkdir()
    (tmp_path / "newsroom" / "words.py").write_text('_("Stories")\n')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "count.html").write_text(COUNT)
    write_french(tmp_path, FRENCH)
    return tmp_path


def write_french(root, entries):
    """Write the French catalogue with these entries."""
    path = catalogue_path(root, "fr")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(language="fr", plurals=PLURALS["fr"]) + entries, encoding="utf-8")


def complaint(root):
    """Return what --check says of the catalogues below `root`."""
    with pytest.raises(CommandError) as caught:
        call_command("catalogues", "--check", root=root)
    return str(caught.value)


@pytest.mark.gettext
def test_complete_catalogues_pass_the_check(paper):
    call_command("catalogues", root=paper)
    call_command("catalogues", "--check", root=paper)


@pytest.mark.gettext
def test_a_second_run_changes_nothing(paper):
    call_command("catalogues", root=paper)
    first = [catalogue_path(paper, language).read_bytes() for language in PLURALS]
    call_command("catalogues", root=paper)
    assert [catalogue_path(paper, language).read_bytes() for language in PLURALS] == first


@pytest.mark.gettext
def test_english_says_what_the_source_says_plurals_too(paper):
    call_command("catalogues", root=paper)
    english = read(catalogue_path(paper, "en"), "en")
    assert english.get("Stories").string == "Stories"
    assert english.get("%(counter)s comment").string == ("%(counter)s comment", "%(counter)s comments")


@pytest.mark.gettext
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param('"Stories"\n', '"Other"\n', "fr: missing: “Stories” (newsroom/words.py)", id="missing"),
        pytest.param('"Stories"\n', '"Other"\n', "fr: no longer in the source: “Other”", id="left over"),
        pytest.param('"Articles"', '""', "fr: not translated: “Stories”", id="untranslated"),
        pytest.param('"%(counter)s commentaires"', '""', "fr: not translated: “%(counter)s com", id="plural"),
        pytest.param('msgid "Stories"', '#, fuzzy\nmsgid "Stories"', "fr: fuzzy: “Stories”", id="fuzzy"),
        pytest.param('"%(counter)s commentaire"', '"%(n)s com"', "fr: placeholders differ", id="placeholder"),
    ],
)
def test_the_check_catches(paper, before, after, expected):
    call_command("catalogues", root=paper)
    assert before in FRENCH
    write_french(paper, FRENCH.replace(before, after, 1))
    assert expected in complaint(paper)


@pytest.mark.gettext
def test_the_check_changes_nothing(paper):
    write_french(paper, "")
    before = {path: path.read_bytes() for path in paper.rglob("*") if path.is_file()}
    complaint(paper)
    assert {path: path.read_bytes() for path in paper.rglob("*") if path.is_file()} == before


def test_without_gettext_the_command_says_what_to_install(paper, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "Install GNU gettext" in complaint(paper)


@pytest.fixture
def french(paper, settings):
    """Make the paper's French the site's, beside Django's own French; both give way after the test."""
    path = catalogue_path(paper, "fr")
    with path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read(path, "fr"))
    settings.LOCALE_PATHS = [paper / "newsroom" / "locale"]
    kept, trans_real._translations = trans_real._translations, {}
    with translation.override("fr"):
        yield
    trans_real._translations = kept


@pytest.mark.parametrize(("number", "words"), [(0, "0 commentaire"), (1, "1 commentaire"), (2, "2 commentaires")])
@pytest.mark.usefixtures("french")
def test_french_counts_from_two(number, words):
    assert Template(COUNT).render(Context({"n": number})) == words
