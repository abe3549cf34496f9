"""Spans of time as ISO 8601 writes them: `P5Y`, `P18M`, `P30D`, `PT72H`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from govkit.model.worded import worded

_FORM = re.compile(
    r"P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=False)
class Duration:
    """A span of calendar months, days and minutes, kept apart because a month has no fixed length."""

    months: int = 0
    days: int = 0
    minutes: int = 0

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read an ISO 8601 duration; raise `ValueError` for anything else."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(worded("not an ISO 8601 duration such as P5Y, P18M, P30D or PT72H"))
        years, months, weeks, days, hours, minutes = (int(part or 0) for part in match.groups())
        return cls(years * 12 + months, weeks * 7 + days, hours * 60 + minutes)

    @property
    def hours(self) -> float:
        """Return the length in hours, a month counted as 30.4375 days: for comparing limits, not for calendars."""
        return (self.months * 30.4375 + self.days) * 24 + self.minutes / 60

    def after(self, day: date) -> date:
        """Return the day that lies this span after `day` (the last day of a shorter month, and of the calendar)."""
        try:
            return _shift(day, self.months) + timedelta(days=self.days, minutes=self.minutes)
        except OverflowError:
            return date.max

    def before(self, day: date) -> date:
        """Return the day that lies this span before `day`."""
        try:
            return _shift(day, -self.months) - timedelta(days=self.days, minutes=self.minutes)
        except OverflowError:
            return date.min

    def __str__(self) -> str:
        """Write the span as ISO 8601 does."""
        years, months = divmod(self.months, 12)
        hours, minutes = divmod(self.minutes, 60)
        day_part = "".join(f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (self.days, "D")) if n)
        time_part = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M")) if n)
        return f"P{day_part}" + (f"T{time_part}" if time_part else "") if day_part or time_part else "P0D"


def _shift(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
