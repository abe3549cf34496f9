"""Reads a form that came back as a workbook: sorted, renamed, half filled, with columns of the person's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.answers.filled import Filled, Refused, Returned
from govkit_importers.answers.words import Unreadable, day
from govkit_importers.answers.workbook_out import MARK
from govkit_importers.workbook import Sheet, read

_OF_THE_ROW = ("value", "words", "qualification")
"""What is said about one question: these cells may not be merged over several rows."""
_DATES = {
    "date": worded("the day"),
    "evidence_date": worded("the day of the document"),
    "valid_to": worded("the last day"),
}
_IDS = ("question", "subject", "hash")


def read_workbook(path: Path) -> Returned:
    """Return the answers of a workbook; raise `InputError` for one that holds no form of govkit."""
    book = read(path)
    start: dict[str, str] = {}
    for sheet in book.sheets:
        start |= _marked(sheet)
    if "form" not in start and not any(_keys(sheet) for sheet in book.sheets):
        hint = worded(
            "give a workbook that `govkit answer export` wrote; its first row and hidden columns have to stay"
        )
        raise InputError(worded("the workbook holds no form of govkit"), hint=hint, path=str(path))
    reader = _Reader(path, start)
    for sheet in book.sheets:
        keys = _keys(sheet)
        if keys:
            reader.sheet(sheet, keys)
        elif _has_lost_columns(sheet):
            what = worded("columns are gone that say which question each row answers")
            mend = worded("export the form anew, and copy the answers into it")
            reader.refused.append(Refused(f"{path.name}, {sheet.name}", what, mend))
        elif not sheet.hidden and not _marked(sheet):
            reader.notes.append(
                worded(
                    "{name}: the sheet `{name2}` is no sheet of the form, and was left aside",
                    name=path.name,
                    name2=sheet.name,
                )
            )
    return Returned(tuple(reader.filled), tuple(reader.refused), tuple(reader.notes), start.get("organisation", ""))


def _keys(sheet: Sheet) -> dict[str, int]:
    """Return key → column, from the first row of marks; empty for a sheet of the person's own."""
    for row in list(sheet.rows)[:5]:
        found = {cell.text.removeprefix(MARK): n for n, cell in sheet.rows[row].items() if cell.text.startswith(MARK)}
        if {"question", "subject", "hash", "value"} <= set(found):
            return found
    return {}


def _has_lost_columns(sheet: Sheet) -> bool:
    """Tell whether a row of marks stands there in which some are missing."""
    rows = [sheet.rows[row] for row in list(sheet.rows)[:5]]
    return any(sum(cell.text.startswith(MARK) for cell in cells.values()) > 1 for cells in rows)


def _marked(sheet: Sheet) -> dict[str, str]:
    """Return what the first sheet says once for all: the mark of a row, and the last text beside it."""
    found = {}
    for cells in sheet.rows.values():
        first = cells.get(1)
        if first is not None and first.text.startswith(MARK) and not _keys(sheet):
            key = first.text.removeprefix(MARK)
            column = 3 if key in ("author", "date") else 4
            said = cells.get(column)
            found[key] = said.text.strip() if said is not None and not said.formula else ""
    return found


