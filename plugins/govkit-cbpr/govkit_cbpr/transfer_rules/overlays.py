"""Stricter rules of a regulator or company, which can only lower an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from govkit.model.errors import InputError, nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.predicates import SpecFault, Terms, Test, compiled
from govkit_cbpr.transfer_rules.rules import Overlay, OverlayRule
from govkit_cbpr.transfer_rules.vocabulary import ANSWERS

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.flows import Flow
    from govkit_cbpr.transfer_rules.judging import Verdict
    from govkit_cbpr.transfer_rules.lists import Condition
    from govkit_cbpr.transfer_rules.reading import Written


@dataclass(frozen=True, eq=False)
class ReadyOverlay:
    """An overlay whose conditions are understood."""

    overlay: Overlay
    rules: tuple[tuple[OverlayRule, Test], ...]

    def lowered(self, verdict: Verdict, flow: Flow) -> Verdict:
        """Return the verdict, or a worse one."""
        for rule, when in self.rules:
            others = rule.regimes and verdict.regime not in rule.regimes
            if others or not rule.effective.holds(flow.date):
                continue
            verdict = self._by(rule, when, verdict, flow)
        return verdict

    def _by(self, rule: OverlayRule, when: Test, verdict: Verdict, flow: Flow) -> Verdict:
        applies = when(flow, None)
        name = f"overlay.{self.overlay.overlay}.{rule.id}"
        is_done = verdict.answer == "not_permitted" or name in verdict.overlays
        if applies is False or is_done or ANSWERS.index(verdict.answer) > ANSWERS.index(rule.answer):
            return verdict
        conditions = (*verdict.conditions, *((code, "open") for code in rule.conditions))
        named = replace(verdict, overlays=(*verdict.overlays, name))
        if applies is not True:
            if rule.answer == "permitted_with_conditions":
                return replace(named, answer=rule.answer, conditions=tuple(dict.fromkeys(conditions)))
            return replace(named, answer="unknown", conditions=(), missing=tuple(sorted({*verdict.missing, *applies})))
        if rule.answer == "permitted_with_conditions":
            return replace(named, answer=rule.answer, conditions=tuple(dict.fromkeys(conditions)))
        missing = (*verdict.missing, f"rule:{name}") if rule.answer == "unknown" else ()
        return replace(named, answer=rule.answer, conditions=(), missing=tuple(sorted(set(missing))))


def compile_overlay(
    overlay: Overlay,
    terms: Terms,
    conditions: Mapping[str, Condition],
    regimes: Collection[str],
    document: Written | None = None,
) -> ReadyOverlay:
    """Compile an overlay; raise `InputError` at the line of what can't be understood.

    A rule for a regime that there is not would never lower an answer, and nobody would notice.
    """
    rules = []
    for number, rule in enumerate(overlay.rules):
        pointer = ("rules", number, "when")
        try:
            rules.append((rule, compiled(rule.when, terms)))
        except SpecFault as fault:
            place = (*pointer, *fault.pointer)
            what = f"`{'.'.join(map(str, place))}`: {fault}"
            raise _error(document, place, what, fault.hint) from None
        for index, regime in enumerate(rule.regimes):
            if regime not in regimes:
                raise _error(
                    document,
                    ("rules", number, "regimes", index),
                    worded("there is no regime `{regime}`", regime=regime),
                    nearest(regime, sorted(regimes))
                    or worded("name one of {regimes}", regimes=", ".join(sorted(regimes))),
                )
        for code in rule.conditions:
            if code not in conditions:
                raise _error(
                    document,
                    ("rules", number, "conditions"),
                    worded("there is no condition `{code}`", code=code),
                    worded("add it"),
                )
    return ReadyOverlay(overlay, tuple(rules))


def _error(document: Written | None, pointer: tuple[str | int, ...], what: str, hint: str) -> InputError:
    return InputError(what, hint=hint) if document is None else document.fault(pointer, what, hint)
