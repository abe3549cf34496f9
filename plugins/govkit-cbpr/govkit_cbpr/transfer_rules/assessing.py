"""Finds the laws that govern a flow and its onward legs, judges it under each, and combines their answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govkit_cbpr.transfer_rules.compiling import Compiled
from govkit_cbpr.transfer_rules.flows import Flow, Key
from govkit_cbpr.transfer_rules.judging import Bench, Verdict
from govkit_cbpr.transfer_rules.library import RuleSet
from govkit_cbpr.transfer_rules.logic import Truth, open_for
from govkit_cbpr.transfer_rules.overlays import ReadyOverlay
from govkit_cbpr.transfer_rules.rules import within
from govkit_cbpr.transfer_rules.seeing import Eye, Eyes
from govkit_cbpr.transfer_rules.vocabulary import ANSWERS

COMBINED = "combined"
_PLACES = ("origin", "establishment", "data_subject_countries")


@dataclass(frozen=True)
class Result:
    """The answers of all laws on one flow, those on its legs included, and the combined one."""

    verdicts: tuple[tuple[str, Verdict], ...]
    """Leg (`""` for the flow itself, `onward[0]` for its first leg) and verdict."""
    combined: Verdict


class Assessor:
    """Judges flows under a rule set; equal facts are judged once."""

    def __init__(self, rules: RuleSet, *, assume_reviewed: bool = False, overlays: Iterable[ReadyOverlay] = ()) -> None:
        """Take the rules; `assume_reviewed` judges as if all of them were confirmed and fresh."""
        self.rules = rules
        self.assume_reviewed = assume_reviewed
        self.overlays = (*rules.overlays, *overlays)
        self._benches = {name: Bench(law, assume_reviewed) for name, law in rules.regimes.items()}
        self._eyes = Eyes(rules)
        self._reaches = {name: _reach(law, rules) for name, law in rules.regimes.items()}
        self._pairs = tuple((bench, self._eyes.by_name[name]) for name, bench in self._benches.items())
        self._governed: dict[tuple[Any, ...], tuple[tuple[str, Truth], ...]] = {}
        self._reached: dict[tuple[str, str, date], tuple[str, ...]] = {}
        self._bares: dict[tuple[Any, ...], Verdict] = {}
        self._results: dict[Key, Result] = {}

    def assess(self, flow: Flow) -> Result:
        """Return the answers on a flow."""
        found = self._results.get(flow.key)
        if found is None:
            verdicts = [("", verdict) for verdict in self.under_each(flow)]
            for number, leg in enumerate(flow.legs):
                verdicts += [(f"onward[{number}]", verdict) for verdict in self._leg(leg, number, flow)]
            found = Result(tuple(verdicts), self._combined([verdict for _leg, verdict in verdicts], flow))
            self._results[flow.key] = found
        return found

    def under_each(self, flow: Flow) -> list[Verdict]:
        """Return the answer of each law that governs a flow, or might."""
        return [self._under(name, governs, flow) for name, governs in self.governing(flow)]

    @property
    def judged(self) -> int:
        """Return how many judgements were made so far."""
        return sum(len(eye.verdicts) for eye in self._eyes.by_name.values())

    def under(self, name: str, flow: Flow) -> Verdict:
        """Return the answer of one regime, whether it governs or not."""
        return self._under(name, True, flow)

    def from_origin(self, flow: Flow) -> Verdict:
        """Return the combined answer of the laws of the place where the flow starts."""
        origin = str(flow.values.get("origin") or "")
        names = self._laws("origin", origin, flow) or (f"{origin}.transfer",)
        return self._combined([self._under(name, True, flow) for name in names], flow)

    def governing(self, flow: Flow) -> tuple[tuple[str, Truth], ...]:
        """Return the laws that govern a flow (`True`) or might (the keys that are missing to say)."""
        law = flow.values.get("law")
        if law is not None:
            return ((law, True),)
        key = (flow.date, *(flow.values.get(name, _ABSENT) for name in _PLACES))
        if key not in self._governed:
            self._governed[key] = self._find_governing(flow)
        return self._governed[key]

    def _find_governing(self, flow: Flow) -> tuple[tuple[str, Truth], ...]:
        absent = [key for key in _PLACES if key not in flow.values]
        reached = {name for key in _PLACES for place in _places(flow, key) for name in self._laws(key, place, flow)}
        sure = tuple((name, True) for name in self._reaches if name in reached)
        maybe = tuple(
            (name, open_for(*keys))
            for name, reach in self._reaches.items()
            if absent and name not in reached and (keys := [key for key in absent if reach[key]])
        )
        places = {place for key in _PLACES for place in _places(flow, key)}
        strange = sorted(place for place in places if not self._laws("origin", place, flow))
        return (*((f"{place}.transfer", True) for place in strange), *sure, *maybe)

    def _laws(self, key: str, place: str, flow: Flow) -> tuple[str, ...]:
        """Return the laws that a place reaches on the flow's day, through where it starts, its exporter or people."""
        known = self._reached.get((key, place, flow.date))
        if known is None:
            known = tuple(
                name
                for name, reach in self._reaches.items()
                if any(_inside(place, area, flow.date) for area in reach[key])
            )
            self._reached[key, place, flow.date] = known
        return known

    def _under(self, name: str, governs: Truth, flow: Flow) -> Verdict:
        bench = self._benches.get(name)
        if bench is None:
            topic = name if name.endswith(".transfer") else f"{name}.transfer"
            return self._bare(name.removesuffix(".transfer"), flow, f"rule:{topic}")
        if governs is not True:
            missing = () if governs is False else governs
            return self._bare(name, flow, *missing)
        return self._answer(bench, self._eyes.by_name[name], flow, *self._eyes.look(flow))

    def under_all(self, flow: Flow) -> list[Verdict]:
        """Return the answer of every regime, whether it governs or not."""
        row, mechanisms = self._eyes.look(flow)
        found = []
        for bench, eye in self._pairs:
            recorded = eye.recorded.get(mechanisms)
            known = None if recorded is None or self.overlays else eye.verdicts.get((eye.pick(row), recorded))
            found.append(known or self._answer(bench, eye, flow, row, mechanisms))
        return found

    def _answer(self, bench: Bench, eye: Eye, flow: Flow, row: tuple[Any, ...], mechanisms: int) -> Verdict:
        key = flow.key if self.overlays else self._eyes.seen(eye, flow, row, mechanisms)
        verdict = eye.verdicts.get(key)
        if verdict is None:
            verdict = bench.judge(flow)
            for overlay in self.overlays:
                verdict = overlay.lowered(verdict, flow)
            eye.verdicts[key] = verdict
        return verdict

    def _bare(self, name: str, flow: Flow, *missing: str) -> Verdict:
        key = (name, flow.date, missing)
        if key not in self._bares:
            self._bares[key] = Verdict(
                name, "unknown", "unknown", flow.date, missing=tuple(sorted(missing)), hypothetical=self.assume_reviewed
            )
        return self._bares[key]

    def _leg(self, leg: Flow, number: int, flow: Flow) -> list[Verdict]:
        """Judge a leg by the law where it starts, and by nothing else."""
        origin = leg.values.get("origin")
        prefix = f"onward[{number}]."
        if origin is None:
            return [self._bare("onward", leg, f"{prefix}origin")]
        names = self._laws("origin", origin, leg)
        law = flow.values.get("law")
        if law is not None:
            names = tuple(name for name in names if name == law)
        elif not names:
            names = (f"{origin}.transfer",)
        verdicts = [self._under(name, True, leg) for name in names]
        return [replace(verdict, missing=tuple(_prefixed(verdict.missing, prefix))) for verdict in verdicts]

    def _combined(self, verdicts: Sequence[Verdict], flow: Flow) -> Verdict:
        """Return the worst answer: not permitted, unknown, permitted with conditions, permitted, in this order."""
        if not verdicts:
            return self._bare(COMBINED, flow, "law")
        worst = max(verdicts, key=lambda verdict: ANSWERS.index(verdict.answer)).answer
        behind = [verdict for verdict in verdicts if verdict.answer == worst]
        scopes = {verdict.scope for verdict in verdicts}
        return Verdict(
            COMBINED,
            worst,
            scopes.pop() if len(scopes) == 1 else "in_scope" if worst != "unknown" else "unknown",
            flow.date,
            rules=tuple(dict.fromkeys(rule for verdict in behind for rule in verdict.rules)),
            missing=tuple(sorted({name for verdict in behind for name in verdict.missing})),
            conditions=tuple(dict.fromkeys(pair for verdict in behind for pair in verdict.conditions)),
            reviewed=all(verdict.reviewed for verdict in verdicts),
            hypothetical=self.assume_reviewed,
            overlays=tuple(dict.fromkeys(name for verdict in behind for name in verdict.overlays)),
        )


_ABSENT = object()
Area = str | tuple[tuple[str, date, date | None], ...]
"""A code, or the dated rows of a country group."""


def _reach(law: Compiled, rules: RuleSet) -> dict[str, tuple[Area, ...]]:
    reach = law.regime.reach
    found = {"origin": reach.origin, "establishment": reach.establishment, "data_subject_countries": reach.people}
    return {key: tuple(_area(name, rules) for name in names) for key, names in found.items()}


def _area(name: str, rules: RuleSet) -> Area:
    group = rules.groups.get(name)
    return name if group is None else tuple((row.place, row.since, row.to) for row in group.members)


def _inside(place: str, area: Area, day: date) -> bool:
    if isinstance(area, str):
        return within(place, area)
    return any(within(place, code) and since <= day and (to is None or day <= to) for code, since, to in area)


def _places(flow: Flow, key: str) -> tuple[str, ...]:
    value = flow.values.get(key)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _prefixed(missing: Iterable[str], prefix: str) -> Iterable[str]:
    return (name if name.startswith(("rule:", prefix)) else f"{prefix}{name}" for name in missing)
