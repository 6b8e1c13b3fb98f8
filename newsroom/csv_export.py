"""CSV for spreadsheets: no cell is taken for a formula, and the file is streamed."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.text import slugify

from newsroom.types import StrOrPromise

# What a spreadsheet takes for the beginning of a formula (OWASP, “CSV Injection”).
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500  # rows that are read, and lines that are sent, at once


def csv_response(title: StrOrPromise, head: Sequence[Any], lines: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """
    Stream `head`, then `lines`, which are read as they are sent; the file is named after the title.

    The file begins with a byte order mark, without which Excel doesn't read UTF-8.
    """
    headers = {"Content-Disposition": f'attachment; filename="{slugify(title)}.csv"'}
    return StreamingHttpResponse(_written(head, lines), content_type="text/csv; charset=utf-8", headers=headers)


def _written(head: Sequence[Any], lines: Iterable[Sequence[Any]]) -> Iterator[str]:
    rest, some = iter(lines), [head]
    mark = "\ufeff"
    while some:
        text = io.StringIO()
        csv.writer(text).writerows([_harmless(cell) for cell in line] for line in some)
        yield mark + text.getvalue()
        mark, some = "", list(islice(rest, CHUNK))


def _harmless(cell: Any) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
