"""Checks that what an AI system rests on is kept up: the skills of staff, and the quality of its datasets."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Dataset,
    Finding,
    Options,
    Organisation,
    Training,
    check,
    failed,
    passed,
    unknown,
)


class Recent(Options):
    """How long ago it may have been."""

    months: int = Field(default=12, ge=1, le=120)
    """The longest time since it was done. govkit's own default."""


@check("genai.staff-trained", on=Organisation, title="Staff were trained in AI lately", options=Recent)
def staff_trained(organisation: Organisation, ctx: Context[Recent]) -> Finding:
    """Who uses a tool without knowing its limits cannot see when it fails.

    A training of the kind `ai` counts; one after the day of the assessment does not.

    Fix: train the staff who deal with AI, and list the training with `kind: ai` and `held_on`.
    """
    trainings = list(ctx.inventory.of(Training))
    if not trainings:
        if Training.type in ctx.inventory.none:
            return failed("the inventory says that there are no trainings")
        return unknown("no trainings are declared, nor that there are none")
    mine = [training for training in trainings if training.is_stated("kind") and training.kind == "ai"]
    if not mine:
        if all(training.is_stated("kind") for training in trainings):
            return failed("none of the trainings is about AI")
        return unknown("of some trainings it is not stated what they are about")
    days = [
        day for training in mine if training.is_stated("held_on") and (day := training.held_on) and day <= ctx.as_of
    ]
    if not days:
        return unknown("it is not stated when staff were trained in AI")
    newest = max(days)
    if _is_old(newest, ctx):
        return failed(
            "the last training in AI was on {day}, more than {months} months ago",
            day=newest,
            months=ctx.options.months,
        )
    return passed("staff were trained in AI on {day}", day=newest)


@check(
    "genai.datasets-reviewed",
    on=AiSystem,
    title="The datasets of the AI system were looked over lately",
    options=Recent,
)
def datasets_reviewed(system: AiSystem, ctx: Context[Recent]) -> Finding:
    """Quality that was tested once, and never again, fades unseen.

    Fix: test the quality of each dataset of the system, and state the day as its `last_quality_check`.
    """
    if not system.datasets:
        return failed("no dataset of the system is listed", at="datasets")
    found = [(name, ctx.find(name, Dataset)) for name in system.datasets]
    strange = tuple(sorted(name for name, dataset in found if dataset is None))
    if strange:
        return unknown("not in the inventory: {datasets}", at="datasets", datasets=strange)
    datasets = [dataset for _, dataset in found if dataset is not None]
    never = [each for each in datasets if each.is_stated("last_quality_check") and each.last_quality_check is None]
    old = [each for each in datasets if (day := _day(each)) is not None and _is_old(day, ctx)]
    late = tuple(sorted(each.subject for each in (*never, *old)))
    if late:
        return failed(
            "not looked over within {months} months: {datasets}",
            at="datasets",
            months=ctx.options.months,
            datasets=late,
        )
    silent = [each for each in datasets if (day := _day(each)) is None or day > ctx.as_of]
    if silent:
        return unknown(
            "it is not stated when {datasets} were last looked over",
            at="datasets",
            datasets=tuple(sorted(each.subject for each in silent)),
        )
    return passed(
        "looked over within {months} months: {n} dataset",
        plural="looked over within {months} months: {n} datasets",
        at="datasets",
        n=len(datasets),
        months=ctx.options.months,
    )


def _day(dataset: Dataset) -> date | None:
    return dataset.last_quality_check if dataset.is_stated("last_quality_check") else None


def _is_old(day: date, ctx: Context[Recent]) -> bool:
    months = (ctx.as_of.year - day.year) * 12 + ctx.as_of.month - day.month - (ctx.as_of.day <= day.day)
    return months >= ctx.options.months


CHECKS: tuple[Check[Any], ...] = (staff_trained, datasets_reviewed)
