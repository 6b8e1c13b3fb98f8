"""Default headers of every answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


def default_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """
    Add `Cache-Control: no-cache` and `Cross-Origin-Resource-Policy: same-origin` where a view hasn't set them.

    Without the first a browser may keep a 301, 404 or 410 for as long as it likes (RFC 9111, 4.2.2), and a story that
    was withdrawn and came back would stay gone. Without the second other sites can read pages by side channels (Fetch).
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer
