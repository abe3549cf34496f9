"""Folding: the one written form in which text is compared, whatever its case, width, marks or invisible characters."""

from __future__ import annotations

import re
import unicodedata

WRAPPERS = (
    " \t\r\n\f\v\"'`()[]{}<>|#*_~"
    "\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011"
)
DASHES_AND_DOTS = "-_.?!~=\u00b7\u2022"
SEPARATORS = frozenset(
    WRAPPERS + DASHES_AND_DOTS + ",;:/\u0e2f\u17d4\u17d6\u104a\u104b\u3001\u3002\u30fb\u25cf\u25e6\u25aa\u27a2"
)
"""What may stand around and between words without saying anything."""

# Soft hyphen, zero-width and bidirectional controls, byte order mark, variation selectors: seen by nobody.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff]")
"""A letter of a script that writes words without spaces: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""
_SAME = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc", "-") | dict.fromkeys("\u2018\u2019\u02bc", "'")
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SPACES = re.compile(r"(?:[^\S\n\r\x1c-\x1e\x85\u2028\u2029]){2,}|[\t\f\v\xa0]")


def fold(text: str) -> str:
    """Give `text` in lower case, NFKC, with ASCII digits, single spaces, plain dashes, nothing invisible, in lines."""
    if text.isascii():
        return _single_spaces(text.lower())
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text).replace("\uff1a", ": ")).casefold()
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(_SAME)
    # Thai as it is typed: two SARA E for SARA AE, a space before MAI YAMOK.
    text = _single_spaces(text).replace("\u0e40\u0e40", "\u0e41").replace(" \u0e46", "\u0e46")
    return _NOT_ASCII.sub(_ascii_digit, text)


def without_marks(text: str) -> str:
    """Give folded `text` as it is typed on a keyboard without Vietnamese marks."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _single_spaces(text: str) -> str:
    return _SPACES.sub(" ", text) if _SPACES.search(text) else text


def _ascii_digit(found: re.Match[str]) -> str:
    return str(unicodedata.decimal(found[0], found[0]))
