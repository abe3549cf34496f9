"""Which facts a regime's rules look at, and how: read from its conditions and from those that its rules set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from govkit_cbpr.transfer_rules.facts import TOTAL_OF
from govkit_cbpr.transfer_rules.predicates import TOTAL
from govkit_cbpr.transfer_rules.rules import codes_of, kind_of, kinds_of
from govkit_cbpr.transfer_rules.vocabulary import FLOW_KEYS

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.compiling import Compiled
    from govkit_cbpr.transfer_rules.library import RuleSet

_ORDERED = ("gt", "gte", "lt", "lte")
_AMONG = ("in", "not_in", "only")
_GROUPED = ("group", "not_group")
_WORDS = ("any", "all", "not")
_OF_THE_DAY = ("stated", "recorded", "on_or_after", "on_or_before", "if_stated", "assumed", "covers_data")
"""Comparisons that tell of a day on which side of the flow's it lies, of a value that it is there, and of what a
mechanism covers whether that is all of the flow's data."""


@dataclass
class Interests:
    """What the rules of one regime can tell apart."""

    facts: set[str] = field(default_factory=lambda: {"destination", "regulator_stop_order"})
    """Keys of a flow that are looked at, by each law those that no rule has to name."""
    named: dict[str, set[Any]] = field(default_factory=dict)
    """Keys, and the terms and places that they are compared with."""
    groups: dict[str, set[str]] = field(default_factory=dict)
    """Keys, and the country groups that they are compared with."""
    limits: dict[str, set[int]] = field(default_factory=dict)
    """Counts, and the numbers that they are compared with."""
    totals: set[int] = field(default_factory=set)
    """Numbers with which the exporter's total is compared."""
    exact: set[str] = field(default_factory=set)
    """Keys, and `mechanism.` and `tia.` details, that are compared in other ways."""
    details: set[str] = field(default_factory=set)
    """Attributes of mechanisms that are looked at, beside those that may remove one under every law."""
    assessment: set[str] = field(default_factory=set)
    """Keys of the transfer assessment that are looked at."""
    kinds: set[str] = field(default_factory=set)
    """Kinds of mechanism that the regime speaks of."""


def interests_of(law: Compiled, rules: RuleSet) -> Interests:
    """Return what a regime's rules look at."""
    found = Interests()
    regime = law.regime
    for name in regime.home:
        (found.groups if name in rules.groups else found.named).setdefault("destination", set()).add(name)
    for spec in [*(rule.when for rule in regime.rules), *regime.definitions.values(), *_shown_by(law, rules)]:
        _add(found, spec)
    for need in _needs(law):
        found.kinds |= set(kinds_of(kind_of(need)))
        if not isinstance(need, str):
            _add(found, {f"mechanism.{key}": value for key, value in need.items() if key not in ("kind", *_WORDS)})
            _add_needed(found, need)
    return found


def _shown_by(law: Compiled, rules: RuleSet) -> Iterator[Any]:
    for rule in law.regime.rules:
        for code in codes_of(rule):
            yield rules.conditions[code].shown_by


def _needs(law: Compiled) -> Iterator[Any]:
    for route in law.regime.routes:
        yield from (*route.any_of, *route.and_also)
    for gate in law.regime.gates:
        yield from gate.passed_by


def _add_needed(found: Interests, need: Mapping[str, Any]) -> None:
    for word in _WORDS:
        if word in need:
            _add(found, need[word])


def _add(found: Interests, spec: Any) -> None:
    if isinstance(spec, list):
        for part in spec:
            _add(found, part)
    if not isinstance(spec, Mapping):
        return
    for key, value in spec.items():
        if key in _WORDS:
            _add(found, value)
        elif key in ("has", "has_not"):
            about = value if isinstance(value, Mapping) else {"kind": value}
            found.kinds |= {kind for pattern in _listed(about["kind"]) for kind in kinds_of(str(pattern))}
            _add(found, {f"mechanism.{name}": wanted for name, wanted in about.items() if name != "kind"})
        elif key == TOTAL:
            found.totals.add(value["gte"])
            found.facts |= set(TOTAL_OF)
        elif key != "is":
            _add_comparison(found, key, value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _add_comparison(found: Interests, key: str, value: Any) -> None:
    operators = value if isinstance(value, Mapping) else {"in": value}
    named = [key, *([operators["of"]] if "of" in operators else [])]
    for name in named:
        table, _, detail = name.rpartition(".")
        if table:
            (found.details if table == "mechanism" else found.assessment).add(detail)
        elif name in FLOW_KEYS and name != "date":
            found.facts.add(name)
    for name, limit in operators.items():
        if name in _ORDERED:
            found.limits.setdefault(key, set()).add(limit)
        elif name in _AMONG:
            found.named.setdefault(key, set()).update(_listed(limit))
        elif name in _GROUPED:
            found.groups.setdefault(key, set()).add(limit)
        elif name not in _OF_THE_DAY:
            found.exact.update(named)
