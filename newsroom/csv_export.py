"""CSV for spreadsheets: no cell is taken for a formula, and the file is streamed."""

import csv
import io
from itertools import islice

from django.http import StreamingHttpResponse

# What a spreadsheet takes for the beginning of a formula (OWASP, “CSV Injection”).
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500  # rows that are read, and lines that are sent, at once


def csv_response(name, head, lines):
    """
    Return a CSV file of this name: `head`, then `lines` of cells, which are read as they are sent.

    It begins with a byte order mark, without which Excel doesn't read UTF-8.
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
