"""The container: a stored ZIP that can be written in one way only, and is read in that way only.

Members stand in the order of their names, uncompressed, with one fixed date and no attributes, extra fields or
comments, and nothing stands between or around them. A reader that finds anything else refuses the file, so that no
two programs can see different contents in it.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, NoReturn

from govkit.model.disk import refusal
from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_submission.seal.names import ENVELOPE, STAMPS, fault_of
from govkit_submission.seal.refusal import Refused

MEGABYTE: Final = 1024 * 1024
MOST_MEMBERS: Final = 10_000
LARGEST: Final = 2048 * MEGABYTE
"""Bytes of a whole submission: less than what needs the 64-bit form of ZIP, whose fields say everything twice."""
LARGEST_DOCUMENT: Final = 512 * MEGABYTE
"""Bytes of one document or one evidence file."""
LARGEST_SEAL: Final = 16 * MEGABYTE
"""Bytes of the envelope or of the time-stamps."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _DAY = 20, 0x21
"""ZIP 2.0, and 1 January 1980, the first day that ZIP knows."""
_PIECE = MEGABYTE


@dataclass(frozen=True, slots=True)
class Slot:
    """A member: where its bytes stand in the file, how many they are, and their digest."""

    name: str
    start: int
    size: int
    sha256: str


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return the container of members by name."""
    parts: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for name in sorted(members):
        data = members[name]
        head = _local(name, zlib.crc32(data), len(data))
        central.append(_entry(name, zlib.crc32(data), len(data), at))
        parts += [head, data]
        at += len(head) + len(data)
    return b"".join([*parts, *central, _end(len(central), sum(map(len, central)), at)])


def scan(path: Path) -> tuple[Slot, ...]:
    """Return the members in their order, hashed; raise `Refused` for a file that `pack` would not have written.

    Names, sizes and structure are looked at before a single member is read. Raises `InputError` for a file that
    can't be read at all.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size > LARGEST:
                raise Refused("too-large", worded("the file is larger than {number} MB", number=LARGEST // MEGABYTE))
            listed = _directory(file, size)
            return tuple(_member(file, *entry) for entry in listed)
    except OSError as fault:
        what = worded("can't be read: {value}", value=refusal(fault))
        raise InputError(what, hint=worded("name a file made by `govkit submit`"), path=str(path)) from None


def _local(name: str, crc: int, size: int) -> bytes:
    return _LOCAL.pack(_LOCAL_MARK, _VERSION, 0, 0, 0, _DAY, crc, size, size, len(name), 0) + name.encode("ascii")


def _entry(name: str, crc: int, size: int, at: int) -> bytes:
    fixed = (_CENTRAL_MARK, _VERSION, _VERSION, 0, 0, 0, _DAY, crc, size, size, len(name), 0, 0, 0, 0, 0, at)
    return _CENTRAL.pack(*fixed) + name.encode("ascii")


def _end(count: int, size: int, at: int) -> bytes:
    return _END.pack(_END_MARK, 0, 0, count, count, size, at, 0)


def _directory(file: IO[bytes], size: int) -> list[tuple[str, int, int, int]]:
    """Return name, checksum, size and place of each member, as the directory at the end of the file has them."""
    tail = _read(file, max(0, size - _END.size), _END.size)
    if len(tail) < _END.size or not tail.startswith(_END_MARK):
        _not_at_end(file, size)
    _, disk, first, count, total, length, at, comment = _END.unpack(tail)
    if 0xFFFF in (disk, first, count, total) or 0xFFFFFFFF in (length, at):
        raise Refused("zip64", worded("the file has the 64-bit form of ZIP, which no submission has"))
    if disk or first or count != total or comment:
        raise Refused("structure", worded("the end of the file is not as a submission's"))
    if count > MOST_MEMBERS:
        raise Refused(
            "too-many-members",
            worded(
                "there are {count} members, and a submission has {most_members} at most",
                count=count,
                most_members=MOST_MEMBERS,
            ),
        )
    if at + length + _END.size != size:
        raise Refused("surrounded", worded("there are bytes before the members, or between them and their directory"))
    found = _entries(_read(file, at, length), count)
    _require_tight(found, at)
    return found


def _not_at_end(file: IO[bytes], size: int) -> NoReturn:
    """Say why a file does not end as a container does."""
    start, tail = _read(file, 0, 4), _read(file, max(0, size - 66_000), 66_000)
    if start != _LOCAL_MARK and _END_MARK not in tail:
        raise Refused("no-submission", worded("this is no submission"))
    if _END_MARK in tail:
        raise Refused("trailing", worded("there are bytes after the end of the submission, or a comment"))
    raise Refused("cut-off", worded("the end of the file is missing"))


def _entries(directory: bytes, count: int) -> list[tuple[str, int, int, int]]:
    found: list[tuple[str, int, int, int]] = []
    place = 0
    for _ in range(count):
        fixed = directory[place : place + _CENTRAL.size]
        if len(fixed) < _CENTRAL.size or not fixed.startswith(_CENTRAL_MARK):
            raise Refused("structure", worded("the directory of members is broken"))
        _, made, needs, flags, method, time, day, crc, packed, size, letters, extra, comment, *rest, at = (
            _CENTRAL.unpack(fixed)
        )
        if method:
            raise Refused("compressed", worded("a member is compressed"))
        if flags:
            raise Refused("flags", worded("a member is encrypted, or says its size elsewhere"))
        if extra or comment:
            raise Refused("extra-field", worded("a member has an extra field or a comment"))
        if (made, needs, time, day, *rest) != (_VERSION, _VERSION, 0, _DAY, 0, 0, 0) or packed != size:
            raise Refused("attributes", worded("a member has attributes that no submission writes"))
        name = directory[place + _CENTRAL.size : place + _CENTRAL.size + letters].decode("latin-1")
        if 0xFFFFFFFF in (size, at):
            raise Refused("zip64", worded("a member has the 64-bit form of ZIP, which no submission has"))
        found.append((name, crc, size, at))
        place += _CENTRAL.size + letters
    if place != len(directory):
        raise Refused("structure", worded("the directory of members is longer than its members"))
    _require_names(name for name, *_ in found)
    return found


def _require_names(names: Iterable[str]) -> None:
    previous = ""
    for name in names:
        fault = fault_of(name)
        if fault is not None:
            raise Refused(*fault)
        if name == previous:
            raise Refused("duplicate", worded("the member {name} is there twice", name=name))
        if name < previous:
            raise Refused("order", worded("the members are not in the order of their names"))
        previous = name


def _require_tight(found: list[tuple[str, int, int, int]], end: int) -> None:
    """Refuse sizes that are too large, and members that overlap, or have anything before or between them."""
    expected = 0
    for name, _, size, at in found:
        most = LARGEST_SEAL if name in (ENVELOPE, STAMPS) else LARGEST_DOCUMENT
        if size > most:
            raise Refused(
                "too-large", worded("the member {name} is larger than {number} MB", name=name, number=most // MEGABYTE)
            )
        if at != expected:
            raise Refused(
                "surrounded", worded("there are bytes before the members or between them, or members overlap")
            )
        expected += _LOCAL.size + len(name) + size
    if expected != end:
        raise Refused("surrounded", worded("the members do not fill the file"))


def _member(file: IO[bytes], name: str, crc: int, size: int, at: int) -> Slot:
    head = _local(name, crc, size)
    if _read(file, at, len(head)) != head:
        raise Refused(
            "two-headed",
            worded("the member {name} is described differently where it stands and in the directory", name=name),
        )
    start = at + len(head)
    sha256, checksum, left = hashlib.sha256(), 0, size
    file.seek(start)
    while left:
        piece = file.read(min(left, _PIECE))
        if not piece:
            raise Refused("cut-off", worded("the end of the file is missing"))
        sha256.update(piece)
        checksum = zlib.crc32(piece, checksum)
        left -= len(piece)
    if checksum != crc:
        raise Refused("checksum", worded("the member {name} has changed since it was sealed", name=name))
    return Slot(name, start, size, sha256.hexdigest())


def _read(file: IO[bytes], at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)
