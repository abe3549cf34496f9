"""Read the chunks of a RIFF file (WAV, AVI, WebP): C2PA holds a manifest, others XMP and Exif."""

from __future__ import annotations

from collections.abc import Iterator

from govkit_genai.provenance.parts import MAX_STEPS, Damaged, Part, Window, metadata


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of a RIFF file."""
    at, end = 12, min(8 + window.number(4, 4, "little"), window.size)
    for _ in range(MAX_STEPS):
        if at + 8 > end:
            return
        name, length = window.read(at, 4), window.number(at + 4, 4, "little")
        if at + 8 + length > end:
            raise Damaged
        if name == b"C2PA":
            yield Part("c2pa", window.read(at + 8, length))
        elif name in (b"XMP ", b"_PMX"):
            yield Part("xmp", metadata(window, at + 8, length))
        elif name in (b"EXIF", b"AIGC"):
            yield Part("text", name + metadata(window, at + 8, length))
        at += 8 + length + length % 2
    raise Damaged
