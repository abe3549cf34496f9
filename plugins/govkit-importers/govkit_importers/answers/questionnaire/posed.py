"""Finds the questions of a stranger's workbook, and the cells in which it wants them answered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from govkit_importers.workbook import Sheet, Workbook, address

Role = Literal["question", "answer", "comment"]

HEADING_ROWS = 15
"""Headings stand in one of the first rows; further down a word like "answer" is part of a text."""
_HEADINGS: Mapping[Role, tuple[str, ...]] = {
    "question": (
        *("question", "questions", "question text", "control question", "requirement", "requirements", "criterion"),
        *("criteria", "assessment question", "inquiry", "คำถาม", "ข้อคำถาม", "ข้อกำหนด", "pertanyaan", "soalan"),
        *("câu hỏi", "exigence", "persyaratan"),
    ),
    "answer": (
        *(
            "answer",
            "answers",
            "response",
            "responses",
            "reply",
            "yes/no",
            "yes / no",
            "y/n",
            "yes/no/na",
            "yes/no/n/a",
        ),
        *("compliance", "compliant", "status", "คำตอบ", "réponse", "câu trả lời", "trả lời", "jawaban", "jawapan"),
    ),
    "comment": (
        *("comment", "comments", "remark", "remarks", "note", "notes", "explanation", "details", "justification"),
        *("additional information", "description", "หมายเหตุ", "คำอธิบาย", "รายละเอียด", "commentaire", "commentaires"),
        *("remarques", "ghi chú", "giải thích", "keterangan", "catatan", "ulasan", "penjelasan"),
    ),
}
_TICKED = frozenset(
    {
        *("yes", "no", "y", "n", "ใช่", "ไม่", "ไม่ใช่", "มี", "ไม่มี", "oui", "non", "có", "không", "ya", "tidak"),
        *("n/a", "na", "not applicable", "partial", "partially", "compliant", "non-compliant"),
    }
)
"""Headings of columns that are ticked: each stands for one answer."""
_SHORT_HEADING = 60
_LETTERS = 6
"""A question has at least so many letters: less is a number, a rule or a tick."""


@dataclass(frozen=True)
class Posed:
    """One question of the workbook."""

    sheet: str
    row: int
    column: int
    text: str
    answer: int | None
    """The column for the answer; none where there are several to tick, as a word in one of them is a tick."""
    comment: int | None
    """The column for what is said about it."""

    @property
    def cell(self) -> str:
        """Return where the question stands: `Security!B7`."""
        return f"{self.sheet}!{address(self.row, self.column)}"


def posed(book: Workbook) -> tuple[list[Posed], list[str]]:
    """Return the questions of all sheets, and the names of the visible sheets in which no headings were found."""
    found: list[Posed] = []
    left: list[str] = []
    for sheet in book.sheets:
        headings = _headings(sheet)
        if headings is None:
            left += [] if sheet.hidden or not sheet.rows else [sheet.name]
        else:
            found += _questions(sheet, *headings)
    return found, left


def _headings(sheet: Sheet) -> tuple[int, Mapping[Role, int]] | None:
    """Return the row of headings and the column of each role; None where there are no questions to answer."""
    best: tuple[int, int, Mapping[Role, int]] | None = None
    for number in (number for number in sheet.rows if number <= HEADING_ROWS):
        columns = dict(_roles(sheet, number))
        if "question" in columns and len(columns) > 1 and (best is None or len(columns) > best[0]):
            best = (len(columns), number, columns)
    return best[1:] if best is not None else None


def _roles(sheet: Sheet, row: int) -> Iterator[tuple[Role, int]]:
    """Yield the best column for each role; no column has two."""
    taken: set[int] = set()
    for role in _HEADINGS:
        ranked = [(_likeness(cell.text, role), -column) for column, cell in sheet.rows[row].items()]
        likeness, column = max((one for one in ranked if -one[1] not in taken), default=(0, 0))
        if likeness:
            taken.add(-column)
            yield role, -column


def _likeness(text: str, role: Role) -> int:
    """Return how much a text looks like a heading: 2 for the very words, 1 where it holds them, 0 for not at all."""
    said = _said(text)
    if not said or len(said) > _SHORT_HEADING:
        return 0
    if said in _HEADINGS[role]:
        return 2
    return int(any(_holds(said, word) for word in _HEADINGS[role] if len(word) > 3))


def _said(text: str) -> str:
    return re.sub(r"[\s*:?]+", " ", unicodedata.normalize("NFC", text)).strip().casefold()


def _holds(said: str, word: str) -> bool:
    at = said.find(word)
    if at < 0 or not word.isascii():
        return at >= 0  # Thai sets no spaces between words
    after = said[at + len(word) : at + len(word) + 1]
    return not (said[max(at - 1, 0) : at].isalpha() or after.isalpha())


def _questions(sheet: Sheet, head: int, columns: Mapping[Role, int]) -> Iterator[Posed]:
    column, answer, comment = columns["question"], columns.get("answer"), columns.get("comment")
    if answer is not None and _is_ticked(sheet, head, column, answer):
        answer = None
    for row, cells in sheet.rows.items():
        cell = cells.get(column)
        if row <= head or cell is None or cell.kind != "text" or sum(map(str.isalpha, cell.text)) < _LETTERS:
            continue
        merged = sheet.range_over(row, column)
        if merged is not None and any(place and merged.left <= place <= merged.right for place in (answer, comment)):
            continue  # a title across the table
        yield Posed(sheet.name, row, column, " ".join(cell.text.split()), answer, comment)


def _is_ticked(sheet: Sheet, head: int, question: int, answer: int) -> bool:
    """Tell whether a column for the answer is one of several, below a row of headings such as `Yes` and `No`."""
    first = min((row for row, cells in sheet.rows.items() if row > head and question in cells), default=head)
    if any(_said(sheet.text(row, answer)) in _TICKED for row in range(head + 1, first)):
        return True
    over = sheet.range_over(head, answer)
    side = range(over.left, over.right + 1) if over is not None else range(answer, answer + 2)
    return any(sum(_said(sheet.text(row, one)) in _TICKED for one in side) > 1 for row in range(head + 1, first + 1))
