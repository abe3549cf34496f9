"""What each regime's rules can tell apart in a flow, so that flows that look the same to it are judged once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from govkit_cbpr.transfer_rules.flows import Flow
from govkit_cbpr.transfer_rules.predicates import TOTAL
from govkit_cbpr.transfer_rules.rules import kind_of, kinds_of
from govkit_cbpr.transfer_rules.vocabulary import FLOW_KEYS

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.compiling import Compiled
    from govkit_cbpr.transfer_rules.judging import Verdict
    from govkit_cbpr.transfer_rules.library import RuleSet

_ORDERED = ("gt", "gte", "lt", "lte")
_WORDS = ("any", "all", "not")
_KEYS = tuple(key for key in FLOW_KEYS if key not in ("id", "date", "law"))
_PLACE = {key: number for number, key in enumerate(_KEYS)}
_ABSENT = object()


@dataclass
class Eye:
    """What one regime looks at, and what it answered so far."""

    name: str
    pick: Callable[[tuple[Any, ...]], Any]
    kinds: frozenset[str]
    recorded: dict[int, int] = field(default_factory=dict)
    """Mechanisms as recorded → those of them that the regime speaks of, both by number."""
    verdicts: dict[Any, Verdict] = field(default_factory=dict)
    """What it answered, by what it saw."""


class Eyes:
    """Sees flows as the regimes of a rule set do."""

    def __init__(self, rules: RuleSet) -> None:
        """Read from the rules, and the conditions that they set, which facts they look at and where numbers turn."""
        self._limits: dict[str, set[int]] = {}
        plain = {name: self._plain(law, rules) for name, law in rules.regimes.items()}
        exact = {key for keys in plain.values() for key in keys}
        self._bands = {key: tuple(sorted(found)) for key, found in self._limits.items() if key not in exact}
        self._numbers: dict[Any, int] = {}
        self.by_name = {
            name: Eye(name, _picker(plain[name] | _counted(law, rules)), _kinds(law))
            for name, law in rules.regimes.items()
        }

    def look(self, flow: Flow) -> tuple[tuple[Any, ...], int]:
        """Return the facts of a flow as a row, numbers by band, and the number of its mechanisms."""
        get = flow.values.get
        row = [get(key, _ABSENT) for key in _KEYS]
        if "exporter_subjects_year_to_date" not in flow.values:
            for key, limits in self._bands.items():
                value = get(key)
                if value is not None:
                    row[_PLACE[key]] = bisect_left(limits, value) + bisect_right(limits, value)
        row.append(self._number((flow.key.parts[0], flow.key.parts[3])))
        return tuple(row), self._number((flow.key.parts[2], self._covered(flow)))

    def seen(self, eye: Eye, flow: Flow, row: tuple[Any, ...], mechanisms: int) -> Any:
        """Return what a regime sees of a flow that was looked at; equal for flows that it answers alike."""
        recorded = eye.recorded.get(mechanisms)
        if recorded is None:
            recorded = eye.recorded[mechanisms] = self._number((eye.name, self._relevant(eye, flow)))
        return (eye.pick(row), recorded)

    def _relevant(self, eye: Eye, flow: Flow) -> Any:
        """Return the mechanisms of kinds that the regime speaks of."""
        if flow.mechanisms is None:
            return None
        return tuple(part for part in flow.key.parts[2] if part[0] in eye.kinds), self._covered(flow)

    def _covered(self, flow: Flow) -> Any:
        """Return the categories of the data where a mechanism says which it covers."""
        covers = any("covers" in entry.attributes for entry in flow.mechanisms or ())
        return flow.values.get("data_categories") if covers else None

    def _number(self, value: Any) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def _plain(self, law: Compiled, rules: RuleSet) -> set[str]:
        found = {"destination"}
        for spec in _specs(law, rules):
            _collect(spec, found, self._limits)
        return found


def _picker(keys: set[str]) -> Callable[[tuple[Any, ...]], Any]:
    return itemgetter(*sorted(_PLACE[key] for key in keys), len(_KEYS))


def _counted(law: Compiled, rules: RuleSet) -> set[str]:
    """Return the facts that the regime only compares with numbers."""
    limits: dict[str, set[int]] = {}
    for spec in _specs(law, rules):
        _collect(spec, set(), limits)
    return set(limits)


def _specs(law: Compiled, rules: RuleSet) -> list[Any]:
    codes = {code for rule in law.regime.rules for code in getattr(rule, "conditions", ())}
    specs: list[Any] = [rule.when for rule in law.regime.rules] + list(law.regime.definitions.values())
    return specs + [rules.conditions[code].shown_by for code in sorted(codes)]


def _kinds(law: Compiled) -> frozenset[str]:
    regime = law.regime
    needs = [*(need for route in regime.routes for need in (*route.any_of, *route.and_also))]
    needs += [need for gate in regime.gates for need in gate.passed_by]
    kinds = {kind for need in needs for kind in kinds_of(kind_of(need))}
    specs = [rule.when for rule in regime.rules] + list(regime.definitions.values())
    return frozenset(
        kinds | {kind for spec in specs for kind in _named(spec)} | {"filing.contract", "consent.separate"}
    )


def _named(spec: Any) -> set[str]:
    if isinstance(spec, list):
        return {kind for part in spec for kind in _named(part)}
    if not isinstance(spec, Mapping):
        return set()
    found: set[str] = set()
    for key, value in spec.items():
        if key in ("has", "has_not"):
            patterns = value if isinstance(value, list) else [value]
            found |= {kind for pattern in patterns for kind in kinds_of(str(pattern))}
        else:
            found |= _named(value)
    return found


def _collect(spec: Any, plain: set[str], limits: dict[str, set[int]]) -> None:
    if isinstance(spec, list):
        for part in spec:
            _collect(part, plain, limits)
    if not isinstance(spec, Mapping):
        return
    for key, value in spec.items():
        if key in _WORDS:
            _collect(value, plain, limits)
        elif key == TOTAL:
            limits.setdefault("subjects_per_year", set()).add(value["gte"])
            plain.add("exporter_subjects_year_to_date")
        elif isinstance(value, Mapping) and any(name in value for name in _ORDERED):
            limits.setdefault(key, set()).update(value[name] for name in _ORDERED if name in value)
        else:
            named = {key, value.get("of", key)} if isinstance(value, Mapping) else {key}
            plain |= {name for name in named if name in FLOW_KEYS and name not in ("date", "id", "law")}
