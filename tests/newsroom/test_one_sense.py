"""A word that has two senses has two msgids: each place says its own, in French too."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from articles.models import Edition, Revision
from articles.revisions import snapshot
from comments.models import Block, Discussion, ModerationPolicy, Notification, PrivacyAct, RuleChange
from comments.models.edit import EditState
from comments.models.verbs import Verb
from comments.moderation.decide import undo
from tests.comments.factories import make_comment
from tests.factories import make_image, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

QUEUE, HOUR = "/admin/comments/comment/queue/", timedelta(hours=1)


@pytest.fixture
def french(settings):
    settings.LANGUAGE_CODE = "fr"
    with translation.override("fr"):
        yield


@pytest.fixture
def boss():
    return make_user("root", superuser=True)


@pytest.fixture
def desk(client, boss):
    client.force_login(boss)
    return client


def text(client, path, **query):
    return " ".join(client.get(path, query).content.decode().split())


def test_a_comment_that_was_set_aside_is_not_said_to_be_back(desk, boss, french):
    make_comment(status="pending").hold(by=boss)
    html = text(desk, QUEUE)
    assert "<span>mis de côté</span>" in html
    assert "remis en place" not in html


def test_a_comment_that_is_back_is_published_again(french):
    assert Verb.RESTORE.label == "republié"


@pytest.mark.parametrize("page", ["history", "compare"])
def test_a_restored_version_is_not_said_to_be_on_the_site(desk, boss, french, page):
    story = make_story()
    first = Revision.objects.latest_of(story) or snapshot.record(story, by=boss)
    story.headline = "Another"
    story.save()
    snapshot.record(story, by=boss)
    snapshot.restore(story, first, by=boss)
    html = text(desk, reverse(f"admin:articles_story_{page}", args=[story.pk]))
    assert "remise en ligne" not in html
    assert "Rétablir" in html
    assert page == "compare" or ">rétablie<" in html


def test_an_edition_that_is_back_is_said_to_be_on_the_site(french):
    assert Edition.Kind.RESTORED.label == "remise en ligne"


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        ("/admin/articles/image/", {}, "Mes images"),
        ("/admin/", {}, "Mes articles"),
        (QUEUE, {"tab": "recent"}, "Mes décisions"),
    ],
)
def test_what_is_mine_is_named(desk, french, path, query, words):
    make_image()
    html = text(desk, path, **query)
    assert words in html
    assert {"Mes images", "Mes articles", "Mes décisions"} - {words} == {
        other for other in ("Mes images", "Mes articles", "Mes décisions") if other not in html
    }


def label(model, field):
    return str(model._meta.get_field(field).verbose_name)


LABELS = [
    (Revision, "words", "nombre de mots"),
    (Discussion, "policy", "règle de modération"),
    (ModerationPolicy, "policy", "règle de modération"),
    (RuleChange, "policy", "règle de modération"),
    (RuleChange, "verb", "action"),
    (PrivacyAct, "verb", "action"),
    (Block, "label", "élément bloqué"),
    (Notification, "due_at", "à envoyer après"),
]


@pytest.mark.parametrize(("model", "field", "words"), LABELS)
def test_a_field_is_called_what_it_holds(french, model, field, words):
    assert label(model, field) == words


def test_a_blocked_phrase_is_no_number(french):
    assert Block.Kind.PHRASE.label == "mots"


def test_the_policies_are_rules(desk, french):
    assert "Règles de modération" in text(desk, "/admin/comments/moderationpolicy/")
    assert str(ModerationPolicy._meta.verbose_name) == "règle de modération"


def test_the_field_of_a_block_and_the_filter_of_the_log_ask_two_things(desk, french):
    assert ">À bloquer" in text(desk, "/admin/comments/block/add/")
    audit_log = text(desk, "/admin/comments/comment/audit-log/")
    assert ">Action" in audit_log and "Quoi" not in audit_log


def test_the_tab_of_spam_is_plural_and_its_button_is_not(desk, french):
    comment = make_comment(status="pending")
    html = text(desk, QUEUE, at=comment.public_id)
    assert ">Indésirables <" in html
    assert ">Indésirable <" in html


def test_an_expired_preview_is_no_link_that_never_was(client, french):
    assert "<h1>Ce lien n’est plus valable</h1>" in text(client, "/preview/nothing/")


def test_the_states_of_an_edit_are_feminine(french):
    assert [EditState.TAKEN.label, EditState.REFUSED.label] == ["approuvée", "refusée"]


def test_all_is_of_the_gender_of_what_there_is(desk, french):
    make_comment(status="pending")
    html = text(desk, QUEUE)
    assert '<select name="section"> <option value="">Toutes</option>' in html
    assert '<select name="flag"> <option value="">Toutes</option>' in html


def test_the_words_of_djangos_own_frame_are_not_ours(french):
    assert [translation.gettext(word) for word in ("All", "Remove")] == ["Tout", "Enlever"]


def test_the_button_that_takes_a_comment_off_the_page_says_so(desk, french):
    comment = make_comment()
    assert "Dépublier" in text(desk, QUEUE, at=comment.public_id)


def test_the_field_of_an_answer_is_a_noun(desk, french):
    html = text(desk, reverse("admin:comments_comment_answer", args=[make_comment().pk]))
    assert ">Réponse" in html


def test_an_undone_decision_is_feminine(desk, boss, french):
    comment = make_comment(status="pending")
    decision = comment.approve(by=boss)
    comment.refresh_from_db()
    undo(decision, by=boss)
    assert '<span class="queue-quiet">annulée</span>' in text(desk, QUEUE, tab="recent")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_foot_of_a_page_does_not_say_that_every_comment_is_read_first(client, settings, language):
    settings.LANGUAGE_CODE = language
    html = text(client, publish_story().path)
    assert {"fr": "Les commentaires sont modérés.", "en": "Comments are moderated."}[language] in html
    assert {"fr": "avant de paraître", "en": "before they appear"}[language] not in html


def test_more_is_not_no_more(french):
    found = [translation.gettext(words) for words in ("More corrections", "Unsubscribe")]
    assert found == ["Autres rectificatifs", "Se désabonner"]


@pytest.mark.parametrize(("language", "colon"), [("fr", "\u00a0:"), ("en", ":")])
def test_what_stands_before_a_colon_keeps_to_it_in_french(desk, settings, language, colon):
    settings.LANGUAGE_CODE = language
    comment = make_comment(status="pending", body="See https://mill.example/ and https://wheel.example/")
    html = desk.get(QUEUE, {"at": comment.public_id}).content.decode()
    assert f'{comment.flags.get(name="links")}{colon} <span class="queue-detail">mill.example' in html
