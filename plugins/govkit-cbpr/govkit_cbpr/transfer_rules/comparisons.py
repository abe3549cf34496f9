"""The comparisons that conditions make: membership, numbers, dates, country groups, ages, authorities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from govkit.model.errors import nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.facts import ABSENT, Pointer, SpecFault, Terms, fact_kind, fact_name, fact_reader
from govkit_cbpr.transfer_rules.flows import Flow, Mechanism
from govkit_cbpr.transfer_rules.logic import Truth, both, open_for
from govkit_cbpr.transfer_rules.rules import within
from govkit_cbpr.transfer_rules.vocabulary import NONE, Kind, is_place, term

Comparison = Callable[[Any, Flow, Mechanism | None], Truth]
OPERATORS = (
    "in",
    "not_in",
    "only",
    "gt",
    "gte",
    "lt",
    "lte",
    "group",
    "not_group",
    "stated",
    "recorded",
    "youngest_under",
    "on_or_after",
    "on_or_before",
    "within_days",
    "within_working_days",
    "of",
    "within_years",
    "authority_of",
    "if_stated",
    "assumed",
)
"""Comparisons. `if_stated`: false where the fact is not stated; `assumed`: true where it is not."""


def comparison(kind: Kind, spec: Mapping[str, Any], terms: Terms, pointer: Pointer) -> Comparison:
    """Return the test that a comparison makes of a stated value."""
    tests = [
        _operator(kind, name, value, spec, terms, (*pointer, name))
        for name, value in spec.items()
        if name not in ("if_stated", "assumed", "of")
    ]
    return lambda found, flow, mechanism: both(test(found, flow, mechanism) for test in tests)


def _operator(kind: Kind, name: str, value: Any, spec: Mapping[str, Any], terms: Terms, pointer: Pointer) -> Comparison:
    if name in ("in", "not_in", "only"):
        among = _membership(kind, _fitting(kind, value, pointer), every=name == "only")
        if name == "not_in":
            return lambda found, _flow, _mechanism: not among(found)
        return lambda found, _flow, _mechanism: among(found)
    if name == "recorded":
        return lambda found, _flow, _mechanism: found is not None
    if name in ("gt", "gte", "lt", "lte"):
        limit = whole_number(value, pointer)
        compare = _ORDER[name]
        return lambda found, _flow, _mechanism: found is not None and compare(found, limit)
    if name in ("group", "not_group"):
        return _grouped(value, terms, pointer, inside=name == "group")
    if name == "youngest_under":
        limit = whole_number(value, pointer)
        return lambda found, _flow, _mechanism: _youngest(found, limit)
    if name == "authority_of":
        return _authority(value, terms, pointer)
    return _dated(name, value, spec, pointer)


_ORDER: dict[str, Callable[[int, int], bool]] = {
    "gt": lambda found, limit: found > limit,
    "gte": lambda found, limit: found >= limit,
    "lt": lambda found, limit: found < limit,
    "lte": lambda found, limit: found <= limit,
}


def whole_number(value: Any, pointer: Pointer) -> int:
    """Return a limit; raise `SpecFault` for what is no whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise SpecFault(worded("a whole number is needed"), pointer)
    return value


def _fitting(kind: Kind, value: Any, pointer: Pointer) -> list[Any]:
    """Return the values that a fact is compared with; raise `SpecFault` for one that it can never hold."""
    wanted = value if isinstance(value, list) else [value]
    for item in wanted:
        if item == NONE:
            continue
        if kind in ("place", "places") and not is_place(item):
            raise SpecFault(worded("`{item}` is no ISO 3166 code such as SG", item=item), pointer)
        if kind == "bool" and not isinstance(item, bool):
            raise SpecFault(worded("`{item}` is not true or false", item=item), pointer)
        if kind == "int":
            whole_number(item, pointer)
    return wanted


def _membership(kind: Kind, wanted: list[Any], *, every: bool) -> Callable[[Any], bool]:
    if kind in ("place", "places"):
        return lambda found: _quantified(found, lambda place: any(within(place, area) for area in wanted), every)
    terms = frozenset(term(item) if isinstance(item, str) else item for item in wanted)
    if kind in ("term", "terms", "bool", "int") and not every:
        return lambda found: (
            not terms.isdisjoint(found) if isinstance(found, tuple) else (NONE if found is None else found) in terms
        )
    return lambda found: _quantified(
        found, lambda item: (term(item) if isinstance(item, str) else item) in terms, every
    )


def _quantified(found: Any, holds: Callable[[Any], bool], every: bool) -> bool:
    if found is None:
        return holds(NONE)
    if isinstance(found, tuple):
        return all(map(holds, found)) if every else any(map(holds, found))
    return holds(found)


def _grouped(value: Any, terms: Terms, pointer: Pointer, *, inside: bool) -> Comparison:
    if value not in terms.groups:
        what = worded("there is no country group `{value}`", value=value)
        raise SpecFault(what, pointer, nearest(str(value), terms.groups))
    group = terms.groups[value]

    def grouped(found: Any, flow: Flow, _mechanism: Mechanism | None) -> Truth:
        return _quantified(found, lambda place: group.holds(place, flow.date), every=False) is inside

    return grouped


def _authority(value: Any, terms: Terms, pointer: Pointer) -> Comparison:
    if value not in terms.authorities:
        raise SpecFault(worded("no authorities are listed for `{value}`", value=value), pointer)
    ours = frozenset(map(term, terms.authorities[value]))
    others = frozenset(term(name) for place, names in terms.authorities.items() if place != value for name in names)

    def known(found: Any, _flow: Flow, mechanism: Mechanism | None) -> Truth:
        if found is None:
            return False
        if _named(found, ours):
            return True
        return False if _named(found, others) else open_for(fact_name("mechanism.approved_by", mechanism))

    return known


def _named(found: str, names: frozenset[str]) -> bool:
    """Tell whether a record's word for an authority is one of the names, or starts with the code of its place."""
    return found in names or found.partition("_")[0] in names


def _dated(name: str, value: Any, spec: Mapping[str, Any], pointer: Pointer) -> Comparison:
    if name == "on_or_after":
        return lambda found, flow, _mechanism: found is None or found >= flow.date
    if name == "on_or_before":
        return lambda found, flow, _mechanism: found is not None and found <= flow.date
    limit = whole_number(value, pointer)
    if name == "within_years":
        return lambda found, flow, _mechanism: found is not None and found <= flow.date <= _later(found, limit)
    other = spec.get("of", "date")
    fact_kind(other, (*pointer[:-1], "of"))
    read = fact_reader(other)
    days = timedelta(days=limit)

    def within_days(found: Any, flow: Flow, mechanism: Mechanism | None) -> Truth:
        start = read(flow, mechanism)
        if start is ABSENT:
            return open_for(fact_name(other, mechanism))
        if found is None:
            return False
        if start is None:
            return True
        if name == "within_working_days":
            return bool(found <= _working_days_later(start, limit))
        return bool(found - start <= days)

    return within_days


def _later(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _working_days_later(day: date, count: int) -> date:
    """Return the day after some days from Monday to Friday; public holidays are not known."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _youngest(found: Any, limit: int) -> Truth:
    """Tell whether the youngest age in a text such as `6-12` lies under a limit."""
    digits = "".join(char if char.isdigit() else " " for char in str(found or "")).split()
    if not digits:
        return open_for("children_ages")
    if str(found).lstrip().startswith(("<", "under", "below", "up to")):
        return True
    return int(digits[0]) < limit
