"""Single values against their slot: what fits, what is wrong, and what states nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import cache
from itertools import repeat
from typing import Any

from govkit.engine.emptiness import emptiness
from govkit.model.countries import COUNTRIES
from govkit.model.duration import Duration
from govkit.model.errors import nearest
from govkit.model.mask import mask
from govkit.model.placeholder import Silence, silence_of
from govkit.model.placeholder.folding import fold
from govkit.model.placeholder.lexicon import lexicon
from govkit.model.placeholder.vagueness import is_any_term, is_no_ground
from govkit.model.slots import DIGEST, ID, LANGUAGE, NAME, NONE, PLACE, TERM, Code, Slot
from govkit.model.worded import either, worded

What = str
Mend = str
Wrong = tuple[What, Mend]

BUDDHIST_FROM = 2400
"""No date of an inventory lies after the year 2400; a year beyond it is of the Buddhist era."""
BUDDHIST_UNTIL = 2800
"""A year beyond it is of no era: whoever writes 9999 means that there is no end."""
_FOR_EVER = Duration(months=120 * 12)
"""Whoever keeps something for longer than people live has set no end, and must not pass for one who has."""
_PROMISED = Duration(months=10 * 12)
"""Nobody waits longer for what was promised `within` a time."""
_FIRST_YEAR = 1000
"""A year before it has lost its first digits: 0026."""
_REASONS = {
    Silence.EMPTY: worded("the text is empty"),
    Silence.PLACEHOLDER: worded("a placeholder stands where the value belongs"),
    Silence.NOT_APPLICABLE_WITHOUT_REASON: worded("“not applicable” without a reason"),
    Silence.NEGATED: worded("the text only says that nothing is known or written down"),
    Silence.POINTER: worded("the text only points elsewhere"),
    Silence.QUESTION_REPEATED: worded("the text only repeats the question"),
    Silence.ASSURED: worded("the text only says yes, and neither who, what nor how"),
    Silence.VAGUE: worded("the text fits everywhere, and says neither who, what nor how"),
    Silence.NO_ADDRESS: worded("an address belongs there, and the text is none"),
}
_CLOSED = (ID, NAME, PLACE)
"""Codes that say something whenever they are valid: `NA` is Namibia, and a column may be called `no`."""
_CALLED = ("name", "physical_name", "physical_type", "table", "delimiter")
"""Free texts that say something whatever they are: a thing may be called `X`, its type `string`, its delimiter `,`."""
_LANGUAGES_LIKE_SILENCES = ("na", "no")
"""Nauru and Norwegian."""
_REFERENCE = re.compile(r"([a-z_]+:)?[A-Za-z0-9][A-Za-z0-9._/-]{0,400}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS_ALIKE = str.maketrans("0123456789", "1" * 10)
_MAY_BE_PERSONAL = re.compile(
    r"\d{8}"  # any long number
    r"|\d[._-]{1,3}\d"  # numbers in groups
    r"|[A-Za-z]\d{6}|(?i:pas)"  # identity cards and passports
    r"|(?:[0-9a-f]{2}){6}"  # a text in hex
    r"|(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z0-9])[A-Za-z0-9_-]{12}",  # a text in base64, an account number
)


def sorted_out(values: Collection[Any], slot: Slot) -> tuple[set[str], dict[tuple[type, Any], Wrong]]:
    """Return those of distinct `values` that are silent, and by type and value what is wrong with others.

    Texts are looked at by their shape first, in which all digits are alike: no rule tells `ds-000017` from `ds-000018`.
    """
    silent: set[str] = set()
    wrong: dict[tuple[type, Any], Wrong] = {}
    for value in _doubtful(values, slot):
        fault = fault_of(value, slot)
        if (
            isinstance(value, str)
            and (fault is not None or _is_open(slot, value))
            and _silence(value, slot) is not None
        ):
            silent.add(value)
        elif fault is not None:
            wrong[type(value), value] = fault
    return silent, wrong


def _doubtful(values: Collection[Any], slot: Slot) -> Collection[Any]:
    """Leave out the texts whose shape is beyond doubt."""
    if slot.kind is not str or set(map(type, values)) != {str}:
        return values
    doubtful = {shape for shape in shapes(values) if is_doubtful(shape, slot)}
    return [value for value in values if value.translate(_DIGITS_ALIKE) in doubtful] if doubtful else ()


def shapes(texts: Collection[str]) -> set[str]:
    """Return the distinct texts with all digits alike; joined, because one long text is translated fastest."""
    joined = "\n".join(texts)
    if joined.count("\n") >= len(texts):
        return set(map(str.translate, texts, repeat(_DIGITS_ALIKE)))
    return set(joined.translate(_DIGITS_ALIKE).split("\n"))


@cache
def _numbered() -> tuple[str, ...]:
    """Return the shapes of phrases that are heard for their digits: `test123`, whose shape is no phrase itself."""
    phrases = {*lexicon().alone, *(phrase for group in lexicon().by_start.values() for phrase, _ in group)}
    return tuple(sorted({phrase.translate(_DIGITS_ALIKE) for phrase in phrases} - phrases))


def is_doubtful(shape: str, slot: Slot) -> bool:
    """Tell whether a text of this shape has to be looked at by itself."""
    return (
        any(phrase in fold(shape) for phrase in _numbered())
        or (slot.name == "id" and _MAY_BE_PERSONAL.search(shape) is not None)
        or (_is_open(slot, shape) and _silence(shape, slot) is not None)
        or fault_of(shape, slot) is not None
    )


def _is_open(slot: Slot, text: str) -> bool:
    """Tell whether a well-formed text of this slot may still be a placeholder."""
    if slot.kind is not str or slot.code in _CLOSED:
        return False
    return not (slot.code == LANGUAGE and text.partition("-")[0] in _LANGUAGES_LIKE_SILENCES)


def is_silent(text: str) -> bool:
    """Tell whether a text states nothing, whatever was asked."""
    return silence_of(text) is not None


def silence_reason(text: str, slot: Slot | None = None) -> str:
    """Say why a text states nothing."""
    return _REASONS[(_silence(text, slot) if slot is not None else silence_of(text)) or Silence.PLACEHOLDER]


def _silence(text: str, slot: Slot) -> Silence | None:
    """Ask with the slot's name only where the text holds a word of it: the answer is the same, and it is slow."""
    asked = slot.is_text and any(word in fold(text) for word in slot.name.split("_"))
    silence = silence_of(text, asked=(slot.name.replace("_", " "),) if asked else ())
    if silence is not None:
        return silence
    if slot.is_text:
        return None if slot.name in _CALLED else emptiness(text, slot.name)
    if slot.code is DIGEST:
        return Silence.PLACEHOLDER if text.isdigit() and len(set(text)) == 1 else None
    fits = is_any_term(text) or (slot.name.endswith("basis") and is_no_ground(text))
    return Silence.VAGUE if slot.code is TERM and fits else None


