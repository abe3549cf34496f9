"""Sheets of a text file: CSV and TSV, in the encodings that spreadsheet programs of the region have written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.workbook import limits
from govkit_importers.workbook.building import Budget, Building
from govkit_importers.workbook.package import Stop
from govkit_importers.workbook.sheet import Cell, Sheet

DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')
_HIGH = re.compile(rb"[\x80-\xff]+")
_FIRST = 4_000_000
"""Bytes that are read where only the first rows are asked for."""
_SHARE_OF_RUNS = 0.6
"""Thai words are runs of high bytes; in Western words such a byte stands alone among plain letters."""


def sheets(path: Path, most_rows: int | None) -> tuple[list[Sheet], str, list[str]]:
    """Return the one sheet of a file, its encoding, and what a person should know."""
    size = path.stat().st_size
    if size > limits.PLAIN and most_rows is None:
        hint = worded("at most {number} MB are read; split it", number=limits.PLAIN // 1_000_000)
        raise InputError(worded("the file has {number} MB", number=size // 1_000_000), hint=hint, path=str(path))
    with path.open("rb") as file:
        data = file.read(limits.PLAIN if most_rows is None else _FIRST)
    text, encoding, warnings = decoded(data, path)
    building = Building(path.stem, Budget(str(path)), most_rows)
    try:
        for number, row in enumerate(_rows(text), 1):
            for column, cell in enumerate(row, 1):
                if cell != "":
                    building.put(number, column, Cell(cell))
    except Stop:
        pass
    except csv.Error as fault:
        raise InputError(
            worded("the file is no CSV: {fault}", fault=fault), hint=worded("export it again"), path=str(path)
        ) from None
    return [building.sheet()], encoding, warnings


def decoded(data: bytes, path: Path) -> tuple[str, str, list[str]]:
    """Return the text of a file, its encoding, and what was repaired; raise `InputError` where it is no text.

    Lines of two encodings in one file are each read in theirs.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), "utf-16", ["read as utf-16"]
    if b"\x00" in data:
        hint = worded("export it as CSV in UTF-8")
        raise InputError(worded("the file holds zero bytes, so it is no text"), hint=hint, path=str(path))
    try:
        return data.decode("utf-8-sig"), "utf-8", []
    except UnicodeDecodeError as fault:
        if fault.start > len(data) - 4:  # cut in the middle of a character
            return data[: fault.start].decode("utf-8-sig"), "utf-8", []
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    whole = [_strictly(line) for line in lines]
    other = _elder(b"".join(line for line, text in zip(lines, whole, strict=True) if text is None))
    if all(text is None or text.isascii() for text in whole):
        return data.decode(other, "replace"), other, [f"read as {other}"]
    read = (line.decode(other, "replace") if text is None else text for line, text in zip(lines, whole, strict=True))
    return "".join(read), other, [f"lines in UTF-8 and in {other} stand side by side, and each was read as it is"]


def delimiter_of(text: str) -> str:
    """Return the delimiter by which most lines have the same number of cells, more than one."""
    lines = [line for line in _QUOTED.sub("", text[:200_000]).splitlines()[:50] if line.strip()]

    def steady(delimiter: str) -> tuple[int, int]:
        counts = [count for line in lines if (count := line.count(delimiter))]
        return max(((counts.count(count), count) for count in set(counts)), default=(0, 0))

    return max(DELIMITERS, key=steady)


def _strictly(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _elder(data: bytes) -> str:
    """Tell the code page of Thai from the Western one."""
    runs = [len(match[0]) for match in _HIGH.finditer(data[:1_000_000])]
    thai = sum(length for length in runs if length > 1) >= _SHARE_OF_RUNS * sum(runs)
    order = ("cp874", "cp1252") if thai else ("cp1252", "cp874")
    for encoding in order:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return order[0]


def _rows(text: str) -> Iterator[list[str]]:
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        yield []
        yield from csv.reader(io.StringIO(rest, newline=""), delimiter=first.strip()[-1])
        return
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
