"""The exhibit `personal-data.columns`: every column in which personal data were found, and whether that is declared."""

from __future__ import annotations

from collections.abc import Iterator

from govkit.model.exhibit import Tone
from govkit.plugin import Cell, Context, Dataset, Exhibit, FactMissing, Message, Table, exhibit
from govkit_personal_data.categories import CATEGORIES, Category, Identifies
from govkit_personal_data.checks.sight import field_of, standing_of
from govkit_personal_data.observed import SURE, Column, Columns, Detection, rejection_key
from govkit_personal_data.probe import columns

_HEADINGS = (
    Message("Dataset"),
    Message("Table"),
    Message("Column"),
    Message("Kind"),
    Message("Points to a person"),
    Message("Confidence"),
    Message("Rows"),
    Message("Examined"),
    Message("Because of"),
    Message("Looks like"),
    Message("Declared"),
)
_IDENTIFIES: dict[Identifies, Message] = {
    "direct": Message("by itself"),
    "indirect": Message("together with others"),
}
_PIECES = 4
"""Pieces of evidence that a row shows."""


@exhibit("personal-data.columns", needs=(columns,), reads=(CATEGORIES,))
def column_table(ctx: Context[None]) -> Exhibit | None:
    """List the columns in which personal data were recognised."""
    rows: list[tuple[Cell, ...]] = []
    notes: dict[str, Message] = {}
    looked = 0
    for dataset in ctx.inventory.of(Dataset):
        try:
            seen = ctx.fact(columns, dataset)
        except FactMissing:
            continue
        looked += len(seen.columns)
        rows.extend(_rows(dataset, seen, ctx))
        notes[seen.engine] = Message("Recognised by {engine}.", {"engine": seen.engine})
    if not looked:
        return None
    return Exhibit(
        id="personal-data.columns",
        title=Message("Personal data in the columns"),
        alternative=Message(
            "Of {looked} columns looked at, {found} entries show personal data.", {"looked": looked, "found": len(rows)}
        ),
        table=Table(_HEADINGS, tuple(rows)),
        notes=tuple(notes.values()),
    )


def _rows(dataset: Dataset, seen: Columns, ctx: Context[None]) -> Iterator[tuple[Cell, ...]]:
    by_id = ctx.reference(CATEGORIES).by_id
    for column in seen.columns:
        for hit in column.detections:
            rejected = standing_of(rejection_key(column, hit), ctx, dataset) == "rejected"
            low, high = (round(100 * end, 1) for end in hit.share)
            share = Message(
                "{matched} of {rows} examined ({low}–{high} %)",
                {"matched": hit.matched, "rows": column.examined, "low": low, "high": high},
            )
            yield (
                Cell(dataset.subject, subject=dataset.subject),
                Cell(column.table),
                Cell(column.name),
                Cell(hit.category),
                Cell(_IDENTIFIES[hit.identifies]),
                Cell(Message("{percent} %", {"percent": round(100 * hit.confidence)}), tone=_tone(hit)),
                Cell(share),
                Cell(_examined(column)),
                Cell(_because(hit)),
                Cell(column.forms[0].mask if column.forms else ""),
                _declared(dataset, column, by_id[hit.category], rejected=rejected),
            )


def _examined(column: Column) -> Message:
    if column.examined == column.expected:
        return Message("all {rows} rows", {"rows": column.expected})
    return Message(
        "{examined} of {rows} rows, chosen at random", {"examined": column.examined, "rows": column.expected}
    )


def _because(hit: Detection) -> str:
    """Return the pieces that weigh most, with their log-odds: `header.names +5.0, contact.email-form +9.0`."""
    pieces = [piece for piece in hit.evidence if piece.what not in ("prior", "rivals")]
    most = sorted(pieces, key=lambda piece: -abs(piece.weight))[:_PIECES]
    return ", ".join(f"{piece.what} {piece.weight:+.1f}" for piece in most)


def _tone(hit: Detection) -> Tone:
    return "" if hit.confidence >= SURE else "muted"


def _declared(dataset: Dataset, column: Column, kind: Category, *, rejected: bool) -> Cell:
    if rejected:
        return Cell(Message("rejected"), tone="muted")
    terms = dataset.data_categories if dataset.is_stated("data_categories") else ()
    field = field_of(dataset, column)
    own = field.classification if field is not None and field.is_stated("classification") else ()
    if any(kind.declared_by(term) for term in (*terms, *own)):
        return Cell(Message("yes"), tone="pass")
    return Cell(Message("no"), tone="fail")
