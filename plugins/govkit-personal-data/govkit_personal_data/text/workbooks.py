"""What stands in a workbook beside its cells: comments, shapes, headers, links, lists, bare formulas, cached values.

The parts are searched, not parsed: no entity is expanded, and a sheet is held once.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from govkit_personal_data.evidence.words import words
from govkit_personal_data.lexicon import fold

_COMMENTS = re.compile(r"xl/(?:comments|threadedComments|drawings|persons|charts)[^/]*(?:/[^/]*)?\.xml")
_SHEETS = re.compile(r"xl/(?:worksheets|chartsheets|dialogsheets)/[^/]*\.xml")
_CACHES = re.compile(r"xl/(?:pivotCache|externalLinks|charts)/[^/]*\.xml")
_CELLS, _CHARTS = "xl/sharedStrings.xml", "xl/charts/"
_LINKS = re.compile(r"xl/(?:worksheets|drawings)/_rels/[^/]*\.rels")
_TAG = rb"<(?:\w+:)?"
_END = rb"</(?:\w+:)?"
_WORDS = re.compile(_TAG + rb"(?:t|text)(?:\s[^>]*)?>([^<]+)<")
_NAMES = re.compile(_TAG + rb"author(?:\s[^>]*)?>([^<]+)<|\bdisplayName=\"([^\"]+)\"")
_EDGES = re.compile(_TAG + rb"(?:odd|even|first)(?:Header|Footer)(?:\s[^>]*)?>([^<]+)<")
_PROMPTS = re.compile(rb"\b(?:prompt|promptTitle|error|errorTitle|tooltip|display)=\"([^\"]+)\"")
_LIST = re.compile(_TAG + rb"formula1(?:\s[^>]*)?>(?:\"|&quot;)([^<]+?)(?:\"|&quot;)<")
_TARGET = re.compile(
    rb"\bTarget=\"([^\"]+)\"[^>]*TargetMode=\"External\"|TargetMode=\"External\"[^>]*\bTarget=\"([^\"]+)\""
)
_CACHED = re.compile(_TAG + rb"s\b[^>]*?\bv=\"([^\"]+)\"|" + _TAG + rb"v(?:\s[^>]*)?>([^<]+)<")
"""A text of a pivot table's data, a value of another workbook or of a chart."""
_LABEL = re.compile(r"[^\W\d_]{2,24}")
_NUMBER = re.compile(r"-?[0-9]{1,5}|-?[0-9]*\.[0-9]+(?:E[-+]?[0-9]+)?")
_FORMULA = _TAG + rb"f(?:\s[^>]*)?(?:/>|>[^<]*" + _END + rb"f>)"
_BARE = re.compile(
    _TAG
    + rb"c\b(?![^>]*\bt=\"str\")[^>]*>\s*"
    + _FORMULA
    + rb"\s*(?:"
    + _TAG
    + rb"v\s*(?:/>|>\s*"
    + _END
    + rb"v>))?\s*"
    + _END
    + rb"c>"
)
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{6}|[0-9]+|[A-Za-z&])')
_PAGE = re.compile(
    r"(?i)\W*(?:page|pages|หน้า|halaman|trang|página|pagina|seite|страница)?\W*(?:of|จาก|dari|de|von)?\W*"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """One text beside the cells."""

    text: str
    free: bool
    """Whether somebody wrote it as they liked, so that it may say what no rule sees; else an item of a list, a link."""


def asides(path: Path) -> Iterator[Aside]:
    """Yield the texts beside the cells of a workbook that could be opened."""
    shown = {text for name, raw in _parts(path) if name == _CELLS for text in _found(_WORDS, raw)}
    for name, raw in _parts(path):
        if _LINKS.fullmatch(name):
            yield from (Aside(text, free=False) for text in _found(_TARGET, raw))
        if _COMMENTS.fullmatch(name):
            drawn = name.startswith(_CHARTS)
            yield from (Aside(text, free=not (drawn and _is_label(text))) for text in _found(_WORDS, raw))
            yield from (Aside(text, free=False) for text in _found(_NAMES, raw))
        if _CACHES.fullmatch(name):
            kept = dict.fromkeys(text for text in _found(_CACHED, raw) if text not in shown and not _is_number(text))
            yield from (Aside(text, free=not _is_label(text)) for text in kept)
        if _SHEETS.fullmatch(name):
            edges = (_CODES.sub(" ", text).strip() for text in _found(_EDGES, raw))
            yield from (Aside(text, free=not _is_label(text)) for text in edges if not _PAGE.fullmatch(text))
            yield from (Aside(text, free=True) for text in _found(_PROMPTS, raw))
            yield from (Aside(item, free=False) for text in _found(_LIST, raw) for item in text.split(","))


def bare_formulas(path: Path) -> int:
    """Return how many formulas have no value in the file: whoever opens it sees one, and it can't be looked at."""
    return sum(len(_BARE.findall(raw)) for name, raw in _parts(path) if _SHEETS.fullmatch(name))


def _parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name == _CELLS or any(kind.fullmatch(name) for kind in (_LINKS, _COMMENTS, _CACHES, _SHEETS)):
                yield name, archive.read(name)


def _is_label(text: str) -> bool:
    """Tell whether a text is one word that is nobody's name: `Confidential`."""
    lists = words()
    return _LABEL.fullmatch(text) is not None and not any(
        fold(text).casefold() in known for known in (lists.given, lists.family, lists.rarer)
    )


def _is_number(text: str) -> bool:
    """Tell whether a text is a number too short to be one of a person."""
    return _NUMBER.fullmatch(text) is not None


def _found(pattern: re.Pattern[bytes], raw: bytes) -> Iterator[str]:
    for match in pattern.finditer(raw):
        text = unescape(next(filter(None, match.groups())).decode("utf-8", "replace")).strip()
        if text:
            yield text
