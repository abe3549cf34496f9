"""CSV and its kin: any delimiter, with or without a header, ragged or not."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyarrow as pa
from pyarrow import csv as arrow_csv

from govkit_personal_data.lexicon import Lexicon
from govkit_personal_data.sources.batching import batched
from govkit_personal_data.sources.header import is_header
from govkit_personal_data.sources.partition import Opened, Partition
from govkit_personal_data.sources.survey import Survey
from govkit_personal_data.sources.table import LONGEST_LINE, Cell, Rows, Unreadable, clip
from govkit_personal_data.sources.text import encoding_of, lines

_DELIMITERS = ",;\t|"
_HEAD = 50
_AS_IT_IS = ("utf-8", "utf-8-sig")
"""Encodings that Arrow reads."""
_BLOCK = 1 << 19
"""Bytes that Arrow reads at a time. It reads up to 32 of them ahead of whoever is slower than the disk."""
_BATCH = 2 << 20
"""About how much of a table is handed on at once."""


@contextmanager
def long_cells() -> Iterator[None]:
    """Let the csv module read cells of up to `LONGEST_LINE` characters, which it knows only as a global setting."""
    before = csv.field_size_limit(LONGEST_LINE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def open_delimited(
    path: Path,
    name: str,
    seen: Survey,
    *,
    key: str,
    encoding: str | None,
    delimiter: str | None,
    lexicon: Lexicon,
    declared: Collection[str],
) -> Opened:
    """Open a delimited text file as one table; `declared` are the field names that the inventory gives it."""
    decoding = encoding_of(seen, encoding)
    with long_cells():
        beginning = list(islice(lines(path, decoding), _HEAD))
        separator = delimiter or _sniff(beginning)
        if len(separator) != 1:
            raise Unreadable("not_supported")
        head = list(islice(_records(lines(path, decoding), separator), _HEAD))
    first = beginning[0] if beginning else ""
    columns, named = named_columns(head, max(map(len, head), default=0), lexicon, declared)
    regular = decoding in _AS_IT_IS and bool(columns) and bool(first.strip())
    partition = Partition(
        "delimited",
        str(path),
        name,
        key,
        encoding=decoding,
        delimiter=separator,
        columns=columns,
        skip=named,
        regular=regular,
    )
    return Opened(name, (partition,), columnar=regular)


def named_columns(
    head: list[list[str]], width: int, lexicon: Lexicon, declared: Collection[str]
) -> tuple[tuple[str, ...], int]:
    """Return the names of so many columns, and how many rows of `head` they take: one, or none."""
    named = bool(head) and is_header(head[0], head[1:], lexicon, declared)
    columns = [cell.strip() for cell in head[0]] if named else []
    columns += [""] * (width - len(columns))
    _number(columns)
    return tuple(columns), int(named)


def batches(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read the records, by Arrow while they are regular; from the first that is not, by Python's patient reader."""
    done = 0
    if partition.regular:
        try:
            for batch in _by_arrow(partition):
                yield batch
                done += batch.num_rows
        except pa.ArrowInvalid:
            pass
        else:
            return
    with long_cells():
        rows = islice(
            _records(lines(Path(partition.location), partition.encoding), partition.delimiter), partition.skip, None
        )
        columns = list(partition.columns)
        yield from batched(Rows(partition.table, columns, _widening(islice(rows, done, None), columns), _cells))


def _by_arrow(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read with Arrow, which raises `ArrowInvalid` for a ragged row or a byte that is no UTF-8.

    Every column is text: a number keeps its zeros.
    """
    names = list(partition.columns)
    try:
        reader = arrow_csv.open_csv(
            partition.location,
            arrow_csv.ReadOptions(
                use_threads=False, block_size=_BLOCK, column_names=names, skip_rows_after_names=partition.skip
            ),
            arrow_csv.ParseOptions(delimiter=partition.delimiter, newlines_in_values=True),
            arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except OSError:
        raise Unreadable("denied") from None
    with reader:
        yield from _together(reader)


def _together(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield small batches as fewer large ones."""
    held: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        held.append(batch)
        size += batch.nbytes
        if size >= _BATCH:
            yield from pa.Table.from_batches(held).combine_chunks().to_batches()
            held, size = [], 0
    if held:
        yield from pa.Table.from_batches(held).combine_chunks().to_batches()


def _sniff(head: list[str]) -> str:
    """Return the delimiter that cuts most lines into the same number of cells."""

    def regularity(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in _records(iter(head), delimiter)]
        usual = max(set(widths), key=widths.count, default=0)
        return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)

    return max(_DELIMITERS, key=regularity)


def _records(text: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from filter(None, csv.reader(text, delimiter=delimiter))
    except csv.Error:
        raise Unreadable("malformed") from None


def _number(columns: list[str]) -> None:
    """Give columns without a name, or with one that is taken, their position as a name, in place."""
    taken: set[str] = set()
    for index, name in enumerate(columns):
        unique = name if name and name not in taken else f"c{index}"
        while unique in taken:
            unique += "_"
        columns[index] = unique
        taken.add(unique)


def _widening(rows: Iterator[list[str]], columns: list[str]) -> Iterator[list[str]]:
    """Pass the rows on, adding a column where a row is longer than all before."""
    for row in rows:
        if len(row) > len(columns):
            columns += [""] * (len(row) - len(columns))
            _number(columns)
        yield row


def _cells(row: list[str]) -> list[Cell]:
    return [clip(cell) if cell else None for cell in row]
