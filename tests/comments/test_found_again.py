"""Readers' names and words are found as moderators type them; what was erased is found by nobody."""

import re

import pytest
from django.urls import reverse

from comments.models import Block, Comment, Decision, RuleChange, Verb
from comments.moderation import audit_log, blocks, decide
from comments.posting import edit
from comments.privacy import personal_data
from tests.comments.factories import make_comment
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def boss():
    return make_user("root", superuser=True)


@pytest.fixture
def desk(client, boss):
    client.force_login(boss)
    return client


def in_queue(client, term):
    return re.findall(r'class="queue-row[^"]*" data-id="([^"]+)"', client.get(QUEUE, {"q": term}).text)


def listed(client, model, term):
    url = reverse(f"admin:comments_{model}_changelist")
    return list(client.get(url, {"q": term}).context["cl"].result_list)


SAID = [
    ({"name": "Élodie"}, "elodie"),
    ({"name": "ÉLODIE"}, "élodie"),
    ({"name": "E\u0301lodie"}, "Élodie"),
    ({"name": "K\u0131l\u0131ç"}, "KILIC"),
    ({"name": "Zoë Œtker"}, "zoe oetker"),
    ({"body": "Le théâtre est fermé."}, "theatre"),
    ({"body": "À 137\u00a0km/h\u202f!"}, '"137 km/h !"'),
    ({"body": "L’eau d’Orvane"}, "l'eau d'orvane"),
    ({"body": "Un «\u202fcœur\u202f» gros"}, '"un coeur gros"'),
    ({"body": "Anti\u00adconstitutionnel"}, "anticonstitutionnel"),
    ({"body": "Remise de 20\u00a0%"}, "20%"),
    ({"name": "Odile", "body": "Une écluse."}, "ecluse odile"),
]


@pytest.mark.parametrize(("fields", "term"), SAID)
def test_a_comment_is_found_in_the_queue_and_in_the_list(desk, fields, term):
    comment = make_comment(status="pending", **fields)
    make_comment(status="pending", name="Tom", body="Nothing of the kind, 20 times.")
    assert in_queue(desk, term) == [comment.public_id]
    assert listed(desk, "comment", term) == [comment]


@pytest.mark.parametrize("term", ["%", "_", "oo%", '"tom nothing"'])
def test_wildcards_find_nothing_and_no_words_across_name_and_text(desk, term):
    make_comment(status="pending", name="Tom", body="Nothing")
    assert in_queue(desk, term) == []


def test_signs_of_markup_are_words_in_plain_text(desk):
    comment = make_comment(status="pending", body="If a < b, <strong> is no tag & stays.")
    assert in_queue(desk, "<strong> & <") == [comment.public_id]


def test_a_block_is_found_by_what_it_is_on_and_by_its_reason(desk, boss):
    made = blocks.block("phrase", "montres d’été", by=boss, reason="Publicité répétée")
    assert listed(desk, "block", "d'ete") == [made]
    assert listed(desk, "block", "publicite") == [made]


def test_a_block_is_found_by_its_new_reason_alone(desk, boss):
    made = blocks.block("phrase", "watches", by=boss, reason="Publicité")
    blocks.change(made, by=boss, reason="Répétée", ends_at=None)
    assert listed(desk, "block", "repetee") == [made]
    assert listed(desk, "block", "publicite") == []


def test_a_discussion_is_found_by_the_headline_of_its_story_alone(desk):
    story = make_story("L’été d’Élodie", standfirst="Écluse")
    comment = make_comment(edition=publish_story(story))
    assert listed(desk, "discussion", "l'ete elodie") == [comment.discussion]
    assert listed(desk, "discussion", "ecluse") == []


def test_the_audit_log_is_searched_as_it_is_typed(boss):
    comment = make_comment(status="pending")
    comment.reject(by=boss, reason="Hors de propos\u202f: l’été")
    blocks.block("phrase", "Montres dorées", by=boss, reason="Publicité")
    for words in ('"propos : l\'ete"', "dorees", "publicite MONTRES"):
        assert len(list(audit_log.entries(boss, audit_log.Wanted(words=words)))) == 1, words
    assert list(audit_log.entries(boss, audit_log.Wanted(words="100%"))) == []


def test_a_changed_comment_is_found_by_its_words_of_now(desk, boss):
    comment = make_comment(status="pending", body="Une écluse.")
    edit.edit(comment, "Un théâtre.", at=comment.created_at)
    assert in_queue(desk, "theatre") == [comment.public_id]
    assert in_queue(desk, "ecluse") == []


def test_one_that_goes_back_to_its_words_of_before_is_found_by_them(desk, boss):
    comment = make_comment(body="Une écluse.")
    change = edit.edit(comment, "Un théâtre.", at=comment.created_at)
    edit.take(change, by=boss)
    assert listed(desk, "comment", "theatre") == [comment]
    decide.undo(Decision.objects.get(verb=Verb.TAKE_EDIT), by=boss)
    assert listed(desk, "comment", "ecluse") == [comment]
    assert listed(desk, "comment", "theatre") == []


@pytest.mark.parametrize("way", personal_data.ERASURES)
def test_nothing_is_found_of_who_was_erased(desk, boss, settings, way):
    settings.ERASURE = way
    comment = make_comment(name="Élodie", body="Une écluse.", address="elodie@example.org")
    comment.remove(by=boss, reason="Élodie encore"), comment.restore(by=make_user("tom"), reason="Élodie menace")
    made = blocks.block("address", comment, by=boss, reason="Élodie menace")
    personal_data.erase(personal_data.known_by("elodie@example.org"), by=boss)
    assert listed(desk, "comment", "elodie") == []
    assert listed(desk, "block", "elodie") == []
    assert list(audit_log.entries(boss, audit_log.Wanted(words="elodie"))) == []
    kept = [row.search_text for model in (Comment, Decision, Block, RuleChange) for row in model.objects.all()]
    assert [text for text in kept if "elodie" in text or "menace" in text] == []
    assert Block.objects.filter(pk=made.pk).exists()
    assert (listed(desk, "comment", "ecluse") == []) == (way == "empty")


def test_several_changed_with_one_press_are_found_as_they_stand(boss):
    comments = [make_comment(name=f"Élodie {number}", body=f"Écluse {number}") for number in range(3)]
    for comment in comments:
        edit.edit(comment, f"Théâtre {comment.pk}", at=comment.created_at)
    decide.decide(comments, Verb.TAKE_EDIT, by=boss)
    assert Comment.objects.with_terms("elodie theatre").count() == 3
    decide.undo_last(by=boss)
    assert Comment.objects.with_terms("elodie ecluse").count() == 3
    assert not Comment.objects.with_terms("theatre")
