"""A story that is being rewritten in another language still speaks to readers as they saw it last."""

import json

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Story
from articles.publishing.publish import withdraw
from comments.mail.notifications import send_due
from comments.models import Decision, MailedLink, Reason, Verb
from comments.models.notification import HELD
from comments.moderation import decide
from comments.posting.receipts import token_for
from comments.screening import screen
from tests.comments.factories import FROM_HERE, make_comment, prove, wish
from tests.comments.readers import link_to
from tests.factories import make_user, publish_story
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db

OTHER = {"fr": "en", "en": "fr"}
NEW_HEADLINE = "Nobody outside may read this yet"


@pytest.fixture(params=["fr", "en"])
def language(request, settings):
    """Return the language in which readers saw the story, in a paper that speaks the other one."""
    settings.LANGUAGE_CODE = OTHER[request.param]
    return request.param


@pytest.fixture(params=["live", "gone"])
def edition(request, language):
    """Return a story's edition, while its working copy has another language and headline; live, or withdrawn."""
    edition = publish_story(language=language)
    edition.taken = make_comment(edition=edition, status="pending", address="odile@example.org")
    if request.param == "gone":
        withdraw(edition.story, by=make_user())
    Story.objects.filter(pk=edition.story_id).update(language=OTHER[language], headline=NEW_HEADLINE)
    edition.taken.discussion.story.refresh_from_db()
    return edition


def refuse(comment, **fields):
    """Refuse the comment for the first reason of the list, and return it and the decision."""
    canned = Reason.objects.on_key(1)
    fields = {"reason": canned.text_en} | fields
    decide.decide([comment], Verb.REJECT, by=make_user("lea"), canned=canned, **fields)
    return canned, Decision.objects.latest("pk")


def test_a_reason_from_the_list(edition, language):
    canned, decision = refuse(edition.taken)
    assert decision.reason == canned.text_in(language)


def test_one_press_asks_once_for_the_languages_of_all_stories(language):
    by, numbers = make_user("lea"), []
    for number in (1, 4):
        comments = [make_comment(status="pending", edition=publish_story(language=language)) for _ in range(number)]
        with CaptureQueriesContext(connection) as asked:
            decide.decide(comments, Verb.REJECT, by=by, canned=Reason.objects.on_key(1), reason="")
        numbers.append(sum('FROM "articles_edition"' in query["sql"] for query in asked))
    assert numbers[0] == numbers[1]


def test_the_reason_in_a_mail_and_on_the_receipt(client, edition, language):
    prove(edition.taken)
    wish(edition.taken)
    canned, _decision = refuse(edition.taken)
    send_due(timezone.now() + HELD)
    (letter,) = mail.outbox
    for said in (letter.body, client.get(f"/comments/receipt/{token_for(edition.taken)}/").text):
        assert canned.text_in(language) in said
        assert canned.text_in(OTHER[language]) not in said
        assert NEW_HEADLINE not in said


def test_the_words_that_the_moderator_is_offered(client, edition, language):
    client.force_login(make_user("lea", groups=["Moderator"]))
    page = client.get(f"/admin/comments/comment/queue/?at={edition.taken.public_id}")
    reasons = dict(page.context["reasons"])
    assert all(text == reason.text_in(language) for reason, text in reasons.items())
    assert f'lang="{OTHER[language]}"></textarea>' not in page.text
    assert f'id="queue-body" lang="{language}"' in page.text


def test_the_link_to_ones_data(client, edition, language):
    client.post("/comments/data/", {"address": "odile@example.org"}, **FROM_HERE)
    run_tasks()
    assert MailedLink.objects.get().language == language
    assert mail.outbox[0].body.count("/comments/data/") == 1


def test_the_data_that_a_reader_takes_along(client, edition):
    answer = client.post(link_to(edition.taken, "export/"), **FROM_HERE)
    (told,) = json.loads(answer.getvalue())["comments"]
    assert told["story"] == edition.headline


def test_the_checks_of_a_readers_new_words(edition, language, monkeypatch):
    seen = []
    monkeypatch.setattr(screen, "flags", lambda submission, **known: seen.append(known["language"]) or [])
    screen.recheck(edition.taken, "So it was.", at=timezone.now())
    assert seen == [language]