class _Reader:
    def __init__(self, path: Path, start: Mapping[str, str]) -> None:
        self._path, self._start = path, start
        self.filled: list[Filled] = []
        self.refused: list[Refused] = []
        self.notes: list[str] = []

    def sheet(self, sheet: Sheet, keys: Mapping[str, int]) -> None:
        """Take every row that names a question and that somebody wrote in."""
        head = min(sheet.rows)
        for number in sheet.rows:
            if number == head or not self._is_row(sheet, number, keys):
                continue
            faults = list(self._faults(sheet, number, keys))
            self.refused += faults
            if not faults:
                entry, places = self._entry(sheet, number, keys)
                if entry is not None:
                    self.filled.append(Filled(entry, self._path, places))

    def _is_row(self, sheet: Sheet, number: int, keys: Mapping[str, int]) -> bool:
        """Tell whether a row is about a question; one that lost its ids but holds an answer is refused."""
        ids = [sheet.text(number, keys[key]) for key in _IDS]
        written = any(sheet.text(number, keys[key]) for key in ("value", "words") if key in keys)
        cells = [sheet.cell(number, keys[key]) for key in _IDS]
        if ("#" in ids[0] and all(ids)) or any(cell is not None and cell.formula for cell in cells):
            return True
        if written and ids != list(_IDS):  # else it is the row of headings
            what = worded("the row does not say which question it answers")
            mend = worded("copy the answer into the row of its question")
            self.refused.append(Refused(self._place(sheet, number, keys["value"]), what, mend))
        return False

    def _faults(self, sheet: Sheet, number: int, keys: Mapping[str, int]) -> Iterator[Refused]:
        for key, column in keys.items():
            if key in ("number", "about", "text", "help", "known"):
                continue
            cell = sheet.cell(number, column)
            if cell is not None and (cell.formula or cell.kind == "error"):
                what = worded("the cell holds a formula") if cell.formula else worded("the cell holds an error")
                yield Refused(
                    self._place(sheet, number, column), what, worded("write the value itself; nothing is computed")
                )
            merged = sheet.range_over(number, column)
            if merged is not None and merged.top != merged.bottom and key in (*_OF_THE_ROW, *_IDS):
                mend = worded("one answer a row: unmerge the cells, and fill in each")
                yield Refused(self._place(sheet, number, column), worded("the cell is merged over several rows"), mend)

    def _entry(
        self, sheet: Sheet, number: int, keys: Mapping[str, int]
    ) -> tuple[dict[str, Any] | None, dict[str, str]]:
        said = {key: sheet.text(number, column) for key, column in keys.items()}
        places = {key: sheet.place(number, column) for key, column in keys.items()}
        if not any(said.get(key) for key in (*_OF_THE_ROW, "evidence")):
            return None, places
        places = {"author": places.get("value", ""), **places, "text": places.get("words", "")}
        before = len(self.refused)
        days = {key: self._day(said.get(key, ""), what, places) for key, what in _DATES.items()}
        if len(self.refused) > before:
            return None, places
        entry: dict[str, Any] = {
            "question": said["question"],
            "subject": said["subject"],
            "question_hash": said["hash"].removeprefix("#"),
            "value": said["value"],
            "text": said.get("words", ""),
            "author": said.get("author") or self._start.get("author", ""),
            "date": days["date"] or self._first_day(),
        }
        if said.get("evidence"):
            entry["evidence"] = [
                _stated(
                    path=said["evidence"],
                    date=days["evidence_date"],
                    valid_to=days["valid_to"],
                    owner=said.get("keeper", ""),
                )
            ]
        if said.get("qualification"):
            entry["qualification"] = {
                "id": said["qualification"].partition(":")[0].strip(),
                "text": entry["text"],
                "approver": said.get("approver", ""),
            }
        return entry, places

    def _day(self, said: str, what: str, places: Mapping[str, str]) -> str:
        if not said:
            return ""
        key = next(key for key, name in _DATES.items() if name == what)
        place = f"{self._path.name}, {places[key]}"
        try:
            found = day(said)
        except Unreadable as fault:
            self.refused.append(Refused(place, worded("{what} can't be read", what=what), fault.args[0]))
            return ""
        if found.converted:
            self.notes.append(
                worded(
                    "{place}: {said} is of the Buddhist era, and was read as {day}",
                    place=place,
                    said=said,
                    day=found.day.isoformat(),
                )
            )
        return found.day.isoformat()

    def _first_day(self) -> str:
        """Return the day of the first sheet; one that can't be read is refused once, by name."""
        said = self._start.get("date", "")
        if not said:
            return ""
        try:
            found = day(said)
        except Unreadable as fault:
            refused = Refused(
                f"{self._path.name}, first sheet", worded("the day of your answers can't be read"), fault.args[0]
            )
            if refused not in self.refused:
                self.refused.append(refused)
            return ""
        note = worded(
            "{name}, first sheet: {said} is of the Buddhist era, and was read as {day}",
            name=self._path.name,
            said=said,
            day=found.day.isoformat(),
        )
        if found.converted and note not in self.notes:
            self.notes.append(note)
        return found.day.isoformat()

    def _place(self, sheet: Sheet, number: int, column: int) -> str:
        return f"{self._path.name}, {sheet.place(number, column)}"


def _stated(**parts: str) -> dict[str, str]:
    return {key: text for key, text in parts.items() if text}
