"""Containers that somebody has tampered with: each trick is refused before a member is read."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

import pytest

from govkit_submission.seal.archive import scan
from govkit_submission.seal.refusal import Refused

END = 22


def central(data):
    """Return where the directory of members begins."""
    return struct.unpack("<I", data[-6:-2])[0]


def patched(data, at, new):
    return data[:at] + new + data[at + len(new) :]


def with_end(data, **parts):
    names = ("mark", "disk", "first", "count", "total", "size", "at", "comment")
    values = dict(zip(names, struct.unpack("<4s4H2IH", data[-END:]), strict=True))
    return data[:-END] + struct.pack("<4s4H2IH", *{**values, **parts}.values())


def zipped(members, **options):
    """Write members as the usual library does."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", **options) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def plain(members, order=None, odd=None):
    """Write a container as `pack` does, but in another order, and with odd names."""
    names = list(order or sorted(members))
    parts, heads, at = [], [], 0
    for name in names:
        data, shown = members[name], (odd or {}).get(name, name).encode("utf-8")
        fixed = (20, 0, 0, 0, 0x21, zlib.crc32(data), len(data), len(data), len(shown), 0)
        local = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fixed) + shown
        heads.append(
            struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0x21, *fixed[5:9], 0, 0, 0, 0, 0, at) + shown
        )
        parts += [local, data]
        at += len(local) + len(data)
    directory = b"".join(heads)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(names), len(names), len(directory), at, 0)
    return b"".join([*parts, directory, end])


def named(name):
    """Return an attack that gives the evidence another name."""
    return lambda members, _: plain(members, odd={members.evidence: name})


STRUCTURAL = {
    "nothing": (lambda m, d: b"", "no-submission"),
    "a text": (lambda m, d: b"I am compliant.\n" * 9, "no-submission"),
    "gzip around it": (lambda m, d: gzip.compress(d), "no-submission"),
    "bytes in front": (lambda m, d: b"#!/bin/sh\n" + d, "surrounded"),
    "a byte behind": (lambda m, d: d + b"\n", "trailing"),
    "another submission behind": (lambda m, d: d + d, "surrounded"),
    "a comment": (lambda m, d: with_end(d, comment=2) + b"hi", "trailing"),
    "a comment that is not there": (lambda m, d: with_end(d, comment=2), "structure"),
    "cut off": (lambda m, d: d[:-9], "trailing"),
    "cut in the middle": (lambda m, d: d[: len(d) // 2], "cut-off"),
    "another disk": (lambda m, d: with_end(d, disk=1), "structure"),
    "64-bit count": (lambda m, d: with_end(d, count=0xFFFF, total=0xFFFF), "zip64"),
    "64-bit place": (lambda m, d: with_end(d, at=0xFFFFFFFF), "zip64"),
    "fewer members counted": (lambda m, d: with_end(d, count=2, total=2), "structure"),
    "more members counted": (lambda m, d: with_end(d, count=9, total=9), "structure"),
    "two counts": (lambda m, d: with_end(d, count=2), "structure"),
    "directory elsewhere": (lambda m, d: with_end(d, at=central(d) - 1), "surrounded"),
    "compressed": (lambda m, d: zipped(sorted(m.items()), compression=zipfile.ZIP_DEFLATED), "compressed"),
    "attributes": (lambda m, d: zipped(sorted(m.items())), "attributes"),
    "encrypted": (lambda m, d: patched(d, central(d) + 8, b"\x01\x00"), "flags"),
    "size said later": (lambda m, d: patched(d, central(d) + 8, b"\x08\x00"), "flags"),
    "names in UTF-8": (lambda m, d: patched(d, central(d) + 8, b"\x00\x08"), "flags"),
    "another date": (lambda m, d: patched(d, central(d) + 14, b"\x22\x00"), "attributes"),
    "executable": (lambda m, d: patched(d, central(d) + 38, b"\x00\x00\xff\x81"), "attributes"),
    "extra field": (lambda m, d: patched(d, central(d) + 30, b"\x04\x00"), "extra-field"),
    "comment of a member": (lambda m, d: patched(d, central(d) + 32, b"\x04\x00"), "extra-field"),
    "extra field where it stands": (lambda m, d: patched(d, 28, b"\x04\x00"), "two-headed"),
    "another name where it stands": (lambda m, d: patched(d, 30, b"Assessment"), "two-headed"),
    "another size where it stands": (lambda m, d: patched(d, 18, b"\x01\x00\x00\x00"), "two-headed"),
    "another checksum": (lambda m, d: patched(d, central(d) + 16, b"\0\0\0\0"), "two-headed"),
    "a size beyond the file": (
        lambda m, d: patched(d, central(d) + 20, struct.pack("<II", 1 << 28, 1 << 28)),
        "surrounded",
    ),
    "a size beyond all": (lambda m, d: patched(d, central(d) + 20, struct.pack("<II", 1 << 31, 1 << 31)), "too-large"),
    "members overlap": (lambda m, d: patched(d, central(d) + 42, struct.pack("<I", 7)), "surrounded"),
    "a member twice": (lambda m, d: plain(m, order=[*sorted(m), "seal.json"]), "duplicate"),
    "another order": (lambda m, d: plain(m, order=sorted(m, reverse=True)), "order"),
    "upper case": (named("Assessment.json"), "hostile-name"),
    "out of the folder": (named("../../etc/passwd"), "hostile-name"),
    "absolute": (named("/etc/passwd"), "hostile-name"),
    "a drive": (named("C:evil"), "hostile-name"),
    "backslashes": (named("evidence\\x"), "hostile-name"),
    "a folder": (named("evidence/"), "hostile-name"),
    "right to left": (named("evidence/\u202egpj"), "hostile-name"),
    "a NUL": (named("seal.json\0.txt"), "hostile-name"),
    "no name": (named(""), "unknown-member"),
    "a stranger": (named("run-me.exe"), "unknown-member"),
    "a stranger's evidence": (named("evidence/board.txt"), "unknown-member"),
}


@pytest.mark.parametrize("name", STRUCTURAL)
def test_a_structural_trick_is_refused_before_members_are_read(name, company, members, sealed, tmp_path):
    attack, code = STRUCTURAL[name]
    place = tmp_path / "attack.govkit"
    place.write_bytes(attack(members, sealed))
    with pytest.raises(Refused) as refused:
        scan(place)
    assert refused.value.code == code
    found = company.verify(place)
    assert not found.holds
    assert [entry.code for entry in found.objections] == [code]
