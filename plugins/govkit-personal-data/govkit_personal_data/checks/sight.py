"""What the checks share: detections nobody rejected, the field that a column is, and what was not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from govkit.model.finding import Evidence
from govkit.plugin import (
    Basis,
    Context,
    Dataset,
    FactMissing,
    Field,
    Finding,
    Message,
    evidence,
    needs_review,
    passed,
    unknown,
)
from govkit_personal_data.mask import safe_name
from govkit_personal_data.observed import SURE, Column, Columns, Detection, Piece, State, rejection_key

Standing = Literal["stands", "doubted", "rejected"]
DOUBTED = 0.79
"""The most that is made of a detection that somebody rejected without saying in which data: less than sure."""
_UNBOUND = Piece("rejected-without-digest", 0.0)
SHOWN = 10
"""Columns that one message names."""
Found = tuple[Column, Detection]


def text(english: str) -> str:
    """Mark a text for translation that becomes a message elsewhere."""
    return english


STATES: dict[State, str] = {
    "empty": text("data source {number} holds no rows"),
    "missing": text("data source {number} does not exist below the assessed folder"),
    "denied": text("data source {number} may not be read"),
    "not_regular": text("data source {number} is not a file"),
    "not_text": text("data source {number} is not a text file"),
    "malformed": text("data source {number} is damaged or not of the format that is declared"),
    "locked": text("data source {number} is locked by another program"),
    "changed": text("data source {number} changed while it was read"),
    "not_supported": text("data source {number} is of a kind that this plugin does not read"),
}
OURS: frozenset[State] = frozenset({"denied", "locked", "changed"})
"""States that whoever runs govkit can mend: an error, not a gap."""


def detections(seen: Columns, ctx: Context[Any], dataset: Dataset) -> Iterator[Found]:
    """Yield every detection in a dataset that nobody rejected; of one that may be rejected a person has to judge."""
    for column in seen.columns:
        for detection in column.detections:
            standing = standing_of(rejection_key(column, detection), ctx, dataset)
            if standing == "doubted":
                yield (
                    column,
                    replace(
                        detection,
                        confidence=min(detection.confidence, DOUBTED),
                        evidence=(*detection.evidence, _UNBOUND),
                    ),
                )
            elif standing == "stands":
                yield column, detection


def standing_of(key: str, ctx: Context[Any], dataset: Dataset | None = None) -> Standing:
    """Return what became of a detection; it is doubted where a rejection does not say of which data it is."""
    rejection = ctx.rejected(key, dataset)
    if rejection is None:
        return "stands"
    return "rejected" if ctx.vouched(rejection, dataset) else "doubted"


def split(found: Iterable[Found]) -> tuple[list[Found], list[Found]]:
    """Return those that count as seen, and those at which a person has to look."""
    every = list(found)
    return (
        [(column, detection) for column, detection in every if detection.confidence >= SURE],
        [(column, detection) for column, detection in every if detection.confidence < SURE],
    )


def kinds(found: Iterable[Found]) -> tuple[str, ...]:
    """Return the kinds for a message, each once."""
    return tuple(dict.fromkeys(detection.category for _, detection in found))


def shown(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first `SHOWN` of the names, each once, and a mark where there are more."""
    every = tuple(dict.fromkeys(names))
    return every if len(every) <= SHOWN else (*every[:SHOWN], "…")


def seen_in(found: Sequence[Found]) -> dict[str, Any]:
    """Return what every finding on detections has: the `columns` that its message names, and its `evidence`.

    The evidence points to each: where, how much of it, how sure, and the mask of the commonest value.
    """
    return {
        "columns": shown(column.place for column, _ in found),
        "evidence": [_pointer(column, detection) for column, detection in found[:SHOWN]],
    }


def _pointer(column: Column, detection: Detection) -> Evidence:
    if _UNBOUND in detection.evidence:
        return evidence(
            "{column}: {kind} was rejected without `data_sha256`, so that nobody can tell whether in these data",
            column=column.place,
            kind=detection.category,
        )
    return evidence(
        "{column}: {kind} in {matched} of {rows} rows, confidence {percent} %, mostly like {mask}",
        column=column.place,
        kind=detection.category,
        matched=detection.matched,
        rows=column.examined,
        percent=round(detection.confidence * 100),
        mask=column.forms[0].mask if column.forms else "–",
    )


def require_sight(seen: Columns) -> None:
    """Raise `FactMissing` where a source could not be looked at, or there was none, so that nothing passes over it."""
    if not seen.sources and not seen.columns:
        raise FactMissing("personal-data.columns", failed=False, reason=Message(STATES["missing"], {"number": 1}))
    for source in seen.unseen:
        reason = Message(STATES[source.state], {"number": source.entry + 1})
        raise FactMissing("personal-data.columns", failed=source.state in OURS, reason=reason)


def absence(seen: Columns, dataset: Dataset) -> Finding:
    """Say that nothing was recognised: a pass only where no column can hide anything, or its field says that none does.

    A field says so by `classification: none`; then the pass rests on the inventory.
    """
    require_sight(seen)
    if not seen.columns:
        return unknown("no column was found")
    unclear = [column for column in seen.columns if column.unclear]
    hiding = [column.place for column in unclear if not _declared_clear(dataset, column)]
    if hiding:
        return needs_review(
            "nothing was recognised, but {columns} hold texts, long numbers or forms of identifiers, which may belong "
            "to people",
            columns=shown(hiding),
        )
    if unclear:
        return passed(
            "nothing was recognised in {n} columns, and the inventory says that {columns} hold nothing of people",
            basis=Basis.DECLARED,
            n=len(seen.columns),
            columns=shown(column.place for column in unclear),
        )
    return passed("{n} columns were looked at, and none holds anything that points to people", n=len(seen.columns))


def _declared_clear(dataset: Dataset, column: Column) -> bool:
    field = field_of(dataset, column)
    return field is not None and field.is_stated("classification") and not field.classification


def unexplained(seen: Columns, dataset: Dataset, *slots: str) -> list[str]:
    """Return the columns that may hold what nothing recognises, and whose field states none of these slots."""
    unclear = ((column, field_of(dataset, column)) for column in seen.columns if column.unclear)
    return [column.place for column, field in unclear if field is None or not any(map(field.is_stated, slots))]


def field_of(dataset: Dataset, column: Column) -> Field | None:
    """Return the declared field of a column, or `None`."""
    if not dataset.is_stated("collections"):
        return None
    for collection in dataset.collections:
        names = {collection.name, collection.physical_name if collection.is_stated("physical_name") else None}
        if not any(same(name, column.table) for name in names) or not collection.is_stated("fields"):
            continue
        for entry in collection.fields:
            if any(same(name, column.name) for name in names_of(entry)):
                return entry
    return None


def names_of(entry: Field) -> list[str | None]:
    """Return what a field may be called in the data."""
    return [getattr(entry, slot) for slot in ("name", "path") if entry.is_stated(slot)]


def same(declared: str | None, found: str) -> bool:
    """Tell whether a declared name is the name of something found, which may be masked or lack its file's suffix."""
    if declared is None:
        return False
    name, other = safe_name(declared).casefold(), found.casefold()
    return name == other or name.rpartition(".")[0] == other
