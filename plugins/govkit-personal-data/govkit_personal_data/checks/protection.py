"""Whether sensitive data are said to be protected."""

from __future__ import annotations

from govkit.plugin import Basis, Context, Dataset, Finding, check, failed, needs_review, not_applicable, passed, unknown
from govkit_personal_data.categories import CATEGORIES
from govkit_personal_data.checks.sight import detections, kinds, require_sight, seen_in, split
from govkit_personal_data.probe import columns


@check(
    "personal-data.sensitive-protection",
    on=Dataset,
    title="Sensitive personal data are protected",
    needs=(columns,),
    reads=(CATEGORIES,),
)
def sensitive_protection(dataset: Dataset, ctx: Context) -> Finding:
    """Health, belief, origin, and the numbers that open accounts do lasting harm when they are read by others.

    Concerned are datasets in which such data were declared or found. That the protection works is not examined here.

    Fix: encrypt, mask, hash or tokenise the data, and state it in `protection`.
    """
    seen = ctx.fact(columns)
    by_id = ctx.reference(CATEGORIES)
    sure, unsure = split(detections(seen, ctx, dataset))
    found = kinds(pair for pair in sure if pair[1].sensitivity == "restricted")
    terms = dataset.data_categories if dataset.is_stated("data_categories") or not found else ()
    stated = by_id.stated_special(terms)
    sensitive = tuple(dict.fromkeys([*found, *stated]))
    maybe = [pair for pair in unsure if pair[1].sensitivity == "restricted"]
    if not sensitive and maybe:
        return needs_review(
            "{columns} may hold {kinds}, which need protection",
            at="protection",
            **seen_in(maybe),
            kinds=kinds(maybe),
        )
    if not sensitive:
        require_sight(seen)
        if any(table.examined < table.rows for table in seen.tables):
            return unknown("nothing sensitive was found in the rows examined; the rest was not looked at")
        return not_applicable("nothing sensitive is declared or was found")
    if not dataset.protection:
        return failed("{kinds} are held without protection", at="protection", kinds=sensitive)
    return passed(
        "{kinds} are declared to be {protection}",
        at="protection",
        basis=Basis.DECLARED,
        presence=True,
        kinds=sensitive,
        protection=dataset.protection,
    )
