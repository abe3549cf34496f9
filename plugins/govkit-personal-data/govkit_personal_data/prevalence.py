"""In how many rows a kind of personal data is, told from rows: most of the distinct values may be few of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from math import sqrt

from govkit_personal_data.evidence import contacts, demographics, people
from govkit_personal_data.evidence.column import ColumnEvidence, Signal
from govkit_personal_data.evidence.profile import profile

_DRAWN = 400
"""Rows that are drawn from those of the values that are known, to say how many hold what no pattern counts."""
_COUNTED = "number."
"""With this begin the signals that a kernel has counted over all rows that were looked at."""
_FEW = 5
"""Rows of those drawn up to which a count over all rows says more."""


@dataclass(frozen=True)
class Prevalence:
    """What share of a column's filled rows each signal of one category sees."""

    column: ColumnEvidence
    shares: Mapping[str, float]
    drawn: int
    """Rows from which those shares are known that were not counted."""

    def rows(self, what: str) -> int | None:
        """Return in how many rows a signal sees what it looks for, `None` if it looks at no values."""
        share = self.shares.get(what)
        return None if share is None else round(share * self.column.filled)

    def of(self, speaking: Collection[str]) -> tuple[int, tuple[float, float]]:
        """Return in how many rows the category is, by those that speak for it, and the 95 % interval of the share.

        Where none of them looks at values it is all rows that hold one, as the header says it of all.
        """
        filled, rows = self.column.filled, self.column.rows
        shares = {what: share for what, share in self.shares.items() if what in speaking and share}
        if not shares:
            return filled, wilson(filled, rows)
        counted = max((share for what, share in shares.items() if what.startswith(_COUNTED)), default=0.0)
        told = max((share for what, share in shares.items() if not what.startswith(_COUNTED)), default=0.0)
        if counted >= told or told * self.drawn <= _FEW or self.drawn >= filled:
            matched = round(max(counted, told if self.drawn >= filled or not counted else 0.0) * filled)
            return matched, wilson(matched, rows)
        low, high = wilson(round(told * self.drawn), self.drawn)
        part = filled / max(rows, 1)
        return round(told * filled), (round(low * part, 6), round(high * part, 6))


def prevalence(column: ColumnEvidence, category: str, signals: Iterable[Signal], latest_year: int) -> Prevalence:
    """Draw rows of a column and ask again the signals of a category that look at values."""
    drawn = _rows(column)
    seen = profile(replace(column, sample=drawn), most=_DRAWN)
    named = len(seen.values) / max(len(drawn), 1)
    shares = {
        signal.what: signal.share for signal in signals if signal.share is not None and signal.what.startswith(_COUNTED)
    }
    for signal in chain(people.signals(seen), contacts.signals(seen), demographics.signals(seen, latest_year)):
        if signal.category == category and signal.share is not None:
            shares[signal.what] = max(signal.share * named, shares.get(signal.what, 0.0))
    return Prevalence(column, shares, len(drawn))


def _rows(column: ColumnEvidence) -> tuple[str, ...]:
    """Return the values of evenly spaced rows of those whose values are known, or of all where they are few."""
    repeats = column.repeats or (1,) * len(column.sample)
    total = sum(repeats)
    if total <= _DRAWN:
        return tuple(chain.from_iterable((value,) * rows for value, rows in zip(column.sample, repeats, strict=True)))
    drawn: list[str] = []
    for value, end in zip(column.sample, accumulate(repeats), strict=True):
        drawn += (value,) * ((end * _DRAWN) // total - len(drawn))
    return tuple(drawn)


def wilson(matched: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, by Wilson; (0, 1) where nothing was looked at."""
    if of == 0:
        return 0.0, 1.0
    z = 1.96
    share, spread = matched / of, z * z / of
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(max(0.0, share * (1 - share) / of + spread / (4 * of)))
    return round(max(0.0, centre - half), 6), round(min(1.0, centre + half), 6)
