"""The paper speaks the language of LANGUAGE_CODE; a story, and all that is about it, its own."""

import pytest

from comments.models import Discussion
from tests.comments.factories import make_comment
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

COUNTS = {
    "fr": ("0 commentaire", "1 commentaire", "2 commentaires"),
    "en": ("0 comments", "1 comment", "2 comments"),
}


OTHER = {"fr": "en", "en": "fr"}


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


@pytest.fixture(params=["paper in the same", "paper in the other"], autouse=True)
def paper(request, settings, language):
    """Let the paper speak the language of its story, then the other one."""
    settings.LANGUAGE_CODE = language if "same" in request.param else OTHER[language]
    return settings.LANGUAGE_CODE


def page(client, edition):
    return " ".join(client.get(edition.path).content.decode().split())


def test_the_count_of_comments_is_right_in_each_language(client, language):
    edition = publish_story(language=language)
    for count in COUNTS[language]:
        assert f">{count}</h2>" in page(client, edition)
        make_comment(edition=edition)
    assert Discussion.objects.get().approved_count == 3


def test_a_reader_is_told_in_the_storys_language_that_the_address_stays_private(client, language):
    edition = publish_story(language=language)
    sentence = {"fr": "Votre adresse ne sera pas publiée.", "en": "Your address will not be published."}[language]
    assert sentence in page(client, edition)


def test_an_error_is_said_in_the_storys_language(client, language):
    response = client.post(
        f"/comments/on/{publish_story(language=language).story_id}/",
        {"body": "x"},
        headers={"sec-fetch-site": "same-origin"},
    )
    sentence = {"fr": "Indiquez un nom.", "en": "Enter a name."}[language]
    assert sentence in response.content.decode()


def test_the_desk_speaks_the_papers_language(client, paper):
    client.force_login(make_user("tom", groups=["Editor"]))
    html = client.get(f"/admin/articles/story/{make_story().pk}/change/").content.decode()
    assert {"fr": "Publier maintenant", "en": "Publish now"}[paper] in html
    assert {"fr": "Chapô", "en": "Standfirst"}[paper] in html
