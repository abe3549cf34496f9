"""Finds the days that a page bears, as people of the region write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

_BUDDHIST = 543
_MONTHS = {
    1: "january jan januari tháng1 มกราคม ม.ค. enero", 2: "february feb februari กุมภาพันธ์ ก.พ. pebrero",
    3: "march mar maret mac มีนาคม มี.ค. marso", 4: "april apr เมษายน เม.ย. abril",
    5: "may mei พฤษภาคม พ.ค. mayo", 6: "june jun juni มิถุนายน มิ.ย. hunyo",
    7: "july jul juli julai กรกฎาคม ก.ค. hulyo", 8: "august aug agustus ogos สิงหาคม ส.ค. agosto",
    9: "september sep sept กันยายน ก.ย. setyembre", 10: "october oct oktober ตุลาคม ต.ค. oktubre",
    11: "november nov พฤศจิกายน พ.ย. nobyembre", 12: "december dec desember disember ธันวาคม ธ.ค. disyembre",
}  # fmt: skip
_NAMES = {name: month for month, names in _MONTHS.items() for name in names.split()}
_NAME = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAME})\.?,?\s+(?:พ\.ศ\.\s*)?(\d{{4}})(?!\d)")
_MONTH_FIRST = re.compile(rf"(?<![a-z])({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_CHINESE = re.compile(r"(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+năm\s+(\d{4})(?!\d)")


def latest(text: str, times: Iterable[str], until: date) -> date | None:
    """Return the latest day on a page that is not after `until`; dates in mere numbers, `03/04/2026`, are ambiguous.

    `text` is normalised. Years of the Buddhist era are taken back by 543.
    """
    found = [*_in_text(text), *(day for raw in times for day in _in_text(raw))]
    return max((day for day in found if day <= until), default=None)


def _in_text(text: str) -> Iterator[date]:
    for pattern, order in ((_ISO, (0, 1, 2)), (_CHINESE, (0, 1, 2)), (_VIETNAMESE, (2, 1, 0))):
        for match in pattern.finditer(text):
            yield from _day(*(int(match.groups()[place]) for place in order))
    for match in _DAY_FIRST.finditer(text):
        yield from _day(int(match[3]), _NAMES[match[2]], int(match[1]))
    for match in _MONTH_FIRST.finditer(text):
        yield from _day(int(match[3]), _NAMES[match[1]], int(match[2]))


def _day(year: int, month: int, day: int) -> Iterator[date]:
    year -= _BUDDHIST if 2400 < year < 2700 else 0
    if 1990 <= year <= 2100:
        try:
            yield date(year, month, day)
        except ValueError:
            return
