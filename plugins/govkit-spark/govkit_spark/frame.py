"""Counts the columns of a DataFrame where its partitions are; Spark's own `groupBy().agg()` merges what they give.

Only the DataFrame API is used, so that it works through Spark Connect; no pandas, no network on the workers, no
broadcast and no RDD. What travels are counts, and the bounded choice of distinct values that the judgement needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from govkit_personal_data.columns import columns_of
from govkit_personal_data.kernel.aggregate import ColumnCounts, Hits, TableCounts
from govkit_personal_data.kernel.distinct import Distinct, room
from govkit_personal_data.kernel.kernel import Kernel
from govkit_personal_data.kernel.traits import Traits
from govkit_personal_data.observed import Column

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SUMS = ("rows", "blank", "cut", "unread", "size", "candidates", "whole", "checked", "valid", "whole_valid")
_MOST, _LEAST = ("longest", "lettered", "wordy"), ("end", "oldest")
"""Of these the greatest counts, and of those the least."""
_SCHEMA = pa.schema(
    [("name", pa.string()), ("kind", pa.string()), ("item", pa.string()), ("hash", pa.string())]
    + [(sum_, pa.int64()) for sum_ in _SUMS]
    + [(most, pa.int64()) for most in _MOST]
    + [(least, pa.string()) for least in _LEAST]
)
_DDL = ", ".join(f"`{field.name}` {'string' if field.type == pa.string() else 'long'}" for field in _SCHEMA)
_COLUMN, _IDENTIFIER, _VALUE = "column", "identifier", "value"
_WHOLE_TABLE = ""
"""Stands for the table itself among the names of its columns."""


def scan_frame(frame: DataFrame, table: str, *, latest_year: int, seed: int = 0) -> list[Column]:
    """Look at every cell of a DataFrame and say what its columns hold."""
    counts = count_frame(frame, seed=seed)
    return columns_of(table, counts, counts.rows, latest_year=latest_year)


def count_frame(frame: DataFrame, *, seed: int = 0) -> TableCounts:
    """Return what is known of all rows of a DataFrame: the same as the kernel gives for them in one place.

    Nested columns are looked at by path. The workers need `govkit-personal-data` (see the README).
    """
    from pyspark.sql import functions as f

    kernel = Kernel(seed, len(frame.columns))

    def look(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from govkit_spark.worker import counted

        return counted(kernel, batches)

    parts = frame.mapInArrow(look, _DDL)
    merged = parts.groupBy("name", "kind", "item", "hash").agg(
        *(f.sum(name).alias(name) for name in _SUMS),
        *(f.max(name).alias(name) for name in _MOST),
        *(f.min(name).alias(name) for name in _LEAST),
    )
    return _together(row.asDict() for row in merged.collect())


def lines_of(counts: TableCounts) -> pa.RecordBatch:
    """Return the counts of some rows as lines that add up by name, kind, item and hash."""
    lines = [{"name": _WHOLE_TABLE, "kind": _COLUMN, "rows": counts.rows, "whole": counts.whole}]
    for column in counts.columns:
        sums = {name: getattr(column, name) for name in ("rows", "blank", "cut", "unread", "size")}
        chosen = column.distinct
        end = f"{chosen.end:020d}" if chosen is not None and chosen.full else None
        about = {"name": column.name, "kind": _COLUMN, "item": column.native, "longest": column.longest, "end": end}
        lines.append({**about, **sums, **_traits(column.traits)})
        lines += [
            {"name": column.name, "kind": _IDENTIFIER, "item": id_, **asdict(hits)} for id_, hits in column.hits.items()
        ]
        for hash_, value, rows in chosen.kept if chosen else ():
            lines.append({"name": column.name, "kind": _VALUE, "item": value, "hash": f"{hash_:020d}", "rows": rows})
    return pa.RecordBatch.from_pylist([_filled(line) for line in lines], _SCHEMA)


def _traits(traits: Traits) -> dict[str, Any]:
    oldest = None if traits.oldest is None else f"{traits.oldest:020d}"
    return {"lettered": int(traits.lettered), "wordy": int(traits.wordy), "oldest": oldest}


def _filled(line: dict[str, Any]) -> dict[str, Any]:
    return {"item": "", "hash": ""} | dict.fromkeys((*_SUMS, *_MOST), 0) | dict.fromkeys(_LEAST) | line


def _together(lines: Iterable[dict[str, Any]]) -> TableCounts:
    """Return the counts that the merged lines describe."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_name.setdefault(line["name"], []).append(line)
    table = by_name.pop(_WHOLE_TABLE, [{"rows": 0, "whole": 0}])[0]
    columns = tuple(_column(name, of_name, room(len(by_name))) for name, of_name in sorted(by_name.items()))
    return TableCounts(table["rows"], table["whole"], columns)


def _column(name: str, lines: list[dict[str, Any]], most: int) -> ColumnCounts:
    about = [line for line in lines if line["kind"] == _COLUMN]
    ends = [int(line["end"]) for line in about if line["end"] is not None]
    months = [int(line["oldest"]) for line in about if line["oldest"] is not None]
    values = [(int(line["hash"]), line["item"], line["rows"]) for line in lines if line["kind"] == _VALUE]
    chosen = Distinct.restored(most, values, min(ends, default=None))
    return ColumnCounts(
        name=name,
        native=min(line["item"] for line in about),
        **{sum_: sum(line[sum_] for line in about) for sum_ in ("rows", "blank", "cut", "unread", "size")},
        longest=max(line["longest"] for line in about),
        hits={line["item"]: Hits(*(line[sum_] for sum_ in _SUMS[5:])) for line in lines if line["kind"] == _IDENTIFIER},
        traits=Traits(
            lettered=any(line["lettered"] for line in about),
            wordy=any(line["wordy"] for line in about),
            oldest=min(months, default=None),
        ),
        distinct=chosen,
    )
