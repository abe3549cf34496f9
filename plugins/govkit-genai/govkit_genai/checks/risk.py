"""Checks that the risks of an AI system were considered, measured lately, and for all people and languages served."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from govkit.model.entities import Evaluation
from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Finding,
    Options,
    Status,
    check,
    failed,
    needs_review,
    passed,
    unknown,
)
from govkit_genai.languages import missing

Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Risks(Options):
    """Which risks have to be considered."""

    risks: tuple[Word, ...] = Field(min_length=1)
    """The kinds of risk, each of which has to stand under `risks`."""


@check("genai.risks-considered", on=AiSystem, title="Each of the risks that are named was considered", options=Risks)
def risks_considered(system: AiSystem, ctx: Context[Risks]) -> Finding:
    """A risk that nobody looked at is not small, it is unknown.

    Each entry of `risks` says by `kind` which risk it is about; one that was found not to matter is an entry as well.

    Fix: add an entry to `risks` for each kind that is missing, and say what was found.
    """
    kinds = {risk.kind for risk in system.risks if risk.is_stated("kind") and risk.kind is not None}
    lacking = tuple(name for name in ctx.options.risks if name not in kinds)
    if not lacking:
        return passed("{n} risk was considered", plural="{n} risks were considered", at="risks", n=len(kinds))
    if any(not risk.is_stated("kind") for risk in system.risks):
        return unknown(
            "some risks do not state their kind; not found among the others: {risks}", at="risks", risks=lacking
        )
    return failed("not considered: {risks}", at="risks", risks=lacking)


class TestedRisk(Options):
    """Which risk has to have been tested, and how lately."""

    __test__ = False  # a domain word, not a test case

    risk: Word
    """The kind of risk."""
    months: int = Field(default=12, ge=1, le=120)
    """The longest time since it was tested. govkit's own default."""
    in_served_languages: bool = False
    """Whether there has to be a test in each language of the people served."""


@check(
    "genai.risk-tested",
    on=AiSystem,
    title="The system was tested for the risk that the requirement names",
    options=TestedRisk,
)
def risk_tested(system: AiSystem, ctx: Context[TestedRisk]) -> Finding:
    """A test counts where it says for which risk, when, by which metric, against which threshold and with which result.

    Tests after the day of the assessment do not count. Of those of one language, slice and metric the latest decides,
    and of one day the one that failed: a test of other people or by another metric takes no failure back. Where the
    failure is older than `months`, or does not say of whom or by which metric it was, a later test that passed makes
    it a matter for a person. A failed test that does not say for which risk or when it was leaves the item open.

    Fix: test the system, and state `risk`, `done_on`, `metric`, `threshold` and `passed` for it in `evaluations`.
    """
    if not system.evaluations:
        return failed("no test of the system is listed", at="evaluations")
    mine = [entry for entry in system.evaluations if entry.is_stated("risk") and entry.risk == ctx.options.risk]
    nameless = [entry for entry in system.evaluations if not entry.is_stated("risk")]
    if not mine:
        if not nameless:
            return failed("none of the tests is about {risk}", at="evaluations", risk=ctx.options.risk)
        return unknown("of some tests it is not stated for which risk they were", at="evaluations")
    found = (_in_languages(system, mine, ctx) if ctx.options.in_served_languages else None) or _judged(mine, ctx)
    if found.status is Status.PASS and any(map(_missed, nameless)):
        return unknown("of a test that failed it is not stated for which risk it was", at="evaluations")
    return found


def _in_languages(system: AiSystem, mine: list[Evaluation], ctx: Context[TestedRisk]) -> Finding | None:
    """Return that a language that is served was not tested by the day of the assessment, or `None`."""
    if not system.served_languages:
        return unknown("it is not stated in which languages people are served", at="served_languages")
    tested = {entry.language for entry in _past(mine, ctx) if entry.is_stated("language") and entry.language}
    lacking = missing(system.served_languages, tested)
    if not lacking:
        return None
    if not all(entry.is_stated("language") for entry in mine):
        return unknown("of some tests it is not stated in which language they were made", at="evaluations")
    if missing(lacking, {entry.language or "" for entry in mine if not _says(entry, "done_on")}):
        return failed("no test for {risk} in {languages}", at="evaluations", risk=ctx.options.risk, languages=lacking)
    return unknown("it is not stated when the system was tested for {risk}", at="evaluations", risk=ctx.options.risk)


