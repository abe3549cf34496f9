"""Read an SVG picture: its metadata hold a manifest in base64, and XMP."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import suppress
from xml.parsers import expat

from govkit_genai.provenance.parts import MAX_MANIFEST, Damaged, Part, Window

_MANIFEST = "http://c2pa.org/manifest manifest"


def announces(head: bytes) -> bool:
    """Tell whether the root element of a text is that of a picture."""
    found: list[str] = []
    parser = _parser()
    parser.StartDoctypeDeclHandler = lambda name, *_: found.append(name)
    parser.StartElementHandler = lambda name, _: found.append(name)
    with suppress(expat.ExpatError, Damaged):  # what was read before the fault counts
        parser.Parse(head.removeprefix(b"\xef\xbb\xbf").lstrip(), False)
    return bool(found) and found[0].rpartition(" ")[2] == "svg"


def parts(window: Window) -> Iterator[Part]:
    """Yield the parts of an SVG picture; the whole document is read as XMP, which it may hold anywhere."""
    if window.size > MAX_MANIFEST:
        raise Damaged
    content = window.read(0, window.size)
    for text in _manifests(content):
        try:
            yield Part("c2pa", base64.b64decode("".join(text.split()), validate=True))
        except ValueError as error:  # no base64, or letters beyond ASCII
            raise Damaged from error
    yield Part("xmp", content)


def _manifests(content: bytes) -> list[str]:
    """Return the texts of the elements that hold manifests."""
    texts: list[list[str]] = []
    within = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal within
        if within or name == _MANIFEST:
            within += 1
            texts.extend([[]] if within == 1 else [])

    def characters(text: str) -> None:
        if within:
            texts[-1].append(text)

    def end(_: str) -> None:
        nonlocal within
        within -= bool(within)

    parser = _parser()
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, characters, end
    try:
        parser.Parse(content.lstrip(), True)
    except (expat.ExpatError, ValueError) as error:
        raise Damaged from error
    return ["".join(pieces) for pieces in texts]


def _parser() -> expat.XMLParserType:
    """Return a parser that takes no entities: nothing can grow."""

    def entity(*_: object) -> None:
        raise Damaged

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.EntityDeclHandler = entity
    return parser
