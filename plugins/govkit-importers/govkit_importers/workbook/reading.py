"""Read a workbook by what its bytes are, whatever its name says."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from govkit.model.disk import refusal
from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.workbook import ods, plain, xlsx
from govkit_importers.workbook.package import Package, opened
from govkit_importers.workbook.sheet import Sheet, Workbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WITH_MACROS = frozenset({".xlsm", ".xltm", ".xlam", ".xlsb"})
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def is_workbook(head: bytes, path: Path) -> bool:
    """Tell by the first bytes, and for a text by the name, whether a file may be a workbook."""
    if head.startswith(_ZIP):
        return path.suffix.lower() in {".xlsx", ".ods", *_WITH_MACROS} or b"xl/" in head or _ODS in head
    return head.startswith(_OLE) or path.suffix.lower() in (".csv", ".tsv")


def read(path: Path, rows: int | None = None, encoding: str = "") -> Workbook:
    """Read all sheets of a file, or the first `rows` rows of each that hold anything.

    `encoding` is that of a text; by default it is told from its bytes.
    Raise `InputError` with one line for a file that is broken, too large, protected, or holds macros.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as fault:
        raise InputError(refusal(fault), hint=worded("check the path"), path=str(path)) from fault
    if path.suffix.lower() in _WITH_MACROS:
        raise InputError(worded("the workbook may hold macros"), hint=worded("save it as .xlsx"), path=str(path))
    if head.startswith(_OLE):
        what = worded("the workbook is of the old kind (.xls), or protected by a password")
        raise InputError(what, hint=worded("save it as .xlsx without a password"), path=str(path))
    if head.startswith(_ZIP):
        return _packed(path, rows)
    sheets, text = plain.sheets(path, rows, encoding)
    format_: Literal["csv", "tsv"] = "tsv" if path.suffix.lower() == ".tsv" else "csv"
    return Workbook(str(path), format_, tuple(sheets), text.encoding, text.notes, tuple(text.flaws))


def _packed(path: Path, rows: int | None) -> Workbook:
    with opened(path) as package:
        if package.start_of("mimetype").strip().startswith(_ODS) or (
            "content.xml" in package.names and "[Content_Types].xml" not in package.names
        ):
            return Workbook(str(path), "ods", _told_apart(ods.sheets(package, str(path), rows), package))
        if "[Content_Types].xml" in package.names:
            return Workbook(str(path), "xlsx", _told_apart(xlsx.sheets(package, str(path), rows), package))
        raise package.refused("the file is packed, but it can't be read as a workbook", "save it as .xlsx")


def _told_apart(sheets: list[Sheet], package: Package) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook; raise `InputError` where two have one name, so that no place tells which."""
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.name.casefold() in seen:
            what = worded("two sheets are called `{name}`", name=sheet.name)
            raise package.refused(what, worded("give each sheet a name of its own"))
        seen.add(sheet.name.casefold())
    return tuple(sheets)
