"""The address of one comment, for ever."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments import policy, threads
from comments.views.gone import comment_gone
from newsroom.http.language import in_one_language


@in_one_language
@require_safe
def permalink(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to the page on which the comment stands now: which one that is changes as others come and go."""
    at = timezone.now()
    discussion, asked = threads.place(public_id) or (None, {})
    if discussion is None or (edition := policy.edition_shown(discussion, at=at)) is None:
        return comment_gone(request, public_id)
    page = f"?{urlencode(asked)}" if asked else ""
    response = HttpResponseRedirect(f"{edition.path}{page}#c-{public_id}")
    # The page's own address is the one to list.
    response["X-Robots-Tag"] = "noindex"
    return response
