"""What each regime can tell apart in a flow, so that flows that look the same to it are judged once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, Literal

from govkit_cbpr.transfer_rules.facts import exporter_total
from govkit_cbpr.transfer_rules.flows import Flow, Mechanism, Values
from govkit_cbpr.transfer_rules.interests import Interests, interests_of
from govkit_cbpr.transfer_rules.lists import Group
from govkit_cbpr.transfer_rules.logic import Truth
from govkit_cbpr.transfer_rules.places import within
from govkit_cbpr.transfer_rules.remembering import Remembered
from govkit_cbpr.transfer_rules.standing import covered, is_of_another_law, stands
from govkit_cbpr.transfer_rules.vocabulary import ATTRIBUTES, FLOW_KEYS, TIA_KEYS, term
from govkit_cbpr.transfer_rules.words import Words

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.judging import Verdict
    from govkit_cbpr.transfer_rules.library import RuleSet

_ABSENT = object()
_ABSENTS = repeat(_ABSENT)
_ANY = object()
"""The class of a word that is not listed and may stand for any term; another one than that of an explicit none."""
How = Literal["exact", "side", "there"]
"""How a detail is looked at: as it is, on which side of the flow's day it lies, or whether it is there."""
Details = Mapping[str, How]
Classifier = Callable[[Any, date], Any]


@dataclass
class Eye:
    """What one regime looks at, and what it answered so far."""

    name: str
    exact: tuple[str, ...]
    """Facts that are compared as they are."""
    classed: tuple[tuple[str, Classifier], ...]
    """Facts of which only the class on a day is told, and how it is found."""
    totals: tuple[int, ...]
    kinds: frozenset[str]
    details: Details
    assessment: Details
    verdicts: dict[Any, Verdict] = field(default_factory=dict)
    """What it answered, by what it saw."""
    _classes: dict[date, tuple[tuple[str, Remembered[Any, Any]], ...]] = field(default_factory=dict)

    def classes(self, day: date) -> tuple[tuple[str, Remembered[Any, Any]], ...]:
        """Return the facts of which only the class is told, and the classes of their values on a day."""
        known = self._classes.get(day)
        if known is None:
            tables = ((key, Remembered(partial(_class, classify, day))) for key, classify in self.classed)
            known = self._classes[day] = tuple(tables)
        return known


def _class(classify: Classifier, day: date, value: Any) -> Any:
    return value if value is None or value is _ABSENT else classify(value, day)


@dataclass(frozen=True, slots=True)
class Looked:
    """A flow as it was looked at once, for all regimes."""

    flow: Flow
    standing: tuple[tuple[Mechanism, Truth, Truth], ...] | None
    """The mechanisms that no fact removes, whether they stand, and whether they cover all of the data."""


class Eyes:
    """Sees flows as the regimes of a rule set do."""

    def __init__(self, rules: RuleSet) -> None:
        """Read from the rules, and the conditions that they set, which facts they look at and where numbers turn."""
        self.by_name = {name: _eye(name, interests_of(law, rules), rules) for name, law in rules.regimes.items()}

    def look(self, flow: Flow) -> Looked:
        """Return a flow with its mechanisms, but for those that are gone under every law."""
        if flow.mechanisms is None:
            return Looked(flow, None)
        found = (
            (entry, stands(flow, entry), covered(flow, entry.attributes.get("covers"))) for entry in flow.mechanisms
        )
        return Looked(flow, tuple([looked for looked in found if looked[1] is not False]))

    def seen(self, eye: Eye, looked: Looked) -> Any:
        """Return what a regime sees of a flow; equal for flows that it answers alike."""
        flow = looked.flow
        values, day = flow.values, flow.date
        get = values.get
        row: list[Any] = [day, *map(get, eye.exact, _ABSENTS)]
        row += [classes[get(key, _ABSENT)] for key, classes in eye.classes(day)]
        if eye.totals:
            row.append(_total(values, eye.totals))
        if eye.assessment and flow.tia is not None:
            row.append((bool(flow.tia), *_details(flow.tia, eye.assessment, day)))
        if looked.standing is None:
            row.append(None)
        else:
            for entry, truth, covers in looked.standing:
                stated = entry.attributes
                if entry.kind in eye.kinds and not is_of_another_law(stated.get("regime"), eye.name):
                    row.append((entry.kind, truth, covers, *_details(stated, eye.details, day)))
        return tuple(row)


