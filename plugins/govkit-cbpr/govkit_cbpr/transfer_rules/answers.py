"""Verdicts as plain data and as words: what a line of output says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.judging import STALE, Verdict

if TYPE_CHECKING:
    from datetime import date

    from govkit_cbpr.transfer_rules.library import RuleSet
    from govkit_cbpr.transfer_rules.rules import Because

NOT_REVIEWED = worded("not reviewed by counsel")
HYPOTHETICAL = worded("hypothetical: judged as if every rule had been confirmed and were fresh")
SENTENCES = {
    "permitted": "a route is there, and nothing else has to be shown under these rules",
    "permitted_with_conditions": "a route is there; each condition has to be evidenced",
    "not_permitted": "a gate is shut, or every known route is known to be absent",
    "unknown": "needs facts, or a rule that was not read, is not in force or rests on too poor a source",
}
STALE_SENTENCE = worded("The rules are past their review date: somebody has to confirm that the law has not changed.")


def line(flow: str, verdict: Verdict, rules: RuleSet, leg: str = "") -> dict[str, Any]:
    """Return one line of output: a flow under a regime, or under all of them combined."""
    data: dict[str, Any] = {"flow": flow}
    if leg:
        data["leg"] = leg
    data |= {
        "regime": verdict.regime,
        "answer": verdict.answer,
        "scope": verdict.scope,
        "rules": list(verdict.rules),
        "missing": list(verdict.missing),
        "conditions": [code for code, _evidence in verdict.conditions],
        "sources": sources(verdict, rules),
        "as_of": verdict.date.isoformat(),
        "evidence": dict(verdict.conditions),
        "review": "reviewed" if verdict.reviewed else NOT_REVIEWED,
    }
    if verdict.overlays:
        data["overlays"] = list(verdict.overlays)
    if verdict.hypothetical:
        data["hypothetical"] = True
    return data


def sources(verdict: Verdict, rules: RuleSet) -> list[dict[str, Any]]:
    """Return the sources of the rules that a verdict rests on, each with its pinpoint, grade and day.

    Those of its conditions follow, where these hold law of their own.
    """
    found = dict(pair for name in verdict.rules for pair in sources_of(name, verdict.date, rules))
    regimes = {regime for regime, _source, _at in found}
    for code, _evidence in verdict.conditions:
        found |= {key: data for key, data in behind(code, rules) if key[0] in regimes}
    return list(found.values())


def behind(code: str, rules: RuleSet) -> list[tuple[tuple[str, str, str], dict[str, Any]]]:
    """Return what a condition rests on of its own, by law, source and pinpoint."""
    becauses = () if code == STALE else rules.conditions[code].because
    return [((entry.regime, entry.source, entry.at), _sourced(entry.regime, entry, rules)) for entry in becauses]


def sources_of(rule: str, day: date, rules: RuleSet) -> list[tuple[tuple[str, str, str], dict[str, Any]]]:
    """Return what a rule rests on that day, by law, source and pinpoint; nothing for what is no rule of a law."""
    regime = next((law for law in rules.regimes if rule.startswith(f"{law}.")), None)
    if regime is None:
        return []
    law = rules.regimes[regime].regime
    name = rule.removeprefix(f"{regime}.")
    if name == "otherwise":
        found = [last.because for last in law.otherwise if last.effective.holds(day)]
    else:
        found = [entry.because for entry in law.rules if entry.id == name]
    return [((regime, because.source, because.at), _sourced(regime, because, rules)) for because in found]


def _sourced(regime: str, because: Because, rules: RuleSet) -> dict[str, Any]:
    source = rules.regimes[regime].sources[because.source]
    return {
        "id": f"{regime}/{because.source}",
        "title": source.title,
        "at": because.at,
        "grade": source.grade,
        "read": source.read,
        "as_of": str(source.seen_on or rules.regimes[regime].regime.as_of),
    }


def sentence(code: str, rules: RuleSet) -> str:
    """Return the plain sentence of a condition."""
    return STALE_SENTENCE if code == STALE else worded(rules.conditions[code].sentence)
