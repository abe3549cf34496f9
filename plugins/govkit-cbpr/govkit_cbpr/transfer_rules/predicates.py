"""Conditions on facts, compiled from rule files: closed, three-valued, without expressions or code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govkit.model.errors import nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.comparisons import OPERATORS, comparison, whole_number
from govkit_cbpr.transfer_rules.facts import (
    ABSENT,
    Pointer,
    SpecFault,
    Terms,
    Test,
    exporter_total,
    fact_kind,
    fact_name,
    fact_reader,
)
from govkit_cbpr.transfer_rules.flows import Flow, Mechanism
from govkit_cbpr.transfer_rules.logic import Truth, both, either, negated, open_for
from govkit_cbpr.transfer_rules.rules import kinds_of
from govkit_cbpr.transfer_rules.vocabulary import MECHANISM_KINDS

TOTAL = "exporter_total"
"""All people whose data the exporter sends in the year: the flow's, and those of the year to date."""

__all__ = ["TOTAL", "SpecFault", "Terms", "Test", "compiled"]


def compiled(spec: Mapping[str, Any], terms: Terms, pointer: Pointer = ()) -> Test:
    """Return the test for a condition; raise `SpecFault` for one that can't be understood."""
    tests = tuple(_entry(key, value, terms, (*pointer, key)) for key, value in spec.items())
    if len(tests) == 1:
        return tests[0]
    return lambda flow, mechanism: both(test(flow, mechanism) for test in tests)


def _entry(key: str, value: Any, terms: Terms, pointer: Pointer) -> Test:
    if key in ("any", "all"):
        inner = tuple(compiled(part, terms, (*pointer, number)) for number, part in enumerate(_parts(value, pointer)))
        join = either if key == "any" else both
        return lambda flow, mechanism: join(test(flow, mechanism) for test in inner)
    if key == "not":
        if not isinstance(value, Mapping):
            raise SpecFault(worded("`not` holds one condition"), pointer)
        denied = compiled(value, terms, pointer)
        return lambda flow, mechanism: negated(denied(flow, mechanism))
    if key == "is":
        return _defined(value, terms, pointer)
    if key in ("has", "has_not"):
        return _recorded(key, value, terms, pointer)
    if key == TOTAL:
        return _total(value, pointer)
    return _comparison(key, value, terms, pointer)


def _parts(value: Any, pointer: Pointer) -> Sequence[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(part, Mapping) for part in value):
        raise SpecFault(worded("holds a list of conditions"), pointer)
    return value


def _defined(value: Any, terms: Terms, pointer: Pointer) -> Test:
    if value not in terms.definitions:
        what = worded("`{value}` is not among the definitions of this file", value=value)
        raise SpecFault(what, pointer, nearest(str(value), terms.definitions))
    return terms.definitions[value]


def _recorded(key: str, value: Any, terms: Terms, pointer: Pointer) -> Test:
    about = value if isinstance(value, Mapping) else {"kind": value}
    kind = about.get("kind")
    patterns = kind if isinstance(kind, list) else [kind]
    for pattern in patterns:
        if not kinds_of(str(pattern)):
            what = worded("`{pattern}` is not a kind of mechanism", pattern=pattern)
            raise SpecFault(what, pointer, nearest(str(pattern), MECHANISM_KINDS))
    kinds = {one for pattern in patterns for one in kinds_of(str(pattern))}
    spec = {f"mechanism.{name}": wanted for name, wanted in about.items() if name != "kind"}
    test = compiled(spec, terms, pointer) if spec else None

    def holds(flow: Flow, entry: Mechanism, mechanism: Mechanism | None) -> Truth:
        if test is None:
            return terms.holds(flow, entry)
        # What the one says nothing of is read from the other: a filing is one of the contract that it is asked for.
        joint = {**(mechanism.attributes if mechanism is not None else {}), **entry.attributes}
        return both((terms.holds(flow, entry), test(flow, Mechanism(entry.kind, joint))))

    def recorded(flow: Flow, mechanism: Mechanism | None) -> Truth:
        if flow.mechanisms is None:
            return open_for("mechanisms")
        return either(holds(flow, entry, mechanism) for entry in flow.mechanisms if entry.kind in kinds)

    return recorded if key == "has" else lambda flow, mechanism: negated(recorded(flow, mechanism))


def _total(value: Any, pointer: Pointer) -> Test:
    """Compare the exporter's total, of which it may only be known between which numbers it lies."""
    if not isinstance(value, Mapping) or value.keys() != {"gte"}:
        raise SpecFault(worded("the total is compared by `gte` only"), pointer)
    limit = whole_number(value["gte"], pointer)

    def reached(flow: Flow, _mechanism: Mechanism | None) -> Truth:
        total = exporter_total(flow.values)
        if total is None:
            return open_for("subjects_per_year")
        least, most = total
        if least >= limit:
            return True
        return open_for("exporter_subjects_year_to_date") if most >= limit else False

    return reached


def _comparison(key: str, value: Any, terms: Terms, pointer: Pointer) -> Test:
    fact_kind(key, pointer)
    read = fact_reader(key)
    spec = value if isinstance(value, Mapping) else {"in": value}
    for name in spec:
        if name not in OPERATORS:
            what = worded("`{name}` is not a comparison", name=name)
            raise SpecFault(what, (*pointer, name), nearest(str(name), OPERATORS))
    if "stated" in spec:
        wanted = spec["stated"] is True
        return lambda flow, mechanism: (read(flow, mechanism) not in (ABSENT, None)) is wanted
    compare = comparison(key, spec, terms, pointer)
    silent: Truth | None = False if spec.get("if_stated") is True else True if spec.get("assumed") is True else None

    def test(flow: Flow, mechanism: Mechanism | None) -> Truth:
        found = read(flow, mechanism)
        if found is ABSENT:
            return open_for(fact_name(key, mechanism, flow)) if silent is None else silent
        return compare(found, flow, mechanism)

    return test
