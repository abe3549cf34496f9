"""Whether data that are declared anonymous or pseudonymous hold direct identifiers."""

from __future__ import annotations

from govkit.plugin import Context, Dataset, Finding, check, contradicted, needs_review, not_applicable
from govkit_personal_data.checks.sight import absence, detections, seen_in, split
from govkit_personal_data.probe import columns


@check(
    "personal-data.no-direct-identifier",
    on=Dataset,
    title="Data declared anonymous or pseudonymous hold no direct identifier",
    needs=(columns,),
)
def no_direct_identifier(dataset: Dataset, ctx: Context) -> Finding:
    """Names, numbers and addresses that point to one person undo an anonymisation, whatever the rest looks like.

    A pass needs a look at every row, and no column of texts, long numbers or forms of identifiers that nothing
    recognises; with one of those a person has to look, unless its field says `classification: none`.

    Fix: remove or replace the identifiers, or correct `identifiability`.
    """
    declared = dataset.identifiability
    if declared is None:
        return not_applicable("no identifiability is claimed", at="identifiability")
    if declared not in ("anonymous", "pseudonymous"):
        return not_applicable("declared to identify people: {identifiability}", identifiability=declared)
    seen = ctx.fact(columns)
    found = ((column, hit) for column, hit in detections(seen, ctx, dataset) if hit.identifies == "direct")
    sure, unsure = split(found)
    if sure:
        return contradicted(
            "declared {identifiability}, and direct identifiers stand in {columns}",
            at="identifiability",
            identifiability=declared,
            **seen_in(sure),
        )
    if unsure:
        return needs_review(
            "declared {identifiability}, and {columns} may hold direct identifiers",
            at="identifiability",
            identifiability=declared,
            **seen_in(unsure),
        )
    return absence(seen, dataset)
