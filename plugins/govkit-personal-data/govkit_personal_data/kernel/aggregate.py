"""What is known of a column and of a table: counts that add up, in any order and in any grouping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import reduce
from typing import Any

from govkit_personal_data.kernel.distinct import Distinct
from govkit_personal_data.kernel.traits import Traits


@dataclass(frozen=True, slots=True)
class Hits:
    """Cells that match one identifier."""

    candidates: int = 0
    """Cells that hold a match; for an identifier that says little, cells that are one."""
    whole: int = 0
    """Cells that are a match from end to end but for blanks."""
    checked: int = 0
    """Candidates whose check digits were looked at: all, or none where the check does not work on arrays."""
    valid: int = 0
    """Checked cells that hold a match that is valid."""
    whole_valid: int = 0
    """Cells that are a valid match from end to end."""

    def __add__(self, other: Hits) -> Hits:
        """Return the counts of both together; of cells that are not the same."""
        return Hits(
            self.candidates + other.candidates,
            self.whole + other.whole,
            self.checked + other.checked,
            self.valid + other.valid,
            self.whole_valid + other.whole_valid,
        )


@dataclass(frozen=True)
class ColumnCounts:
    """What is known of some rows of one column. Holds no value but in `distinct`, which stays in its process."""

    name: str
    native: str = ""
    """Its type in the source: `string`, `int64`, `timestamp[us]`; the first that was seen."""
    rows: int = 0
    """Cells that were looked at."""
    blank: int = 0
    """Cells without a value."""
    cut: int = 0
    """Cells of which only the beginning was looked at."""
    unread: int = 0
    """Cells that could not be decoded or looked at."""
    size: int = 0
    """Bytes of all cells that were looked at."""
    longest: int = 0
    """Bytes of the longest cell."""
    hits: Mapping[str, Hits] = field(default_factory=dict)
    """Id of an identifier → the cells that match it, where there are any."""
    traits: Traits = field(default_factory=Traits)
    """What is true of some cell, whether its value is kept in `distinct` or not."""
    distinct: Distinct | None = field(default=None, repr=False)

    @property
    def filled(self) -> int:
        """Return how many cells hold a text that was looked at."""
        return self.rows - self.blank - self.unread

    def __add__(self, other: ColumnCounts) -> ColumnCounts:
        """Return what is known of the rows of both."""
        both = {*self.hits, *other.hits}
        chosen = [part.distinct for part in (self, other) if part.distinct is not None]
        return ColumnCounts(
            name=self.name,
            native=min(filter(None, (self.native, other.native)), default=""),
            rows=self.rows + other.rows,
            blank=self.blank + other.blank,
            cut=self.cut + other.cut,
            unread=self.unread + other.unread,
            size=self.size + other.size,
            longest=max(self.longest, other.longest),
            hits={id_: self.hits.get(id_, Hits()) + other.hits.get(id_, Hits()) for id_ in sorted(both)},
            traits=self.traits + other.traits,
            distinct=reduce(Distinct.merge, chosen) if chosen else None,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the counts as plain data, without values."""
        apart = ("hits", "traits", "distinct")
        plain = {part.name: getattr(self, part.name) for part in fields(self) if part.name not in apart}
        hits = {id_: list(asdict(hits).values()) for id_, hits in self.hits.items()}
        return {**plain, "hits": hits, "traits": asdict(self.traits)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ColumnCounts:
        """Return the counts that `to_json` gave."""
        hits = {id_: Hits(*counts) for id_, counts in data["hits"].items()}
        return cls(**{**data, "hits": hits, "traits": Traits(**data["traits"])})


@dataclass(frozen=True)
class TableCounts:
    """What is known of some rows of a table."""

    rows: int = 0
    """Rows that were looked at."""
    whole: int = 0
    """Rows of which every cell was read whole."""
    columns: tuple[ColumnCounts, ...] = ()
    """In the order in which they were first seen."""

    def __add__(self, other: TableCounts) -> TableCounts:
        """Return what is known of the rows of both; columns that only one has stay as they are."""
        columns = {column.name: column for column in self.columns}
        for column in other.columns:
            columns[column.name] = columns[column.name] + column if column.name in columns else column
        return TableCounts(self.rows + other.rows, self.whole + other.whole, tuple(columns.values()))

    def with_values_of(self, other: TableCounts) -> TableCounts:
        """Return the counts with the values that were chosen among other rows of the table."""
        chosen = {column.name: column for column in other.columns}
        return replace(self, columns=tuple(_with_values(one, chosen.get(one.name, one)) for one in self.columns))

    @property
    def bare(self) -> TableCounts:
        """Return the counts without the values that were chosen."""
        return replace(self, columns=tuple(replace(column, distinct=None) for column in self.columns))

    def to_json(self) -> dict[str, Any]:
        """Return the counts as plain data, without values."""
        return {"rows": self.rows, "whole": self.whole, "columns": [column.to_json() for column in self.columns]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TableCounts:
        """Return the counts that `to_json` gave."""
        return cls(data["rows"], data["whole"], tuple(map(ColumnCounts.from_json, data["columns"])))


def _with_values(column: ColumnCounts, chosen: ColumnCounts) -> ColumnCounts:
    return replace(column, distinct=chosen.distinct, traits=column.traits + chosen.traits)


def merged(parts: Iterable[TableCounts]) -> TableCounts:
    """Return what all parts know together."""
    return reduce(TableCounts.__add__, parts, TableCounts())
