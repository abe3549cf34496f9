"""Read the first rows of a file of rows and columns, whatever wrote it: CSV, a workbook, JSON lines or Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govkit.model.errors import InputError, UsageError

ROWS = 200
"""Rows from which names and types are told."""
_MOST_BYTES = 4_000_000
_MOST_COLUMNS = 5_000
_ENCODINGS = ("utf-8-sig", "cp874", "cp1252")
"""Tried in this order: UTF-8 fails on anything else, and what fails in Thai's code page is Western."""
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Grid:
    """The first rows of one table."""

    name: str
    """The sheet, or the file without its ending."""
    rows: list[list[Any]]
    """Cells as they stand, the header's row among them where there is one."""
    names: list[str] | None = None
    """The columns, where the format names them itself."""
    encoding: str = "utf-8"


def decoded(data: bytes, path: Path) -> tuple[str, str]:
    """Return the text of a file and its encoding; raise `InputError` where it is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), "utf-16"
    if b"\x00" in data:
        raise InputError(
            "the file holds zero bytes, so it is no text", hint="export it as CSV in UTF-8", path=str(path)
        )
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as fault:
            if encoding == "utf-8-sig" and fault.start > len(data) - 4:  # cut in the middle of a character
                return data[: fault.start].decode(encoding), encoding
    return data.decode("latin-1"), "latin-1"


def delimited(path: Path) -> Grid:
    """Return the first rows of a CSV or TSV file."""
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    text, encoding = decoded(data, path)
    delimiter = delimiter_of(text)
    try:
        rows = []
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            rows.append(row)
            if len(rows) > ROWS:
                break
    except csv.Error as fault:
        raise InputError(f"the file is no CSV: {fault}", hint="export it again", path=str(path)) from None
    _refuse_wide(max(map(len, rows), default=0), path)
    return Grid(path.stem, rows, encoding=encoding)


def delimiter_of(text: str) -> str:
    """Return the delimiter by which most lines have the same number of cells, more than one."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def steady(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        return (counts.count(common) if common else 0, common)

    return max(_DELIMITERS, key=steady)


def json_lines(path: Path) -> Grid:
    """Return the first objects of a file of JSON lines as rows of the keys that occur."""
    rows: list[dict[str, Any]] = []
    with path.open("rb") as file:
        for number, line in zip(range(1, ROWS + 1), file, strict=False):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except ValueError:
                hint = "each line is one JSON object"
                raise InputError("this is no JSON", hint=hint, path=str(path), line=number, column=1) from None
            if isinstance(found, dict):
                rows.append(found)
    names = list(dict.fromkeys(str(key) for row in rows for key in row))
    _refuse_wide(len(names), path)
    return Grid(path.stem, [[row.get(name) for name in names] for row in rows], names)


def parquet(path: Path) -> Grid:
    """Return the columns of a Parquet file and no row: their types are in its schema."""
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("pyarrow is not installed", hint='pip install "govkit-importers[parquet]"') from None
    try:
        schema = pq.read_schema(path)
    except Exception:
        hint = "it may be cut off; export it again"
        raise InputError("the file is no Parquet that can be read", hint=hint, path=str(path)) from None
    _refuse_wide(len(schema.names), path)
    return Grid(path.stem, [[str(field.type) for field in schema]], list(schema.names))


def workbook(path: Path) -> Iterator[Grid]:
    """Yield the sheets of an XLSX, XLS or ODS file that hold anything; formulas are not run, macros are refused."""
    if path.suffix.lower() in (".xlsm", ".xltm", ".xlam"):
        raise InputError("the workbook may hold macros", hint="save it as .xlsx", path=str(path))
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise UsageError("python-calamine is not installed", hint='pip install "govkit-importers[xlsx]"') from None
    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [(name, book.get_sheet_by_name(name).to_python(nrows=ROWS + 1)) for name in book.sheet_names]
    except Exception:
        raise InputError("the workbook can't be read", hint="save it again as .xlsx", path=str(path)) from None
    for name, rows in sheets:
        if any(cell != "" for row in rows for cell in row):
            _refuse_wide(max(map(len, rows)), path)
            yield Grid(name, rows)


def _refuse_bomb(path: Path) -> None:
    """Refuse a workbook that would unpack to far more than a person writes."""
    import zipfile

    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as parts:
        size = sum(part.file_size for part in parts.infolist())
        if any(part.filename.endswith("vbaProject.bin") for part in parts.infolist()):
            raise InputError("the workbook holds macros", hint="save it as .xlsx", path=str(path))
    if size > 300_000_000:
        hint = "split it, or export the sheets as CSV"
        raise InputError(f"the workbook unpacks to {size // 1_000_000} MB", hint=hint, path=str(path))


def _refuse_wide(columns: int, path: Path) -> None:
    if columns > _MOST_COLUMNS:
        hint = f"at most {_MOST_COLUMNS} are read; check the delimiter"
        raise InputError(f"there are {columns} columns", hint=hint, path=str(path))
