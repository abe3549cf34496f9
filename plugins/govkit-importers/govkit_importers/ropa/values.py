"""Read what people write in cells: days, yes and no, countries, terms; what is not sure is not read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from govkit.model.countries import COUNTRIES
from govkit_importers.ropa.lexicon import fold, lexicon

ADDRESS = ("http://", "https://")
_PATH = re.compile(r"[^\s/\\:]+(?:[/\\][^/\\:]+)*\.[A-Za-z0-9]{2,5}")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_BUDDHIST = range(2400, 2701)
_COMMON = range(1900, 2400)
_ERA = re.compile(r"พ\.?\s*ศ\.?|ค\.?\s*ศ\.?|\bB\.?E\.?\b|\bA\.?D\.?\b|วันที่", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?")
_VIETNAMESE = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:,|năm)?\s*(\d{4})", re.IGNORECASE)
_IN_WORDS = re.compile(r"(?:le )?(\d{1,2})(?:st|nd|rd|th|er)?[\s,.-]+([^\d]+?)[\s,.-]*(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([^\d\s]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})")


class Unreadable(Exception):
    """A text from which no value can be had for sure; the message says why, without the text."""


class Read(NamedTuple):
    """A value, and what was done to have it where it is not what the cell says."""

    value: str
    note: str = ""


def latin_digits(text: str) -> str:
    """Return a text with Thai digits as Latin ones."""
    return text.translate(_THAI_DIGITS)


def day(text: str, day_first: bool | None = None) -> Read:
    """Read a day as ISO 8601; raise `Unreadable` where the day, the month or the era is not sure.

    `day_first` tells how the other days of the column are written.
    """
    digits = latin_digits(text.strip())
    notes = ["Thai digits"] if digits != text.strip() else []
    bare = " ".join(_ERA.sub(" ", digits).split())
    if match := _ISO.fullmatch(bare):
        year, month, number = int(match[1]), int(match[2]), int(match[3])
    elif match := _NUMERIC.fullmatch(bare):
        year = _year(match[3])
        thai = year in _BUDDHIST or digits != text.strip()
        number, month = _ordered(int(match[1]), int(match[2]), True if thai else day_first)
    elif match := _VIETNAMESE.fullmatch(bare):
        number, month, year = int(match[1]), int(match[2]), int(match[3])
    else:
        number, month, year = _in_words(bare)
    if year in _BUDDHIST:
        year -= 543
        notes.append("Buddhist era")
    elif year not in _COMMON:
        raise Unreadable("the year can't be one of the common or the Buddhist era")
    try:
        found = date(year, month, number).isoformat()
    except ValueError:
        raise Unreadable("there is no such day") from None
    return Read(found, " and ".join(notes) + " read" if notes else "")


def order_of_days(texts: list[str]) -> bool | None:
    """Tell whether days of a column stand before months, by those that can be read in one way only."""
    said = set()
    for text in texts:
        if match := _NUMERIC.fullmatch(" ".join(_ERA.sub(" ", latin_digits(text)).split())):
            first, second = int(match[1]), int(match[2])
            said |= {True} if first > 12 >= second else {False} if second > 12 >= first else set()
    return said.pop() if len(said) == 1 else None


def _year(text: str) -> int:
    if len(text) == 2:
        raise Unreadable("the year has two digits, so that its era and century are not sure")
    return int(text)


def _ordered(first: int, second: int, day_first: bool | None) -> tuple[int, int]:
    """Return (day, month)."""
    if first == second or second > 12 >= first:
        return second, first
    if first > 12 or day_first is True:
        return first, second
    if day_first is False:
        return second, first
    raise Unreadable("day and month can't be told apart")


def _in_words(text: str) -> tuple[int, int, int]:
    """Return (day, month, year) of "31 January 2026", in any of the languages."""
    months = lexicon().months
    if match := _IN_WORDS.fullmatch(text):
        number, word, year = match[1], match[2], match[3]
    elif match := _MONTH_FIRST.fullmatch(text):
        word, number, year = match[1], match[2], match[3]
    else:
        raise Unreadable("no day that govkit can read")
    month = months.get(fold(word)) or months.get(fold(word.rstrip(".")))
    if month is None:
        raise Unreadable("no month that govkit knows")
    return int(number), month, _year(year)


def flag(text: str) -> bool:
    """Read yes or no; raise `Unreadable` for anything else."""
    folded, words = fold(text), lexicon()
    if folded in words.yes:
        return True
    if folded in words.no or folded in words.none:
        return False
    raise Unreadable("neither yes nor no")


def is_none(text: str) -> bool:
    """Tell whether a text says that there is none."""
    return fold(text) in lexicon().none


def is_place(text: str) -> bool:
    """Tell whether a text is the address or path of a document."""
    return text.startswith(ADDRESS) or _PATH.fullmatch(text) is not None


def country(text: str) -> str:
    """Return the code of a country; raise `Unreadable` for what is none that govkit knows."""
    bare = text.strip()
    if bare in COUNTRIES:
        return bare
    without = re.sub(r"\([^()]*\)", " ", bare)
    for name in (bare, without):
        if (code := lexicon().countries.get(fold(name))) is not None:
            return code
    inside = {code for name in re.findall(r"\(([^()]*)\)", bare) for code in _codes(name)}
    if len(inside) == 1:
        return inside.pop()
    raise Unreadable("no country that govkit knows by this name")


def _codes(name: str) -> list[str]:
    if name.strip() in COUNTRIES:
        return [name.strip()]
    code = lexicon().countries.get(fold(name))
    return [code] if code else []


def term(kind: str, text: str) -> str | None:
    """Return govkit's term for a phrase where a lexicon is sure of it."""
    return lexicon().terms.get(kind, {}).get(fold(text))


def slug(text: str, words: int = 4) -> str | None:
    """Return a few Latin words as a term of the organisation's own: "order history" → `order-history`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    parts = re.findall(r"[a-z0-9]+", bare)
    if not parts or len(parts) > words or not re.fullmatch(r"[a-z0-9\s'&/().-]+", bare):
        return None
    return "-".join(parts)
