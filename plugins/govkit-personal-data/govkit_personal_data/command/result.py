"""What a scan gave, and what may be said of it: mode, extent, and the least that it would have seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govkit.model.worded import listed, worded
from govkit_personal_data.modes import CONFIDENCE, detection_limit
from govkit_personal_data.observed import DOCUMENTS, Column, Detection, Table
from govkit_personal_data.places import Place
from govkit_personal_data.scan import Scanned


@dataclass(frozen=True)
class Result:
    """The places of a scan with what each gave."""

    mode: str
    sources: tuple[tuple[Place, Scanned], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns of all tables."""
        return tuple(column for _, scanned in self.sources for column in scanned.columns)

    @property
    def sentences(self) -> tuple[Column, ...]:
        """Return those that are documents, or texts beside the cells, in which rules do not see every name."""
        return tuple(c for _, scanned in self.sources for c in scanned.columns if _is_prose(scanned, c))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return all tables."""
        return tuple(table for _, scanned in self.sources for table in scanned.source.tables)

    def statement(self) -> str:
        """Return in a sentence how it was looked, and what that allows to say."""
        names = [worded("; rules do not see every name in a document")] if self.sentences else []
        return listed([self._extent(), *names], "")

    def _extent(self) -> str:
        examined, expected = sum(table.examined for table in self.tables), sum(table.rows for table in self.tables)
        extent = worded(
            "{examined} of {expected} rows were looked at whole", examined=f"{examined:,}", expected=f"{expected:,}"
        )
        if not self.columns and not expected:
            return worded("mode {mode}: nothing was looked at", mode=self.mode)
        if self.mode == "early":
            return worded(
                "mode early: {extent}; common kinds are told from rare ones, which may have been missed", extent=extent
            )
        if examined == expected:
            return worded(
                "mode {mode}: {extent}; in a column with `no match` no cell looks like personal data{not_clean}",
                mode=self.mode,
                extent=extent,
                not_clean=_NOT_CLEAN,
            )
        if self.mode == "full":
            return worded(
                "mode full: {extent}; the others hold cells that could not be read, or not whole", extent=extent
            )
        limits = [detection_limit(table.examined) for table in self.tables if table.examined < table.rows]
        return worded(
            "mode sample: {extent}; what {limits} of the rows of a table hold would have been "
            "seen with a confidence of {confidence}; a column without a finding needs review, it "
            "is not clean",
            extent=extent,
            limits=f"{max(limits):.2%}",
            confidence=f"{CONFIDENCE:.0%}",
        )


def _is_prose(scanned: Scanned, column: Column) -> bool:
    beside = {table.name for table in scanned.source.tables if table.beside}
    return scanned.source.format in DOCUMENTS or (column.table in beside and column.opaque)


_NOT_CLEAN = worded("; one with `review` is not clean")


def records(result: Result) -> Iterator[dict[str, Any]]:
    """Yield a plain record for each column, its best finding first."""
    for column in result.columns:
        best = column.detections[0] if column.detections else None
        yield {
            "table": column.table,
            "column": column.name,
            "category": category_name(best.category) if best else None,
            "score": best.confidence if best else 0.0,
            "identifies": best.identifies if best else None,
            "prevalence": list(best.share) if best else None,
            "evidence": _evidence(best) if best else [],
            "others": [
                {"category": category_name(other.category), "score": other.confidence, "prevalence": list(other.share)}
                for other in column.detections[1:]
            ],
            "status": status(result, column),
            "mode": result.mode,
            "examined": column.examined,
            "expected": column.expected,
            "limit": 0.0 if column.examined == column.expected else round(detection_limit(column.examined), 6),
            "empty": column.empty,
            "cut": column.cut,
            "unread": column.unread,
            "traces": column.traces,
            "opaque": column.opaque,
            "forms": [form.mask for form in column.forms],
        }


def status(result: Result, column: Column) -> str:
    """Return `found`, or how sure it is that there is nothing: `no match`, `review`, or `partly examined`.

    These are the same in every language, like the statuses of a finding.
    """
    if column.detections:
        return "found"
    if column.cut or column.unread:
        return "partly examined"
    return "review" if review(result, column) else "no match"


def review(result: Result, column: Column) -> str:
    """Return why a column in which nothing was found can't be called free of personal data, empty if it can."""
    if column in result.sentences:
        return worded("rules do not see every name in a document")
    if column.traces:
        cells = (
            worded("1 cell has") if column.traces == 1 else worded("{traces} cells have", traces=f"{column.traces:,}")
        )
        return worded(
            "{cells} the form of an identifier or of a name, which is too little to call it found", cells=cells
        )
    if column.opaque:
        return worded("holds varied texts or long numbers in which nothing was recognised: they may be anybody's")
    if not column.expected:
        return worded("there are no rows in it")
    if column.examined < column.expected or result.mode == "early":
        return worded("a sample shows what there is, not what there is not")
    return ""


def category_name(category: str) -> str:
    """Return a category as it is written in results: `PERSON_NAME`."""
    return {"other-indirect": "OTHER_QUASI"}.get(category, category.upper().replace("-", "_"))


def _evidence(detection: Detection) -> list[dict[str, Any]]:
    return [
        {"what": piece.what, "weight": piece.weight, "seen": piece.seen, "of": piece.of} for piece in detection.evidence
    ]
