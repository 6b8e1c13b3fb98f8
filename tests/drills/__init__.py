"""
Drills: the paper loses what stands behind it, or its own processes, and must be right again by itself.

Real processes alone: the server that we ship, the worker, a PostgreSQL, mail server and object store of the drill's
own. `python -m tests.drills` does them all; no test of `make test`, since they take minutes.
"""
