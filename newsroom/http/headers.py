"""What every answer says of itself: how long it is good for, and who may show it."""

from django.utils.cache import patch_cache_control


def complete(get_response):
    """
    Let an answer that doesn't say how long it is good for be asked for again each time, and keep it to this site.

    A browser keeps a 301, a 404 and a 410 as long as it likes where nothing is said (RFC 9111, 4.2.2), and a story
    that had gone would stay away after it has come back. What no other site may show it can't read by a side channel
    either (Fetch, Cross-Origin-Resource-Policy).
    """

    def answer(request):
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer
