"""Conditions on one value: equality, sets, order, counts, elements and age, each three-valued."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from govkit.engine.columns import Absent
from govkit.engine.items import count_items, says_something
from govkit.model.duration import Duration
from govkit.model.errors import nearest
from govkit.model.inventory import Inventory
from govkit.model.predicate import Rule, Test
from govkit.model.slots import NONE, TERM, Part, Slot
from govkit.model.term import is_term
from govkit.model.worded import worded

Verdict = bool | None
"""True, false, or unknown."""
Judge = Callable[[Any, "World"], Verdict]
At = tuple[str | int, ...]
"""The way to a part of a predicate."""


@dataclass(frozen=True, slots=True)
class World:
    """What conditions may refer to besides the value."""

    inventory: Inventory
    as_of: date


class PredicateFault(ValueError):
    """A predicate that does not fit the slots; `path` leads to the faulty part within the predicate."""

    def __init__(self, path: tuple[str | int, ...], what: str, hint: str = "") -> None:
        """Take where, what and how to mend it."""
        super().__init__(what)
        self.path = path
        self.what = what
        self.hint = hint


class OnRecord(Protocol):
    """A compiled rule, judged on one nested record."""

    def on(self, record: dict[str, Any], world: World) -> Verdict:
        """Return the truth of the record."""


Compile = Callable[[Rule, type[Part], At], OnRecord]


def both(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's and over single verdicts."""
    seen = set(verdicts)
    return False if False in seen else None if None in seen else True


