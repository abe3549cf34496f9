"""A part of a source that is read in one go, described in words that can be sent to another process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_READERS = {
    "delimited": "govkit_personal_data.sources.delimited",
    "jsonl": "govkit_personal_data.sources.jsonlines",
    "json": "govkit_personal_data.sources.document",
    "sqlite": "govkit_personal_data.sources.sqlite",
    "parquet": "govkit_personal_data.sources.parquet",
    "xlsx": "govkit_personal_data.sources.workbook",
    "database": "govkit_personal_data.sources.database",
}
"""Reader → the module whose `batches(partition)` it is; imported where the reading is done."""


@dataclass(frozen=True)
class Partition:
    """What one worker reads: a file, a group of rows of it, a sheet, a table of a database."""

    reader: str
    location: str
    """A path, an address, or the name of the environment variable that holds a connection string."""
    table: str = ""
    """The table as its source calls it."""
    key: str = ""
    """What it is called when rows are chosen by hash: the same on every machine."""
    rows: int | None = None
    """How many rows it has, where the source says so without being read."""
    number: int = 0
    """Which part of its table it is: a row group, a sheet."""
    encoding: str = ""
    delimiter: str = ""
    columns: tuple[str, ...] = ()
    """Names, where they are known before the data are read."""
    skip: int = 0
    """Rows before the first record: 1 where the first row names the columns."""
    regular: bool = False
    """Whether a text file looks as if Arrow's own, faster reader could read it."""
    share: float = 1.0
    """The share of the rows that the source itself may choose, where it can: the rest never comes over the wire."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Read it as record batches of flat columns. Raises `Unreadable`; its end may come after some batches."""
        read: Callable[[Partition], Iterator[pa.RecordBatch]] = import_module(_READERS[self.reader]).batches
        return read(self)


@dataclass(frozen=True)
class Opened:
    """One table of a source, before it is read."""

    name: str
    partitions: tuple[Partition, ...]
    rows: int | None = None
    """How many rows it has, where the source says so."""
    structure_known: bool = True
    """Whether the columns are all known although only a sample of the rows was read."""
    columns: tuple[str, ...] = ()
    """Names, where there are no rows from which they could be told."""
    columnar: bool = False
    """Whether reading all of it costs little beside looking at it, so that all its values can be seen in a sample."""
