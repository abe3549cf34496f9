"""What says something of a person without pointing to one: closed sets, dates of birth, ages, places, professions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from statistics import median

from govkit_personal_data.evidence.column import Signal
from govkit_personal_data.evidence.profile import Profile
from govkit_personal_data.evidence.words import words

_POSTCODE = re.compile(
    r"[0-9]{5}(?:-[0-9]{4})?|[0-9]{6}|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}"
    r"|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]|[0-9]{4}(?: ?[A-Z]{2})?|[0-9]{5}-[0-9]{3}|[A-Z]{1,2}-[0-9]{4,5}"
)
_DECIMAL = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,}")
_SOME = 0.3
_MOST_AGE = 115
_BIRTH = (1900, 2022)
OF_PEOPLE = (
    "age",
    "financial",
    "date-of-birth",
    "family",
    "education",
    "job",
    "health",
    "location",
    "gender",
    "marital-status",
    "religion",
    "ethnicity",
    "nationality",
    "political",
    "other-indirect",
)


def signals(seen: Profile, latest_year: int) -> Iterator[Signal]:
    """Yield what speaks for and against each kind of indirect personal data."""
    if not seen.values:
        return
    yield from _sets(seen)
    yield from _birth(seen, latest_year)
    yield from _age(seen)
    yield from _place(seen)
    lists = words().lists
    job = _holding(seen, lists["job"])
    yield Signal("job", "values.professions", job, job)
    ill = _holding(seen, lists["health"])
    yield Signal("health", "values.illnesses", ill, ill)
    unlike = max(1 - seen.lettered, seen.dated, sum(len(value) > 70 for value in seen.values) / seen.size)
    for category in ("job", "education", "religion", "ethnicity", "nationality", "marital-status", "political"):
        yield Signal(category, "values.unlike-words", unlike)
    yield Signal("financial", "values.unlike-amounts", 1 - seen.digited)
    yield Signal("financial", "values.is-date", seen.dated)
    constant = float(seen.column.distinct <= 1)
    for category in OF_PEOPLE:
        yield Signal(category, "values.constant", constant)


def _sets(seen: Profile) -> Iterator[Signal]:
    present = set(seen.lowered)
    flags = present <= {"yes", "no", "true", "false", "y", "n", "0", "1", "t", "f"}
    for entry in words().sets:
        if not entry.needs & present or (entry.weak and seen.column.distinct < 2):
            continue
        fitting = sum(low in entry.every for low in seen.lowered) / seen.size
        strength = fitting if entry.loose else max(0.0, (fitting - 0.5) * 2)
        what = "values.weak-set" if entry.weak else "values.closed-set"
        yield Signal(entry.category, what, 0.0 if flags else strength, fitting)
    yield Signal("gender", "values.too-many", float(seen.column.distinct > 12))
    yield Signal("marital-status", "values.too-many", float(seen.column.distinct > 20))


def _birth(seen: Profile, latest_year: int) -> Iterator[Signal]:
    years = [year for year in seen.years if _BIRTH[0] <= year <= latest_year]
    plain = [int(n) for n in seen.numbers if _BIRTH[0] <= n <= latest_year and n == int(n)]
    span = (max(years) - min(years)) if years else 0
    old = sum(latest_year - year >= 18 for year in years) / seen.size
    born = (
        seen.dated
        * (len(years) / max(len(seen.years), 1))
        * float(span >= 15)
        * old
        * float(seen.timed < 0.3 * len(seen.years))
    )
    late = bool(years) and latest_year - median(years) >= 20
    yield Signal("date-of-birth", "values.birth-dates", born * float(late), seen.dated)
    yield Signal("date-of-birth", "values.no-date", max(0.0, 1 - seen.dated - len(plain) / seen.size))
    yield Signal(
        "date-of-birth", "values.recent-dates", float(bool(seen.years) and latest_year - median(seen.years) < 8)
    )
    yield Signal("date-of-birth", "values.times", seen.timed / seen.size)


def _age(seen: Profile) -> Iterator[Signal]:
    whole = [n for n in seen.numbers if n == int(n) and 0 <= n <= _MOST_AGE]
    fit = len(whole) / seen.size
    yield Signal(
        "age",
        "values.ages",
        fit
        * float(
            len(whole) >= 8
            and min(whole) >= 1
            and 15 <= median(whole) <= 70
            and max(whole) - min(whole) >= 15
            and max(whole) <= 100
        ),
    )
    ranges = sum(
        re.fullmatch(r"(?:[<>] ?)?[0-9]{1,2}(?:[-–][0-9]{1,3}|\+)?", value) is not None for value in seen.values
    )
    in_range = len([n for n in seen.numbers if 0 <= n <= _MOST_AGE])
    yield Signal("age", "values.no-age", 1 - max(ranges, in_range) / seen.size)


def _place(seen: Profile) -> Iterator[Signal]:
    lists = words()
    named = sum(low in lists.places for low in seen.lowered) / seen.size
    coded = sum(low in lists.place_codes for low in seen.lowered if len(low) <= 3) / seen.size
    yield Signal("location", "values.places", named, named)
    yield Signal("location", "values.place-codes", coded * float(seen.column.distinct > 3), coded)
    decimal = seen.share(_DECIMAL)
    within = sum(-180 <= n <= 180 for n in seen.numbers) / seen.size
    spread = bool(seen.numbers) and max(map(abs, seen.numbers)) > 1
    yield Signal("location", "values.coordinates", decimal * within * float(spread), decimal)
    yield Signal("location", "values.postcodes", seen.share(_POSTCODE), None)
    yield Signal("location", "values.is-date", seen.dated)


def _holding(seen: Profile, vocabulary: tuple[str, ...]) -> float:
    if seen.lettered < _SOME:
        return 0.0
    plain, glued = _split(vocabulary)
    return (
        sum(
            not plain.isdisjoint(tokens) or any(word in low for word in glued)
            for tokens, low in zip(seen.tokens, seen.lowered, strict=True)
        )
        / seen.size
    )


@lru_cache(maxsize=4)
def _split(vocabulary: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words that stand by themselves, and those that are looked for inside texts."""
    return (
        frozenset(word for word in vocabulary if word.isascii() and " " not in word),
        tuple(word for word in vocabulary if not word.isascii() or " " in word),
    )
