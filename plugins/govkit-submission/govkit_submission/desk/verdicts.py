"""Takes the inspectors' verdicts back from a workbook, each by its id, whatever was sorted or added."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govkit.model.errors import InputError, InputErrors, nearest
from govkit.model.worded import worded
from govkit_submission.desk.digest import drawn_units
from govkit_submission.desk.sheet import Cell, Rows, read_sheets, text_of
from govkit_submission.desk.shown import shown
from govkit_submission.desk.store import Desk
from govkit_submission.desk.workbook import REASONS, TO_FILL_IN, VERDICTS

_HEAD_WITHIN = 20
"""Rows in which the line with the names of the columns is looked for."""
_NEEDED = ("ID", "Verdict")
_COLUMNS = ("ID", "Control", *map(str, TO_FILL_IN))


@dataclass(frozen=True)
class Said:
    """One verdict, and where it was written."""

    unit: str
    verdict: str
    reason: str
    note: str
    inspector: str
    place: str
    """`Sample!L7`."""


def read_verdicts(path: Path, desk: Desk, languages: Sequence[Callable[[str], str]] = ()) -> list[Said]:
    """Return the verdicts in a workbook, by unit; raise `InputErrors` with sheet and cell for all that has no place.

    A sheet without the columns ID and Verdict is left alone, as are rows without a verdict. `languages` translate: what
    a workbook says in one of them is understood as well as English.
    """
    known = drawn_units(desk)
    speakers: list[Callable[[str], str]] = [*languages, str]
    meant = {say(word).casefold(): word for say in speakers for word in (*_COLUMNS, *VERDICTS, *REASONS)}
    found: dict[str, Said] = {}
    faults: list[InputError] = []
    sheets = 0
    for name, rows in read_sheets(path).items():
        head = _head(rows, meant)
        if head is None:
            continue
        sheets += 1
        number, columns = head
        if twice := _twice(rows[number], columns, meant):
            what = worded("{sheet}!{place}: there are two columns {name}", sheet=shown(name, 40), **twice)
            faults.append(InputError(what, hint=worded("keep one of them"), path=path.name))
            continue
        for row in sorted(rows):
            if row > number:
                faults += _take(_Row(name, rows[row], columns, path, meant), known, found)
    if not sheets:
        hint = worded("hand in the workbook that the desk wrote")
        raise InputError(worded("no sheet has the columns ID and Verdict"), hint=hint, path=str(path))
    if faults:
        raise InputErrors(faults)
    return [found[unit] for unit in sorted(found)]


def _head(rows: Rows, meant: Mapping[str, str]) -> tuple[int, dict[str, str]] | None:
    """Return the row with the names of the columns, and the column of each name."""
    for number in sorted(rows)[:_HEAD_WITHIN]:
        names = {meant.get(cell.text.casefold(), ""): column for column, cell in rows[number].items()}
        if all(name in names for name in _NEEDED):
            return number, {name: names[name] for name in _COLUMNS if name in names}
    return None


def _twice(cells: Mapping[str, Cell], columns: Mapping[str, str], meant: Mapping[str, str]) -> dict[str, str]:
    """Return name and place of a second column of the same name, where there is one: nobody can tell which is meant."""
    for column, cell in cells.items():
        name = meant.get(cell.text.casefold(), "")
        if columns.get(name, column) != column:
            return {"name": name, "place": cell.place}
    return {}


@dataclass(frozen=True)
class _Row:
    sheet: str
    cells: Mapping[str, Cell]
    columns: Mapping[str, str]
    path: Path
    meant: Mapping[str, str]

    def word(self, name: str) -> str:
        """Return a choice in English; what is none as it stands."""
        said = self.text(name).casefold()
        return self.meant.get(said, said)

    def text(self, name: str) -> str:
        return text_of(self.cells, self.columns.get(name))

    def place(self, name: str) -> str:
        cell = self.cells.get(self.columns[name])
        place = cell.place if cell is not None else next(iter(self.cells.values())).place
        return f"{shown(self.sheet, 40)}!{place}"

    def fault(self, name: str, what: str, hint: str) -> InputError:
        return InputError(f"{self.place(name)}: {what}", hint=hint, path=self.path.name)

    def formulas(self) -> list[str]:
        found = (self.cells.get(column) for column in self.columns.values())
        return [cell.place for cell in found if cell is not None and cell.is_formula]


def _take(row: _Row, known: Mapping[str, Mapping[str, Any]], found: dict[str, Said]) -> list[InputError]:
    """Take a row's verdict, or return what is wrong with it."""
    formulas = row.formulas()
    if formulas:
        what = worded("{sheet}!{formulas}: there is a formula", sheet=shown(row.sheet, 40), formulas=formulas[0])
        return [InputError(what, hint=worded("write the value itself; formulas are not run"), path=row.path.name)]
    verdict, unit = row.word("Verdict"), row.text("ID")
    if not verdict:
        return []
    if unit not in known:
        hint = nearest(unit, known) or worded("leave the column ID as it was")
        return [row.fault("ID", worded("`{unit}` is nothing that was drawn", unit=shown(unit, 40)), hint)]
    if verdict not in VERDICTS:
        hint = nearest(verdict, VERDICTS) or worded("choose one of {verdicts}", verdicts=", ".join(VERDICTS))
        return [row.fault("Verdict", worded("`{verdict}` is no verdict", verdict=shown(verdict, 40)), hint)]
    if row.text("Control") and row.text("Control") != known[unit]["control"]:
        what = worded(
            "{unit} is about {control}, and this row says {value}",
            unit=unit,
            control=known[unit]["control"],
            value=shown(row.text("Control"), 80),
        )
        return [
            row.fault("ID", what, worded("the rows were mixed; take the ids from the workbook that the desk wrote"))
        ]
    reason = row.word("Reason")
    if reason and reason not in REASONS:
        hint = nearest(reason, REASONS) or worded("choose one of {reasons}", reasons=", ".join(REASONS))
        return [row.fault("Reason", worded("`{reason}` is no reason", reason=shown(reason, 40)), hint)]
    note, inspector = shown(row.text("Note"), 2_000), shown(row.text("Inspector"), 100)
    said = Said(unit, verdict, reason, note, inspector, row.place("Verdict"))
    if unit in found and found[unit].verdict != verdict:
        return [
            row.fault(
                "Verdict",
                worded("{unit} has another verdict at {place}", unit=unit, place=found[unit].place),
                worded("keep one of them"),
            )
        ]
    found[unit] = said
    return []


