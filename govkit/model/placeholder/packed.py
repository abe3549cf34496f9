"""What archives hold, and so office documents: the text of their body, where there is nothing else to look at."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

BEGINNING = b"PK\x03\x04"
_MOST_PARTS = 500
_MOST_BYTES = 8 << 20
"""Of what an archive holds, unpacked. What is larger is not looked into."""
_ANYWHERE = re.compile(r"\[Content_Types\]\.xml|_rels/.*|docProps/.*|customXml/.*|__MACOSX/.*")


@dataclass(frozen=True, slots=True)
class _Office:
    """One family of office documents."""

    main: str
    """The part by which it is known."""
    body: re.Pattern[str]
    """The parts that hold what the author wrote."""
    frame: re.Pattern[str]
    """Parts that every document has: styles, settings, what stands at the edge of a page."""
    told: re.Pattern[str]
    """In a body, the end of a paragraph, or (group 1) a piece of text."""
    figure: re.Pattern[str] | None = None
    """A number in a cell."""


_RUNS = re.compile(r"</(?:\w+:)?(?:p|si|is)>|<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)")
"""The same in text, slides and cells, whatever the prefix: each library writes its own."""
_OFFICES = (
    _Office(
        "word/document.xml",
        re.compile(r"word/document\.xml"),
        re.compile(
            r"word/(?:(?:styles|stylesWithEffects|settings|webSettings|fontTable|numbering|header\d*|footer\d*|footnotes"
            r"|endnotes|people)\.xml|(?:theme|fonts|_rels)/.*)"
        ),
        _RUNS,
    ),
    _Office(
        "ppt/presentation.xml",
        re.compile(r"ppt/slides/[^/]*\.xml"),
        re.compile(
            r"ppt/(?:(?:presentation|presProps|viewProps|tableStyles|revisionInfo)\.xml|(?:theme|slideMasters|slideLayouts"
            r"|notesMasters|handoutMasters|_rels|slides/_rels)/.*)"
        ),
        _RUNS,
    ),
    _Office(
        "xl/workbook.xml",
        re.compile(r"xl/(?:sharedStrings|worksheets/[^/]*)\.xml"),
        re.compile(
            r"xl/(?:(?:workbook|styles|calcChain|metadata)\.xml|(?:theme|printerSettings|_rels|worksheets/_rels)/.*)"
        ),
        _RUNS,
        re.compile(
            r"<(?:\w+:)?c\b(?![^<>]*\bt=[\"'](?:s|inlineStr)[\"'])[^<>]*>\s*(?:<(?:\w+:)?f\b[^<>]*>(?:[^<]*</(?:\w+:)?f>)?\s*)?"
            r"<(?:\w+:)?v>\s*[^<\s]"
        ),
    ),
    _Office(
        "content.xml",
        re.compile(r"content\.xml"),
        re.compile(
            r"(?:styles|meta|settings)\.xml|manifest\.rdf|mimetype|(?:META-INF|Thumbnails|Configurations2)/.*|layout-cache"
        ),
        re.compile(r"</text:(?:p|h)>|(?<=>)([^<]+)"),
        re.compile(r"\boffice:(?:value|date-value|boolean-value)="),
    ),
)


def packed(content: bytes) -> tuple[str, list[bytes]] | None:
    """Return the text of an office document, or the files of another archive; `None` where there is more to look at.

    There is where it can't be read, is encrypted or large, or holds pictures, figures or parts that are not known.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [
                part for part in archive.infolist() if not part.is_dir() and not _ANYWHERE.fullmatch(part.filename)
            ]
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
                return None
            if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
                return None
            names = {part.filename for part in parts}
            office = next((office for office in _OFFICES if office.main in names), None)
            if office is None:
                return "", [archive.read(part) for part in parts]
            if not all(office.body.fullmatch(name) or office.frame.fullmatch(name) for name in names):
                return None
            bodies = [archive.read(part).decode() for part in parts if office.body.fullmatch(part.filename)]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError):
        return None
    if office.figure is not None and any(map(office.figure.search, bodies)):
        return None
    return "".join(piece for body in bodies for piece in _pieces(office, body)), []


def _pieces(office: _Office, body: str) -> Iterator[str]:
    for told in office.told.finditer(body):
        yield "\n" if told[1] is None else html.unescape(told[1])