def fault_of(value: Any, slot: Slot) -> Wrong | None:
    """Return what is wrong with a value and how to mend it, or `None`."""
    if value is None:
        return worded("`{name}` holds an empty element", name=slot.name), worded(
            "remove it, or write what belongs there"
        )
    if slot.kind is str:
        return _text_fault(value, slot)
    if isinstance(slot.kind, tuple):
        if value in slot.kind and isinstance(value, str):
            return None
        hint = nearest(str(value), slot.kind) or worded("possible are {known}", known=", ".join(slot.kind))
        return worded("`{name}` has no such value", name=slot.name), hint
    return _TYPED[slot.kind](value, slot.name)


def _text_fault(value: Any, slot: Slot) -> Wrong | None:
    if not isinstance(value, str):
        return worded("`{name}` is a text", name=slot.name), worded('write it in quotes, such as "1.10"')
    if "\x00" in value:
        return worded("`{name}` holds a NUL, which no text holds", name=slot.name), worded("remove that character")
    if slot.code is not None:
        return _code_fault(value, slot.name, slot.code)
    if slot.ref is not None:
        return _reference_fault(value, slot.name, slot.ref.types)
    return None


def _code_fault(value: str, name: str, code: Code) -> Wrong | None:
    if not _compiled(code.pattern).fullmatch(value):
        return worded("`{name}` is not {form}", name=name, form=code.form), worded("write {form}", form=code.form)
    if code == PLACE and value[:2] not in COUNTRIES:
        return worded("`{name}` names no country", name=name), nearest(value, COUNTRIES) or worded(
            "use the two letters of ISO 3166, such as TH"
        )
    if name == "id" and value == NONE:
        return worded("`id` can't be `none`"), worded(
            "that word says that there is none; use a name of the thing itself"
        )
    if name == "id" and mask(value) != value:
        return worded("`id` looks like a personal value"), worded(
            "ids are printed everywhere; use a name of the thing itself"
        )
    return None


