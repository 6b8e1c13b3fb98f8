"""How the work of a function grows with the text that it is given."""

import time

SHORT, TIMES = 2_500, 8  # characters; how much longer the long text is
LINEAR = 3 * TIMES  # the square would be 64


def linear(function, motif, before=""):
    """Tell whether a text eight times as long takes `function` no more than three times its share of processor time."""
    short = motif * (SHORT // len(motif))
    return _least(function, before + short * TIMES) < LINEAR * _least(function, before + short)


def _least(function, text):
    """Return the least processor time, in seconds, that a call took of three: the others were disturbed."""
    found = []
    for _again in range(3):
        began = time.process_time()
        function(text)
        found.append(time.process_time() - began)
    return min(found)