def either(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's or over single verdicts."""
    seen = set(verdicts)
    return True if True in seen else None if None in seen else False


def negated(verdict: Verdict) -> Verdict:
    """Kleene's not of a single verdict."""
    return None if verdict is None else not verdict


def judge_of(condition: Any, slot: Slot, at: At, compile_: Compile) -> Judge:
    """Return the function that judges a resolved value.

    Under every condition, an absent value is unknown, and so is the day of something past that is still to come.
    """
    parts = _parts(condition, slot, at, compile_) if isinstance(condition, Test) else [_equals(condition, slot, at)]
    holds = parts[0] if len(parts) == 1 else lambda value, world: both(part(value, world) for part in parts)

    def judge(value: Any, world: World) -> Verdict:
        return None if isinstance(value, Absent) else holds(value, world)

    def judge_day(value: Any, world: World) -> Verdict:
        return None if slot.is_to_come(value, world.as_of) else judge(value, world)

    return judge_day if slot.has_passed else judge


def _parts(test: Test, slot: Slot, at: At, compile_: Compile) -> list[Judge]:
    parts: list[Judge] = []
    for name in sorted(test.model_fields_set):
        wanted, word = getattr(test, name), name.rstrip("_")
        place = (*at, word)
        if word in _ORDER:
            parts.append(_compares(word, wanted, slot, place))
        elif word in ("some", "every"):
            parts.append(_elements(compile_(wanted, slot.kind, place) if slot.is_part else None, slot, place))
        elif word in ("not", "any", "all"):
            parts.append(_combines(word, wanted, slot, place, compile_))
        else:
            parts.append(_SIMPLE[word](wanted, slot, place))
    return parts


def _combines(word: str, wanted: Any, slot: Slot, at: At, compile_: Compile) -> Judge:
    if word == "not":
        inner = judge_of(wanted, slot, at, compile_)
        return lambda value, world: negated(inner(value, world))
    options = [judge_of(option, slot, (*at, index), compile_) for index, option in enumerate(wanted)]
    combine = either if word == "any" else both
    return lambda value, world: combine(option(value, world) for option in options)


def _stated(_wanted: bool, slot: Slot, _at: At) -> Judge:
    return lambda value, world: says_something(value, slot, world.as_of) or None


def _one_of(wanted: Any, slot: Slot, at: At) -> Judge:
    options = [_equals(option, slot, (*at, index)) for index, option in enumerate(wanted)]
    return lambda value, world: either(option(value, world) for option in options)


def _equals(wanted: Any, slot: Slot, at: At) -> Judge:
    if slot.many or slot.is_part:
        raise PredicateFault(
            at,
            worded("`{name}` is not a single value", name=slot.name),
            worded("use `contains`, `some`, `every` or `min_items`"),
        )
    if wanted == NONE:
        return lambda value, _world: value is None
    _fits(wanted, slot, at)
    if slot.code is TERM:
        means = _meaning(wanted)
        return lambda value, _world: means(value)
    return lambda value, _world: value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


def _meaning(wanted: str) -> Callable[[str | None], Verdict]:
    """Return what tells whether a term is the one that is wanted, each spelling looked at once."""

    def means(value: str | None) -> Verdict:
        return value is not None and is_term(value, wanted)

    return lru_cache(maxsize=4096)(means)


def _contains(wanted: Any, slot: Slot, at: At) -> Judge:
    if not slot.many or slot.is_part:
        raise PredicateFault(
            at,
            worded("`{name}` is not a list of plain values", name=slot.name),
            worded("use `some` for a list of records"),
        )
    _fits(wanted, slot, at)
    if slot.code is TERM:
        means = _meaning(wanted)
        return lambda value, _world: value is not None and either(map(means, value))
    return lambda value, _world: value is not None and wanted in value


def _fits(wanted: Any, slot: Slot, at: At) -> None:
    """Refuse a value that the slot can never hold: the condition would be silently false."""
    if isinstance(slot.kind, tuple):
        if wanted not in slot.kind:
            raise PredicateFault(
                at,
                worded("`{name}` is never {wanted}", name=slot.name, wanted=repr(wanted)),
                nearest(str(wanted), slot.kind),
            )
        return
    kinds: dict[Any, tuple[type, ...]] = {bool: (bool,), int: (int,), float: (int, float)}
    wants = kinds.get(slot.kind, (str,))
    if not isinstance(wanted, wants) or (isinstance(wanted, bool) and slot.kind is not bool):
        raise PredicateFault(
            at,
            worded("`{name}` is never {wanted}", name=slot.name, wanted=repr(wanted)),
            worded("it is of type {slot}", slot=_kind_name(slot)),
        )


def _kind_name(slot: Slot) -> str:
    names: dict[Any, str] = {str: "text", bool: worded("true or false"), int: worded("whole number"), float: "number"}
    return names.get(slot.kind) or str(slot.kind.__name__).lower()


def _compares(word: str, bound: Any, slot: Slot, at: At) -> Judge:
    holds = _ORDER[word]
    if slot.kind is date and not slot.many:
        limit = None if bound == "as_of" else _day(bound, at)
        return lambda value, world: value is not None and holds(date.fromisoformat(value), limit or world.as_of)
    if slot.kind is Duration and not slot.many:
        span = _span(bound, at).hours
        return lambda value, _world: value is not None and holds(Duration.parse(value).hours, span)
    if slot.kind in (int, float) and not slot.many:
        if isinstance(bound, (str, bool)):
            raise PredicateFault(
                at, worded("{bound} is not a number", bound=repr(bound)), worded("`{name}` is a number", name=slot.name)
            )
        return lambda value, _world: value is not None and holds(value, bound)
    raise PredicateFault(
        at, worded("`{name}` has no order", name=slot.name), worded("compare numbers, dates and durations")
    )


def _within(span: str, slot: Slot, at: At) -> Judge:
    if slot.kind is not date or slot.many:
        raise PredicateFault(
            at, worded("`{name}` is not a date", name=slot.name), worded("`within` tells how long ago a date may be")
        )
    limit = _span(span, at)

    def judge(value: Any, world: World) -> Verdict:
        return value is not None and limit.before(world.as_of) <= date.fromisoformat(value) <= world.as_of

    return judge


def _least(count: int, slot: Slot, at: At) -> Judge:
    _needs_list(slot, at)

    def judge(value: Any, world: World) -> Verdict:
        said, silent = count_items(value or [], slot, world.as_of)
        return True if said >= count else None if said + silent >= count else False

    return judge


def _most(count: int, slot: Slot, at: At) -> Judge:
    _needs_list(slot, at)
    return lambda value, _world: (0 if value is None else len(value)) <= count


def _needs_list(slot: Slot, at: At) -> None:
    if not slot.many:
        raise PredicateFault(
            at,
            worded("`{name}` is not a list", name=slot.name),
            worded("`min_items` and `max_items` count the items of a list"),
        )


def _elements(compiled: OnRecord | None, slot: Slot, at: At) -> Judge:
    """Judge the records of a list. `every` needs at least one: nothing proves nothing."""
    if compiled is None or not slot.many:
        raise PredicateFault(
            at,
            worded("`{name}` is not a list of records", name=slot.name),
            worded("use `contains` for a list of plain values"),
        )
    combine = either if at[-1] == "some" else both

    def judge(value: Any, world: World) -> Verdict:
        return bool(value) and combine(compiled.on(element, world) for element in value)

    return judge


def _day(bound: Any, at: At) -> date:
    try:
        return date.fromisoformat(str(bound))
    except ValueError:
        raise PredicateFault(
            at,
            worded("{bound} is not a date", bound=repr(bound)),
            worded("write an ISO date such as 2026-11-21, or as_of"),
        ) from None


def _span(bound: Any, at: At) -> Duration:
    try:
        return Duration.parse(str(bound))
    except ValueError as fault:
        raise PredicateFault(at, worded("{bound} is not a duration", bound=repr(bound)), str(fault)) from None


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
_SIMPLE: dict[str, Callable[[Any, Slot, At], Judge]] = {
    "in": _one_of,
    "contains": _contains,
    "within": _within,
    "stated": _stated,
    "min_items": _least,
    "max_items": _most,
}
