"""Recognise the container of a file by its first bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from govkit_genai.provenance import bmff, gif, id3, jpeg, png, riff, svg, tiff
from govkit_genai.provenance.parts import Part, Window

Medium = Literal["image", "audio", "video", "text"]
Name = Literal[
    "jpeg", "png", "webp", "gif", "svg", "wav", "avi", "tiff", "mp4", "m4a", "heif", "avif", "mp3", "text", "other"
]


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file, and how it is read."""

    name: Name
    medium: Medium
    mime: str
    parts: Callable[[Window], Iterator[Part]]


_JPEG = Container("jpeg", "image", "image/jpeg", jpeg.parts)
_PNG = Container("png", "image", "image/png", png.parts)
_TIFF = Container("tiff", "image", "image/tiff", tiff.parts)
_GIF = Container("gif", "image", "image/gif", gif.parts)
_SVG = Container("svg", "image", "image/svg+xml", svg.parts)
_MP3 = Container("mp3", "audio", "audio/mpeg", id3.parts)
_MP4 = Container("mp4", "video", "video/mp4", bmff.parts)
_RIFF = {
    b"WEBP": Container("webp", "image", "image/webp", riff.parts),
    b"WAVE": Container("wav", "audio", "audio/wav", riff.parts),
    b"AVI ": Container("avi", "video", "video/avi", riff.parts),
}
_BRANDS = {
    b"M4A ": Container("m4a", "audio", "audio/mp4", bmff.parts),
    b"avif": Container("avif", "image", "image/avif", bmff.parts),
    b"heic": Container("heif", "image", "image/heic", bmff.parts),
    b"heix": Container("heif", "image", "image/heic", bmff.parts),
    b"mif1": Container("heif", "image", "image/heif", bmff.parts),
}


HEAD = 4096
"""So many bytes tell what a file is."""
_NO_TEXT = (b"%PDF-", b"%!PS", b"PK\3\4", b"{\\rtf")
"""Documents that may be of plain letters, and show others."""


def is_document(head: bytes) -> bool:
    """Tell whether a file is of a kind that is not read, though it may consist of letters."""
    return head.lstrip().startswith(_NO_TEXT)


def recognise(head: bytes) -> Container | None:
    """Return the container that the first bytes announce, whatever the file is called, or `None`."""
    if head.startswith(b"\xff\xd8\xff"):
        return _JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return _TIFF
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], _MP4)
    if head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2", b"\xfa")):
        return _MP3
    if head.startswith((b"GIF87a", b"GIF89a")):
        return _GIF
    return _SVG if svg.announces(head) else None