def _details(stated: Values, details: Details, day: date) -> tuple[Any, ...]:
    found: list[Any] = []
    for key, value in stated.items():
        how = details.get(key)
        if how is None:
            continue
        if value is not None and how != "exact":
            value = True if how == "there" else (value > day) - (value < day)
        found += (key, value)
    return tuple(found)


def _total(values: Values, limits: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return for each number whether the exporter's total is below (0), above (2) or may be either (1)."""
    total = exporter_total(values)
    if total is None:
        return None
    least, most = total
    return tuple([2 if least >= limit else int(most >= limit) for limit in limits])


def _eye(name: str, interests: Interests, rules: RuleSet) -> Eye:
    exact: list[str] = []
    classed: list[tuple[str, Classifier]] = []
    for key in sorted(interests.facts):
        classify = None if key in interests.exact else _classifier(key, interests, rules)
        if classify is None:
            exact.append(key)
        else:
            classed.append((key, classify))
    return Eye(
        name,
        tuple(exact),
        tuple(classed),
        tuple(sorted(interests.totals)),
        frozenset(interests.kinds),
        _hows("mechanism", interests.details, ATTRIBUTES, interests),
        _hows("tia", {*interests.assessment, "conclusion"} if interests.assessment else set(), TIA_KEYS, interests),
    )


def _hows(table: str, keys: set[str], kinds: Mapping[str, str], interests: Interests) -> Details:
    def how(key: str) -> How:
        name = f"{table}.{key}"
        if name in interests.exact or name in interests.named or name in interests.groups or name in interests.limits:
            return "exact"
        return "side" if kinds.get(key) == "date" else "there"

    return {key: how(key) for key in sorted(keys)}


def _classifier(key: str, interests: Interests, rules: RuleSet) -> Classifier | None:
    """Return what tells the class of a fact, by what it is compared with; `None` where it is its own class."""
    kind = FLOW_KEYS[key]
    if kind == "int":
        return _banded(tuple(sorted(interests.limits.get(key, ()))))
    named = interests.named.get(key, set())
    if kind in ("term", "terms"):
        return _termed(key, frozenset(term(str(name)) for name in named), rules.words)
    if kind in ("place", "places"):
        lists = tuple(rules.groups[name] for name in sorted(interests.groups.get(key, ())))
        return _placed(tuple(sorted(named)), lists)
    return None


def _banded(limits: tuple[int, ...]) -> Classifier:
    return lambda value, _day: bisect_left(limits, value) + bisect_right(limits, value)


def _termed(key: str, named: frozenset[str], words: Words) -> Classifier:
    def term_of(word: str) -> str | None:
        return words.term_of(key, word) if words.lists(key) else word

    wanted = frozenset(term_of(word) or word for word in named)

    def of(word: str) -> object:
        """Return a term that rules name, nothing for another one, and a mark for a word that may be any."""
        meant = word if word in wanted else term_of(word)
        if meant is None:
            return _ANY
        return meant if meant in wanted else ""

    def classify(value: Any, _day: date) -> Any:
        return frozenset(map(of, value)) if isinstance(value, tuple) else of(value)

    return classify


def _placed(codes: tuple[str, ...], groups: tuple[Group, ...]) -> Classifier:
    def of(place: str, day: date) -> tuple[bool, ...]:
        return (*(within(place, code) for code in codes), *(group.holds(place, day) for group in groups))

    def classify(value: Any, day: date) -> Any:
        return frozenset(of(place, day) for place in value) if isinstance(value, tuple) else of(value, day)

    return classify
