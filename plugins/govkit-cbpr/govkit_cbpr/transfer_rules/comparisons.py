"""The comparisons that conditions make: membership, numbers, dates, country groups, ages, authorities, coverage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from govkit.model.errors import nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.ages import youngest_under
from govkit_cbpr.transfer_rules.facts import ABSENT, Pointer, SpecFault, Terms, fact_kind, fact_name, fact_reader
from govkit_cbpr.transfer_rules.flows import Flow, Mechanism
from govkit_cbpr.transfer_rules.logic import Truth, both, negated, open_for
from govkit_cbpr.transfer_rules.places import is_place, within
from govkit_cbpr.transfer_rules.standing import covered
from govkit_cbpr.transfer_rules.vocabulary import NONE, term

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
    "covers_data",
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


def comparison(key: str, spec: Mapping[str, Any], terms: Terms, pointer: Pointer) -> Comparison:
    """Return the test that a comparison makes of the stated value of a fact."""
    tests = [
        _operator(key, name, value, spec, terms, (*pointer, name))
        for name, value in spec.items()
        if name not in ("if_stated", "assumed", "of")
    ]
    return lambda found, flow, mechanism: both(test(found, flow, mechanism) for test in tests)


def _operator(key: str, name: str, value: Any, spec: Mapping[str, Any], terms: Terms, pointer: Pointer) -> Comparison:
    if name in ("in", "not_in", "only"):
        among = _membership(key, value, terms, pointer, every=name == "only")
        if name == "not_in":
            return lambda found, flow, mechanism: negated(among(found, flow, mechanism))
        return among
    if name == "covers_data":
        if value is not True:
            raise SpecFault(worded("`{name}` is true or left out", name=name), pointer)
        return lambda found, flow, _mechanism: covered(flow, found)
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
        return lambda found, _flow, _mechanism: youngest_under(found, limit)
    if name == "authority_of":
        return _authority(key, value, terms, pointer)
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


def _fitting(key: str, value: Any, pointer: Pointer) -> list[Any]:
    """Return the values that a fact is compared with; raise `SpecFault` for one that it can never hold."""
    kind = fact_kind(key, pointer)
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


def _membership(key: str, value: Any, terms: Terms, pointer: Pointer, *, every: bool) -> Comparison:
    wanted = _fitting(key, value, pointer)
    if fact_kind(key, pointer) in ("place", "places"):
        return lambda found, _flow, _mechanism: _quantified(
            found, lambda place: any(within(place, area) for area in wanted), every
        )
    named = frozenset(term(item) if isinstance(item, str) else item for item in wanted)
    if terms.words.lists(key):
        return _listed_membership(key, named, terms, every)
    return lambda found, _flow, _mechanism: _quantified(
        found, lambda item: (term(item) if isinstance(item, str) else item) in named, every
    )


def _listed_membership(key: str, named: frozenset[str], terms: Terms, every: bool) -> Comparison:
    """Compare terms with terms; a word that is not listed may stand for any of them, and leaves open what turns on it.

    A word of a rule that is not listed, such as one of a company's own, stands for itself.
    """
    meaning = {word: terms.words.term_of(key, word) or word for word in named}
    wanted = frozenset(meaning.values())

    def among(found: Any, _flow: Flow, mechanism: Mechanism | None) -> Truth:
        words = found if isinstance(found, tuple) else (NONE if found is None else found,)
        truths = [_is_one(terms.words.term_of(key, word), word, wanted) for word in words]
        if (not every) in truths:
            return not every
        return open_for(fact_name(key, mechanism)) if None in truths else every

    return among


def _is_one(meant: str | None, word: str, wanted: frozenset[str]) -> bool | None:
    if meant is None:
        return True if word in wanted else None
    return meant in wanted


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


def _authority(key: str, value: Any, terms: Terms, pointer: Pointer) -> Comparison:
    if not terms.authorities.lists(value):
        raise SpecFault(worded("no authorities are listed for `{value}`", value=value), pointer)

    def known(found: Any, _flow: Flow, mechanism: Mechanism | None) -> Truth:
        told = found is not None and terms.authorities.is_of(value, found)
        return open_for(fact_name(key, mechanism)) if told is None else told

    return known


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
