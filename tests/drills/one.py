"""Do one drill in this process: `python -m tests.drills.one NAME FILE`. What came of it is written to the file."""

import json
import os
import sys
import time
import traceback
from pathlib import Path

from django.conf import settings

from newsroom.tasks.process import TimeLimitExceeded, time_limit
from tests.drills import disk, killing, mail, postgres, store
from tests.drills.drill import FACTOR, Drill, NotRun

GREEN, RED, NOT_RUN = "green", "red", "not run"

DRILLS = {
    "postgres": Drill("PostgreSQL stopped and started", 75, postgres.drill),
    "mail": Drill("Mail server down, refusing, slow", 120, mail.drill),
    "store": Drill("Object store down", 60, store.drill),
    "disk": Drill("Disk full", 45, disk.drill),
    "killing": Drill("Processes killed", 150, killing.drill),
}


def outcome(drill):
    """Return {state, seconds, said} of a drill: its figures, or what went wrong."""
    begun = time.monotonic()
    try:
        with time_limit(drill.deadline * FACTOR):
            state, said = GREEN, drill.do()
    except NotRun as lack:
        state, said = (RED if os.environ.get("CI") == "true" else NOT_RUN), str(lack)
    except (Exception, TimeLimitExceeded) as error:
        traceback.print_exc()
        words = str(error) or traceback.extract_tb(error.__traceback__)[-1].line
        state, said = RED, f"{type(error).__name__}: {words.strip().splitlines()[-1]}"
    return {"state": state, "seconds": time.monotonic() - begun, "said": said}


if __name__ == "__main__":
    name, file = sys.argv[1:]
    settings.configure()  # Django's multipart encoder asks for the character set alone
    Path(file).write_text(json.dumps(outcome(DRILLS[name])))
