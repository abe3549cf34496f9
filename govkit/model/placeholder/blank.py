"""Blank files: evidence in which there is nothing to read."""

from __future__ import annotations

import codecs

from govkit.model.placeholder import packed, pages, picture, silence_of
from govkit.model.placeholder.assurance import has_no_word, only_assures

MOST = 1 << 20
"""Bytes of the largest file that is looked into; what is larger holds something."""
_LONGEST = 2_000
"""Letters of the longest text that may be a placeholder, what it repeats said once."""
_DEEPEST = 3
"""Archives within archives that are opened."""
_EMPTY_ARCHIVE = b"PK\x05\x06"
"""How a zip archive begins, and so an office document, when nothing is in it."""
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does, and comes before it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_THAI = "cp874"
"""What Windows writes in Thai without Unicode. Any bytes are letters there: only a placeholder is believed."""


def shows_nothing(content: bytes) -> bool:
    """Tell whether a file, of which the first bytes are given, is empty, or a placeholder where a document belongs.

    White space and zero bytes are no content, and what is repeated is said once. Office documents and other archives
    are opened; pages of a PDF on which nothing is drawn, and a PNG of a single colour, show nothing. What else is no
    text, or is larger than `MOST` bytes, is taken to show something: a person has to look.
    """
    return _shows_nothing(content, _DEEPEST)


def _shows_nothing(content: bytes, depth: int) -> bool:
    if len(content) > MOST:
        return False
    if content.startswith(_EMPTY_ARCHIVE):
        return True
    if content.startswith(packed.BEGINNING):
        return _packs_nothing(content, depth)
    if content.startswith(pages.BEGINNING):
        return pages.only_blank_pages(content)
    if content.startswith(picture.BEGINNING):
        return picture.one_colour(content)
    text = _text(content)
    if text is not None:
        return _says_nothing(text)
    said = _once(content.decode(_THAI, "replace"))
    return len(said) <= _LONGEST and silence_of(said) is not None


def _packs_nothing(content: bytes, depth: int) -> bool:
    """Tell whether nothing is told in the body of an office document, or all files of another archive show nothing."""
    inside = packed.packed(content) if depth else None
    if inside is None:
        return False
    text, files = inside
    return _says_nothing(text) and all(_shows_nothing(file, depth - 1) for file in files)


def _says_nothing(text: str) -> bool:
    said = _once(text)
    return len(said) <= _LONGEST and (silence_of(said) is not None or has_no_word(said) or only_assures(said))


def _text(content: bytes) -> str | None:
    """Return a file's text, or `None` for what is none in any form of Unicode."""
    encoding = next((name for mark, name in _MARKED if content.startswith(mark)), None) or _unmarked(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked(content: bytes) -> str:
    """Tell UTF-16 without a mark by its zeros: plain letters have one in every second place, and always in the same."""
    zeros = [content[start::2].count(0) for start in (0, 1)]
    if len(content) % 2 == 0 and min(zeros) == 0 and 2 * max(zeros) > len(content) // 2:
        return "utf-16-le" if zeros[1] else "utf-16-be"
    return "utf-8"


def _once(text: str) -> str:
    """Return a text without white space and zeros around it, each line and what the whole is made of said once."""
    lines = (line.strip(" \t\0") for line in text.replace("\0", " ").splitlines())
    said = "\n".join(dict.fromkeys(filter(None, lines))).strip()
    for whole in (f"{said} ", said):
        unit = whole[: (whole + whole).find(whole, 1)]
        if len(unit) < len(whole):
            return unit.strip()
    return said
