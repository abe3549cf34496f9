"""Judge checks: call each on every subject in scope, with the facts, references and rejections that it may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govkit.engine.columns import Table
from govkit.engine.decide import decide
from govkit.engine.judge.leaf import Heard, hear_masks, hear_rows
from govkit.engine.plan import CheckLeaf
from govkit.engine.truth import everyone, rows_of
from govkit.model.answers import Rejection
from govkit.model.fact import Fact
from govkit.model.finding import Finding
from govkit.model.inventory import Inventory
from govkit.model.status import Status
from govkit.plugin.check import Check
from govkit.plugin.context import Context
from govkit.plugin.manager import Unavailable


@dataclass(frozen=True)
class Surroundings:
    """What checks may see besides their subject."""

    inventory: Inventory
    as_of: date
    facts: Mapping[tuple[str, str], Fact]
    references: Mapping[str, Any]
    rejections: Sequence[Rejection]

    def context(self, subject: str, options: Any, needs: Sequence[Any]) -> Context[Any]:
        """Return the context of one call."""
        return Context(
            inventory=self.inventory,
            as_of=self.as_of,
            options=options,
            subject=subject,
            needs=needs,
            fact_of=lambda probe, about: self.facts.get((probe, about)),
            references=self.references,
            rejections=self.rejections,
        )


def hear_check(leaf: CheckLeaf, table: Table, around: Surroundings, scope: int) -> Heard:
    """Return what a check says of the rows in `scope`; a check that can't be had is an error on each of them."""
    if isinstance(leaf.check, Unavailable):
        return hear_masks([(Finding(Status.ERROR, leaf.check.reason), scope & everyone(len(table)))])
    return hear_rows(_findings(leaf.check, leaf.options, table, around, scope), len(table))


def _findings(
    check: Check[Any], options: Any, table: Table, around: Surroundings, scope: int
) -> Iterator[tuple[int, Finding]]:
    ctx = around.context("", options, check.needs)
    for row in rows_of(scope, len(table)):
        subject = table.view(row)
        ctx.begin(subject.where)
        yield row, decide(check, subject, ctx)
