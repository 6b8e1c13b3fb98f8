"""
Break one rule of the paper after the other, and say which the tests hold: `python -m tests.mutations [NAME…]`.

NAME is any part of a mutant's name. Each mutant is made in a copy of the project, and its tests are run there, once
without any mutant and then with it. Of each it says one of these, the seconds, and the test that has seen it:

killed    a test has failed: the rule is held
survived  all tests have passed: a test is missing, or nobody could see the change
broken    the code doesn't run with the change, or the tests were red before it: nothing is known
stale     the old text doesn't stand in its file exactly once: the table needs mending

Ends with 1 where a mutant is stale, with 0 otherwise, whatever survives.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from queue import SimpleQueue

from tests.mutations.copies import STALE, STATES, Copy
from tests.mutations.rules import MUTANTS


def tried(copies, mutants):
    """Try these mutants in a copy that is free; print and return what becomes of each."""
    copy, states = copies.get(), []
    for mutant in mutants:
        begun = time.monotonic()
        state, why = copy.outcome(mutant)
        print(f"{state:9}{time.monotonic() - begun:5.0f} s  {mutant.name}{why and f' ({why})'}", flush=True)
        states.append(state)
    copies.put(copy)
    return states


def main(names, jobs):
    """Try the mutants that have one of these in their name, all by default, and return the exit status."""
    tests = attrgetter("tests")
    wanted = sorted((each for each in MUTANTS if not names or any(name in each.name for name in names)), key=tests)
    copies, counts = SimpleQueue(), Counter()
    with tempfile.TemporaryDirectory(prefix="newsroom-mutants-") as folder, ThreadPoolExecutor(jobs) as pool:
        for number in range(jobs):
            copies.put(Copy(Path(folder, str(number))))
        for states in pool.map(partial(tried, copies), [list(some) for _tests, some in groupby(wanted, tests)]):
            counts.update(states)
    print(", ".join(f"{counts[state]} {state}" for state in STATES))
    return int(bool(counts[STALE]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description="Break rules; say what tests hold.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a part of a mutant's name; all by default")
    parser.add_argument("--jobs", type=int, default=1, help="how many are tried at once, each in a copy of its own")
    arguments = parser.parse_args()
    sys.exit(main(arguments.names, arguments.jobs))
