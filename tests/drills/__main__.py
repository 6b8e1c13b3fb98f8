"""
Do all drills, or those that are named: `python -m tests.drills [NAME…]`.

What fails is done once more by itself, and named; what fails twice is red. Ends with 1 where something is red.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

from tests.drills.one import DRILLS, GREEN, RED
from tests.newsroom.tree import ROOT

TAIL = 60  # lines of what a red drill and its servers said


def main(names):
    """Do these drills, print the table, and return the exit code."""
    last = {}
    flakes = []
    for name in names:
        last[name] = run(name)
    for name in [name for name in names if last[name]["state"] == RED]:
        print(f"\n{DRILLS[name].title} was red, and is done once more.", flush=True)
        last[name] = run(name)
        flakes += [DRILLS[name].title] * (last[name]["state"] == GREEN)
    print("\n" + table(last))
    if flakes:
        print(f"\nRed at first, then green: {', '.join(flakes)}.")
    return int(any(each["state"] == RED for each in last.values()))


def run(name):
    """Do a drill in a process of its own; return its outcome, and print the end of its log where it is red."""
    with tempfile.TemporaryDirectory() as folder, Path(folder, "log").open("w+") as log:
        file = Path(folder, "outcome")
        command = [sys.executable, "-m", "tests.drills.one", name, str(file)]
        subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, check=False)  # noqa: S603
        outcome = json.loads(file.read_text()) if file.exists() else {"state": RED, "seconds": 0, "said": "It died."}
        if outcome["state"] == RED:
            log.seek(0)
            print(textwrap.indent("".join(log.readlines()[-TAIL:]), "    "))
    print(f"{name}: {outcome['state']} after {outcome['seconds']:.0f} s", flush=True)
    return outcome


def table(outcomes):
    """Return the outcomes as a plain table."""
    lines = [("drill", "seconds", "", "figures")]
    for name, outcome in outcomes.items():
        lines.append((DRILLS[name].title, f"{outcome['seconds']:.0f}", outcome["state"], outcome["said"]))
    return "\n".join(f"{title:34}{seconds:>7}  {state:9}{said}" for title, seconds, state, said in lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description="Do the drills.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(DRILLS)}; all by default")
    sys.exit(main(parser.parse_args().names or list(DRILLS)))
