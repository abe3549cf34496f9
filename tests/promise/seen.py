"""What rests on what was seen: the passes of checks that need probes, and the answers that no probe gave."""

from __future__ import annotations

from typing import Any

from govkit.engine.plan import CheckLeaf
from govkit.model.facts import Facts
from govkit.model.status import Status
from govkit.plugin.check import Check
from tests.promise.stand import Stand
from tests.promise.verdicts import Verdicts


def examined(stand: Stand, verdicts: Verdicts, seen: set[tuple[str, str]]) -> set[tuple[str, ...]]:
    """Return the passes of checks that need one of these probes, on the subjects at which it looked."""
    needs = {
        (planned.framework, planned.control.id, str(number)): {probe.id for probe in leaf.check.needs}
        for planned in stand.plan.controls
        for number, leaf in enumerate(planned.tree.leaves())
        if isinstance(leaf, CheckLeaf) and isinstance(leaf.check, Check)
    }
    return {
        leaf
        for leaf in verdicts.leaves[Status.PASS]
        if any((probe, leaf[3]) in seen for probe in needs.get((leaf[0], leaf[1], leaf[2]), ()))
    }


def answers_to_questions(facts: Facts) -> list[dict[str, Any]]:
    """Return the answers to questions; who confirms what a check leaves open vouches for it, whatever was seen."""
    return [answer for answer in facts["answers"] if "." not in answer["question"].partition("#")[2]]
