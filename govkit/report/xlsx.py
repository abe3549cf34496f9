"""The rows of the CSV report as a workbook: controls on one sheet, findings on another, and every cell a text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from govkit.model.assessment import Assessment
from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.report.csv import COLUMNS, rows

suffix = ".xlsx"
media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_WIDTHS = {"title": 40, "message": 60, "fix": 60, "subject": 30, "file_line": 30}
_ROWS = 1_000_000
"""Rows of one sheet; what is beyond goes onto the next."""
_LETTERS = 32_000
"""Characters that a cell can hold."""
_SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def render(assessment: Assessment, *, language: str = "en") -> bytes:
    """Return the workbook, the same bytes for the same assessment; raise `UsageError` without XlsxWriter."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        hint = worded("install it with `pip install xlsxwriter`, or choose the format csv")
        raise UsageError(worded("workbooks need XlsxWriter, which is not installed"), hint=hint) from None
    found = list(rows(assessment, language))
    target = io.BytesIO()
    with Workbook(target, _SETTINGS) as book:
        book.set_properties({"title": "govkit", "created": datetime(1980, 1, 1)})
        for kind, title in (("control", "Controls"), ("finding", "Findings")):
            cells = iter([row[1:] for row in found if row[0] == kind])
            _sheet(book, title, islice(cells, _ROWS))
            number = 2
            while more := list(islice(cells, _ROWS)):
                _sheet(book, f"{title} {number}", more)
                number += 1
    return target.getvalue()


def _sheet(book: Any, title: str, cells: Iterable[tuple[str, ...]]) -> None:
    sheet = book.add_worksheet(title)
    head = book.add_format({"bold": True, "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    names = COLUMNS[1:]
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
        sheet.write_string(0, column, name, head)
    last = 0
    for last, row in enumerate(cells, start=1):
        for column, text in enumerate(row):
            sheet.write_string(last, column, text[:_LETTERS], body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(names) - 1)
