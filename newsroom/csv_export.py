"""Tables for spreadsheets: no cell of them is ever taken for a formula, and none is ever whole in memory."""

import csv
import io
from itertools import islice

from django.http import StreamingHttpResponse

# What a spreadsheet takes for the beginning of a formula (OWASP, “CSV Injection”).
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500  # rows that are read, and lines that are sent, at once


def csv_response(name, head, lines):
    """
    Return a file of this name with these lines of cells under their heads; the lines are read as they are sent.

    It says that it is UTF-8, which Excel would not guess.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(_written(head, lines), content_type="text/csv; charset=utf-8", headers=headers)


def _written(head, lines):
    """Yield the text of the table, CHUNK lines at a time."""
    lines, some = iter(lines), [head]
    mark = "\ufeff"
    while some:
        text = io.StringIO()
        csv.writer(text).writerows([_harmless(cell) for cell in line] for line in some)
        yield mark + text.getvalue()
        mark, some = "", list(islice(lines, CHUNK))


def _harmless(cell):
    text = str(cell)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
