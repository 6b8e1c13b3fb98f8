"""Every page and mail that is about one story speaks its language to the last word; what is about none, the paper's."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from articles.models import PreviewLink
from articles.publishing.corrections import Note
from articles.publishing.publish import withdraw
from comments.mail import unsubscribe, verification
from comments.mail.notifications import send_due
from comments.models import MailedLink, Notification
from comments.models.notification import HELD
from comments.posting.receipts import token_for, token_for_report
from newsroom.http.limits import READERS
from tests.articles.links import share
from tests.articles.test_preview import form_of, preview
from tests.comments.factories import (
    FROM_HERE,
    act,
    declining_tokens,
    make_comment,
    make_link,
    make_report,
    prove,
    send,
    wish,
)
from tests.factories import make_story, make_user, publish_story
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db

OTHER = {"fr": "en", "en": "fr"}
SKIP = {"fr": "Aller au contenu", "en": "Skip to the content"}
ELSEWHERE = {"HTTP_SEC_FETCH_SITE": "cross-site"}


@pytest.fixture(params=["fr", "en"])
def language(request, settings):
    """Return the language of a story in a paper that speaks the other one."""
    settings.LANGUAGE_CODE = OTHER[request.param]
    return request.param


@pytest.fixture
def edition(language):
    return publish_story(language=language)


def says(answer, language, *words):
    """Hold an answer to one language, its frame included, and to these {language: words}."""
    page = " ".join(answer.content.decode().split())
    assert f'<html lang="{language}">' in page
    assert SKIP[language] in page
    assert SKIP[OTHER[language]] not in page
    for each in words:
        assert each[language] in page
        assert each[OTHER[language]] not in page


PUBLISHED = {"fr": "Publié le <time", "en": "Published <time"}
NAME = {"fr": ">Nom ", "en": ">Name "}
SENT_BACK = {"fr": "Indiquez un nom.", "en": "Enter a name."}
REQUIRED = {"fr": "(obligatoire)", "en": "(required)"}
FROM_ANOTHER = {"fr": "d’un autre site", "en": "from another site"}
GONE = {"fr": "Cet article n’est plus en ligne", "en": "This story is no longer on the site"}


def test_a_storys_page(client, edition, language):
    says(client.get(edition.path), language, NAME, REQUIRED, PUBLISHED)


def test_the_sections_keep_the_names_that_the_paper_gives_them(client, edition, language):
    page = client.get(edition.path).text
    assert f'<ul lang="{OTHER[language]}">' in page
    assert re.search(rf'<p class="kicker">\s*<a href="[^"]+" lang="{OTHER[language]}">', page)
    assert f'<ul lang="{OTHER[language]}">' not in client.get("/").text


def test_the_page_after_the_storys_is_the_papers_again(client, edition, language):
    for _time in range(2):
        client.get(edition.path)
        for path in ("/", "/section/port/", "/corrections/", "/comments/data/", "/no/such/page/"):
            says(client.get(path), OTHER[language])


def test_an_error_under_a_story_leaves_its_language_to_nobody(client, edition, language):
    assert client.get(f"{edition.path}?page=made-up").status_code == 404
    says(client.get("/"), OTHER[language])


@pytest.mark.parametrize(
    ("fields", "headers", "status", "words"),
    [
        ({"name": ""}, FROM_HERE, 422, SENT_BACK),
        ({}, ELSEWHERE, 403, FROM_ANOTHER),
        ({"address": "nobody"}, FROM_HERE, 422, {"fr": "n’est pas une adresse", "en": "isn’t an email address"}),
        ({"body": "y" * 5001}, FROM_HERE, 422, {"fr": "de trop", "en": "over the limit"}),
        ({"reply_to": "x"}, FROM_HERE, 422, REQUIRED),
    ],
)
def test_the_form_with_its_errors(client, edition, language, fields, headers, status, words):
    answer = send(client, edition.story_id, headers=headers, **fields)
    assert answer.status_code == status
    says(answer, language, words, REQUIRED)


def test_a_comment_on_a_story_that_has_gone(client, edition, language):
    withdraw(edition.story, by=make_user())
    answer = send(client, edition.story_id)
    assert answer.status_code == 404
    says(answer, language, {"fr": "Votre texte", "en": "Your text"})


def test_a_draft_tells_nobody_its_language(client, language):
    says(send(client, make_story(language=language).pk), OTHER[language])


def test_an_answer_and_a_report(client, edition, language):
    comment = make_comment(edition=edition)
    says(client.get(f"/comments/{comment.public_id}/reply/"), language, REQUIRED)
    path = f"/comments/{comment.public_id}/report/"
    says(client.get(path), language, {"fr": "Signaler un commentaire", "en": "Report a comment"})
    says(client.post(path, {}, **FROM_HERE), language, {"fr": "Choisissez", "en": "Choose a reason"})
    reported = reverse("comments:reported", args=[token_for_report(make_report(comment))])
    says(client.get(reported), language, {"fr": "Votre signalement", "en": "Your report"})
    act(comment, "remove")
    kept = client.post(path, {"category": "insult", "words": "So it was."}, **FROM_HERE)
    assert kept.status_code == 404
    says(kept, language, {"fr": "Votre signalement", "en": "Your report was not sent"})


def test_the_receipt_with_all_that_is_done_there(client, edition, language):
    comment = make_comment(edition=edition, status="pending")
    path = f"/comments/receipt/{token_for(comment)}/"
    mine = {"fr": "Votre commentaire", "en": "Your comment"}
    says(client.get(path), language, mine)
    for done in ("edited", "wished", "forgotten"):
        says(client.get(f"{path}?done={done}"), language, mine)
    says(client.post(f"{path}edit/", {"body": ""}, **FROM_HERE), language, mine)
    for page in ("edit", "withdraw", "preferences", "forget"):
        says(client.post(f"{path}{page}/", {}, **ELSEWHERE), language, FROM_ANOTHER)
    act(comment, "withdraw")
    says(client.get(path), language, {"fr": "Vous avez retiré", "en": "You have withdrawn"})


def test_the_mails_and_the_pages_that_they_lead_to(client, edition, language):
    comment = make_comment(edition=edition)
    client.post(f"/comments/receipt/{token_for(comment)}/verify/", **FROM_HERE)
    client.post(f"/comments/receipt/{token_for(comment)}/data/", **FROM_HERE)
    run_tasks()
    with translation.override(language):
        ours = translation.gettext("Stop all emails:")
    assert len(mail.outbox) == 2
    for each in mail.outbox:
        assert ours in each.body
        says(client.get(re.search(r"http://testserver(\S+)", each.body)[1]), language)
        says(client.get(re.findall(r"http://testserver(\S+)", each.body)[-1]), language)


def test_a_used_an_old_and_an_unsubscribed_link(client, edition, language):
    comment = make_comment(edition=edition)
    wish(comment)
    link = make_link(MailedLink.Kind.VERIFICATION, comment=comment, language=language)
    path = f"/comments/verification/{verification.token_for(link)}/"
    for answer in (client.get(path), client.post(path, **FROM_HERE), client.get(path)):
        says(answer, language)
    tokens = {"unsubscribe": declining_tokens(comment)["unsubscribe"]}
    tokens["mute"] = unsubscribe.address_to_mute(comment.commenter, language).split("/")[-2]
    for name, token in tokens.items():
        path = f"/comments/{name}/{token}/"
        for answer in (client.get(path), client.post(path), client.get(path)):
            says(answer, language, {"fr": "Se désabonner", "en": "Unsubscribe"})


def test_a_mail_about_two_stories_says_of_each_what_it_says_in_its_language(settings, language):
    settings.LANGUAGE_CODE = OTHER[language]
    said = {"fr": "Votre commentaire est en ligne.", "en": "Your comment has been published."}
    for each in (language, OTHER[language]):
        comment = make_comment(edition=publish_story(language=each), status="pending", address="odile@example.org")
        prove(comment)
        wish(comment)
        act(comment, "approve")
    send_due(Notification.objects.last().due_at + HELD)
    (letter,) = mail.outbox
    for each in said.values():
        assert letter.body.count(each) == 1


@pytest.mark.parametrize("of_the_last_comment", [True, False])
def test_the_link_to_ones_data_speaks_as_the_last_comment_was_asked_for(client, edition, language, of_the_last_comment):
    comment = make_comment(edition=edition)
    if not of_the_last_comment:
        make_comment(edition=publish_story(language=OTHER[language]), address=comment.commenter.address)
    client.post("/comments/data/", {"address": comment.commenter.address}, **FROM_HERE)
    run_tasks()
    assert MailedLink.objects.get().language == (language if of_the_last_comment else OTHER[language])


def test_a_story_that_has_gone(client, edition, language):
    withdraw(edition.story, by=make_user())
    answer = client.get(edition.path)
    assert answer.status_code == 410
    says(answer, language, GONE)


@pytest.mark.parametrize("retracted", [True, False])
def test_the_notes_on_the_page_of_corrections(client, language, retracted):
    edition = publish_story(language=language)
    if retracted:
        withdraw(edition.story, by=make_user(), notice="So it was.", retracted=True)
    else:
        turned(publish_story(edition.story, kind="correction", note=Note("correction", "So it was.")), OTHER[language])
    assert f'<div lang="{language}"><p>So it was.</p></div>' in client.get("/corrections/").text


def test_a_note_of_before_the_story_was_turned_into_another_language(client, edition, language):
    told = publish_story(edition.story, kind="correction", note=Note("correction", "So it was."))
    assert '<div lang="' not in client.get(edition.path).text
    turned(told, OTHER[language])
    for path in (edition.path, "/feed/"):
        assert f'<div lang="{language}"><p>So it was.</p></div>' in unescape(client.get(path).text)


def turned(edition, language):
    """Turn a live story into another language."""
    edition.story.language = language
    edition.story.save()
    return publish_story(edition.story)


def test_the_feed_of_comments_on_a_story_that_has_gone(client, edition, language):
    withdraw(edition.story, by=make_user())
    answer = client.get(f"/comments/on/{edition.story_id}/feed/")
    assert answer.status_code == 404
    says(
        answer,
        language,
        {
            "fr": "L’article et ses commentaires ne sont plus en ligne",
            "en": "The story and its comments are no longer on the site",
        },
    )


def test_the_feed_of_a_draft_is_as_that_of_no_story(client, language):
    answers = [client.get(f"/comments/on/{pk}/feed/") for pk in (make_story(language=language).pk, 1_000_000)]
    for answer in answers:
        assert answer.status_code == 404
        says(answer, OTHER[language])
    assert answers[0].content == answers[1].content


def test_what_is_refused_for_its_size(client, language):
    answer = client.post("/comments/on/1/", "y" * (READERS + 1), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert f'<html lang="{OTHER[language]}">' in answer.text
    assert {"fr": "trop long", "en": "too long"}[OTHER[language]] in answer.text


def test_a_shared_preview_with_its_door_and_its_end(client, language):
    link = share(make_story(language=language))
    path = reverse("articles:shared_preview", args=[link.token])
    says(client.get(path), language, {"fr": "Ouvrir l’article", "en": "Open the story"})
    says(client.post(path), language, {"fr": "Aperçu de la version 1", "en": "Preview of version 1"})
    PreviewLink.objects.update(expires_at=link.made_at + timedelta(microseconds=1))
    answer = client.get(path)
    assert answer.status_code == 404
    says(answer, language)


def test_the_desks_preview_in_a_desk_that_speaks_the_papers(client, language):
    client.force_login(make_user())
    data = form_of(client) | {"headline": "Just typed", "language": language}
    says(preview(client, data), language, PUBLISHED)
    desk = client.get(reverse("admin:articles_story_add")).text
    assert {"fr": "Chapô", "en": "Standfirst"}[OTHER[language]] in desk


def test_the_moderators_go_on_in_the_papers_language(client, edition, language):
    comment = make_comment(edition=edition, status="pending")
    client.force_login(make_user("lea", groups=["Moderator"]))
    page = client.get(reverse("admin:comments_comment_queue")).text
    assert comment.body in page
    assert f'<html lang="{OTHER[language]}"' in page
