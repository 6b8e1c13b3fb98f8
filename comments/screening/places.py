"""Where in a text something stands, for a moderator's eye."""

import re

PLACES = 20  # more are no help
LETTERS = re.compile(r"[^\W\d_]+")


def runs(text, is_meant):
    """Return where the words stand that are meant, those beside one another as one span; the first PLACES."""
    found = []
    for match in LETTERS.finditer(text):
        if not is_meant(match[0]):
            continue
        if found and not LETTERS.search(text, found[-1][1], match.start()):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return tuple(found[:PLACES])


def merged(spans):
    """Return the spans in order, those that overlap as one; the first PLACES."""
    found = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found[:PLACES])
