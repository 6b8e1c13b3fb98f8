"""What a request brings, repaired (newsroom/characters.py) before any form or view reads it: fields, names of files."""

from django.http import QueryDict

from newsroom.characters import repaired


def repair(get_response):
    """
    Let views find the text of a request repaired, in GET, POST and FILES.

    The body is read when it was before, at the first look at POST or FILES: limits and upload handlers stay as they
    are. Passwords are repaired like the rest, when they are set as when they are asked for.
    """

    def middleware(request):
        request.GET = _repaired(request.GET)
        load = request._load_post_and_files  # what both properties call at the first look; Django has no door for it

        def load_repaired():
            load()
            request._post = _repaired(request._post)
            _rename(request._files)

        request._load_post_and_files = load_repaired
        return get_response(request)

    return middleware


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


def _rename(files):
    for _field, uploads in files.lists():
        for upload in uploads:
            upload.name = repaired(upload.name)
