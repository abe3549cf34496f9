"""What the probe brings home: the columns of a dataset and what their values look like, without a single value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkit_personal_data.categories import Identifies, Level

SURE = 0.8
"""Confidence from which a detection counts as seen; below it a person has to look."""

DOCUMENTS = frozenset({"text", "pdf", "docx"})
"""Formats of files that are sentences and have no columns of their own: what is seen of them is one column, `text`."""

State = Literal[
    "read",
    "empty",
    "missing",
    "denied",
    "not_regular",
    "not_text",
    "malformed",
    "locked",
    "changed",
    "not_supported",
]
"""What became of a data source or of one file in it. Only `read` and `empty` were looked at to their end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence, in log-odds: the weights of a detection add up to its confidence."""

    what: str
    """What speaks: `header`, `presidio:EMAIL_ADDRESS`, `values:begins`, `table`."""
    weight: float
    seen: int = 0
    """How many values it was seen in, of `of` values that it could be seen in."""
    of: int = 0


@dataclass(frozen=True, slots=True)
class Detection:
    """One kind of personal data in one column."""

    category: str
    identifies: Identifies
    sensitivity: Level
    confidence: float
    """Between 0.45 and 1, calibrated."""
    matched: int
    """In how many of the examined rows."""
    share: tuple[float, float]
    """The 95 % Wilson interval of that share."""
    evidence: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """How some values look: digits as `#`, Latin letters as `x`, Thai ones as `ก`, others as `w`."""

    mask: str
    rows: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one path of nested data."""

    table: str
    name: str
    """As in the data, or masked where it looks like a value itself."""
    examined: int
    """Rows whose cell was read whole."""
    expected: int
    """Rows that there are."""
    empty: int = 0
    cut: int = 0
    """Cells of which only the beginning was looked at."""
    unread: int = 0
    """Cells that could not be decoded or looked at."""
    opaque: bool = False
    """Whether it holds varied texts or long numbers of which nothing says what they are: they may be anybody's."""
    detections: tuple[Detection, ...] = ()
    """Best first; none where nothing was recognised."""
    forms: tuple[Form, ...] = ()
    oldest: tuple[int, int] | None = None
    """Year and month of the oldest record, where the column says when records came into being."""
    traces: int = 0
    """At least so many cells have the form of an identifier or of a name of which nothing was made: they may be one."""

    @property
    def place(self) -> str:
        """Return `table/column`."""
        return f"{self.table}/{self.name}"

    @property
    def unclear(self) -> bool:
        """Tell whether it may hold personal data that nothing recognised, so that a person has to look."""
        return self.opaque or self.traces > 0

    @property
    def sure(self) -> tuple[Detection, ...]:
        """Return the detections that count as seen."""
        return tuple(detection for detection in self.detections if detection.confidence >= SURE)


@dataclass(frozen=True, slots=True)
class Table:
    """One table, file or record type."""

    name: str
    rows: int
    examined: int
    """Rows of which every cell was read whole."""
    columns: int
    structure_known: bool
    """Whether all columns are known, although perhaps not all rows were read."""
    beside: bool = False
    """Whether it is no table of its own, but what stands beside the cells of a workbook: comments, headers, links."""


@dataclass(frozen=True, slots=True)
class Groups:
    """How well rows hide among others with the same quasi-identifiers."""

    table: str
    columns: int
    """How many declared quasi-identifiers make a group: all that were declared."""
    rows: int
    """Rows that were grouped."""
    expected: int
    """Rows that the table has."""
    smallest: int
    """The rows of the smallest group: k; what k is at most, unless `complete`."""
    alone: float
    """The share of the rows that are alone in their group."""
    below_five: float
    """The share of the rows in groups of fewer than five."""
    complete: bool
    """Whether all groups were counted, and all rows."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of one entry of `dataset.data`."""

    entry: int
    """Index in `dataset.data`."""
    state: State
    format: str = ""
    encoding: str = ""
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """All that was seen of a dataset."""

    mode: Literal["full", "sample", "early"] = "sample"
    """`full` only where every cell was looked at; only then may it be said that nothing matched."""
    engine: str = ""
    """What looked: "govkit-personal-data 0.1.0: 166 identifiers, no language model"."""
    sources: tuple[Source, ...] = ()
    columns: tuple[Column, ...] = ()
    groups: tuple[Groups, ...] = ()
    """For each table that has all declared quasi-identifiers."""

    @property
    def unseen(self) -> tuple[Source, ...]:
        """Return the sources that could not be looked at."""
        return tuple(source for source in self.sources if source.state not in ("read", "empty"))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables of all sources."""
        return tuple(table for source in self.sources for table in source.tables)


def rejection_key(column: Column, detection: Detection) -> str:
    """Return what `rejections.yaml` names to reject a detection in a dataset: `customers/mail:email`."""
    return f"{column.place}:{detection.category}"
