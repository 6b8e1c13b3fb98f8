"""How gunicorn serves the paper; read by `gunicorn -c deploy/gunicorn.py newsroom.wsgi`."""

import os
import sys
from pathlib import Path

# The first process keeps what it has read of ours, and hands it to those that it starts: at a HUP, which reads this
# file again, that would be the old code.
for _name in ("newsroom.serving.server", "newsroom.http.limits"):
    sys.modules.pop(_name, None)

_host = os.environ.get("HOST", "127.0.0.1")
_port = os.environ.get("PORT", "8000")
bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"

# Threads, because a reader's page waits more (database, disk) than it computes; processes, because Python
# computes on one core in each. The figures suit two cores; a larger machine wants a process a core.
worker_class = "newsroom.serving.server.Worker"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))

# In seconds. Longer than SQLite's 20 s wait for its lock and than the largest picture takes.
timeout = 60
# In seconds. What a request under way is given to finish when the server is told to stop.
graceful_timeout = 20

# The proxy in front writes an access log; a second one would only keep readers' addresses longer.
accesslog = None
# The heartbeat is a file: in memory it can't stall behind a busy disk and get a healthy worker killed.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (gunicorn makes a private file there)
# gunicorn's control socket would listen in the home folder for commands that nobody here sends.
control_socket_disable = True
