"""Reads what people write in cells: yes and no in several languages, numbers, and days of either era."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from govkit.model.worded import worded

_YES = frozenset(["yes", "y", "true", "ใช่", "มี", "oui", "có", "ya", "vâng", "opo", "oo", "✓"]) | {"đúng"}
_NO = frozenset(["no", "n", "false", "ไม่", "ไม่ใช่", "ไม่มี", "non", "không", "tidak", "tak", "bukan", "hindi", "✗"])
_BUDDHIST_FROM = 2400
_ERAS = 543
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Unreadable(ValueError):
    """What stands in a cell is not what belongs there; its text says how to mend it."""


@dataclass(frozen=True)
class ReadDay:
    """A day, and whether its year was of the Buddhist era."""

    day: date
    converted: bool = False


def yes_or_no(cell: Any) -> bool:
    """Return what a cell says; raise `Unreadable` for neither."""
    if isinstance(cell, bool):
        return cell
    said = plain_text(cell).casefold().rstrip(".")
    if said in _YES or said in _NO:
        return said in _YES
    raise Unreadable(worded("write yes or no"))


def number(cell: Any) -> int | float:
    """Return a number, from a text too, with a point for decimals; raise `Unreadable` for anything else."""
    if isinstance(cell, bool):
        raise Unreadable(worded("write a number"))
    if isinstance(cell, (int, float)):
        return int(cell) if float(cell).is_integer() else float(cell)
    said = _western(plain_text(cell))
    if not re.fullmatch(r"-?\d+(\.\d+)?", said):
        raise Unreadable(worded("write a number, such as 12 or 3.5"))
    return float(said) if "." in said else int(said)


def day(cell: Any) -> ReadDay:
    """Return a day; one of the Buddhist era is converted. Raise `Unreadable` where the order is a guess."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _of(cell.year, cell.month, cell.day)
    said = _western(plain_text(cell))
    if match := _ISO.fullmatch(said):
        return _of(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(said):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if year >= _BUDDHIST_FROM or first > 12 or first == second:  # Thailand writes the day first
            return _of(year, second, first)
    raise Unreadable(worded("write a day such as 2026-11-21"))


def plain_text(cell: Any) -> str:
    """Return a cell as one line of text, without space around it; a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, (datetime, date)):
        cell = cell.isoformat()[:10]
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def _of(year: int, month: int, of_month: int) -> ReadDay:
    converted = year >= _BUDDHIST_FROM
    try:
        return ReadDay(date(year - _ERAS if converted else year, month, of_month), converted)
    except ValueError:
        raise Unreadable(worded("there is no such day; write one such as 2026-11-21")) from None


def _western(text: str) -> str:
    """Return the text with digits of any script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
