"""What may hide among the cells of a column, told of all of them: of most, the value is not kept for the judgement.

Names, sentences and dates are judged on the distinct values that are kept. A column with more of them is clean only if
no cell is such that one would have to read it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from govkit_personal_data.filler import is_noted, missing
from govkit_personal_data.kernel.months import months_of
from govkit_personal_data.kernel.shapes import FINE
from govkit_personal_data.kernel.text import Text

_FOREIGN, _SIGN = ord("w"), 0x02
"""The symbols of a letter beyond ASCII, and of anything else beyond it."""
_ASCII = 0x80
_DATE = re.compile(
    rb"(?:9999[-/.]99?(?:[-/.]99?)?|99?[-/.]99?[-/.]9999)"
    rb"(?:[A ][^Aaw]*(?:[Aaw]{1,5}[^Aaw]*|[Aa]\.[Aa]\.)?)?"
)
"""A day or a month, with or without a time, and perhaps a word, of which has to be read whether it names a zone."""
_TO_NINES = bytes(ord("9") if 0x30 <= byte <= 0x39 else byte for byte in range(256))
_AMOUNT = re.compile(rb"[-+]?9{1,3}(?:,?9{3}){0,2}\.99")
_LETTER = re.compile(rb"[Aaw]")
_SEVERAL_WORDS = re.compile(rb"[Aaw]{2}[ ,]+[Aaw]{2}|[Aw][aw]+['._-][Aw][aw]+")
_UNSPACED = re.compile(rb"[w\x02]{40}")
_WORDS_OF_A_SENTENCE = 5
_FIRST_LOOK = 64
"""Cells that are asked first: they often say all."""
_LOOKED_AT, _LONG = 64, 6
"""Characters in which digits are counted, and how many of them make a long number."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is true of some cell, among all of a column's."""

    lettered: bool = False
    """One holds letters and is no date."""
    wordy: bool = False
    """One is a sentence, several words, or a long number that is neither a date nor an amount."""
    oldest: int | None = None
    """The month of the oldest date, counted from January of the year 0."""

    def __add__(self, other: Traits) -> Traits:
        """Return what is true of a cell of either."""
        months = [part.oldest for part in (self, other) if part.oldest is not None]
        return Traits(self.lettered or other.lettered, self.wordy or other.wordy, min(months, default=None))

    @property
    def oldest_month(self) -> tuple[int, int] | None:
        """Return year and month of the oldest date."""
        return None if self.oldest is None else (self.oldest // 12, self.oldest % 12 + 1)


def traits_of(text: Text) -> Traits:
    """Return the traits of some cells. As soon as all is true that can be, no further cell is asked."""
    months = months_of(text)
    lettered, wordy = False, months.impossible
    for block in chain((text.head(_FIRST_LOOK),), text.blocks()):
        shapes = _distinct(_looks(block))
        said = list(map(_says, shapes))
        lettered, wordy = lettered or any(one for one, _ in said), wordy or any(one for _, one in said)
        if any(_is_lettered_date(shape) or (not lettered and shape in _missing()) for shape in shapes):
            noted, named = _read(block)
            lettered, wordy = lettered or noted or named, wordy or noted
        if lettered and wordy:
            break
    return Traits(lettered, wordy, months.oldest)


def _distinct(looks: Text) -> list[bytes]:
    return looks.head(1).raw() if looks.alike else looks.encoded()[0].raw()


@lru_cache(maxsize=1 << 16)
def _says(shape: bytes) -> tuple[bool, bool]:
    """Return whether cells of a shape hold letters, and whether they are to be read."""
    sentence = len(shape.split(None, _WORDS_OF_A_SENTENCE)) >= _WORDS_OF_A_SENTENCE or bool(_UNSPACED.search(shape))
    if _DATE.fullmatch(shape) or shape in _missing():
        return False, sentence
    long = shape[:_LOOKED_AT].count(b"9") >= _LONG and not _AMOUNT.fullmatch(shape.strip())
    return bool(_LETTER.search(shape)), sentence or long or bool(_SEVERAL_WORDS.search(shape))


@lru_cache(maxsize=1 << 16)
def _is_lettered_date(shape: bytes) -> bool:
    return _LETTER.search(shape) is not None and _DATE.fullmatch(shape) is not None


@lru_cache(maxsize=1)
def _missing() -> frozenset[bytes]:
    """Return the shapes of the words for no value."""
    return frozenset(_looks(Text.of_values(sorted(missing()))).raw())


def _read(block: Text) -> tuple[bool, bool]:
    """Return whether a cell is a date with a note, and whether one only has the shape of a word for no value.

    Digits are all read as the same one, so that few cells differ.
    """
    nines = Text(np.frombuffer(block.data.tobytes().translate(_TO_NINES), np.uint8), block.offsets)
    distinct = nines.encoded()[0]
    cells = list(zip(distinct.values(np.arange(len(distinct))), _looks(distinct).raw(), strict=True))
    noted = any(_is_lettered_date(shape) and is_noted(cell) for cell, shape in cells)
    return noted, any(shape in _missing() and cell not in missing() for cell, shape in cells)


def _looks(text: Text) -> Text:
    """Return the shapes of cells, with a symbol for each character; letters of all scripts are told from signs."""
    if not len(text.data) or text.data.max() < _ASCII:
        return FINE.shapes(text)
    codes = np.frombuffer(text.data.tobytes().decode("utf-8").encode("utf-32-le"), "<u4")
    distinct, places = np.unique(codes, return_inverse=True)
    symbols = np.array([_symbol(int(code)) for code in distinct], np.uint8)[places]
    begins = np.concatenate(([0], np.cumsum((text.data & 0xC0) != _ASCII)))
    return Text(symbols, begins[text.offsets])


def _symbol(code: int) -> int:
    if code < _ASCII:
        return FINE.symbols[code]
    return _FOREIGN if unicodedata.category(chr(code))[0] in "LM" else _SIGN
