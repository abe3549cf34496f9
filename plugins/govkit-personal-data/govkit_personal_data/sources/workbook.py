"""XLSX workbooks: a table for each sheet; one that would unpack into something huge is refused before it is opened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit_personal_data.sources.partition import Opened, Partition
from govkit_personal_data.sources.table import Cell, Rows, Unreadable, clip

if TYPE_CHECKING:
    from collections.abc import Collection

    import pyarrow as pa

    from govkit_personal_data.lexicon import Lexicon

_LARGEST = 1 << 30
"""Bytes that a workbook may unpack into; a sheet has to be held in memory."""
_DENSEST = 200
"""How many times larger it may become; real ones stay below thirty."""
_SMALL = 10 << 20
_HEAD = 50


def open_workbook(
    path: Path, name: str, key: str, sheet: str | None, lexicon: Lexicon, declared: Collection[str]
) -> list[Opened]:
    """Return the sheets of a workbook that hold something. Raises `Unreadable`."""
    from govkit_personal_data.sources.delimited import named_columns

    _refuse_bombs(path)
    book = _workbook(path)
    names = [title for title in book.sheet_names if sheet in (None, title)]
    if not names:
        raise Unreadable("missing")
    opened = []
    for number, title in enumerate(names):
        rows = _rows(book, title)
        if not rows:
            continue
        columns, named = named_columns(rows[:_HEAD], max(map(len, rows)), lexicon, declared)
        table = title if len(names) > 1 else name
        opened.append(
            Opened(
                table,
                (
                    Partition(
                        "xlsx",
                        str(path),
                        title,
                        f"{key}\0{title}",
                        len(rows) - named,
                        number,
                        columns=columns,
                        skip=named,
                    ),
                ),
            )
        )
    return opened


def batches(partition: Partition) -> Iterator[pa.RecordBatch]:
    """Read one sheet."""
    from govkit_personal_data.sources.batching import batched

    rows = _rows(_workbook(Path(partition.location)), partition.table)[partition.skip :]
    return batched(Rows(partition.table, list(partition.columns), iter(rows), _cells))


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            packed = max(1, sum(entry.compress_size for entry in archive.infolist()))
    except (zipfile.BadZipFile, OSError, ValueError):
        raise Unreadable("malformed") from None
    if unpacked > _LARGEST or (unpacked > _SMALL and unpacked > packed * _DENSEST):
        raise Unreadable("malformed")


def _workbook(path: Path) -> Any:
    try:
        import python_calamine
    except ImportError:
        raise Unreadable("not_supported", "xlsx") from None
    try:
        return python_calamine.load_workbook(str(path))
    except (_calamine_error(), OSError, ValueError):
        raise Unreadable("malformed") from None


def _rows(book: Any, title: str) -> list[list[str]]:
    try:
        return [list(map(_text, row)) for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)]
    except (_calamine_error(), OSError, ValueError):
        raise Unreadable("malformed") from None


def _calamine_error() -> type[Exception]:
    from python_calamine import CalamineError

    error: type[Exception] = CalamineError
    return error


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def _cells(row: list[str]) -> list[Cell]:
    return [clip(cell) if cell else None for cell in row]
