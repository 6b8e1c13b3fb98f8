"""
Health checks for load balancers and monitoring.

`/health/` says that the process answers. It doesn't ask the database: restarting the process wouldn't bring that back.
`/health/ready/` says whether the process can serve.
"""

import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.tasks import status

PATHS = {"/health/", "/health/ready/"}
WITHIN = 2  # seconds; a database that hasn't answered by then counts as away

_asking = threading.Lock()  # held while the database is asked: at most one thread a process waits for it


def allow_any_host(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """
    Accept any Host header for these two paths: a load balancer uses the machine's address, not a name of ALLOWED_HOSTS.

    Their answers don't depend on the host.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info in PATHS:
            request.META["HTTP_HOST"] = urlsplit(settings.SITE_URL).netloc
        return get_response(request)

    return answer


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """
    Answer 200 when the database does, else 503, within 3 seconds.

    status    “ok”; “degraded” where the worker isn't there or work is left undone; “unavailable”
    database  “ok” or “away”
    worker    {queue: {"state": “ok”, “stale” or “missing”, "beat_at": the moment of its last heartbeat}}
    tasks     {waiting, running, failing, given_up}: numbers

    Without a worker every page is still right, so the status is “degraded” and not “unavailable”.
    """
    told = _asked()
    if told is None:
        return JsonResponse({"status": "unavailable", "database": "away"}, status=503)
    is_whole = all(queue["state"] == "ok" for queue in told["worker"].values()) and not told["tasks"]["given_up"]
    return JsonResponse({"status": "ok" if is_whole else "degraded", "database": "ok", **told})


def _asked() -> dict[str, Any] | None:
    """{worker, tasks} of what `ready` says; None where the database doesn't answer in time."""
    begun = time.monotonic()
    found: list[dict[str, Any]] = []
    if not _asking.acquire(timeout=WITHIN):
        return None
    # In a thread of its own, which may hang where the network drops packets.
    thread = threading.Thread(target=_ask, args=[found], daemon=True)
    thread.start()
    thread.join(max(WITHIN - (time.monotonic() - begun), 0))
    return found[0] if found else None


def _ask(found: list[dict[str, Any]]) -> None:
    try:
        at = timezone.now()
        found.append({"worker": status.queues(at), "tasks": status.numbers()})
    except Error:
        found.clear()
    finally:
        connection.close()
        _asking.release()
