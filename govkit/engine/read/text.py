"""Bytes of a regular file to strict UTF-8 text, with places for what is wrong in it."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from govkit.engine.read.limits import MAX_TEXT_BYTES, MEGABYTE
from govkit.model.errors import InputError
from govkit.model.worded import worded

if TYPE_CHECKING:
    from pathlib import Path

SAVE_AS_UTF8: Final = worded("save the file as UTF-8")
_KEY_LENGTH: Final = 40
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_REFUSALS: Final = {
    errno.ENOENT: (worded("there is no such file"), worded("check the path")),
    errno.ENOTDIR: (worded("there is no such file"), worded("check the path: a part of it is a file, not a folder")),
    errno.ELOOP: (worded("the link leads back to itself"), worded("point the link to a file")),
    errno.ENAMETOOLONG: (worded("the path is too long"), worded("shorten it")),
    errno.EACCES: (worded("the file may not be read"), worded("give yourself permission to read it")),
    errno.EPERM: (worded("the file may not be read"), worded("give yourself permission to read it")),
}


class Position(NamedTuple):
    """A place in a file, as editors count: the first character is in line 1, column 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A text together with the name it is reported under and the line of the file that it starts in."""

    path: str
    text: str
    first_line: int = 1

    def position(self, offset: int) -> Position:
        """Return the place of the character at `offset`."""
        line = self.text.count("\n", 0, offset)
        return Position(self.first_line + line, offset - self.text.rfind("\n", 0, offset))

    def error(self, offset: int, what: str, hint: str) -> InputError:
        """Return the error that stands at `offset`."""
        return error_at(self.path, self.position(offset), what, hint)


def error_at(path: str, position: Position, what: str, hint: str) -> InputError:
    """Return an error located at a position."""
    return InputError(what, hint=hint, path=path, line=position.line, column=position.column)


def escaped(text: str) -> str:
    """Return the text with control, invisible and direction-changing characters written as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shown_key(key: str) -> str:
    """Return a mapping's key for a message: quoted, escaped, and cut to forty characters."""
    shown = escaped(key[: _KEY_LENGTH + 1])
    return f"`{shown}`" if len(shown) <= _KEY_LENGTH else f"`{shown[: _KEY_LENGTH - 1]}…`"


def read_bytes(path: Path, shown: str, most: int, too_large: str = worded("split the file")) -> bytes:
    """Return the content of a regular file of at most `most` bytes; `too_large` is the hint where it has more.

    Raises `InputError` for what is missing, unreadable, too large, or no regular file (a pipe would block for ever).
    """
    try:
        _refuse_irregular(path.stat(), shown)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            _refuse_irregular(status, shown)
            data = stream.read() if status.st_size <= most else b""
    except OSError as error:
        unknown = (
            worded("the file can't be read ({value})", value=errno.errorcode.get(error.errno or 0, "unknown")),
            worded("check the path"),
        )
        what, hint = _REFUSALS.get(error.errno or 0, unknown)
        raise InputError(what, hint=hint, path=shown) from error
    except ValueError as error:
        raise InputError(worded("no file can have this name"), hint=worded("check the path"), path=shown) from error
    if max(status.st_size, len(data)) > most:
        raise InputError(
            worded("the file is larger than {number} MB", number=most // MEGABYTE), hint=too_large, path=shown
        )
    return data


def _refuse_irregular(status: os.stat_result, shown: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError(worded("this is a folder, not a file"), hint=worded("name a file inside it"), path=shown)
    if not stat.S_ISREG(status.st_mode):
        raise InputError(
            worded("this is a pipe or a device, not a file"),
            hint=worded("save the content to a file first"),
            path=shown,
        )


def without_mark(data: bytes) -> bytes:
    """Return the bytes without the byte-order mark that some editors put in front of UTF-8."""
    return data[len(codecs.BOM_UTF8) :] if data.startswith(codecs.BOM_UTF8) else data


def decode(data: bytes, shown: str, first_line: int = 1) -> Source:
    """Return the text of UTF-8 bytes; refuse any other encoding, and NUL, with the place of the first wrong byte."""
    if data.startswith(_UTF16_MARKS):
        raise error_at(shown, Position(first_line, 1), worded("the file is UTF-16, not UTF-8"), SAVE_AS_UTF8)
    try:
        source = Source(shown, data.decode("utf-8"), first_line)
    except UnicodeDecodeError as error:
        before = Source(shown, data[: error.start].decode("utf-8"), first_line)
        raise before.error(len(before.text), worded("the text is not UTF-8 from here on"), SAVE_AS_UTF8) from None
    nul = source.text.find("\0")
    if nul >= 0:
        raise source.error(
            nul,
            worded("there is a NUL character in the text"),
            worded("delete it, or {save_as_utf8}", save_as_utf8=SAVE_AS_UTF8),
        )
    return source


def read_text(path: Path, *, shown_as: str | None = None) -> str:
    """Return the text of a UTF-8 file (a card, a plain text), reported under `shown_as`.

    A byte-order mark is stripped. Raises `InputError`, located, for other encodings, for NUL, and for what is no file.
    """
    shown = escaped(str(path) if shown_as is None else shown_as)
    return decode(without_mark(read_bytes(path, shown, MAX_TEXT_BYTES)), shown).text
