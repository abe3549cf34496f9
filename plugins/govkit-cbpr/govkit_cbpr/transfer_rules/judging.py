"""Judges one flow under one regime: scope, gates, routes and duties, in three-valued logic."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from govkit_cbpr.transfer_rules.compiling import Compiled, Edition, Ready, Shown, in_place
from govkit_cbpr.transfer_rules.flows import Flow, Mechanism
from govkit_cbpr.transfer_rules.logic import Truth, both, either, open_for
from govkit_cbpr.transfer_rules.rules import Gate, Route, Scope
from govkit_cbpr.transfer_rules.standing import stands
from govkit_cbpr.transfer_rules.vocabulary import Answer

ScopeWord = Literal["in_scope", "out_of_scope", "unknown"]
Evidence = Literal["shown", "open", "not_met"]
STALE = "rule.stale"


@dataclass(frozen=True)
class Verdict:
    """The answer of one regime on one flow, and all that supports it."""

    regime: str
    answer: Answer
    scope: ScopeWord
    date: date
    rules: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    conditions: tuple[tuple[str, Evidence], ...] = ()
    reviewed: bool = False
    """Whether every rule that it rests on was confirmed by a person."""
    hypothetical: bool = False
    overlays: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Tell whether every condition is shown by a recorded fact."""
        return all(evidence == "shown" for _code, evidence in self.conditions)


class _Found(NamedTuple):
    """How one rule came out."""

    truth: Truth
    rule: str
    conditions: tuple[tuple[str, Evidence], ...] = ()
    answer: Answer = "permitted"


