"""Whether the declared level of handling is as high as the data need."""

from __future__ import annotations

from govkit.plugin import Context, Dataset, Finding, check, failed, needs_review, passed
from govkit_personal_data.categories import LEVELS, Level
from govkit_personal_data.checks.sight import (
    Found,
    detections,
    field_of,
    require_sight,
    seen_in,
    shown,
    split,
    unexplained,
)
from govkit_personal_data.probe import columns


@check(
    "personal-data.sensitivity-level",
    on=Dataset,
    title="The declared sensitivity is as high as the data need",
    needs=(columns,),
)
def sensitivity_level(dataset: Dataset, ctx: Context) -> Finding:
    """Who opens a table handles it as its label says. A label that is too low gives identity numbers to everybody.

    Each kind of personal data has a least level, from internal (gender) to restricted (identity numbers, health); see
    `data/categories.toml` of the plugin. A field's own `sensitivity` counts before the dataset's. A column that nothing
    recognises needs a field whose `classification` or `sensitivity` says how it is handled, or the highest level.

    Fix: raise `sensitivity` of the dataset or of the fields named.
    """
    seen = ctx.fact(columns)
    whole = dataset.sensitivity or LEVELS[0]
    found = detections(seen, ctx, dataset)
    too_low, maybe = split(pair for pair in found if LEVELS.index(_stated(dataset, pair, whole)) < _needed(pair))
    if too_low:
        return failed(
            "declared {level}, and {columns} need {needed}",
            at="sensitivity",
            level=whole,
            **seen_in(too_low),
            needed=LEVELS[max(map(_needed, too_low))],
        )
    if maybe:
        return needs_review(
            "declared {level}, and {columns} may need {needed}",
            at="sensitivity",
            level=whole,
            **seen_in(maybe),
            needed=LEVELS[max(map(_needed, maybe))],
        )
    unread = unexplained(seen, dataset, "classification", "sensitivity") if whole != LEVELS[-1] else []
    if unread:
        return needs_review(
            "declared {level}, and {columns} hold texts, long numbers or forms of identifiers that nothing recognises",
            at="sensitivity",
            level=whole,
            columns=shown(unread),
        )
    require_sight(seen)
    return passed("declared {level}, and nothing that was recognised needs more", at="sensitivity", level=whole)


def _stated(dataset: Dataset, pair: Found, whole: Level) -> Level:
    field = field_of(dataset, pair[0])
    if field is None or not field.is_stated("sensitivity"):
        return whole
    return field.sensitivity or LEVELS[0]


def _needed(pair: Found) -> int:
    return LEVELS.index(pair[1].sensitivity)
