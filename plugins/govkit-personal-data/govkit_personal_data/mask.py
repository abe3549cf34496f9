"""Masks: how a value looks, without the value; and names of columns and files that look like values."""

from __future__ import annotations

import re
import unicodedata

from govkit_personal_data.evidence.full_name import names_person

LONGEST = 24
"""Characters of a mask."""
_KEPT = frozenset("-./:@+()#, _")
_VALUE = re.compile(r"@|.{80,}", re.DOTALL)
PARTS = re.compile(r"((?:[.\\\[\]]|(?<! [ads])/|/(?![lpo] ))+)", re.IGNORECASE)
"""What stands between the parts of a path, of a file or to a nested value; not in `Rajesh a/l Kumar`."""
_NUMBER = re.compile(r"\d(?:[ ./-]{0,2}\d){5,}")


def mask(value: str) -> str:
    """Return the look of a value: digits as `#`, Latin letters as `x`, Thai as `ก`, other letters as `w`.

    No character of the value but punctuation is kept, and never more than `LONGEST` characters.
    """
    first = value[:LONGEST]
    looks = first.translate(_ASCII) if first.isascii() else "".join(map(_look, first))
    return f"{looks}…" if len(value) > LONGEST else looks


def _look(char: str) -> str:
    if char.isdigit():
        return "#"
    if char.isascii():
        return "x" if char.isalpha() else char if char in _KEPT else "?"
    if "\u0e00" <= char <= "\u0e7f":
        return "ก"
    return "w" if unicodedata.category(char)[0] in "LM" else "?"


_ASCII = {code: _look(chr(code)) for code in range(128)}


def safe_name(name: str) -> str:
    """Return the name of a column, table or file as it may be shown.

    Numbers of six digits or more become `#`; the full name of a person is masked wherever it stands, an e-mail address
    or a whole text altogether.
    """
    printable = "".join(char if char.isprintable() else " " for char in name).strip()
    if _VALUE.search(printable):
        return mask(printable)
    shown = _NUMBER.sub(lambda number: re.sub(r"\d", "#", number.group()), printable)
    return "".join(mask(part) if names_person(part) else part for part in PARTS.split(shown))
