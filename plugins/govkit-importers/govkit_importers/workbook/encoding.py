"""Tell the encoding of a text, and read a file in which two of them stand side by side as far as it can be read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit.plugin.draft import Flaw
from govkit_importers.workbook.flaws import Flaws

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",  # it begins as the mark of UTF-16 does
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}
_HIGH = re.compile(rb"[\x80-\xff]+")
_RUN = re.compile(rb"[\x80-\x9f\xa1-\xff]+")  # a fixed space parts words
_INSIDE_WORDS = re.compile(rb"(?<=[A-Za-z])[\x80-\x9f\xa1-\xff]+|[\x80-\x9f\xa1-\xff]+(?=[A-Za-z])")
_SHARE_OF_RUNS = 0.6
"""Thai words are runs of high bytes; in Western words such a byte stands alone, and among plain letters."""
_MOST_INSIDE = 0.25
_SAMPLE = 1_000_000
_UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_SURE_IN_THAI = re.compile(rb"\xe0(?:\xb8[\x81-\xba\xbf]|\xb9[\x80-\x9b])")
"""A letter of Thai in UTF-8. A third of the bytes of Thai in cp874 are UTF-8 by chance, and none of them is this."""
_SURE_IN_WESTERN = re.compile(
    rb"[\xc2-\xc6][\x80-\xbf]|\xe0[\xb8\xb9][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]|\xe2[\x80\x82][\x80-\xbf]"
    rb"|\xf0\x9f[\x80-\xbf]{2}|(?:[\xc7-\xdf][\x80-\xbf]){2}|(?:[\xe1-\xec][\x80-\xbf]{2}){2}"
)
"""What no word has in cp1252; a capital at its end, with a quotation mark or a fixed space behind it, is no such."""
_SURE = {"cp874": _SURE_IN_THAI, "cp1252": _SURE_IN_WESTERN}
_LOST = "\ufffd"
_MENDING = worded(
    "save it in one encoding, name the one that is meant with --encoding, or read it as far as it goes with --lenient"
)


class Decoded(NamedTuple):
    """The text of a file."""

    text: str
    encoding: str
    """The one of most of it."""
    notes: tuple[str, ...] = ()
    """What a person should know: "read as cp874"."""
    flaws: tuple[Flaw, ...] = ()
    """The lines that are in another encoding."""


def known(name: str) -> str:
    """Return an encoding as Python calls it; raise `UsageError` for what is none of text."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError):
        hint = worded("such as utf-8, utf-16, cp874 or cp1252")
        raise UsageError(worded("there is no encoding `{name}`", name=name), hint=hint) from None
    return "utf-8-sig" if found.name == "utf-8" else found.name


def decoded(data: bytes, path: Path, *, encoding: str = "", whole: bool = True) -> Decoded:
    """Return the text of a file, in the encoding that is named or else told from its bytes.

    `whole` is false for the beginning of a longer file. Raise `InputError` where it is no text.
    """
    named = encoding or next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not named and b"\x00" in data:
        hint = worded("export it as CSV in UTF-8")
        raise InputError(worded("the file holds zero bytes, so it is no text"), hint=hint, path=str(path))
    try:
        text = codecs.getincrementaldecoder(named or "utf-8")().decode(data, final=whole)
    except UnicodeError:
        if named not in ("", "utf-8-sig") or encoding:
            return _as_named(data, named)
        return _told(data.removeprefix(codecs.BOM_UTF8))
    shown = named.removesuffix("-sig") or "utf-8"
    return Decoded(text, shown, () if shown == "utf-8" else (_as(shown),))


def _as_named(data: bytes, encoding: str) -> Decoded:
    """Read a text in an encoding that some of it is not in."""
    text = data.decode(encoding, "replace")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _LOST in line]
    shown = encoding.removesuffix("-sig")
    return Decoded(text, shown, (_as(shown),), _flaws(lines, shown))


def _told(data: bytes) -> Decoded:
    """Read a text that is not UTF-8, or not all of it."""
    elder = _elder(data)
    strange = _LOST in data.decode(elder, "replace")
    if not strange and _SURE[elder].search(data) is None:
        return Decoded(data.decode(elder), elder, (_as(elder),))
    inside = sum(len(match[0]) for match in _SURE[elder].finditer(data))
    mostly = "utf-8" if 2 * inside > sum(len(match[0]) for match in _HIGH.finditer(data)) else elder
    return _side_by_side(data, mostly, elder)


def _side_by_side(data: bytes, mostly: str, elder: str) -> Decoded:
    """Read line by line: what is sure to be UTF-8 as such, and the rest in an elder encoding."""
    letters = _UTF8 if mostly == "utf-8" else _SURE[elder]
    lines = data.splitlines(keepends=True)
    odd = [number for number, line in enumerate(lines) if not _fits(line, mostly, letters)]
    if mostly == "utf-8":
        elder = _elder(b"\n".join(letters.sub(b" ", lines[number]) for number in odd))
    strange = {number: _both(lines[number], letters, elder) for number in odd}
    text = "".join(
        strange[number] if number in strange else line.decode(mostly, "replace") for number, line in enumerate(lines)
    )
    other = elder if mostly == "utf-8" else "utf-8"
    note = worded("what is not in it was read as {encoding}", encoding=other)
    return Decoded(text, mostly, (_as(mostly), note), _flaws([number + 1 for number in odd], mostly))


def _fits(line: bytes, encoding: str, utf8: re.Pattern[bytes]) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return encoding == "utf-8" or utf8.search(line) is None


def _both(line: bytes, utf8: re.Pattern[bytes], elder: str) -> str:
    """Read the letters of UTF-8 in a line as such, and what stands between them in an elder encoding."""
    pieces, end = [], 0
    for match in utf8.finditer(line):
        pieces += [line[end : match.start()].decode(elder, "replace"), match[0].decode("utf-8", "replace")]
        end = match.end()
    return "".join([*pieces, line[end:].decode(elder, "replace")])


def _elder(data: bytes) -> str:
    """Tell the code page of Thai from the Western one."""
    sample = data[:_SAMPLE]
    runs = [match[0] for match in _RUN.finditer(sample)]
    inside = [match[0] for match in _INSIDE_WORDS.finditer(sample)]
    high = sum(map(len, runs))
    thai = sum(len(run) for run in runs if len(run) > 1)
    western = sum(len(run) for run in inside if len(run) == 1 or not _UTF8.sub(b"", run))
    return "cp874" if thai >= _SHARE_OF_RUNS * high and western <= _MOST_INSIDE * high else "cp1252"


def _as(encoding: str) -> str:
    return worded("read as {encoding}", encoding=encoding)


def _flaws(lines: list[int], encoding: str) -> tuple[Flaw, ...]:
    found = Flaws()
    for line in lines:
        found.add(worded("this line is not in {encoding}, as most of the file is", encoding=encoding), line, _MENDING)
    return found.listed
