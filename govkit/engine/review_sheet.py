"""A sheet of controls for a person to confirm against the official document, and what came back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from govkit.engine.checklists import Chosen
from govkit.engine.located import faults
from govkit.engine.read import read_document, read_text
from govkit.model.answers import Review
from govkit.model.checklist import Control
from govkit.model.errors import InputError, InputErrors, nearest
from govkit.model.worded import worded

GIVEN = ("control", "number", "title", "why", "checked", "source", "content_hash")
FILLED = ("verdict", "reviewer", "date", "document", "document_sha256", "note")
"""The columns that the reviewer fills in."""
_LIVE = frozenset("=+-@\t\r")
Row = dict[str, str]


@dataclass(frozen=True)
class Line:
    """One row that came back, and where it stands."""

    row: Row
    path: str
    number: int

    def error(self, what: str, hint: str) -> InputError:
        """Return an error that names the row's line."""
        return InputError(what, hint=hint, path=self.path, line=self.number)


def sheet(chosen: Chosen, wording: Callable[[Control], str], *, everything: bool) -> list[Row]:
    """Return a row for each control that decides nothing yet, or for each; `wording` says what is checked."""
    rows = []
    for control in chosen.checklist.controls:
        source = control.source.over(chosen.checklist.framework.source)
        if not everything and source.decides:
            continue
        place = [source.publisher, source.document, source.section, source.url]
        rows.append(
            {
                "control": f"{chosen.checklist.key}/{control.id}",
                "number": control.number or "",
                "title": control.title,
                "why": control.why,
                "checked": wording(control),
                "source": ", ".join(part for part in place if part),
                "content_hash": f"#{control.content_hash}",  # a bare 12e4… would come back as a number
                **dict.fromkeys(FILLED, ""),
            }
        )
    return rows


def as_csv(rows: Iterable[Row]) -> str:
    """Write rows for a spreadsheet, with a byte order mark so that it reads UTF-8; no cell can become a formula."""
    text = io.StringIO()
    writer = csv.DictWriter(text, (*GIVEN, *FILLED), lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows({key: f"'{cell}" if cell[:1] in _LIVE else cell for key, cell in row.items()} for row in rows)
    return "\ufeff" + text.getvalue()


def read_sheet(path: Path) -> list[Line]:
    """Return the rows of a CSV, YAML or JSON sheet that somebody has filled in; raise `InputError` for another file."""
    lines = list(_csv_lines(path) if path.suffix.lower() == ".csv" else _yaml_lines(path))
    return [line for line in lines if line.row.get("verdict")]


def _csv_lines(path: Path) -> Iterator[Line]:
    text = read_text(path)
    header = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if header.count(";") > header.count(",") else ",")
    missing = [name for name in ("control", "content_hash", *FILLED) if name not in (reader.fieldnames or ())]
    if missing:
        hint = worded("fill in what `govkit checklist review export` wrote, and keep its columns")
        raise InputError(
            worded("the sheet has no column `{missing}`", missing=missing[0]), hint=hint, path=str(path), line=1
        )
    start = 2
    for cells in reader:
        yield Line({key: (cell or "").strip() for key, cell in cells.items() if isinstance(key, str)}, str(path), start)
        start = reader.line_num + 1


def _yaml_lines(path: Path) -> Iterator[Line]:
    document = read_document(path)
    rows: Any = document.value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        hint = worded("fill in what `govkit checklist review export` wrote")
        raise document.error((), worded("the sheet is a list of records"), hint)
    for index, row in enumerate(rows):
        cells = {str(key): "" if cell is None else str(cell).strip() for key, cell in row.items()}
        yield Line(cells, document.path, document.locate((index,)).line)


def placed(lines: Sequence[Line], checklists: Sequence[Chosen]) -> list[tuple[str, dict[str, Any]]]:
    """Return (file name, review) for each row; raise `InputErrors` with a line for each that can't be placed."""
    known = {f"{c.checklist.key}/{control.id}": (c, control) for c in checklists for control in c.checklist.controls}
    errors: list[InputError] = []
    found = [entry for line in lines if (entry := _placed(line, known, errors)) is not None]
    if errors:
        raise InputErrors(errors)
    return found


def _placed(
    line: Line, known: Mapping[str, tuple[Chosen, Control]], errors: list[InputError]
) -> tuple[str, dict[str, Any]] | None:
    key = line.row.get("control", "")
    if key not in known:
        hint = nearest(key, known) or worded("install the checklist of that edition, or give it with -c")
        errors.append(line.error(worded("there is no control `{key}`", key=key[:80]), hint))
        return None
    chosen, control = known[key]
    if line.row.get("content_hash", "").removeprefix("#") != control.content_hash:
        hint = worded("export it again, and compare what changed")
        errors.append(line.error(worded("`{key}` is not what was reviewed: the control has changed", key=key), hint))
        return None
    framework = chosen.checklist.framework
    review: dict[str, Any] = {
        "framework": framework.id,
        "edition": framework.edition,
        "control": control.id,
        "content_hash": control.content_hash,
        **{name: line.row[name] for name in FILLED if line.row.get(name)},
    }
    try:
        Review.model_validate(review)
    except ValidationError as fault:
        errors.extend(line.error(what, mend) for _, what, mend, _ in faults(fault, review, Review))
        return None
    return f"{framework.id}-{framework.edition}.yaml", review