@dataclass
class Bench:
    """Judges flows under one regime."""

    law: Compiled
    assume_reviewed: bool = False
    _name: str = field(init=False)
    _confirmed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the regime's name, and which of its rules somebody confirmed."""
        self._name = self.law.regime.regime
        entries = (entry for part in self.law.ready.values() for entry in part)
        self._confirmed = frozenset(f"{self._name}.{entry.rule.id}" for entry in entries if entry.confirmed)

    def judge(self, flow: Flow) -> Verdict:
        """Return the regime's answer on a flow that it governs."""
        edition = self.law.at(flow.date)
        if edition.otherwise is None:
            return self._verdict("unknown", "in_scope", flow, missing=frozenset({self._topic("in-force")}))
        scope = self._scope(edition, flow)
        if scope.truth is True:
            return self._verdict("permitted", "out_of_scope", flow, rules=(scope.rule,))
        inner = self._inner(edition, flow)
        passes = inner.answer in ("permitted", "permitted_with_conditions")
        if scope.truth is False or (passes and "destination" not in scope.truth):
            return inner
        missing = scope.truth | frozenset(inner.missing if inner.answer == "unknown" else ())
        return self._verdict("unknown", "unknown", flow, rules=inner.rules, missing=missing)

    def _scope(self, edition: Edition, flow: Flow) -> _Found:
        home = self.law.home(flow, None)
        if home is True:
            return _Found(True, f"{self._name}.home")
        found = [_Found(home, "")]
        for ready in edition.scope:
            truth = ready.when(flow, None)
            assert isinstance(ready.rule, Scope)  # noqa: S101 - `Compiled.ready` keeps the kinds of rule apart
            if truth is True and (ready.rule.then == "unknown" or self._is_weak(ready)):
                truth = open_for(self._topic(ready.rule.topic or ready.rule.id))
            found.append(_Found(truth, f"{self._name}.{ready.rule.id}"))
        truth = either(entry.truth for entry in found)
        return _Found(truth, next((entry.rule for entry in found if entry.truth is True), ""))

    def _inner(self, edition: Edition, flow: Flow) -> Verdict:
        gates = [*(self._gate(ready, flow) for ready in edition.gates), *self._ordered_stop(edition, flow)]
        shut = [entry for entry in gates if entry.truth is False]
        if shut:
            return self._verdict("not_permitted", "in_scope", flow, rules=tuple(entry.rule for entry in shut))
        recorded = None if flow.mechanisms is None else {entry.kind for entry in flow.mechanisms}
        routes = [self._route(ready, flow, recorded) for ready in edition.routes]
        way = self._best(routes)
        truth: Truth = either(entry.truth for entry in routes)
        if truth is False:
            way, truth = self._otherwise(edition)
            if truth is False:
                rules = (f"{self._name}.otherwise", *(entry.rule for entry in routes))
                return self._verdict("not_permitted", "in_scope", flow, rules=rules)
        if not isinstance(truth, bool) and way is None:
            truth = self._whatever_the_facts(edition, routes) or truth
        whole = both([truth, *(entry.truth for entry in gates)])
        if whole is not True:
            rules = tuple(entry.rule for entry in (*gates, *routes) if entry.rule and not isinstance(entry.truth, bool))
            assert not isinstance(whole, bool)  # noqa: S101 - false was returned above
            return self._verdict("unknown", "in_scope", flow, rules=rules, missing=whole)
        assert way is not None  # noqa: S101 - a true conjunction has a way
        duties = [self._duty(ready, flow) for ready in edition.duties]
        shown = [*way.conditions, *(pair for entry in (*gates, *duties) for pair in entry.conditions)]
        answer = "permitted_with_conditions" if shown and way.answer == "permitted" else way.answer
        if not self.assume_reviewed and flow.date > self.law.regime.review_by:
            answer, shown = "permitted_with_conditions", [*shown, (STALE, "open")]
        rules = (way.rule, *(entry.rule for entry in (*gates, *duties) if entry.conditions))
        return self._verdict(answer, "in_scope", flow, rules=rules, conditions=tuple(dict.fromkeys(shown)))

    def _gate(self, ready: Ready, flow: Flow) -> _Found:
        gate = ready.rule
        assert isinstance(gate, Gate)  # noqa: S101 - see above
        name = f"{self._name}.{gate.id}"
        applies = ready.when(flow, None)
        if applies is False:
            return _Found(True, name)
        passed, mechanism = in_place(ready.any_of, flow, self._stands) if ready.any_of else (False, None)
        if passed is True:
            return _Found(True, name, self._shown(ready.conditions, flow, mechanism))
        if applies is True:
            if passed is False and (gate.then == "unknown" or self._is_weak(ready)):
                return _Found(open_for(self._topic(gate.topic or gate.id)), name)
            return _Found(passed, name)
        if gate.if_not_stated:
            return _Found(True, name, ((gate.if_not_stated, "open"),))
        return _Found(applies | (frozenset() if isinstance(passed, bool) else passed), name)

    def _ordered_stop(self, edition: Edition, flow: Flow) -> list[_Found]:
        """Hold a flow up that an authority ordered to stop, where no gate says what this law makes of such an order."""
        known = any("regulator_stop_order" in ready.rule.when for ready in edition.gates)
        if known or flow.values.get("regulator_stop_order") is not True:
            return []
        return [_Found(open_for(self._topic("stop-order")), "")]

    def _route(self, ready: Ready, flow: Flow, recorded: set[str] | None) -> _Found:
        route = ready.rule
        assert isinstance(route, Route)  # noqa: S101 - see above
        name = f"{self._name}.{route.id}"
        if recorded is not None and ready.any_of and ready.kinds.isdisjoint(recorded):
            return _Found(False, name)
        mechanism: Mechanism | None = None
        held: Truth = True
        if ready.any_of:
            held, mechanism = in_place(ready.any_of, flow, self._stands, ready.conditions)
            if held is False:
                return _Found(False, name)
            held = both((held, in_place(ready.and_also, flow, self._stands)[0] if ready.and_also else True))
        when = ready.when(flow, None)
        if when is False or held is False:
            return _Found(False, name)
        if ready.any_of and flow.mechanisms is None:
            return _Found(held, name)
        truth = both((when, held))
        shown = self._shown(ready.conditions, flow, mechanism)
        if any(evidence == "not_met" and code in self._removing(ready) for code, evidence in shown):
            return _Found(False, name)
        if truth is True and self._is_undecided(ready):
            truth = open_for(self._topic(route.topic or route.id))
        answer: Answer = "permitted" if route.then == "permitted" else "permitted_with_conditions"
        return _Found(truth, name, shown, answer)

    def _best(self, routes: list[_Found]) -> _Found | None:
        """Return the open way that asks least: unconditional first, then with fewest conditions left to show."""
        ways = [entry for entry in routes if entry.truth is True]
        if not ways:
            return None
        return min(
            ways,
            key=lambda way: (way.answer != "permitted", sum(shown != "shown" for _code, shown in way.conditions)),
        )

    def _otherwise(self, edition: Edition) -> tuple[_Found | None, Truth]:
        last = edition.otherwise
        assert last is not None  # noqa: S101 - looked at before
        name = f"{self._name}.otherwise"
        if last.answer == "unknown" or (edition.otherwise_weak and not self.assume_reviewed):
            return None, open_for(self._topic(last.topic or "transfer"))
        if last.answer == "not_permitted":
            return None, False
        return _Found(True, name, (), last.answer), True

    def _whatever_the_facts(self, edition: Edition, routes: list[_Found]) -> frozenset[str]:
        """Return the rules for want of which the answer stays open whatever is stated; nothing where facts matter."""
        left = [(ready, entry) for ready, entry in zip(edition.routes, routes, strict=True) if entry.truth is not False]
        _way, last = self._otherwise(edition)
        if isinstance(last, bool) or not all(self._is_undecided(ready) for ready, _entry in left):
            return frozenset()
        named = (entry.truth for _ready, entry in left if not isinstance(entry.truth, bool))
        return frozenset(name for truth in named for name in truth if name.startswith("rule:")) or last

    def _duty(self, ready: Ready, flow: Flow) -> _Found:
        applies = ready.when(flow, None)
        if applies is False:
            return _Found(True, "")
        return _Found(True, f"{self._name}.{ready.rule.id}", self._shown(ready.conditions, flow, None))

    def _shown(
        self, conditions: tuple[Shown, ...], flow: Flow, mechanism: Mechanism | None
    ) -> tuple[tuple[str, Evidence], ...]:
        found: list[tuple[str, Evidence]] = []
        for condition in conditions:
            truth: Truth = frozenset({""}) if condition.test is None else condition.test(flow, mechanism)
            evidence: Evidence = "open" if not isinstance(truth, bool) else "shown" if truth else "not_met"
            found.append((condition.code, evidence))
        return tuple(found)

    def _removing(self, ready: Ready) -> frozenset[str]:
        return frozenset(condition.code for condition in ready.conditions if condition.removes)

    def _stands(self, flow: Flow, mechanism: Mechanism) -> Truth:
        return stands(flow, mechanism, self._name)

    def _is_weak(self, ready: Ready) -> bool:
        return ready.weak and not self.assume_reviewed

    def _is_undecided(self, route: Ready) -> bool:
        """Tell whether a route opens to `unknown` at best."""
        return getattr(route.rule, "then", "") == "unknown" or self._is_weak(route)

    def _topic(self, topic: str) -> str:
        return f"rule:{self._name}.{topic}"

    def _verdict(
        self,
        answer: Answer,
        scope: ScopeWord,
        flow: Flow,
        *,
        rules: tuple[str, ...] = (),
        missing: frozenset[str] | tuple[str, ...] = (),
        conditions: tuple[tuple[str, Evidence], ...] = (),
    ) -> Verdict:
        return Verdict(
            regime=self._name,
            answer=answer,
            scope=scope,
            date=flow.date,
            rules=tuple(dict.fromkeys(rules)),
            missing=tuple(sorted(missing)),
            conditions=conditions,
            reviewed=bool(rules) and all(name in self._confirmed for name in rules),
            hypothetical=self.assume_reviewed,
        )
