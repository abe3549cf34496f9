"""The packed files in which XLSX and ODS keep their XML, opened so that a hostile one costs little."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from govkit.model.disk import refusal
from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.workbook import limits

_CHUNK = 65_536
_MACROS = ("vbaproject.bin", "basic/", "scripts/", "macrosheets/", "vbadata.xml")
_AGAIN = "save it again as .xlsx without macros and passwords"
SAVED_AGAIN = worded("open it in a spreadsheet program, save it as .xlsx, and give that file")
PROTECTED = worded("the workbook is protected by a password")


class Stop(Exception):
    """Raised by a handler that has read enough of a part."""


Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]


class Package:
    """The parts of one packed workbook."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        """Refuse an archive that would unpack to far more than a person writes, or that holds macros."""
        self._archive, self._path = archive, path
        parts = archive.infolist()
        if any(part.filename.lower().startswith(_MACROS[1:3]) for part in parts) or any(
            mark in part.filename.lower() for part in parts for mark in (_MACROS[0], *_MACROS[3:])
        ):
            raise self.refused("the workbook holds macros", "save it as .xlsx")
        size = sum(part.file_size for part in parts)
        if size > limits.UNPACKED:
            raise self.refused(
                f"the workbook unpacks to {size // 1_000_000} MB", "split it, or export the sheets as CSV"
            )
        self.names = frozenset(part.filename for part in parts)
        if len({name.casefold() for name in self.names}) < len(parts):  # each program would read another one of them
            raise self.refused(worded("the workbook holds two parts of one name"), SAVED_AGAIN)

    def refused(self, what: str, hint: str = _AGAIN) -> InputError:
        """Return an error about this file."""
        return InputError(what, hint=hint, path=str(self._path))

    def walk(self, name: str, start: Start, end: End, text: Callable[[str], None], *, head: bool = False) -> None:
        """Walk through the XML of a part; names come without the prefix of their namespace.

        `head`: only the first of it is wanted, and a part of many elements is left after those. Raise `InputError` for
        what is no XML, declares a document type, or holds too many elements or too long a text.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        seen = length = 0
        most = limits.HEAD if head else limits.ELEMENTS

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal seen, length
            seen += 1
            length = 0
            if seen > most:
                raise (
                    Stop
                    if head
                    else self.refused("the workbook holds too many cells", "split it, or delete empty rows")
                )
            start(tag.rpartition(":")[2], _local(attributes) if ":" in "".join(attributes) else attributes)

        def told(piece: str) -> None:
            nonlocal length
            length += len(piece)
            if length > limits.TEXT:
                raise self.refused(f"a text in the workbook has more than {limits.TEXT:,} characters", "shorten it")
            text(piece)

        def doctype(*_: object) -> None:
            raise self.refused("the workbook declares a document type, which no spreadsheet program does")

        parser.StartElementHandler = opened
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        parser.CharacterDataHandler = told
        parser.StartDoctypeDeclHandler = doctype
        try:
            for chunk in self._chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except Stop:
            return
        except expat.ExpatError as fault:
            raise self.refused(f"the workbook is broken at {name}, line {fault.lineno}") from None

    def start_of(self, name: str, size: int = 200) -> bytes:
        """Return the first bytes of a part; nothing where there is no such part."""
        if name not in self.names:
            return b""
        with self._archive.open(name) as part:
            return part.read(size)

    def _chunks(self, name: str) -> Iterator[bytes]:
        if name not in self.names:
            raise self.refused(f"the workbook has no {name}")
        if self._archive.getinfo(name).file_size > limits.PART:
            raise self.refused("a sheet of the workbook is too large", "split it, or export it as CSV")
        with self._archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                yield chunk


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open a packed workbook; what its archive is broken by is told as one `InputError`."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Package(archive, path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        what = PROTECTED if "password" in str(fault) else worded("the workbook can't be read")
        raise InputError(what, hint=_AGAIN, path=str(path)) from None
    except OSError as fault:
        raise InputError(refusal(fault), hint=worded("check it"), path=str(path)) from None
    except Exception as fault:
        if type(fault).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise InputError(worded("the workbook can't be unpacked"), hint=_AGAIN, path=str(path)) from None
        raise


def _local(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes without the prefixes of their names."""
    return {key.rpartition(":")[2]: value for key, value in attributes.items() if not key.startswith("xmlns")}