def keep_verdicts(desk: Desk, said: Sequence[Said], path: Path, day: str) -> int:
    """Add verdicts to the log, those that it has already left out, and return how many are new or changed."""
    last = {entry["unit"]: entry for entry in desk.log.entries() if entry["kind"] == "verdict"}
    known = drawn_units(desk)
    file = hashlib.sha256(path.read_bytes()).hexdigest()
    fresh = [entry for entry in (_entry(one, known[one.unit], file, day) for one in said) if _differs(entry, last)]
    desk.log.append(fresh)
    return len(fresh)


def _entry(said: Said, unit: Mapping[str, Any], file: str, day: str) -> dict[str, Any]:
    return {
        "kind": "verdict",
        "at": day,
        "unit": said.unit,
        "sha256": unit["sha256"],
        "control": unit["control"],
        "claimed": unit["claimed"],
        "found": unit["found"],
        "probability": unit["probability"],
        "sample": unit["sample"],
        "verdict": said.verdict,
        "reason": said.reason,
        "note": said.note,
        "inspector": said.inspector,
        "file": file,
    }


def _differs(entry: Mapping[str, Any], last: Mapping[str, Mapping[str, Any]]) -> bool:
    before = last.get(entry["unit"])
    return before is None or any(before[name] != entry[name] for name in ("verdict", "reason", "note", "inspector"))
