"""Writes the questions of a folder as a workbook that a person fills in without explanation."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from govkit.plugin.inquiry import Asked, Inquiry
from govkit_importers.answers.columns import (
    Column,
    Translate,
    filled_columns,
    hidden_columns,
    instructions,
    shown_columns,
)
from govkit_importers.answers.sentences import about, known, permitted, what_counts
from govkit_importers.answers.styles import Styles

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MARK = "govkit:"
"""What a machine reads begins with this: the keys of columns in the first row, the rows of the first sheet."""
VERSION = "answers-form/1"
_HEAD = 2
_LINE_HEIGHT = 15.0
_MOST_HEIGHT = 400.0
_LISTS = "govkit lists"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_workbook(inquiry: Inquiry, questions: Sequence[Asked], translate: Translate) -> bytes:
    """Return an XLSX file with a sheet of instructions and one for each framework."""
    from openpyxl import Workbook

    book = Workbook()
    writer = _Writer(book, translate, Styles())
    writer.start(book.active, inquiry)
    for framework in dict.fromkeys(question.framework for question in questions):
        writer.framework(framework, [question for question in questions if question.framework == framework])
    writer.hide_lists()
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


class _Writer:
    def __init__(self, book: Any, translate: Translate, styles: Styles) -> None:
        self._book, self._, self._styles = book, translate, styles
        self._lists = book.create_sheet(_LISTS)
        self._ranges: dict[tuple[str, ...], str] = {}

    def start(self, sheet: Worksheet, inquiry: Inquiry) -> None:
        """Write the first sheet: five lines, and who answers when."""
        _ = self._
        sheet.title = _("Start here")
        organisation = inquiry.assessment["organisation"]
        name = organisation.get("name") or organisation.get("id", "")
        self._text(sheet, 1, 2, f"{_('Questions about data and AI')}: {name}", self._styles.title)
        for index, line in enumerate(instructions(_), 1):
            self._text(sheet, index + 2, 2, f"{index}.  {line}", self._styles.wrapped)
            sheet.row_dimensions[index + 2].height = _LINE_HEIGHT * 1.6
            sheet.merge_cells(start_row=index + 2, end_row=index + 2, start_column=2, end_column=3)
        for row, key, label in ((9, "author", _("Your name and role")), (10, "date", _("Day of your answers"))):
            self._text(sheet, row, 1, MARK + key)
            self._text(sheet, row, 2, label, self._styles.label)
            self._styles.give(sheet.cell(row, 3), self._styles.input)
        self._validate(sheet, "date", (), ["C10"])
        sheet["C10"].number_format = "yyyy-mm-dd"
        marks = {"form": VERSION, "organisation": organisation.get("id", ""), "as_of": inquiry.assessment["as_of"]}
        for row, (key, value) in enumerate(marks.items(), 20):
            self._text(sheet, row, 1, MARK + key)
            self._text(sheet, row, 4, value)
        sheet.column_dimensions["A"].hidden = sheet.column_dimensions["D"].hidden = True
        sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width = 44, 56
        sheet.sheet_view.showGridLines = False
        self._protect(sheet)
        self._page(sheet)

    def framework(self, name: str, questions: Sequence[Asked]) -> None:
        """Write the sheet of one framework."""
        from openpyxl.utils import get_column_letter

        _ = self._
        sheet = self._book.create_sheet(self._title(name))
        columns = (*hidden_columns(), *shown_columns(_), *filled_columns(_, qualified=permitted(questions)))
        letters = {column.key: get_column_letter(index) for index, column in enumerate(columns, 1)}
        for index, column in enumerate(columns, 1):
            self._text(sheet, 1, index, MARK + column.key)
            style = self._styles.input_heading if column.filled else self._styles.heading
            self._text(sheet, _HEAD, index, column.heading, style)
            sheet.column_dimensions[letters[column.key]].width = column.width
        for key in ("question", "subject", "hash"):
            sheet.column_dimensions[letters[key]].hidden = True
        for row, question in enumerate(questions, _HEAD + 1):
            self._row(sheet, row, columns, question)
        self._validate_all(sheet, letters, questions)
        sheet.row_dimensions[1].hidden = True
        sheet.row_dimensions[_HEAD].height = _LINE_HEIGHT * 3.2
        sheet.freeze_panes = f"{letters['help']}{_HEAD + 1}"
        last = _HEAD + len(questions)
        sheet.auto_filter.ref = f"{letters['number']}{_HEAD}:{get_column_letter(len(columns))}{last}"
        sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
        title = questions[0].framework_title
        sheet.oddHeader.left.text = title.replace("&", "&&")[:200]
        self._protect(sheet)
        self._page(sheet)

    def hide_lists(self) -> None:
        """Move the sheet of choices to the end and out of sight."""
        self._book.move_sheet(self._lists, offset=len(self._book.sheetnames))
        self._lists.sheet_state = "hidden"

    def _row(self, sheet: Worksheet, row: int, columns: Sequence[Column], question: Asked) -> None:
        _ = self._
        texts = {
            "question": question.id,
            "subject": question.subject,
            "hash": f"#{question.hash}",  # a bare 12e4… could come back as a number
            "number": question.number,
            "about": about(question),
            "text": f"{question.text}\n{_('Why')}: {question.why}",
            "help": what_counts(question, _),
            "known": "\n".join(known(question, _)),
        }
        for index, column in enumerate(columns, 1):
            cell = sheet.cell(row, index)
            if column.filled:
                self._styles.give(cell, self._styles.input)
                if column.key in ("date", "evidence_date", "valid_to"):
                    cell.number_format = "yyyy-mm-dd"
            else:
                self._text(sheet, row, index, texts[column.key], self._styles.wrapped)
        sheet.cell(row, 6).value = self._styles.question(question.text, f"{_('Why')}: {question.why}")
        lines = (_lines(texts[column.key], column.width) for column in columns[3:] if not column.filled)
        sheet.row_dimensions[row].height = min(_MOST_HEIGHT, _LINE_HEIGHT * (max(lines) + 0.6))

    def _validate_all(self, sheet: Worksheet, letters: dict[str, str], questions: Sequence[Asked]) -> None:
        _ = self._
        kinds: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for row, question in enumerate(questions, _HEAD + 1):
            value = f"{letters['value']}{row}"
            if question.type in ("yes_no", "confirm"):
                kinds.setdefault(("list", (_("yes"), _("no"))), []).append(value)
            elif question.type == "choice":
                kinds.setdefault(("list", question.choices), []).append(value)
            elif question.type in ("number", "date"):
                kinds.setdefault((question.type, ()), []).append(value)
            if question.type == "date":
                sheet[value].number_format = "yyyy-mm-dd"
            for key in ("date", "evidence_date", "valid_to"):
                kinds.setdefault(("date", ()), []).append(f"{letters[key]}{row}")
            if question.qualifications:
                choices = tuple(f"{id_}: {text}" for id_, text in question.qualifications)
                kinds.setdefault(("list", choices), []).append(f"{letters['qualification']}{row}")
        for (kind, choices), cells in kinds.items():
            self._validate(sheet, kind, choices, cells)

    def _validate(self, sheet: Worksheet, kind: str, choices: tuple[str, ...], cells: Iterable[str]) -> None:
        """Let cells take only a choice, a number or a day; what is wrong is said by the spreadsheet."""
        from openpyxl.worksheet.datavalidation import DataValidation

        _ = self._
        if kind == "list":
            rule = DataValidation(type="list", formula1=self._range(choices), allow_blank=True)
            rule.error = _("Choose one from the list.")
        elif kind == "number":
            rule = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15")
            rule.error = _("Write a number.")
        else:
            rule = DataValidation(
                type="date", operator="between", formula1="DATE(1990,1,1)", formula2="DATE(2399,12,31)"
            )
            rule.error = _("Write a day such as 2026-11-21.")
        rule.allow_blank, rule.showErrorMessage = True, True
        rule.errorTitle = "govkit"
        for cell in cells:
            rule.add(cell)
        sheet.add_data_validation(rule)

    def _range(self, choices: tuple[str, ...]) -> str:
        """Return where the choices stand on the hidden sheet; written there when they are first needed."""
        from openpyxl.utils import get_column_letter

        if choices not in self._ranges:
            column = len(self._ranges) + 1
            for row, choice in enumerate(choices, 1):
                self._text(self._lists, row, column, choice)
            letter = get_column_letter(column)
            self._ranges[choices] = f"'{_LISTS}'!${letter}$1:${letter}${len(choices)}"
        return self._ranges[choices]

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, style: Any = None) -> None:
        """Write a text that stays one, whatever sign it begins with."""
        cell = sheet.cell(row, column)
        cell.value = text or None
        if text:
            cell.data_type = "s"
        if style is not None:
            self._styles.give(cell, style)

    def _protect(self, sheet: Worksheet) -> None:
        protection = sheet.protection
        protection.sheet = True
        protection.formatColumns = protection.formatRows = protection.formatCells = False
        protection.sort = protection.autoFilter = False

    def _page(self, sheet: Worksheet) -> None:
        """Print across the page, as many pages down as it takes."""
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.oddFooter.right.text = "&P / &N"

    def _title(self, name: str) -> str:
        """Return a sheet's name, which a spreadsheet wants short, plain and unique."""
        title = _FORBIDDEN.sub("-", name)[:28] or "questions"
        taken = {str(sheet).casefold() for sheet in self._book.sheetnames}
        number = 2
        while title.casefold() in taken:
            title = f"{title[:26]} {number}"
            number += 1
        return title


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) * 1.1 / width)) for line in text.split("\n"))
