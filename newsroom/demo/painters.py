"""Draws the demonstration paper's pictures on several cores. Imports no models: other processes import this file."""

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from multiprocessing import get_context

from articles.images.master import make_master
from newsroom.demo.pictures import catalogue, draw

# Drawing takes some 14 s of one core. Spawned, not forked: a fork would share our database connection.
Workers = partial(ProcessPoolExecutor, mp_context=get_context("spawn"))
MOST_WORKERS = 4


def masters():
    """Return every picture of the catalogue as {key: articles.images.master.Master}; writes nothing."""
    keys = list(catalogue())
    with Workers(max_workers=min(os.cpu_count() or 1, MOST_WORKERS)) as workers:
        return dict(zip(keys, workers.map(_master, keys), strict=True))


def _master(key):
    return make_master(BytesIO(draw(key)))
