"""Whether what the inventory says of a dataset's personal data is what the data hold."""

from __future__ import annotations

from govkit.plugin import Context, Dataset, Finding, check, contradicted, needs_review, passed
from govkit_personal_data.categories import CATEGORIES, Category
from govkit_personal_data.checks.sight import (
    absence,
    detections,
    field_of,
    kinds,
    require_sight,
    seen_in,
    shown,
    split,
    unexplained,
)
from govkit_personal_data.observed import Column
from govkit_personal_data.probe import columns


@check(
    "personal-data.declared-categories",
    on=Dataset,
    title="Personal data found in the data are declared",
    needs=(columns,),
    reads=(CATEGORIES,),
)
def declared_categories(dataset: Dataset, ctx: Context) -> Finding:
    """Personal data that nobody has written down have no basis, no retention and no answer to a request.

    Every kind of personal data that the columns show is looked up in `data_categories` and in the classification of the
    field. A column of texts, long numbers or forms of identifiers that nothing recognises needs a field whose
    `classification` says what it is, or `none`. A detection that is wrong is rejected in `rejections.yaml` under
    `table/column:category`, with a reason and the digest of the file that was looked at.

    Fix: add the kinds found to `data_categories`, correct `personal`, or reject the detection with a reason.
    """
    seen = ctx.fact(columns)
    by_id = ctx.reference(CATEGORIES).by_id
    sure, unsure = split(detections(seen, ctx, dataset))
    said_none = dataset.is_stated("personal") and not dataset.personal
    if said_none:
        if sure:
            return contradicted(
                "declared to hold no personal data, and {kinds} stand in {columns}",
                at="personal",
                kinds=kinds(sure),
                **seen_in(sure),
            )
        undeclared, doubtful = [], unsure
    else:
        terms = dataset.data_categories
        undeclared = [pair for pair in sure if not _declared(dataset, terms, pair[0], by_id[pair[1].category])]
        doubtful = [pair for pair in unsure if not _declared(dataset, terms, pair[0], by_id[pair[1].category])]
    if undeclared:
        return contradicted(
            "{kinds} stand in {columns} and are not declared",
            at="data_categories",
            kinds=kinds(undeclared),
            **seen_in(undeclared),
        )
    if doubtful:
        return needs_review(
            "{columns} may hold {kinds}, which are not declared",
            at="data_categories",
            kinds=kinds(doubtful),
            **seen_in(doubtful),
        )
    if said_none:
        return absence(seen, dataset)
    unread = unexplained(seen, dataset, "classification")
    if unread:
        return needs_review(
            "{columns} hold texts, long numbers or forms of identifiers that nothing recognises, and no field says "
            "what they are",
            at="collections",
            columns=shown(unread),
        )
    require_sight(seen)
    return passed("what was recognised in {n} columns is declared", at="data_categories", n=len(seen.columns))


def _declared(dataset: Dataset, terms: tuple[str, ...], column: Column, kind: Category) -> bool:
    field = field_of(dataset, column)
    own = field.classification if field is not None and field.is_stated("classification") else ()
    return any(kind.declared_by(term) for term in (*terms, *own))
