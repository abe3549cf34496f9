"""Writes verdicts as lines of JSON; a text that was made once is not made again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from govkit_cbpr.transfer_rules.answers import NOT_REVIEWED, behind, sources_of

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.assessing import Result
    from govkit_cbpr.transfer_rules.judging import Evidence, Verdict
    from govkit_cbpr.transfer_rules.library import RuleSet

Sourced = tuple[tuple[tuple[str, str, str], str], ...]
"""The sources of a rule: what tells them apart, and their text."""


class Lines:
    """Writes the lines of `answers.line`, made of parts that are kept."""

    def __init__(self, rules: RuleSet) -> None:
        """Take the rules, which know the sources."""
        self._rules = rules
        self._words: dict[str, str] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._shown: dict[tuple[tuple[str, Evidence], ...], tuple[str, str]] = {}
        self._resting: dict[tuple[object, ...], str] = {}
        self._sourced: dict[tuple[str, date], Sourced] = {}
        self._own: dict[str, Sourced] = {}
        self._bodies: dict[int, tuple[Verdict, str]] = {}
        self._once: dict[int, Verdict] = {}

    def of(self, flow: str, result: Result) -> Iterator[str]:
        """Yield one line a law and leg, and the line of all of them combined."""
        start = f'{{"flow": {_json(flow)}'
        for leg, verdict in result.verdicts:
            yield f'{start}, "leg": {_json(leg)}{self._body(verdict)}' if leg else start + self._body(verdict)
        yield start + self._ending(result.combined)

    def _ending(self, combined: Verdict) -> str:
        """Return the last line of a flow, which is its own; it is kept when it comes a second time."""
        if id(combined) in self._once:
            return self._body(combined)
        self._once[id(combined)] = combined
        return self._text(combined)

    def _body(self, verdict: Verdict) -> str:
        """Return what all flows with this verdict share; the verdict is kept too, so that no other gets its id."""
        known = self._bodies.get(id(verdict))
        if known is None:
            known = self._bodies[id(verdict)] = (verdict, self._text(verdict))
        return known[1]

    def _text(self, verdict: Verdict) -> str:
        codes, evidence = self._conditions(verdict.conditions)
        review = "reviewed" if verdict.reviewed else NOT_REVIEWED
        overlays = f', "overlays": {self._list(verdict.overlays)}' if verdict.overlays else ""
        hypothetical = ', "hypothetical": true' if verdict.hypothetical else ""
        return (
            f', "regime": {self._word(verdict.regime)}, "answer": "{verdict.answer}", "scope": "{verdict.scope}"'
            f', "rules": {self._list(verdict.rules)}, "missing": {self._list(verdict.missing)}, "conditions": {codes}'
            f', "sources": {self._sources(verdict)}, "as_of": "{verdict.date}", "evidence": {evidence}'
            f', "review": "{review}"{overlays}{hypothetical}}}\n'
        )

    def _word(self, word: str) -> str:
        text = self._words.get(word)
        if text is None:
            text = self._words[word] = _json(word)
        return text

    def _list(self, words: tuple[str, ...]) -> str:
        text = self._lists.get(words)
        if text is None:
            text = self._lists[words] = _joined(map(self._word, words))
        return text

    def _conditions(self, conditions: tuple[tuple[str, Evidence], ...]) -> tuple[str, str]:
        texts = self._shown.get(conditions)
        if texts is None:
            codes = _joined(self._word(code) for code, _evidence in conditions)
            texts = self._shown[conditions] = (codes, _json(dict(conditions)))
        return texts

    def _sources(self, verdict: Verdict) -> str:
        key = (verdict.rules, verdict.conditions, verdict.date)
        text = self._resting.get(key)
        if text is None:
            text = self._resting[key] = self._found(verdict)
        return text

    def _found(self, verdict: Verdict) -> str:
        found: dict[tuple[str, str, str], str] = {}
        day = verdict.date
        for rule in verdict.rules:
            key = (rule, day)
            sourced = self._sourced.get(key)
            if sourced is None:
                pairs = sources_of(rule, day, self._rules)
                sourced = self._sourced[key] = tuple((name, _json(data)) for name, data in pairs)
            found.update(sourced)
        regimes = {regime for regime, _source, _at in found}
        for code, _evidence in verdict.conditions:
            own = self._own.get(code)
            if own is None:
                own = self._own[code] = tuple((name, _json(data)) for name, data in behind(code, self._rules))
            found.update((name, text) for name, text in own if name[0] in regimes)
        return _joined(found.values())


def _joined(texts: Iterable[str]) -> str:
    return f"[{', '.join(texts)}]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