def _reference_fault(value: str, name: str, types: tuple[str, ...]) -> Wrong | None:
    if not _REFERENCE.fullmatch(value):
        return worded("`{name}` is not a reference", name=name), worded(
            "write the id of a {types}, or {types}:id", types=types[0]
        )
    if ":" in value and value.partition(":")[0] not in types:
        return worded("`{name}` can't refer to that", name=name), worded("it refers to {types}", types=either(types))
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _whole(value: Any, name: str) -> Wrong | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return None if value >= 0 else (worded("`{name}` is negative", name=name), worded("count from 0"))
    return worded("`{name}` is a whole number", name=name), worded("write digits without quotes, such as 1200")


def _number(value: Any, name: str) -> Wrong | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return None
    return worded("`{name}` is a number", name=name), worded("write digits without quotes, such as 0.5")


def _truth(value: Any, name: str) -> Wrong | None:
    return (
        None
        if isinstance(value, bool)
        else (worded("`{name}` is true or false", name=name), worded("write `true` or `false` without quotes"))
    )


def day_fault(value: Any, name: str) -> Wrong | None:
    """Return what is wrong with a day, or `None`."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        return worded("`{name}` is not a date", name=name), worded("write an ISO date such as 2026-11-21")
    return _era(day.year, name)


def _era(year: int, name: str) -> Wrong | None:
    if year < _FIRST_YEAR:
        return worded("`{name}` has a year without its first digits", name=name), worded("write four, such as 2026")
    if year < BUDDHIST_FROM:
        return None
    if year > BUDDHIST_UNTIL:
        return worded("`{name}` is a day that nobody plans for", name=name), worded("write `none` if there is no end")
    return worded("`{name}` is in a year of the Buddhist era", name=name), worded(
        "write the Gregorian year, {number} for {year}", number=year - 543, year=year
    )


def _instant(value: Any, name: str) -> Wrong | None:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) and _DAY.match(value) else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        return worded("`{name}` is not a date and time with an offset", name=name), worded(
            "write it as 2026-11-21T09:30:00+07:00"
        )
    return _era(instant.year, name)


def _span(value: Any, name: str) -> Wrong | None:
    try:
        span = Duration.parse(value if isinstance(value, str) else "")
    except ValueError:
        return worded("`{name}` is not a duration", name=name), worded("write it as P5Y, P18M, P30D or PT72H")
    if span.hours > _FOR_EVER.hours:
        what = worded("`{name}` is longer than a hundred and twenty years", name=name)
        return what, worded("write `none` if there is no end")
    if name.endswith("_within") and span.hours > _PROMISED.hours:
        return worded("`{name}` is longer than ten years", name=name), worded("write `none` if there is no end")
    return None


_TYPED: dict[Any, Callable[[Any, str], Wrong | None]] = {
    int: _whole,
    float: _number,
    bool: _truth,
    date: day_fault,
    datetime: _instant,
    Duration: _span,
}
