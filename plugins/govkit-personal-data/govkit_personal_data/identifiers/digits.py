"""Texts as they are read: digits of other scripts and full-width signs as ASCII ones, without what nobody sees."""

from __future__ import annotations

import re

_ZEROS = (
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136,
    0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0,
    0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
)  # fmt: skip
"""The zero of every decimal script of Unicode 14: Thai, Lao, Khmer, Burmese, Shan, full-width, Arabic, Javanese, …"""
_RAISED, _CIRCLED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "⓪①②③④⑤⑥⑦⑧⑨"
_FULL_WIDTH = 0xFF01 - ord("!")
FOLD = {ord("!") + place + _FULL_WIDTH: chr(ord("!") + place) for place in range(94)}
FOLD.update({zero + digit: str(digit) for zero in _ZEROS for digit in range(10)})
FOLD.update({0x2080 + digit: str(digit) for digit in range(10)})
FOLD.update({ord(sign): str(digit) for signs in (_RAISED, _CIRCLED) for digit, sign in enumerate(signs)})
FOLD.update(dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xFE63), "-"))
FOLD.update(dict.fromkeys((0x00A0, 0x2007, 0x2009, 0x202F, 0x3000), " "))
FOLD.update({0xFE52: ".", 0xFE6B: "@"})
"""Code of a character → the ASCII character that it is read as."""
INVISIBLE = (
    *(0x00AD, 0x061C, 0x180E, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
)
"""Soft hyphens, characters without width, marks of direction: between two digits they hide a number from a search."""
_HIDDEN = "[" + "".join(map(chr, INVISIBLE)) + "]"
_HIDING = re.compile(rf"(?:(?<=[\x00-\x7f])|(?<![\s\S])){_HIDDEN}+(?=[\x00-\x7f]|$(?![\s\S]))")
"""Such characters between two of ASCII, or at an end: between letters of Khmer or Thai they part words, and stay."""


def normalise_digits(text: str) -> str:
    """Return a text of the same length whose digits, and the dashes, blanks and brackets around them, are ASCII."""
    return text if text.isascii() else text.translate(FOLD)


def as_read(text: str) -> str:
    """Return a text with normalised digits, without the characters that hide between them."""
    return text if text.isascii() else _HIDING.sub("", text.translate(FOLD))


def hidden(normalised: str) -> list[tuple[int, int]]:
    """Return where a text with normalised digits holds characters that `as_read` leaves out, as starts and ends."""
    return [] if normalised.isascii() else [found.span() for found in _HIDING.finditer(normalised)]


class Shown:
    """A text as it is read, which knows where its characters stood."""

    def __init__(self, text: str) -> None:
        """Take a text."""
        normalised = normalise_digits(text)
        gaps = hidden(normalised)
        self._places: list[int] | None = None
        if gaps:
            left_out = {place for start, end in gaps for place in range(start, end)}
            self._places = [place for place in range(len(text)) if place not in left_out]
            normalised = "".join(map(normalised.__getitem__, self._places))
        self.text = normalised

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text that was taken the characters from `start` to `end` stood; at least one."""
        if self._places is None:
            return start, end
        return self._places[start], self._places[end - 1] + 1