def _judged(mine: list[Evaluation], ctx: Context[TestedRisk]) -> Finding:
    """Judge the latest tests: whether they are recent enough in each language, reached the threshold, and say so."""
    risk = ctx.options.risk
    past = sorted(_past(mine, ctx), key=lambda entry: (_day(entry), _missed(entry)))
    if not past:
        return unknown("it is not stated when the system was tested for {risk}", at="evaluations", risk=risk)
    oldest = min({_value(entry, "language"): _day(entry) for entry in past}.values())
    if _months(oldest, ctx.as_of) >= ctx.options.months:
        return failed(
            "the test for {risk} is of {day}, more than {months} months ago",
            at="evaluations",
            risk=risk,
            day=oldest,
            months=ctx.options.months,
        )
    latest = {tuple(_value(entry, slot) for slot in ("language", "slice", "metric")): entry for entry in past}
    misses = [entry for entry in latest.values() if _missed(entry)]
    later = [entry for entry in latest.values() if _says(entry, "passed") and not _missed(entry)]
    if any(not any(_may_supersede(entry, miss, ctx) for entry in later) for miss in misses):
        return failed("the system did not reach the threshold for {risk}", at="evaluations", risk=risk)
    if misses:
        return needs_review(
            "a test for {risk} of {day} failed, and later ones of another scope were passed: a person has to judge",
            at="evaluations",
            risk=risk,
            day=_day(misses[-1]),
        )
    recent = [entry for entry in latest.values() if _months(_day(entry), ctx.as_of) < ctx.options.months]
    silent = sorted({slot for entry in recent for slot in ("metric", "threshold", "passed") if not _says(entry, slot)})
    if silent:
        return unknown("the test for {risk} does not state {slots}", at="evaluations", risk=risk, slots=tuple(silent))
    if any(_missed(entry) and not _says(entry, "done_on") for entry in mine):
        return unknown("it is not stated when a test for {risk} was made that failed", at="evaluations", risk=risk)
    return passed("tested for {risk} on {day}", at="evaluations", risk=risk, day=_day(past[-1]))


def _may_supersede(later: Evaluation, miss: Evaluation, ctx: Context[TestedRisk]) -> bool:
    """Tell whether a passed test may take back an earlier failure of another scope.

    It may where the failed one is too old to count, or leaves open for whom and by which metric it was.
    """
    if _day(later) <= _day(miss):
        return False
    old = _months(_day(miss), ctx.as_of) >= ctx.options.months
    return old or all(_value(miss, slot) in (None, _value(later, slot)) for slot in ("language", "slice", "metric"))


def _past(mine: list[Evaluation], ctx: Context[TestedRisk]) -> list[Evaluation]:
    """Return the tests that were made by the day of the assessment."""
    return [entry for entry in mine if _says(entry, "done_on") and _day(entry) <= ctx.as_of]


def _day(entry: Evaluation) -> date:
    return entry.done_on or date.max


def _missed(entry: Evaluation) -> bool:
    """Tell whether a test is stated not to have been passed."""
    return entry.is_stated("passed") and entry.passed is not True


def _value(entry: Evaluation, slot: str) -> Any:
    return getattr(entry, slot) if entry.is_stated(slot) else None


def _says(entry: Evaluation, slot: str) -> bool:
    return _value(entry, slot) is not None


def _months(start: date, end: date) -> int:
    """Return the whole months from one day to another, the last of them begun only after the same day of the month."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day <= start.day)


class Groups(Options):
    """How many groups there have to be results for."""

    groups: int = Field(default=2, ge=2, le=50)
    """The least number of groups of people."""


@check(
    "genai.results-by-group",
    on=AiSystem,
    title="Results are given by group of people",
    grade="partial",
    options=Groups,
)
def results_by_group(system: AiSystem, ctx: Context[Groups]) -> Finding:
    """A good mean can hide that a system fails one group of people every time.

    That there are results for several groups does not show that they are the groups that matter: a person has to judge.

    Fix: list results under `evaluations` for each group, named in `slice`.
    """
    slices = {entry.slice for entry in system.evaluations if entry.is_stated("slice") and entry.slice is not None}
    if len(slices) >= ctx.options.groups:
        return passed(
            "there are results for {n} groups",
            plural="there are results for {n} groups",
            at="evaluations",
            n=len(slices),
        )
    if any(not entry.is_stated("slice") for entry in system.evaluations):
        return unknown("of some results it is not stated for which group they are", at="evaluations")
    return failed(
        "there are results for {n} group only",
        plural="there are results for {n} groups only",
        at="evaluations",
        n=len(slices),
    )


CHECKS: tuple[Check[Any], ...] = (risks_considered, risk_tested, results_by_group)
