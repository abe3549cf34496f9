"""What each regime can tell apart in a flow, so that flows that look the same to it are judged once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from govkit_cbpr.transfer_rules.flows import Flow, Mechanism, Values
from govkit_cbpr.transfer_rules.interests import Interests, interests_of
from govkit_cbpr.transfer_rules.logic import Truth
from govkit_cbpr.transfer_rules.rules import Group, within
from govkit_cbpr.transfer_rules.standing import is_of_another_law, stands
from govkit_cbpr.transfer_rules.vocabulary import ATTRIBUTES, FLOW_KEYS, TIA_KEYS, term

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.judging import Verdict
    from govkit_cbpr.transfer_rules.library import RuleSet

_COUNTS = ("subjects_per_year", "exporter_subjects_year_to_date")
_ABSENT = object()
How = Literal["exact", "side", "there"]
"""How a detail is looked at: as it is, on which side of the flow's day it lies, or whether it is there."""
Details = tuple[tuple[str, How], ...]


@dataclass
class Eye:
    """What one regime looks at, and what it answered so far."""

    name: str
    exact: tuple[str, ...]
    """Facts that are compared as they are."""
    classed: tuple[tuple[str, Callable[[Any, date], Any], dict[Any, Any]], ...]
    """Facts of which only the class is told, how it is found, and the classes that were found."""
    totals: tuple[int, ...]
    kinds: frozenset[str]
    details: Details
    assessment: Details
    verdicts: dict[Any, Verdict] = field(default_factory=dict)
    """What it answered, by what it saw."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A flow as it was looked at once, for all regimes: with the mechanisms that no fact removes."""

    flow: Flow
    standing: tuple[tuple[Mechanism, Truth], ...] | None


class Eyes:
    """Sees flows as the regimes of a rule set do."""

    def __init__(self, rules: RuleSet) -> None:
        """Read from the rules, and the conditions that they set, which facts they look at and where numbers turn."""
        self.by_name = {name: _eye(name, interests_of(law, rules), rules) for name, law in rules.regimes.items()}

    def look(self, flow: Flow) -> Looked:
        """Return a flow with its mechanisms, but for those that are gone under every law."""
        if flow.mechanisms is None:
            return Looked(flow, None)
        found = ((entry, stands(flow, entry)) for entry in flow.mechanisms)
        return Looked(flow, tuple([(entry, truth) for entry, truth in found if truth is not False]))

    def seen(self, eye: Eye, looked: Looked) -> Any:
        """Return what a regime sees of a flow; equal for flows that it answers alike."""
        flow = looked.flow
        values, day = flow.values, flow.date
        row: list[Any] = [day]
        for key in eye.exact:
            row.append(values.get(key, _ABSENT))
        for key, classify, known in eye.classed:
            value = values.get(key, _ABSENT)
            pair = (value, day)
            if pair not in known:
                known[pair] = value if value is None or value is _ABSENT else classify(value, day)
            row.append(known[pair])
        if eye.totals:
            row.append(_total(values, eye.totals))
        if eye.assessment and flow.tia is not None:
            row.append(_details(flow.tia, eye.assessment, day) if flow.tia else ())
        if looked.standing is None:
            row.append(None)
        else:
            for entry, truth in looked.standing:
                stated = entry.attributes
                if entry.kind in eye.kinds and not is_of_another_law(stated.get("regime"), eye.name):
                    row.append((entry.kind, truth, *_details(stated, eye.details, day)))
        return tuple(row)


def _details(stated: Values, details: Details, day: date) -> tuple[Any, ...]:
    found: list[Any] = []
    for key, how in details:
        if key in stated:
            value = stated[key]
            if value is not None and how != "exact":
                value = True if how == "there" else (value > day) - (value < day)
            found.append((key, value))
    return tuple(found)


def _total(values: Values, limits: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return for each number whether the exporter's total is below (0), above (2) or may be either (1)."""
    counts = [count for key in _COUNTS if (count := values.get(key)) is not None]
    if not counts:
        return None
    most, whole = max(counts), sum(counts)
    return tuple([2 if most >= limit else int(whole >= limit) for limit in limits])


def _eye(name: str, interests: Interests, rules: RuleSet) -> Eye:
    exact: list[str] = []
    classed: list[tuple[str, Callable[[Any, date], Any], dict[Any, Any]]] = []
    for key in sorted(interests.facts):
        classify = None if key in interests.exact else _classifier(key, interests, rules.groups)
        if classify is None:
            exact.append(key)
        else:
            classed.append((key, classify, {}))
    return Eye(
        name,
        tuple(exact),
        tuple(classed),
        tuple(sorted(interests.totals)),
        frozenset(interests.kinds),
        _hows("mechanism", interests.details, ATTRIBUTES, interests),
        _hows("tia", interests.assessment, TIA_KEYS, interests),
    )


def _hows(table: str, keys: set[str], kinds: Mapping[str, str], interests: Interests) -> Details:
    def how(key: str) -> How:
        name = f"{table}.{key}"
        if name in interests.exact or name in interests.named or name in interests.groups or name in interests.limits:
            return "exact"
        return "side" if kinds.get(key) == "date" else "there"

    return tuple((key, how(key)) for key in sorted(keys))


def _classifier(key: str, interests: Interests, groups: Mapping[str, Group]) -> Callable[[Any, date], Any] | None:
    """Return what tells the class of a fact, by what it is compared with; `None` where it is its own class."""
    kind = FLOW_KEYS[key]
    if kind == "int":
        return _banded(tuple(sorted(interests.limits.get(key, ()))))
    named = interests.named.get(key, set())
    if kind in ("term", "terms"):
        return _termed(frozenset(term(str(name)) for name in named))
    if kind in ("place", "places"):
        lists = tuple(groups[name] for name in sorted(interests.groups.get(key, ())))
        return _placed(tuple(sorted(named)), lists)
    return None


def _banded(limits: tuple[int, ...]) -> Callable[[Any, date], Any]:
    return lambda value, _day: bisect_left(limits, value) + bisect_right(limits, value)


def _termed(named: frozenset[str]) -> Callable[[Any, date], Any]:
    def classify(value: Any, _day: date) -> Any:
        if isinstance(value, tuple):
            return frozenset(item if item in named else "" for item in value)
        return value if value in named else ""

    return classify


def _placed(codes: tuple[str, ...], groups: tuple[Group, ...]) -> Callable[[Any, date], Any]:
    def of(place: str, day: date) -> tuple[bool, ...]:
        return (*(within(place, code) for code in codes), *(group.holds(place, day) for group in groups))

    def classify(value: Any, day: date) -> Any:
        return frozenset(of(place, day) for place in value) if isinstance(value, tuple) else of(value, day)

    return classify
