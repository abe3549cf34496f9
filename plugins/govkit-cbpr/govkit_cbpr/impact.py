"""Impact levels of datasets: whether the category of a dataset is the highest of its ratings."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from govkit.plugin import Check, Context, Dataset, Finding, NotStated, Options, check, contradicted, failed, passed

_RATINGS = ("confidentiality", "integrity", "availability")


class Levels(Options):
    """The levels of impact, from the lowest."""

    levels: tuple[str, ...] = Field(default=("low", "medium", "high"), min_length=2)
    """The levels that the organisation uses, from the lowest. govkit's own default; no source prescribes them."""


@check(
    "cbpr.impact-category", on=Dataset, title="The category of the data is the highest of its ratings", options=Levels
)
def impact_category(dataset: Dataset, ctx: Context[Levels]) -> Finding:
    """Data that would do great harm in one respect need the care of the highest level, whatever the others say.

    Fix: rate confidentiality, integrity and availability under `impact`, and set `category` to the highest of them.
    """
    levels, impact = ctx.options.levels, dataset.impact
    if impact is None:
        return failed("nobody has rated what harm the data could do", at="impact")
    ratings = {name: getattr(impact, name) for name in (*_RATINGS, "category")}
    absent = next((name for name, level in ratings.items() if level is None), None)
    if absent is not None:
        raise NotStated(f"{dataset.where}.impact.{absent}")
    if foreign := next((level for level in ratings.values() if level not in levels), None):
        return failed("`{level}` is none of the levels in use", level=foreign, at="impact")
    highest = max((ratings[name] for name in _RATINGS), key=levels.index)
    if levels.index(ratings["category"]) < levels.index(highest):
        return contradicted(
            "its category is {category}, and one of its ratings is {highest}",
            category=ratings["category"],
            highest=highest,
            at="impact",
        )
    return passed("its category, {category}, is the highest of its ratings", category=ratings["category"], at="impact")


CHECKS: list[Check[Any]] = [impact_category]
