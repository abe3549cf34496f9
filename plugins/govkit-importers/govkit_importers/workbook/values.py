"""What numbers in workbooks say: days and times are numbers that a format makes dates of."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from govkit_importers.workbook.sheet import Cell

_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82)})
"""Numbers of formats that show a date or a time, those of East Asia and Thailand among them."""
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dmyhs]|b{2}", re.IGNORECASE)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465  # 9999-12-31, and where spreadsheet programs stop too


def is_date_format(number: int, code: str | None) -> bool:
    """Tell whether a number format shows a date or a time."""
    if code is None:
        return number in _BUILT_IN
    first = _QUOTED.sub("", code).split(";")[0]
    return "general" not in first.lower() and bool(_DATE_LETTERS.search(first))


def number_cell(raw: str, dated: bool, since_1904: bool, formula: bool) -> Cell:
    """Return the cell of a stored number."""
    try:
        value = float(raw)
    except ValueError:
        return Cell(raw, "text", formula)
    if dated and 0 <= value < _LAST_DAY + 1:
        return Cell(_moment(value, since_1904), "date", formula)
    return Cell(plain(value, raw), "number", formula)


def plain(value: float, raw: str) -> str:
    """Write a number as people do: 5, not 5.0; 0.29, not 0.28999999999999998."""
    if re.fullmatch(r"[+-]?\d+", raw):
        return raw.lstrip("+")
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def _moment(value: float, since_1904: bool) -> str:
    """Write a day as 2026-01-31, a moment with its time, and a time alone as 09:30."""
    days = value if since_1904 or value >= 60 else value + 1  # day 60 of the older count never was
    try:
        moment = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(days=round(days * 86_400) / 86_400)
    except OverflowError:
        return plain(value, "")
    moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    if value < 1:
        return moment.strftime("%H:%M:%S").removesuffix(":00")
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.isoformat().removesuffix(":00")
