"""The three tracks of headers, and the scores: direct identifiers, right category, calibration error."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal

from benchmarks.personal_data.generator import UNCLEAR, Column, Table
from govkit_personal_data.categories import shipped
from govkit_personal_data.evidence.column import ColumnEvidence
from govkit_personal_data.evidence.spotting import spots
from govkit_personal_data.identifiers import as_read

Track = Literal["real", "masked", "shuffled"]
TRACKS: tuple[Track, ...] = ("real", "masked", "shuffled")


@dataclass(frozen=True)
class Labelled:
    """One table with what its columns hold: categories, nothing (empty), or unclear (`None`)."""

    name: str
    columns: tuple[ColumnEvidence, ...]
    golds: tuple[frozenset[str] | None, ...]
    cells: tuple[tuple[str, ...], ...] = ()
    """The cells of each column, for the peers."""


def column_evidence(header: str, cells: Sequence[str]) -> ColumnEvidence:
    """Return the evidence of a column from all of its cells, as the plugin makes it from its kernel's counts."""
    values = Counter(as_read(text) for cell in cells if (text := cell.strip()))
    chosen = sorted(values, key=lambda value: blake2b(value.encode(), digest_size=8).digest())
    return ColumnEvidence(header, tuple(chosen), len(cells), values.total(), len(values), spots(values))


def headed(table: Table) -> Labelled:
    """Return a generated table with its evidence. A column without a value holds nothing."""
    columns = tuple(column_evidence(column.header, column.cells) for column in table.columns)
    golds = tuple(map(_gold, table.columns, columns))
    return Labelled(table.name, columns, golds, tuple(column.cells for column in table.columns))


def _gold(column: Column, evidence: ColumnEvidence) -> frozenset[str] | None:
    if column.category == UNCLEAR:
        return None
    return frozenset(column.category.split("|") if column.category and evidence.filled else ())


def evidence_of(table: Labelled, track: str, seed: int) -> list[ColumnEvidence]:
    """Return the columns with their headers, with numbers for headers, or with each other's."""
    names = [column.name for column in table.columns]
    if track == "masked":
        names = [f"col_{number}" for number in range(1, len(names) + 1)]
    elif track == "shuffled":
        random.Random(f"{table.name} {seed}").shuffle(names)
    return [replace(column, name=name) for column, name in zip(table.columns, names, strict=True)]


@dataclass(frozen=True)
class Prediction:
    """What a detector says of one column."""

    category: str | None
    confidence: float = 1.0


@dataclass(frozen=True)
class Scores:
    """Precision, recall and F1 of direct identifiers, F1 of the right category, and the calibration error."""

    columns: int
    precision: float
    recall: float
    direct: float
    category: float
    calibration: float


def score(pairs: Iterable[tuple[frozenset[str] | None, Prediction]]) -> Scores:
    """Compare what was said with what is; unclear columns are left out, and indirect ones from all but calibration."""
    direct = {category.id for category in shipped().by_id.values() if category.identifies == "direct"}
    counts: Counter[str] = Counter()
    sure: list[tuple[float, bool]] = []
    for gold, said in pairs:
        if gold is None:
            continue
        counts["columns"] += 1
        if said.category:
            sure.append((said.confidence, said.category in gold))
        flagged = said.category in direct
        if gold & direct:
            counts["hit" if flagged else "missed"] += 1
            counts["right"] += flagged and said.category in gold
            counts["wrong"] += flagged and said.category not in gold
        elif not gold and flagged:
            counts["false"] += 1
    real = counts["hit"] + counts["missed"]
    flagged_all = counts["hit"] + counts["false"]
    precision, recall = counts["hit"] / max(flagged_all, 1), counts["hit"] / max(real, 1)
    exact = counts["right"] / max(flagged_all, 1), counts["right"] / max(real, 1)
    return Scores(counts["columns"], precision, recall, _f1(precision, recall), _f1(*exact), _calibration(sure))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _calibration(sure: list[tuple[float, bool]]) -> float:
    """Return the mean distance between confidence and share of right answers, over ten bins of confidence."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in sure:
        bins.setdefault(min(int(confidence * 10), 9), []).append((confidence, right))
    distances = (abs(sum(c for c, _ in group) - sum(r for _, r in group)) for group in bins.values())
    return sum(distances) / max(len(sure), 1)
