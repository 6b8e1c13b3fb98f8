"""What a request brings, repaired before any form or view reads it: fields, names of files."""

from functools import partial

from django.http import QueryDict

from newsroom.text.characters import repaired


def repair(get_response):
    """
    Let views find the text of a request repaired, in GET, POST and FILES.

    The body is read when it was before, at the first look at POST or FILES: limits and upload handlers stay as they
    are. Passwords are repaired like the rest, when they are set as when they are asked for.
    """

    def middleware(request):
        request.GET = _repaired(request.GET)
        if request.method == "POST":
            # What both properties call at the first look. Django has no other place where both kinds of form pass.
            request._load_post_and_files = partial(_load, request)
        return get_response(request)

    return middleware


def _load(request):
    del request._load_post_and_files  # a request that holds itself would keep its body in memory for longer
    request._load_post_and_files()
    request._post = _repaired(request._post)
    for _field, uploads in request._files.lists():
        for upload in uploads:
            upload.name = repaired(upload.name)


def _repaired(fields):
    """Return a QueryDict with its names and values repaired; itself, where there is nothing to repair."""
    sent = [(name, value) for name, values in fields.lists() for value in values]
    wanted = [(repaired(name), repaired(value)) for name, value in sent]
    if wanted == sent:
        return fields
    made = QueryDict(mutable=True, encoding=fields.encoding)
    for name, value in wanted:
        made.appendlist(name, value)
    made._mutable = False
    return made
