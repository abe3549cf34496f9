"""One pass over a file before it is read: its digest, and in which encoding all of its bytes make sense."""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from govkit_personal_data.sources.table import Unreadable

_BLOCK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_THAI = bytes([*range(0xA1, 0xDB), *range(0xDF, 0xFC)])
"""The bytes that code page 874 gives to Thai letters, vowels, tone marks and digits."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file is, before anything of it is interpreted."""

    sha256: str
    size: int
    encoding: str
    """The encoding to decode by; what it can't decode becomes a gap."""
    holds_nul: bool
    sqlite: bool
    state: tuple[int, int, int]
    """Inode, size and time of change when it was read, by which a later change shows."""


def state_of(path: Path) -> tuple[int, int, int]:
    """Return inode, size and time of the last change of a file. Raises `Unreadable`."""
    try:
        status = path.stat()
    except OSError:
        raise Unreadable("changed") from None
    return status.st_ino, status.st_size, status.st_mtime_ns


def regular(path: Path) -> Path:
    """Return `path` where it is a regular file that may be read; a pipe or a device would make a probe wait forever."""
    try:
        mode = path.stat().st_mode
    except PermissionError:
        raise Unreadable("denied") from None
    except OSError:
        raise Unreadable("missing") from None
    if not stat.S_ISREG(mode):
        raise Unreadable("not_regular")
    return path


def survey(path: Path) -> Survey:
    """Read a regular file once, block by block. Raises `Unreadable`."""
    digest, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    valid, holds_nul, head, size, thai, high = True, False, b"", 0, 0, 0
    state = state_of(regular(path))
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                head = head or block[:64]
                digest.update(block)
                size += len(block)
                holds_nul = holds_nul or b"\0" in block
                valid = valid and _decodes(utf8, block)
                if not block.isascii() and size <= 16 * _BLOCK:
                    found = _HIGH_RUN.findall(block)
                    high += sum(map(len, found))
                    thai += sum(len(run) for run in found if len(run) > 1 and not run.translate(None, _THAI))
    except PermissionError:
        raise Unreadable("denied") from None
    except OSError:
        raise Unreadable("missing") from None
    valid = valid and _decodes(utf8, b"", final=True)
    return Survey(
        sha256=digest.hexdigest(),
        size=size,
        encoding=_encoding(head, valid=valid, thai=high > 0 and thai / high >= 0.8),
        holds_nul=holds_nul,
        sqlite=head.startswith(b"SQLite format 3\0"),
        state=state,
    )


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(head: bytes, *, valid: bool, thai: bool) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if valid:
        return "utf-8"
    return "cp874" if thai else "latin-1"
