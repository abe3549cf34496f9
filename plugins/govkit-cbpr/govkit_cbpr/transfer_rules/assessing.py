"""Judges a flow under each law that governs it or one of its onward legs, and combines their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeVar

from govkit_cbpr.transfer_rules.flows import Flow, Key
from govkit_cbpr.transfer_rules.governing import Governors
from govkit_cbpr.transfer_rules.judging import Bench, Verdict
from govkit_cbpr.transfer_rules.library import RuleSet
from govkit_cbpr.transfer_rules.logic import Truth
from govkit_cbpr.transfer_rules.overlays import ReadyOverlay
from govkit_cbpr.transfer_rules.seeing import Eyes, Looked
from govkit_cbpr.transfer_rules.vocabulary import ANSWERS

COMBINED = "combined"
T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """The answers of all laws on one flow, those on its legs included, and the combined one."""

    verdicts: tuple[tuple[str, Verdict], ...]
    """Leg (`""` for the flow itself, `onward[0]` for its first, `onward[0].onward[0]` for one after it) and verdict."""
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
        self._governors = Governors(rules)
        self._bares: dict[tuple[Any, ...], Verdict] = {}
        self._equal: dict[Verdict, Verdict] = {}
        """Verdicts that say the same are one, so that they are combined and written once."""
        self._on_legs: dict[tuple[Verdict, str], Verdict] = {}
        self._joint: dict[tuple[int, ...], tuple[tuple[Verdict, ...], Verdict]] = {}
        """What verdicts come to together, by their identity; they are kept, so that no other gets their place."""
        self._results: dict[Key, Result] = {}

    def assess(self, flow: Flow) -> Result:
        """Return the answers on a flow."""
        found = self._results.get(flow.key)
        if found is None:
            verdicts = [("", verdict) for verdict in self.under_each(flow)]
            verdicts += self._on_legs_of(flow, flow.values.get("law"))
            combined = self._combined([verdict for _leg, verdict in verdicts], flow)
            found = Result(tuple(verdicts), self._lowered(combined, flow))
            self._results[flow.key] = found
        return found

    def under_each(self, flow: Flow) -> list[Verdict]:
        """Return the answer of each law that governs a flow, or might."""
        looked = self._eyes.look(flow)
        return [self._under(name, governs, looked) for name, governs in self.governing(flow)]

    @property
    def judged(self) -> int:
        """Return how many judgements were made so far."""
        return sum(len(eye.verdicts) for eye in self._eyes.by_name.values())

    def under(self, name: str, flow: Flow) -> Verdict:
        """Return the answer of one regime, whether it governs or not."""
        return self._under(name, True, self._eyes.look(flow))

    def from_origin(self, flow: Flow) -> Verdict:
        """Return the combined answer of the laws of the place where the flow starts."""
        origin = str(flow.values.get("origin") or "")
        names = self._governors.reached("origin", origin, flow.date) or (f"{origin}.transfer",)
        looked = self._eyes.look(flow)
        return self._lowered(self._combined([self._under(name, True, looked) for name in names], flow), flow)

    def governing(self, flow: Flow) -> tuple[tuple[str, Truth], ...]:
        """Return the laws that govern a flow (`True`) or might (the keys that are missing to say)."""
        law = flow.values.get("law")
        return self._governors.of(flow) if law is None else ((law, True),)

    def under_all(self, flow: Flow) -> list[Verdict]:
        """Return the answer of every regime, whether it governs or not."""
        looked = self._eyes.look(flow)
        return [self._answer(name, looked) for name in self._benches]

    def _under(self, name: str, governs: Truth, looked: Looked) -> Verdict:
        if name not in self._benches:
            topic = name if name.endswith(".transfer") else f"{name}.transfer"
            bare = self._bare(name.removesuffix(".transfer"), looked.flow, f"rule:{topic}")
            return self._lowered(bare, looked.flow)
        if governs is not True:
            return self._bare(name, looked.flow, *(governs or ()))
        return self._answer(name, looked)

    def _answer(self, name: str, looked: Looked) -> Verdict:
        eye = self._eyes.by_name[name]
        key = self._eyes.seen(eye, looked)
        verdict = eye.verdicts.get(key)
        if verdict is None:
            verdict = self._benches[name].judge(looked.flow)
            verdict = eye.verdicts[key] = self._equal.setdefault(verdict, verdict)
        return self._lowered(verdict, looked.flow)

    def _lowered(self, verdict: Verdict, flow: Flow) -> Verdict:
        """Return a verdict after the stricter rules, which bind whatever law governs."""
        for overlay in self.overlays:
            verdict = overlay.lowered(verdict, flow)
        return verdict

    def _bare(self, name: str, flow: Flow, *missing: str) -> Verdict:
        key = (name, flow.date, missing)
        if key not in self._bares:
            self._bares[key] = Verdict(
                name, "unknown", "unknown", flow.date, missing=tuple(sorted(missing)), hypothetical=self.assume_reviewed
            )
        return self._bares[key]

    def _on_legs_of(self, flow: Flow, law: str | None, before: str = "") -> Iterator[tuple[str, Verdict]]:
        """Yield the answers on the legs of a flow, each before those on the legs that follow it."""
        for number, leg in enumerate(flow.legs):
            name = f"{before}onward[{number}]"
            for verdict in self._leg(leg, f"{name}.", law):
                yield name, verdict
            yield from self._on_legs_of(leg, law, f"{name}.")

    def _leg(self, leg: Flow, prefix: str, law: str | None) -> list[Verdict]:
        """Judge a leg by the law where it starts, and by nothing else."""
        origin = leg.values.get("origin")
        if origin is None:
            return [self._bare("onward", leg, f"{prefix}origin")]
        names = self._governors.reached("origin", origin, leg.date)
        if law is not None:
            names = tuple(name for name in names if name == law)
        elif not names:
            names = (f"{origin}.transfer",)
        looked = self._eyes.look(leg)
        verdicts = [self._under(name, True, looked) for name in names]
        of_parts = [name for name in self._governors.of_parts("origin", origin) if law in (None, name)]
        verdicts += [self._bare(name, leg, "origin.province") for name in of_parts]
        return [self._on_leg(verdict, prefix) for verdict in verdicts]

    def _on_leg(self, verdict: Verdict, prefix: str) -> Verdict:
        key = (verdict, prefix)
        known = self._on_legs.get(key)
        if known is None:
            missing = tuple(_prefixed(verdict.missing, prefix))
            known = self._on_legs[key] = replace(verdict, missing=missing)
        return known

    def _combined(self, verdicts: Sequence[Verdict], flow: Flow) -> Verdict:
        """Return the worst answer: not permitted, unknown, permitted with conditions, permitted, in this order."""
        if not verdicts:
            return self._bare(COMBINED, flow, "law")
        key = tuple(map(id, verdicts))
        known = self._joint.get(key)
        if known is None:
            known = self._joint[key] = (tuple(verdicts), self._worst(verdicts, flow))
        return known[1]

    def _worst(self, verdicts: Sequence[Verdict], flow: Flow) -> Verdict:
        worst = max([verdict.answer for verdict in verdicts], key=_RANK.__getitem__)
        behind = [verdict for verdict in verdicts if verdict.answer == worst]
        scopes = {verdict.scope for verdict in verdicts}
        return Verdict(
            COMBINED,
            worst,
            scopes.pop() if len(scopes) == 1 else "in_scope" if worst != "unknown" else "unknown",
            flow.date,
            rules=_joined([verdict.rules for verdict in behind]),
            missing=tuple(sorted(_joined([verdict.missing for verdict in behind]))),
            conditions=_joined([verdict.conditions for verdict in behind]),
            reviewed=all([verdict.reviewed for verdict in verdicts]),
            hypothetical=self.assume_reviewed,
            overlays=_joined([verdict.overlays for verdict in behind]),
        )


_RANK = {answer: number for number, answer in enumerate(ANSWERS)}


def _joined(parts: list[tuple[T, ...]]) -> tuple[T, ...]:
    """Return what the parts hold, each once, in order."""
    return parts[0] if len(parts) == 1 else tuple(dict.fromkeys(chain.from_iterable(parts)))


def _prefixed(missing: Iterable[str], prefix: str) -> Iterable[str]:
    return (name if name.startswith(("rule:", prefix)) else f"{prefix}{name}" for name in missing)
