"""The texts of a file: JSON by line, plain text and Markdown whole, PDF by page, DOCX by part."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from govkit_personal_data.observed import State

LARGEST = 50_000_000
"""Bytes of a plain text, or of a part of a DOCX after unpacking, that are read."""
LONGEST_LINE = 20_000_000
"""Characters of one line of JSON."""
FIELD = "text"
_WORDS, _UNSPACED = 5, re.compile(r"[^\x00-\x7f]{40}")
_PARTS = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a file."""

    id: str | int
    """The `id` of the line where it has one, else the number of line, page or part from 0 on."""
    text: str
    whole: bool = True
    """Whether nothing of it was left out when it was read."""


class UnreadableText(Exception):
    """Raised where a file, or one text of it, can't be read; holds no word of it."""

    def __init__(self, state: State, at: str | int | None = None) -> None:
        """Take the state, and which text of the file it is."""
        super().__init__(state)
        self.state = state
        self.at = at


def texts(path: Path, field: str | None = FIELD) -> Iterator[Text | UnreadableText]:
    """Yield the texts of a file. Of JSON lines that is one field, or, for none, every string that reads as a sentence.

    One that can't be read is yielded as what it is, so that nobody takes it for clean.
    """
    reader = READERS.get(path.suffix.lower())
    try:
        if reader is None:
            raise UnreadableText("not_supported")
        yield from reader(path, field)
    except UnreadableText as reason:
        yield reason
    except FileNotFoundError:
        yield UnreadableText("missing")
    except OSError:
        yield UnreadableText("denied")


def _json_lines(path: Path, field: str | None) -> Iterator[Text | UnreadableText]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            if line[-1] != "\n" and len(line) == LONGEST_LINE:
                raise UnreadableText("malformed", number)
            if line.strip():
                yield from _of_line(line, number, field)
                number += 1


def _of_line(line: str, number: int, field: str | None) -> Iterator[Text | UnreadableText]:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError):
        yield UnreadableText("malformed", number)
        return
    if isinstance(record, dict) and set(record) == {"meta"}:
        return
    own = record.get("id") if isinstance(record, dict) else None
    id_ = own if isinstance(own, (str, int)) else number
    if field is None:
        yield from (Text(id_, value, "\ufffd" not in value) for value in _strings(record) if reads_as_sentence(value))
    elif isinstance(record, dict) and isinstance(record.get(field), str):
        yield Text(id_, record[field], "\ufffd" not in record[field])
    else:
        yield UnreadableText("malformed", number)


def _strings(value: Any) -> Iterator[str]:
    """Yield the strings in a value of JSON, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for member in value.values() if isinstance(value, dict) else value:
            yield from _strings(member)


def reads_as_sentence(text: str) -> bool:
    """Tell whether a string is more than a name or a code: five words, or forty letters without a blank."""
    return len(text.split(None, _WORDS)) >= _WORDS or _UNSPACED.search(text) is not None


def _plain(path: Path, _field: str | None) -> Iterator[Text]:
    with path.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    if b"\0" in raw[:8192] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableText("not_text")
    cut, raw = len(raw) > LARGEST, raw[:LARGEST]
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    decoded = raw.decode(encoding, "replace")
    yield Text(0, decoded, not cut and "\ufffd" not in decoded)


def _pdf(path: Path, _field: str | None) -> Iterator[Text | UnreadableText]:
    if find_spec("pypdf") is None:
        raise UnreadableText("not_supported")
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings may quote the document
    try:
        pages = PdfReader(path).pages
        count = len(pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableText("malformed") from None
    for number in range(count):
        try:
            page = pages[number]
            content = page.extract_text()
            pictures = not content.strip() and len(page.images) > 0
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield UnreadableText("malformed", number)
            continue
        yield UnreadableText("not_text", number) if pictures else Text(number, content)


def _docx(path: Path, _field: str | None) -> Iterator[Text | UnreadableText]:
    if find_spec("defusedxml") is None:
        raise UnreadableText("not_supported")
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if name.startswith(_PARTS) and name.endswith(".xml"))
            if "word/document.xml" not in names:
                raise UnreadableText("malformed")
            for number, name in enumerate(names):
                with archive.open(name) as part:
                    raw = part.read(LARGEST + 1)
                if len(raw) > LARGEST:
                    yield UnreadableText("malformed", number)
                    continue
                yield Text(number, _paragraphs(fromstring(raw)))
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, NotImplementedError, RuntimeError):
        raise UnreadableText("malformed") from None


def _paragraphs(root: Any) -> str:
    """Return the words of a part, a line a paragraph."""
    lines = []
    for paragraph in root.iter(f"{_WORD}p"):
        pieces = (
            node.text or "" if node.tag == f"{_WORD}t" else "\t" if node.tag == f"{_WORD}tab" else ""
            for node in paragraph.iter()
        )
        lines.append("".join(pieces))
    return "\n".join(lines)


READERS: dict[str, Callable[[Path, str | None], Iterator[Text | UnreadableText]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".txt": _plain,
    ".md": _plain,
    ".markdown": _plain,
    ".text": _plain,
    ".log": _plain,
    ".pdf": _pdf,
    ".docx": _docx,
}
"""Ending of a file's name → what reads its texts."""
