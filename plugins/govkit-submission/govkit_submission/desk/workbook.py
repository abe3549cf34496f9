"""Writes the workbook for the person at the desk: what was found, and a sheet to write the verdicts into."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from govkit.model.worded import listed, worded
from govkit.plugin.spoken import spoken
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.sampling import WEIGHTS, why
from govkit_submission.desk.shown import shown
from govkit_submission.desk.table import Cell, Table
from govkit_submission.desk.tables import name_of, tables
from govkit_submission.desk.words import BASES_SAID, NO_REASON, REASONS_SAID, VERDICTS_SAID, WORDS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET = worded("Sample")
VERDICTS = tuple(VERDICTS_SAID)
REASONS = tuple(reason for reason in REASONS_SAID if reason != NO_REASON)
TO_FILL_IN = (worded("Verdict"), worded("Reason"), worded("Note"), worded("Inspector"))
_FIXED = (
    *("ID", worded("Submission"), worded("Organisation"), worded("Control"), worded("Title"), worded("Claimed")),
    *(worded("Found here"), worded("Rests on"), worded("Why it was drawn"), worded("Weight"), worded("Probability")),
)
COLUMNS = (*_FIXED, *TO_FILL_IN)
_CHOICES = VERDICTS_SAID | REASONS_SAID
_MOST_ROWS = 100_000
_WIDTHS = (13, 22, 22, 28, 34, 14, 14, 12, 40, 8, 11, 15, 22, 40, 18)
"""Of the columns of the sample, in letters."""
_GUIDE_WIDTH = 100
_WIDEST = 60
_LINE = 15
"""Points of one line of text."""


def workbook(picture: Picture) -> bytes:
    """Return the workbook. Every text in it is a text, whatever it begins with; equal content has equal bytes."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "title": spoken(worded("Submissions"))})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E4EFEC", "border": 1}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "free": book.add_format(
            {"text_wrap": True, "valign": "top", "locked": False, "bg_color": "#FFF8E1", "border": 1}
        ),
        "share": book.add_format({"num_format": "0.0%", "valign": "top"}),
        "plain": book.add_format({"valign": "top"}),
    }
    _guide(book, picture, formats)
    _sample(book, picture, formats)
    for table in tables(picture):
        _table(book, table, formats)
    book.close()
    return target.getvalue()


def _guide(book: Workbook, picture: Picture, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(spoken(worded("Read me")))
    sheet.set_column(0, 0, _GUIDE_WIDTH, formats["wrap"])
    count, head = picture.desk.log.head()
    lines = [
        worded(
            "{n} submissions are compared, and {drawn} verdicts are drawn from {population}.",
            n=len(picture.lines),
            drawn=len(picture.sample),
            population=picture.population,
        ),
        worded(
            "Write into the yellow columns of the sheet {sheet} alone, save it, and hand it to `govkit desk import`.",
            sheet=SHEET,
        ),
        worded("Rows may be sorted and columns added. A row without a verdict is left out."),
        worded("Verdicts: {verdicts}.", verdicts=listed(list(VERDICTS_SAID.values()))),
        worded(
            "The sample was drawn with the seed {seed}. A row's weight is the sum of its reasons:",
            seed=picture.settings.seed,
        ),
        *(worded("    {weight}  {reason}", weight=weight, reason=reason) for reason, weight in WEIGHTS.items()),
        worded(
            "A row's probability is the chance that it had of being drawn, by which results for all can be estimated."
        ),
        worded("The log had {n} entries when this was written; the digest of the last is {head}.", n=count, head=head),
    ]
    for number, line in enumerate(map(spoken, lines)):
        sheet.write_string(number, 0, shown(line))
        sheet.set_row(number, _height((line,), (_GUIDE_WIDTH,)))


def _sample(book: Workbook, picture: Picture, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(spoken(SHEET))
    said = picture.verdicts()
    names = {line.sha256: line.name for line in picture.lines}
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, spoken(name), formats["head"])
    for row, drawn in enumerate(picture.sample, 1):
        unit, verdict = drawn.unit, drawn.unit.verdict
        title = picture.titles(verdict.checklist, verdict.control).get("title", "")
        cells: list[Cell] = [
            unit.id,
            name_of(picture, unit.sha256),
            names.get(unit.sha256, ""),
            verdict.key,
            str(title),
            WORDS[verdict.claimed],
            WORDS.get(verdict.found, verdict.found),
            BASES_SAID.get(verdict.basis, verdict.basis),
            why(unit.reasons),
            unit.weight,
            round(drawn.probability, 6),
        ]
        _write_row(sheet, row, cells, formats["wrap"], frozenset(), formats)
        sheet.set_row(row, _height(cells, _WIDTHS))
        before = said.get(unit.id, {})
        for column, name in enumerate(TO_FILL_IN, len(_FIXED)):
            said_before = str(before.get(name.lower(), ""))
            sheet.write_string(row, column, spoken(_CHOICES.get(said_before, said_before)), formats["free"])
    last = max(len(picture.sample), 1)
    column = len(_FIXED)
    sheet.data_validation(1, column, last, column, {"validate": "list", "source": _choice(VERDICTS)})
    sheet.data_validation(1, column + 1, last, column + 1, {"validate": "list", "source": _choice(REASONS)})
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.protect(
        "", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "insert_columns": True}
    )


def _choice(names: Sequence[str]) -> list[str]:
    return [spoken(_CHOICES[name]) for name in names]


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return how high a row has to be for all of its texts: not every program that opens it finds out by itself."""
    lines = (len(textwrap.wrap(_said(cell), width - 1)) for cell, width in zip(cells, widths, strict=False))
    return _LINE * max(1, *lines)


def _said(cell: Cell) -> str:
    return spoken(cell) if isinstance(cell, str) else str(cell)


def _table(book: Workbook, table: Table, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(spoken(table.title)[:31])
    rows: Sequence[tuple[Cell, ...]] = table.rows[:_MOST_ROWS]
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, spoken(name), formats["head"])
        longest = max((len(_said(row[column])) for row in rows[:200]), default=0)
        sheet.set_column(column, column, min(max(longest, min(len(name), 14), 6) + 2, _WIDEST))
    for number, row in enumerate(rows, 1):
        _write_row(sheet, number, row, formats["plain"], table.shares, formats)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_row(
    sheet: Any, number: int, cells: Sequence[Cell], plain: Any, shares: frozenset[int], formats: dict[str, Any]
) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, spoken(cell), plain)
        else:
            sheet.write_number(number, column, cell, formats["share"] if column in shares else plain)
