"""Single values against their slot: what fits, what is wrong, and what states nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

from govkit.model.countries import COUNTRIES
from govkit.model.duration import Duration
from govkit.model.errors import nearest
from govkit.model.mask import mask
from govkit.model.placeholder import Silence, silence_of
from govkit.model.slots import Slot

_BUDDHIST_FROM = 2400
"""No date of an inventory lies after the year 2400; a year beyond it is of the Buddhist era."""
_REASONS = {
    Silence.EMPTY: "the text is empty",
    Silence.PLACEHOLDER: "a placeholder stands where the value belongs",
    Silence.NOT_APPLICABLE_WITHOUT_REASON: "“not applicable” without a reason",
    Silence.NEGATED: "the text only says that nothing is known or written down",
    Silence.POINTER: "the text only points elsewhere",
    Silence.QUESTION_REPEATED: "the text only repeats the question",
}
_OPEN_FORM = "a term"


def hears(text: str, slot: Slot) -> bool:
    """Tell whether a text in this slot states nothing and is to become unknown."""
    if slot.name in ("id", "formerly"):
        return False
    if slot.is_text:
        return silence_of(text, asked=(slot.name.replace("_", " "),)) is not None
    if slot.code is not None and not slot.code.form.startswith(_OPEN_FORM) and re.fullmatch(slot.code.pattern, text):
        return False  # "NA" is Namibia
    if isinstance(slot.kind, tuple) and text in slot.kind:
        return False
    return silence_of(text) is not None


def is_silent(text: str) -> bool:
    """Tell whether a text states nothing, whatever was asked."""
    return silence_of(text) is not None


def silence_reason(text: str, slot: Slot | None = None) -> str:
    """Say why a text states nothing."""
    asked = (slot.name.replace("_", " "),) if slot is not None and slot.is_text else ()
    return _REASONS[silence_of(text, asked=asked) or Silence.PLACEHOLDER]


def fault_of(value: Any, slot: Slot) -> tuple[str, str] | None:
    """Return what is wrong with a value and how to mend it, or `None`."""
    if slot.kind is str:
        return _text_fault(value, slot)
    if isinstance(slot.kind, tuple):
        if value in slot.kind and isinstance(value, str):
            return None
        hint = nearest(str(value), slot.kind) or f"possible are {', '.join(slot.kind)}"
        return f"`{slot.name}` has no such value", hint
    return _TYPED[slot.kind](value, slot.name)


def _text_fault(value: Any, slot: Slot) -> tuple[str, str] | None:
    if not isinstance(value, str):
        return f"`{slot.name}` is a text", 'write it in quotes, such as "1.10"'
    if slot.code is not None and not _pattern(slot.code.pattern).fullmatch(value):
        return f"`{slot.name}` is not {slot.code.form}", f"write {slot.code.form}"
    if slot.code is not None and slot.code.form.startswith("an ISO 3166") and value[:2] not in COUNTRIES:
        return f"`{slot.name}` names no country", nearest(
            value, COUNTRIES
        ) or "use the two letters of ISO 3166, such as TH"
    if slot.ref is not None and not _REFERENCE.fullmatch(value):
        return f"`{slot.name}` is not a reference", f"write the id of a {slot.ref.types[0]}, or {slot.ref.types[0]}:id"
    if slot.ref is not None and ":" in value and value.partition(":")[0] not in slot.ref.types:
        return f"`{slot.name}` can't refer to that", f"it refers to {' or '.join(slot.ref.types)}"
    if slot.name == "id" and mask(value) != value:
        return "`id` looks like a personal value", "ids are printed everywhere; use a name of the thing itself"
    return None


_REFERENCE = re.compile(r"([a-z_]+:)?[A-Za-z0-9][A-Za-z0-9._/-]{0,400}")


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _whole(value: Any, name: str) -> tuple[str, str] | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return None if value >= 0 else (f"`{name}` is negative", "count from 0")
    return f"`{name}` is a whole number", "write digits without quotes, such as 1200"


def _number(value: Any, name: str) -> tuple[str, str] | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return None
    return f"`{name}` is a number", "write digits without quotes, such as 0.5"


def _truth(value: Any, name: str) -> tuple[str, str] | None:
    return None if isinstance(value, bool) else (f"`{name}` is true or false", "write `true` or `false` without quotes")


def _day(value: Any, name: str) -> tuple[str, str] | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        return f"`{name}` is not a date", "write an ISO date such as 2026-11-21"
    return _era(day.year, name)


def _era(year: int, name: str) -> tuple[str, str] | None:
    if year < _BUDDHIST_FROM:
        return None
    return f"`{name}` is in a year of the Buddhist era", f"write the Gregorian year, {year - 543} for {year}"


def _instant(value: Any, name: str) -> tuple[str, str] | None:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        return f"`{name}` is not a date and time with an offset", "write it as 2026-11-21T09:30:00+07:00"
    return _era(instant.year, name)


def _span(value: Any, name: str) -> tuple[str, str] | None:
    try:
        Duration.parse(value if isinstance(value, str) else "")
    except ValueError:
        return f"`{name}` is not a duration", "write it as P5Y, P18M, P30D or PT72H"
    return None


_TYPED: dict[Any, Callable[[Any, str], tuple[str, str] | None]] = {
    int: _whole,
    float: _number,
    bool: _truth,
    date: _day,
    datetime: _instant,
    Duration: _span,
}
