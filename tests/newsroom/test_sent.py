"""Whatever a request brings is repaired before it is read, and its body is read no earlier than before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from newsroom.http.text_repair import repair_text


def seen(request):
    """Return the request as a view finds it."""
    found = []
    repair_text(lambda each: found.append(each) or HttpResponse())(request)
    return found[0]


def test_the_fields_of_a_form_in_parts_are_repaired():
    data = {"he\x0bad\u202e": "\u202d+33 1 23 45 67 89\u202c", "several": ["a\0", "b\u2028c"]}
    posted = seen(RequestFactory().post("/", data)).POST
    assert dict(posted.lists()) == {"he ad": ["+33 1 23 45 67 89"], "several": ["a", "b c"]}


def test_the_fields_of_a_plain_form_are_repaired():
    request = RequestFactory().post("/", "a=%C2%85b%00&a=c", content_type="application/x-www-form-urlencoded")
    assert dict(seen(request).POST.lists()) == {"a": [" b", "c"]}


def test_what_is_searched_for_is_repaired():
    assert seen(RequestFactory().get("/", {"q": "\u2068Jeanne\u2069\0"})).GET["q"] == "Jeanne"


def test_what_is_fit_stays_as_it_is():
    posted = seen(RequestFactory().post("/?q=a", {"body": "L’été\r\nשכח 👩\u200d🚒", "empty": ""}))
    assert (posted.GET["q"], posted.POST["body"], posted.POST["empty"]) == ("a", "L’été\r\nשכח 👩\u200d🚒", "")


def test_no_field_can_be_changed_after():
    with pytest.raises(AttributeError):
        seen(RequestFactory().post("/", {"a": "\0"})).POST["a"] = "b"


def test_the_name_of_a_file_is_repaired_and_its_bytes_are_not():
    file = SimpleUploadedFile("le\u0301" + "\u0301" * 30 + "na.jpg", b"\0\x0b\xff")
    upload = seen(RequestFactory().post("/", {"file": file})).FILES["file"]
    assert upload.name == "le" + "\u0301" * 5 + "na.jpg"
    assert upload.read() == b"\0\x0b\xff"


def test_the_body_is_read_at_the_first_look():
    request = seen(RequestFactory().post("/", {"a": "b"}))
    assert not request._read_started
    assert request.POST["a"] == "b"
    assert request._read_started


def test_a_request_without_a_form_is_no_disaster():
    assert not seen(RequestFactory().put("/", b"\0", content_type="text/plain")).POST
