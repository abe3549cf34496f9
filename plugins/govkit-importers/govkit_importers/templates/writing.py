"""Write a template as a workbook: about the organisation, the records with what each column asks, and choices."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit_importers.templates import Template
from govkit_importers.templates.words import hint, offers

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_RECORDS, _ORGANISATION, _CHOICES = "Records", "Organisation", "Choices"
_WIDE = frozenset({"purpose", "description", "data_categories", "safeguards", "access_conditions", "disclosure_basis"})
_NARROW = frozenset({"id", "subjects_count"})
_CREATED = datetime(2026, 1, 1)
"""One and the same moment, so that the same template is the same file."""
_ROWS = 500
"""Rows that offer choices."""
_INK, _PAPER, _LINE, _ACCENT, _SOFT = "#1f2933", "#ffffff", "#c9d1d9", "#1f4e79", "#eef3f8"

Rows = Sequence[Mapping[str, str]]
"""Records as texts by the heading of their column, for `workbook`."""


def workbook(template: Template, rows: Rows = (), organisation: Mapping[str, str] | None = None) -> bytes:
    """Return a template as XLSX, filled in as far as `rows` and `organisation` (by heading, as shown) say.

    Every text is written as a text, so that none can become a formula. Raise `UsageError` where XlsxWriter is missing.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(
            worded("XlsxWriter is not installed"), hint=worded('pip install "govkit-importers[xlsx]"')
        ) from None
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": template.title, "created": _CREATED})
    styles = _styles(book)
    records = book.add_worksheet(_RECORDS)
    _about_organisation(book.add_worksheet(_ORGANISATION), template, organisation or {}, styles)
    choices = _choices(book.add_worksheet(_CHOICES), template, styles)
    _records(records, template, rows, choices, styles)
    book.close()
    return target.getvalue()


def _styles(book: Workbook) -> dict[str, Any]:
    base = {"font_name": "Arial", "font_size": 10, "font_color": _INK, "valign": "top", "text_wrap": True}
    boxed = {**base, "border": 1, "border_color": _LINE}
    return {
        "title": book.add_format({**base, "font_size": 15, "bold": True, "font_color": _ACCENT, "text_wrap": False}),
        "about": book.add_format({**base, "font_color": "#52606d"}),
        "part": book.add_format({**boxed, "bold": True, "bg_color": "#d9e4ef", "align": "left"}),
        "heading": book.add_format(
            {**boxed, "bold": True, "font_color": _PAPER, "bg_color": _ACCENT, "valign": "vcenter"}
        ),
        "hint": book.add_format({**boxed, "italic": True, "font_size": 9, "bg_color": _SOFT, "font_color": "#52606d"}),
        "cell": book.add_format({**boxed, "num_format": "@", "locked": False}),
        "label": book.add_format({**boxed, "bold": True, "bg_color": _SOFT}),
    }


def _records(
    sheet: Worksheet, template: Template, rows: Rows, choices: Mapping[str, str], styles: Mapping[str, Any]
) -> None:
    last = len(template.columns) - 1
    sheet.write_string(0, 0, template.title, styles["title"])
    sheet.set_row(0, 24, styles["about"])
    sheet.merge_range(1, 0, 1, min(last, 8), template.about, styles["about"])
    sheet.set_row(1, 44, styles["about"])
    sheet.set_row(2, 18, styles["about"])
    _parts(sheet, template, styles)
    for number, row in enumerate(rows):
        lines = max((text.count("\n") + 1 + len(text) // 30 for text in row.values()), default=1)
        sheet.set_row(5 + number, 15 * min(lines, 20))
    for column, question in enumerate(template.columns):
        sheet.set_column(column, column, _width(question.slot), styles["cell"])
        sheet.write_string(3, column, question.shown, styles["heading"])
        sheet.write_string(4, column, hint(template, question), styles["hint"])
        for number, row in enumerate(rows):
            if text := row.get(question.shown, ""):
                sheet.write_string(5 + number, column, text, styles["cell"])
        if question.slot in choices:
            sheet.data_validation(5, column, 5 + _ROWS, column, _validation(choices[question.slot]))
    sheet.set_row(3, 46)
    sheet.set_row(4, 58)
    sheet.freeze_panes(5, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(3, 0)
    sheet.repeat_rows(3)
    sheet.repeat_columns(0, 1)


def _parts(sheet: Worksheet, template: Template, styles: Mapping[str, Any]) -> None:
    """Write the headings over columns that belong together."""
    first = 0
    columns = template.columns
    for column, question in enumerate(columns):
        if column + 1 < len(columns) and columns[column + 1].part == question.part:
            continue
        if column > first:
            sheet.merge_range(2, first, 2, column, question.part, styles["part"])
        else:
            sheet.write_string(2, column, question.part, styles["part"])
        first = column + 1


def _about_organisation(
    sheet: Worksheet, template: Template, told: Mapping[str, str], styles: Mapping[str, Any]
) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 48, styles["cell"])
    for row, question in enumerate(template.organisation):
        sheet.write_string(row, 0, question.shown, styles["label"])
        sheet.write_string(row, 1, told.get(question.shown, ""), styles["cell"])
        prompt = {"validate": "any", "input_title": question.heading[:32], "input_message": question.hint}
        sheet.data_validation(row, 1, row, 1, prompt)
        sheet.set_row(row, 32 if question.local else 18)


def _choices(sheet: Worksheet, template: Template, styles: Mapping[str, Any]) -> dict[str, str]:
    """Write the choices of each column that has some, and return the ranges in which they stand."""
    ranges: dict[str, str] = {}
    for question in template.columns:
        offered = offers(template.language, question.slot)
        if not offered or question.slot in ranges:
            continue
        column = len(ranges)
        sheet.set_column(column, column, 34)
        sheet.write_string(0, column, question.shown.replace("\n", " / "), styles["label"])
        for row, phrase in enumerate(offered, 1):
            sheet.write_string(row, column, phrase, styles["cell"])
        letter = chr(ord("A") + column)
        ranges[question.slot] = f"={_CHOICES}!${letter}$2:${letter}${len(offered) + 1}"
    return ranges


def _validation(range_: str) -> dict[str, Any]:
    """Offer choices and allow other words too: a person's own word is better than a wrong choice."""
    return {"validate": "list", "source": range_, "error_type": "information", "ignore_blank": True}


def _width(slot: str) -> int:
    return 38 if slot in _WIDE else 16 if slot in _NARROW else 24
