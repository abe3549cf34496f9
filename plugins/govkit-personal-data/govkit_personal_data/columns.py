"""From the counts of a table to what its columns hold: the evidence for the judgement, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import pyarrow as pa

from govkit_personal_data import headings, lexicon
from govkit_personal_data.check_digits import VALIDATORS
from govkit_personal_data.evidence.column import ColumnEvidence, Spot
from govkit_personal_data.evidence.encoded import decoded
from govkit_personal_data.evidence.people import named_rows
from govkit_personal_data.identifiers import Identifier
from govkit_personal_data.judge import judge_table
from govkit_personal_data.kernel.aggregate import ColumnCounts, Hits, TableCounts
from govkit_personal_data.kernel.forms import Form
from govkit_personal_data.kernel.kernel import Kernel, forms
from govkit_personal_data.kernel.traits import Traits
from govkit_personal_data.mask import safe_name
from govkit_personal_data.observed import SURE, Column, Detection, Piece
from govkit_personal_data.observed import Form as Mask
from govkit_personal_data.tally import MOST_FORMS, Tally, tally

_ASKED = 400
"""Distinct values that are asked one by one for an identifier whose check does not work on arrays."""
_REPEATED = 5
"""How often a value has to occur on average for a text column to be one of codes."""
_ANY_CODE = 0.2
"""Weight up to which a form that nothing checks is that of any code: five digits, or two letters and three digits."""


def columns_of(
    table: str, counts: TableCounts, total: int, *, latest_year: int, own: tuple[Identifier, ...] = ()
) -> list[Column]:
    """Judge the columns of a table; `total` is how many rows it has, `own` are identifiers that a user has brought."""
    read = [_plain(_evidence(column, own), own) for column in counts.columns]
    evidence = [seen for seen, _ in read]
    verdicts = judge_table(evidence, table, latest_year=latest_year, own=own)
    headed = _headed(counts, latest_year, own)
    return [
        _with_heading(
            _column(safe_name(table), column, total, _said(verdict.detections, code, seen), seen, latest_year, own),
            headed.get(column.name),
        )
        for column, verdict, (seen, code) in zip(counts.columns, verdicts, read, strict=True)
    ]


def _headed(counts: TableCounts, latest_year: int, own: tuple[Identifier, ...]) -> Mapping[str, Detection]:
    """Return the name of a column → what the name itself shows."""

    def judging(values: Sequence[str]) -> Detection | None:
        (verdict,) = judge_table([_of_values("", values, own)], "", latest_year=latest_year, own=own)
        return next(iter(verdict.detections), None)

    return headings.detections([column.name for column in counts.columns], counts.rows, judging)


def _with_heading(column: Column, headed: Detection | None) -> Column:
    """Add what the heading shows to what the values show, which may be unclear all the same."""
    if headed is None or any(known.category == headed.category for known in column.detections):
        return column
    return replace(column, detections=(*column.detections, headed))


def _of_values(name: str, values: Sequence[str], own: tuple[Identifier, ...]) -> ColumnEvidence:
    batch = pa.RecordBatch.from_pydict({name: pa.array(values, pa.large_string())})
    (counts,) = Kernel(own=own).batch(batch).columns
    return _evidence(counts, own)


def _plain(evidence: ColumnEvidence, own: tuple[Identifier, ...]) -> tuple[ColumnEvidence, str]:
    """Return a column as what its values say, and the name of the code in which they are, if they are in one."""
    found = decoded(evidence.sample)
    if found is None:
        return evidence, ""
    code, values = found
    seen = _of_values(evidence.name, values, own)
    rows = evidence.filled / max(seen.filled, 1)
    spots = {id_: _times(spot, rows) for id_, spot in seen.spots.items()}
    return replace(evidence, sample=seen.sample, spots=spots, repeats=seen.repeats), code


def _times(spot: Spot, rows: float) -> Spot:
    inside, whole, valid, inside_valid = (
        round(count * rows) for count in (spot.inside, spot.whole, spot.valid, spot.inside_valid)
    )
    return Spot(inside, whole, valid, inside_valid, spot.checked)


def _said(found: Sequence[Detection], code: str, seen: ColumnEvidence) -> tuple[Detection, ...]:
    """Say with each detection in which code the values are."""
    pieces = (Piece(f"encoded:{code}", 0.0, seen.filled, seen.filled),) if code else ()
    return tuple(replace(detection, evidence=detection.evidence + pieces) for detection in found)


def _evidence(column: ColumnCounts, own: tuple[Identifier, ...]) -> ColumnEvidence:
    values = _values(column)
    return ColumnEvidence(
        name=column.name,
        sample=tuple(value.strip() for value in values),
        rows=column.rows,
        filled=column.filled,
        distinct=column.distinct.count if column.distinct else 0,
        spots=_spots(column, values, _forms(own)),
        repeats=tuple(values.values()),
    )


def _values(column: ColumnCounts) -> dict[str, int]:
    return {} if column.distinct is None else dict(zip(column.distinct.values, column.distinct.rows, strict=True))


def _spots(column: ColumnCounts, values: Mapping[str, int], compiled: Mapping[str, Form]) -> dict[str, Spot]:
    return {id_: _spot(compiled[id_], hits, values) for id_, hits in column.hits.items() if id_ in compiled}


def _spot(form: Form, hits: Hits, values: Mapping[str, int]) -> Spot:
    if hits.checked:
        return Spot(hits.candidates, hits.whole, hits.whole_valid, hits.valid)
    if form.identifier.validator is None:
        return Spot(hits.candidates, hits.whole, hits.whole, hits.candidates)
    whole, inside = _shares(form, values)
    return Spot(hits.candidates, hits.whole, round(hits.whole * whole), round(hits.candidates * inside))


def _shares(form: Form, values: Mapping[str, int]) -> tuple[float, float]:
    """Return which share of the whole matches, and of all cells with a match, is valid: over values in random order."""
    right = VALIDATORS[form.identifier.validator or ""]
    seen = [0, 0, 0, 0]
    asked = 0
    for value, rows in values.items():
        whole = form.full.fullmatch(value)
        matches = [whole.group(1)] if whole else []
        if not form.identifier.whole_cell:
            matches += [match.group() for match in form.search.finditer(value)]
        if not matches:
            continue
        counts = (bool(whole), bool(whole and right(matches[0])), True, any(map(right, matches)))
        seen = [before + rows * one for before, one in zip(seen, counts, strict=True)]
        asked += 1
        if asked >= _ASKED:
            break
    return seen[1] / max(seen[0], 1), seen[3] / max(seen[2], 1)


@lru_cache(maxsize=4)
def _forms(own: tuple[Identifier, ...]) -> dict[str, Form]:
    return {form.identifier.id: form for form in forms(own).all}


def _column(
    table: str,
    column: ColumnCounts,
    total: int,
    found: Sequence[Detection],
    evidence: ColumnEvidence,
    latest_year: int,
    own: tuple[Identifier, ...],
) -> Column:
    seen, spots = tally(_values(column), latest_year=latest_year), evidence.spots
    hidden = _hidden(column)
    named = named_rows(evidence) if seen.with_letters and not found else 0
    dated = lexicon.shipped().dates_records(column.name) and seen.dates >= 0.5 * max(seen.filled, 1)
    masks = sorted(seen.forms.items(), key=lambda form: (-form[1], form[0]))[:MOST_FORMS]
    return Column(
        table=table,
        name=safe_name(column.name),
        examined=column.rows - column.cut - column.unread,
        expected=total,
        empty=column.blank,
        cut=column.cut,
        unread=column.unread,
        opaque=_is_opaque(seen, hidden, found)
        or (not found and (named > 0 or _is_valid_somewhere(spots, _forms(own)))),
        detections=tuple(found),
        forms=tuple(Mask(look, rows) for look, rows in masks),
        oldest=min(filter(None, (seen.oldest, hidden.oldest_month)), default=None) if dated else None,
        traces=0 if found else max((named, *(spots[id_].inside for id_ in spots if _tells(id_, column.name, own)))),
    )


def _tells(id_: str, heading: str, own: tuple[Identifier, ...]) -> bool:
    """Tell whether the form of an identifier says anything, as any short code or number has that of some.

    It does where its digits are checked, where it stands out among codes, and where the heading names it.
    """
    identifier = _forms(own)[id_].identifier
    if identifier.validator or not identifier.whole_cell or identifier.weight > _ANY_CODE or identifier in own:
        return True
    said = f" {' '.join(lexicon.shipped().words(heading))} "
    folded = map(lexicon.fold, identifier.context)
    return any((f" {word} " if word.isascii() else word) in said for word in folded)


def _is_valid_somewhere(spots: Mapping[str, Spot], compiled: Mapping[str, Form]) -> bool:
    """Tell whether a cell is an identifier with right check digits: too little to call it found, too much to pass."""
    return any(spot.inside_valid and compiled[id_].identifier.validator is not None for id_, spot in spots.items())


def _hidden(column: ColumnCounts) -> Traits:
    """Return what is true of some cell of a column of which not all values are kept; elsewhere those say it all."""
    return column.traits if column.distinct is not None and column.distinct.full else Traits()


def _is_opaque(seen: Tally, hidden: Traits, found: Sequence[Detection]) -> bool:
    """Tell whether a column may hold what nothing here recognises: sentences, varied texts, long numbers."""
    if any(detection.confidence >= SURE and not _inside(detection) for detection in found):
        return False
    varied = seen.distinct * _REPEATED > seen.filled
    lettered = seen.with_letters > seen.dates or hidden.lettered
    return seen.sentences > 0 or seen.noted > 0 or seen.long_digits > 0 or hidden.wordy or (varied and lettered)


def _inside(detection: Detection) -> bool:
    return any(piece.what.startswith("inside:") for piece in detection.evidence)
