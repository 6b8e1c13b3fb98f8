"""How large a body may be: what people need goes through, and nothing else is looked at."""

import re
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.images.header import MOST_BYTES
from comments.models import Comment
from comments.models.fields import BODY_MAX, NAME_MAX
from newsroom.http.limits import FORM, LIMITS, PICTURES, READERS, limit_of
from tests.comments.factories import FROM_HERE, send, typed
from tests.factories import publish_story
from tests.newsroom.tree import ROOT

FORM_TYPE = "application/x-www-form-urlencoded"
BESIDE = 100_000  # bytes, which a form adds to its file


def test_the_longest_comment_is_half_of_what_a_reader_may_send():
    longest = typed(name="😀" * NAME_MAX, body="😀" * BODY_MAX)
    assert READERS / 2 < 2 * len(urlencode(longest)) < READERS * 1.1


@pytest.mark.django_db
def test_the_longest_comment_is_taken_from_a_browser(client):
    words = urlencode(typed(name="😀" * NAME_MAX, body="😀" * BODY_MAX))
    answer = client.post(f"/comments/on/{publish_story().story_id}/", words, content_type=FORM_TYPE, **FROM_HERE)
    assert answer.status_code == 303


@pytest.mark.django_db
def test_one_that_is_far_too_long_comes_back_with_its_words(client):
    body = "Twelve words. " * (READERS // 20)
    words = urlencode(typed(body=body))
    answer = client.post(f"/comments/on/{publish_story().story_id}/", words, content_type=FORM_TYPE, **FROM_HERE)
    assert answer.status_code == 422
    assert body in answer.text


def test_what_is_larger_is_refused_before_the_database_is_asked(client):
    answer = client.post("/comments/on/1/", "a" * (READERS + 1), content_type=FORM_TYPE)
    assert answer.status_code == 413
    assert "is too long: go back, shorten your text" in answer.text


class Unread(BytesIO):
    """A body that must not be looked at."""

    def read(self, *args):
        """Fail."""
        raise AssertionError("The body was read.")


def test_a_body_without_a_length_is_refused_unread(client):
    unread = {"wsgi.input": Unread(), "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    answer = client.generic("POST", "/comments/on/1/", **unread)
    assert answer.status_code == 411
    assert "send Content-Length" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["on/{}/", "data/"])
def test_no_reader_sends_a_file(client, path):
    story_id = publish_story().story_id
    file = SimpleUploadedFile("page.html", b"<p>Mine.</p>")
    answer = client.post(f"/comments/{path.format(story_id)}", typed() | {"picture": file}, **FROM_HERE)
    assert answer.status_code == 415
    assert "Files can’t be sent here" in answer.text
    assert not Comment.objects.exists()


@pytest.mark.django_db
def test_a_form_of_several_parts_without_a_file_is_taken(client):
    assert send(client, publish_story().story_id).status_code == 303


def test_the_desk_takes_the_largest_picture_and_twenty_of_a_camera():
    for path in ("upload/", "add/", "1/change/"):
        assert limit_of(f"/admin/articles/image/{path}").most >= MOST_BYTES + BESIDE
    assert limit_of("/admin/articles/image/upload/several/").most == PICTURES >= 20 * 20_000_000


def test_the_desk_takes_a_story_of_two_hundred_blocks():
    # The fields of a text block, with three thousand characters of which every fifth has an accent.
    block = dict.fromkeys(("id", "parent", "ordering", "region"), "1") | {"text": "<p>" + "néant " * 500 + "</p>"}
    form = {f"articles_textblock_set-{at}-{name}": value for at in range(200) for name, value in block.items()}
    assert len(form) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert len(urlencode(form)) < FORM / 2
    assert limit_of("/admin/articles/story/1/change/").most == FORM == settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize("path", ["*", "", "//admin/articles/image/upload/", "/Admin/", "/administration/"])
def test_an_odd_address_has_the_readers_limit(path):
    assert limit_of(path).most == READERS
    assert not limit_of(path).takes_files


def test_the_proxy_in_front_takes_what_the_site_takes():
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    found = re.findall(r"location (/\S*) \{[^}]*client_max_body_size (\d+);", text)
    assert {start: int(most) for start, most in found} == {limit.start: limit.most for limit in LIMITS}
