"""Whether people in data that are declared anonymous or pseudonymous hide among enough others."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import Field

from govkit.plugin import (
    Context,
    Dataset,
    Finding,
    Options,
    check,
    contradicted,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_personal_data.checks.sight import detections, require_sight, seen_in, shown
from govkit_personal_data.observed import Columns
from govkit_personal_data.probe import columns


class GroupSize(Options):
    """How many rows have to look alike."""

    k: Annotated[int, Field(ge=2)] = 5
    """The least number of rows that share the values of all quasi-identifiers."""


@check(
    "personal-data.k-anonymity",
    on=Dataset,
    title="Nobody stands out by what the columns say of people together",
    needs=(columns,),
    options=GroupSize,
)
def k_anonymity(dataset: Dataset, ctx: Context[GroupSize]) -> Finding:
    """A birth date, a district and a profession point to one person although none of them does so alone.

    Rows are grouped by the values of all columns in `quasi_identifiers`, and the smallest group has to have `k` rows, 5
    unless the checklist says otherwise. A pass needs a count of all groups and all rows of all tables. That a group
    shares one and the same diagnosis is not looked at.

    Fix: make the values coarser (years for days, provinces for districts), drop the rows that stand out, or correct
    `identifiability` or `quasi_identifiers`.
    """
    declared = dataset.identifiability
    if declared not in ("anonymous", "pseudonymous"):
        return not_applicable("no anonymity is claimed", at="identifiability")
    seen = ctx.fact(columns)
    if not dataset.quasi_identifiers:
        found = [pair for pair in detections(seen, ctx, dataset) if pair[1].identifies == "indirect"]
        if found:
            return needs_review(
                "no quasi-identifier is declared, and {columns} say something of people",
                at="quasi_identifiers",
                **seen_in(found),
            )
        require_sight(seen)
        return not_applicable("there are no quasi-identifiers", at="quasi_identifiers")
    require_sight(seen)
    if not seen.groups:
        return unknown(
            "no table that was read in full has all of the declared quasi-identifiers", at="quasi_identifiers"
        )
    worst = min(seen.groups, key=lambda groups: groups.smallest)
    if worst.smallest < ctx.options.k:
        return contradicted(
            "the smallest group in {table} has {smallest} rows, fewer than {k}; {percent} % of the rows stand alone",
            at="identifiability",
            table=worst.table,
            smallest=worst.smallest,
            k=ctx.options.k,
            percent=round(100 * worst.alone, 1),
        )
    if not all(groups.complete for groups in seen.groups):
        return needs_review("no group of fewer than {k} rows was seen, but not all were counted", k=ctx.options.k)
    if ungrouped := _ungrouped(seen):
        return needs_review(
            "{tables} lack a declared quasi-identifier, and their rows were not grouped: does nobody stand out there?",
            at="quasi_identifiers",
            tables=shown(ungrouped),
        )
    return passed(
        "every row shares its quasi-identifiers with at least {smallest} rows in all",
        smallest=worst.smallest,
        examined=sum(groups.rows for groups in seen.groups),
        expected=sum(groups.expected for groups in seen.groups),
    )


def _ungrouped(seen: Columns) -> list[str]:
    """Return the tables with rows that have not all of the quasi-identifiers."""
    left = Counter(table.name for table in seen.tables if table.rows and not table.beside)
    return sorted((left - Counter(groups.table for groups in seen.groups)).elements())
