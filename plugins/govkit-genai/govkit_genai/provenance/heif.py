"""Find XMP among the items of a HEIF or AVIF picture: `iinf` names them, `iloc` says where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from govkit_genai.provenance.parts import MAX_METADATA, MAX_STEPS, Damaged, Part, Window

_XMP = b"application/rdf+xml"
_MAX_ITEMS = 4096


def items(window: Window, meta: bytes) -> Iterator[Part]:
    """Yield the XMP packets to which the content of a `meta` box points."""
    found = dict(_boxes(meta, 4))
    wanted = set(_named(found.get(b"iinf", b"")))
    if wanted:
        yield from (Part("xmp", content) for content in _placed(window, found.get(b"iloc", b""), wanted))


def _boxes(content: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    for _ in range(MAX_STEPS):
        if at + 8 > len(content):
            return
        size = int.from_bytes(content[at : at + 4], "big")
        if size < 8 or at + size > len(content):
            raise Damaged
        yield content[at + 4 : at + 8], content[at + 8 : at + size]
        at += size
    raise Damaged


def _named(infos: bytes) -> Iterator[int]:
    """Yield the ids of the items that are XMP: entries of version 2 or 3 and of type `mime`."""
    for name, body in _boxes(infos, 6 if infos[:1] == b"\0" else 8):
        if name == b"infe" and body[:1] in (b"\2", b"\3"):
            wide = 2 if body[:1] == b"\2" else 4
            kind, rest = body[6 + wide : 10 + wide], body[10 + wide :]
            if kind == b"mime" and rest.partition(b"\0")[2].partition(b"\0")[0] == _XMP:
                yield int.from_bytes(body[4 : 4 + wide], "big")


class _Numbers:
    """Whole numbers, one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def next(self, size: int) -> int:
        if self._at + size > len(self._content):
            raise Damaged
        self._at += size
        return int.from_bytes(self._content[self._at - size : self._at], "big")


def _placed(window: Window, places: bytes, wanted: set[int]) -> Iterator[bytes]:
    """Yield the contents of items that stand in the file itself, not within another item."""
    numbers = _Numbers(places)
    version = numbers.next(1)
    numbers.next(3)
    sizes = numbers.next(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = 4 if version == 2 else 2
    count = numbers.next(wide)
    if version > 2 or count > _MAX_ITEMS:
        raise Damaged
    for _ in range(count):
        item = numbers.next(wide)
        method = numbers.next(2) & 15 if version else 0
        numbers.next(2)
        begin, pieces = numbers.next(base), []
        for _ in range(numbers.next(2)):
            numbers.next(index if version else 0)
            pieces.append((begin + numbers.next(offset), numbers.next(length)))
        if item in wanted and method == 0 and sum(size for _, size in pieces) <= MAX_METADATA:
            yield b"".join(window.read(at, size) for at, size in pieces)
