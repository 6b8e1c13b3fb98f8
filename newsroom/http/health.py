"""
Tells a load balancer, and whoever watches, how this process and what stands behind it are.

`/health/` says that the process answers, and asks nobody else: it is alive while the database is away, and restarting
it would mend nothing. `/health/ready/` says whether it can serve.
"""

import threading
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.tasks import board

PATHS = {"/health/", "/health/ready/"}
WITHIN = 2  # seconds in which the database answers, or counts as away

_asking = threading.Lock()  # held while the database is asked: at most one thread a process waits for it


def by_any_name(get_response):
    """
    Let the two be asked for by any name of this machine: a load balancer knows its address, which ALLOWED_HOSTS hasn't.

    What they say depends on no name, and no other page is opened by this.
    """

    def answer(request):
        if request.path_info in PATHS:
            request.META["HTTP_HOST"] = urlsplit(settings.SITE_URL).netloc
        return get_response(request)

    return answer


@never_cache
@require_safe
def alive(request):
    """Answer 200 at once."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request):
    """
    Answer 200 when the database does, else 503, within 3 seconds.

    status    “ok”; “degraded” where the worker isn't there or work is left undone; “unavailable”
    database  “ok” or “away”
    worker    {lane: {"state": “ok”, “stale” or “missing”, "beat_at": the moment of its last heartbeat}}
    tasks     {waiting, running, failing, given_up}: numbers

    A worker that is away makes no page wrong, so that readers are still served: it degrades, and no more.
    """
    told = _asked()
    if told is None:
        return JsonResponse({"status": "unavailable", "database": "away"}, status=503)
    is_whole = all(lane["state"] == "ok" for lane in told["worker"].values()) and not told["tasks"]["given_up"]
    return JsonResponse({"status": "ok" if is_whole else "degraded", "database": "ok", **told})


def _asked():
    """Return {worker, tasks} of what `ready` says, None where the database doesn't answer in time."""
    begun, found = time.monotonic(), []
    if not _asking.acquire(timeout=WITHIN):
        return None
    # In a thread of its own, which may hang: a network that swallows packets answers nobody.
    thread = threading.Thread(target=_ask, args=[found], daemon=True)
    thread.start()
    thread.join(max(WITHIN - (time.monotonic() - begun), 0))
    return found[0] if found else None


def _ask(found):
    try:
        at = timezone.now()
        found.append({"worker": board.lanes(at), "tasks": board.numbers()})
    except Error:
        found.clear()
    finally:
        connection.close()
        _asking.release()
