"""Tables for spreadsheets: no cell of them is ever taken for a formula."""

import csv

from django.http import HttpResponse

# What a spreadsheet takes for the beginning of a formula (OWASP, “CSV Injection”).
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(name, lines):
    """Return a file of this name with these lines of cells; it says that it is UTF-8, which Excel would not guess."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
    response.write("\ufeff")
    csv.writer(response).writerows([_harmless(cell) for cell in line] for line in lines)
    return response


def _harmless(cell):
    text = str(cell)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
