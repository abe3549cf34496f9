"""What a judgement said, and what an attack gained by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from unittest.mock import patch

from govkit.engine import verdict
from govkit.engine.checklists import Library
from govkit.engine.judge.controls import Bench, Judged
from govkit.engine.truth import rows_of
from govkit.model.assessment import Assessment
from govkit.model.facts import Facts
from govkit.model.status import Status
from govkit.plugin.manager import Plugins

AS_OF = date(2026, 11, 21)
SETTLED = (Status.PASS, Status.NOT_APPLICABLE)
"""What an attack would gain, of subjects and of controls."""
TOLD = (Status.PASS, Status.ERROR)
"""What is noted of leaves."""
Row = tuple[str, str, str]
"""Framework, control and subject."""
T = TypeVar("T")


@dataclass(frozen=True, repr=False)
class Verdicts:
    """What a judgement said, in the form in which gains are counted."""

    assessment: Assessment
    rows: Mapping[Status, frozenset[Row]]
    controls: Mapping[Status, frozenset[tuple[str, str]]]
    leaves: Mapping[Status, frozenset[tuple[str, str, str, str]]]
    """Status → framework, control, leaf and subject."""
    low: Mapping[str, float]
    """The lower end of each framework's score."""

    def gained(self, before: Verdicts) -> set[Any]:
        """Return every pass and not_applicable, of a subject or of a control, that was not there before."""
        return {
            (status.value, *entry)
            for status in SETTLED
            for mine, its in ((self.rows, before.rows), (self.controls, before.controls))
            for entry in mine[status] - its[status]
        }

    def lost(self, before: Verdicts) -> set[Row]:
        """Return the passes of subjects that are gone."""
        return set(before.rows[Status.PASS] - self.rows[Status.PASS])

    def raised(self, before: Verdicts) -> dict[str, tuple[float, float]]:
        """Return the frameworks whose score has a higher lower end than before."""
        return {
            name: (before.low.get(name, 0.0), low) for name, low in self.low.items() if low > before.low.get(name, 0.0)
        }


def judged(facts: Facts, plugins: Plugins, library: Library) -> Verdicts:
    """Judge facts, and keep what the controls said of each subject."""
    heard: list[Judged] = []
    original = Bench.judge

    def overheard(bench: Bench, planned: Any) -> Judged:
        heard.append(original(bench, planned))
        return heard[-1]

    with patch.object(Bench, "judge", overheard):
        assessment = verdict.judge(facts, as_of=AS_OF, plugins=plugins, library=library)
    rows: dict[Status, set[Row]] = {status: set() for status in SETTLED}
    controls: dict[Status, set[tuple[str, str]]] = {status: set() for status in Status}
    leaves: dict[Status, set[tuple[str, str, str, str]]] = {status: set() for status in TOLD}
    for entry in heard:
        name = (entry.planned.framework, entry.planned.control.id)
        controls[entry.status].add(name)
        subject, size = entry.table.subject, len(entry.table)
        for status in SETTLED:
            rows[status].update((*name, subject(row)) for row in rows_of(entry.ballot[status], size))
        for number, (_, said, _) in enumerate(entry.heard):
            for status in TOLD:
                found = rows_of(said.ballot[status] & entry.scope, size)
                leaves[status].update((*name, str(number), subject(row)) for row in found)
    low = {each["id"]: each["score"]["low"] for each in assessment["frameworks"] if each["score"] is not None}
    return Verdicts(assessment, _frozen(rows), _frozen(controls), _frozen(leaves), low)


def _frozen(sets: Mapping[T, set[Any]]) -> dict[T, frozenset[Any]]:
    return {key: frozenset(values) for key, values in sets.items()}
