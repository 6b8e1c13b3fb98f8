"""
What a picture costs, from the upload to all its renditions: `python -m tests.bench.pictures`.

Each is done once by a process of its own, whose peak memory and time are the figures. The site itself, loaded and
doing nothing, is among the memory: some 58 MB.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image as Pixels

ROOT = Path(__file__).resolve().parents[2]


def photo(width, height):
    """Return a picture that is as hard to compress as a detailed photograph: 1.7 bits a pixel as JPEG, 2,400 wide."""
    grain = Pixels.effect_noise((width // 8, height // 8), 60).resize((width, height), Pixels.Resampling.BICUBIC)
    across = Pixels.linear_gradient("L").resize((width, height))
    around = Pixels.radial_gradient("L").resize((width, height))
    return Pixels.merge("RGB", (grain, across, around))


def make_master(path):
    """Make the master of a file, next to it."""
    from articles.images import master

    with path.open("rb") as upload:
        path.with_suffix(".master").write_bytes(master.make_master(upload).file.read())


def render(path):
    """Make all renditions of a master."""
    from articles.images import renditions

    with path.open("rb") as file:
        for _rendition in renditions.render(file, (0.3, 0.3)):
            pass


WORK = {"master": make_master, "renditions": render}


def cost(work, path):
    """Do one of WORK with a file in a process of its own; return {seconds, busy (seconds of processor), megabytes}."""
    command = [sys.executable, "-m", "tests.bench.pictures", work, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def measure():
    """Return rows (name, seconds, MB): what a photograph of 24 million pixels takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        photo(6000, 4000).save(path, quality=92)
        costs = {
            "24 Mpx: master": cost("master", path),
            "24 Mpx: all renditions": cost("renditions", path.with_suffix(".master")),
        }
    return [(name, row["seconds"], row["megabytes"]) for name, row in costs.items()]


def _report(work, path):
    import django

    django.setup()
    started, busy = time.perf_counter(), time.process_time()
    WORK[work](Path(path))
    figures = {
        "seconds": round(time.perf_counter() - started, 2),
        "busy": round(time.process_time() - busy, 2),
        "megabytes": _peak() // 1_000_000,
    }
    print(json.dumps(figures))


def _peak():
    """Return the most memory that this process has held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not ru_maxrss, which on Linux is at least what the process had that started this one.
        return int(re.search(r"VmHWM:\s*(\d+) kB", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts bytes


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1:]:
        _report(*sys.argv[1:])
    else:
        for name, seconds, megabytes in measure():
            print(f"{name:<24} {seconds:6.2f} s {megabytes:5} MB")
