"""Breach clocks of the law: whether authorities and people were told in time, and whether processors leave the time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from govkit.plugin import (
    Check,
    Context,
    Finding,
    Incident,
    NotStated,
    Options,
    Party,
    check,
    contradicted,
    failed,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_cbpr.known import Known, either, listed, merged, some
from govkit_cbpr.law_data import CLOCKS, BreachClock
from govkit_cbpr.recipients import OTHER_ROLE, agreed_notice, is_processor
from govkit_cbpr.relations import contracts_of, organisation_of, transfers_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from govkit.plugin import Organisation

_START = {"detected": "detected_at", "assessed": "assessed_at", "regulator-notified": "regulator_notified_at"}
_TOLD = {"regulator": "regulator_notified_at", "people": "people_notified_at"}
_NO_CLOCK = "no source gives the time limit of {country}"


class Clock(Options):
    """Whose clock, and who has to be told."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    """The country whose law sets the time."""
    addressee: Literal["regulator", "people"] = "regulator"
    """Who has to be told."""


class Clocks(Options):
    """Whose clocks count."""

    countries: tuple[str, ...] = ()
    """The countries whose law sets the time; all that concern the organisation where it is left out."""


@check(
    "cbpr.breach-clock",
    on=Incident,
    title="The breach was told within the time that the law sets",
    options=Clock,
    reads=(CLOCKS,),
)
def breach_clock(incident: Incident, ctx: Context[Clock]) -> Finding:
    """Each law has its own clock for a breach: what starts it, when it ends, who has to be told, and what sets it off.

    Fix: tell who has to be told, and state `detected_at`, `assessed_at` and when each was told on the incident.
    """
    country, addressee = ctx.options.country, ctx.options.addressee
    if country not in incident.countries:
        return not_applicable("it concerns nobody in {country}", country=country, at="countries")
    clock = ctx.reference(CLOCKS).find(country, addressee)
    if clock is None:
        return unknown(_NO_CLOCK, country=country)
    if clock.is_poor:
        return unknown("only a poor source gives the time limit of {country}: {law}", country=country, law=clock.law)
    if not _is_set_off(clock, incident):
        return _silent(clock)
    start_slot = _START[clock.start]
    start: datetime | None = getattr(incident, start_slot)
    if start is None:
        raise NotStated(f"{incident.where}.{start_slot}")
    if not clock.runs_on(start.date()):
        return not_applicable("{law}: it is not asked for before {day}", law=clock.law, day=_day(clock), at=start_slot)
    return _told(clock, start, incident, ctx)


def _told(clock: BreachClock, start: datetime, incident: Incident, ctx: Context[Clock]) -> Finding:
    country, told_slot = clock.country, _TOLD[ctx.options.addressee]
    told: datetime | None = getattr(incident, told_slot)
    if told is None or told.date() > ctx.as_of:
        return _untold(clock, start, told_slot, ctx)
    if told < start:
        return contradicted("somebody was told before the clock started", at=told_slot)
    if clock.limit is None:
        return needs_review(
            "told after {hours} hours, and the law of {country} says without delay",
            hours=round((told - start).total_seconds() / 3600, 1),
            country=country,
            at=told_slot,
        )
    if told > _end(clock, start):
        return failed(
            "told later than {time}, which the law of {country} allows", time=clock.limit, country=country, at=told_slot
        )
    return passed("told within {time}, as the law of {country} asks", time=clock.limit, country=country, at=told_slot)


@check(
    "cbpr.processor-clock",
    on=Party,
    title="The processor has to tell of a breach before the shortest legal clock ends",
    options=Clocks,
    reads=(CLOCKS,),
)
def processor_clock(party: Party, ctx: Context[Clocks]) -> Finding:
    """A controller's clock also runs while its processor keeps silent: the contract has to leave time on the shortest.

    Fix: agree on a shorter notice time in the contract, and state `breach_notice_within` on it.
    """
    if not is_processor(party):
        return not_applicable(OTHER_ROLE, at="roles")
    organisation = organisation_of(ctx.inventory, party)
    if organisation is None:
        raise NotStated(f"{party.where}.organisation")
    countries = _countries(party, organisation, ctx)
    if not some(countries, lambda country: True):
        return not_applicable("none of these laws concerns the organisation")
    agreed = agreed_notice(contracts_of(ctx.inventory, party), ctx.as_of)
    if agreed is None:
        return failed("no contract in force says how fast it has to tell of a breach", at="breach_notice_within")
    found = {country: ctx.reference(CLOCKS).find(country, "regulator") for country in countries.items}
    clocks = {country: clock for country, clock in found.items() if clock is None or clock.runs_on(ctx.as_of)}
    if not clocks:
        return not_applicable("no clock of these laws runs yet on the day of the assessment")
    limits = [
        (clock.limit, country) for country, clock in clocks.items() if clock and clock.limit and not clock.is_poor
    ]
    if limits:
        shortest, country = min(limits, key=lambda pair: pair[0].hours)
        if agreed.hours >= shortest.hours:
            return failed(
                "it may take {time} to tell of a breach, and the law of {country} allows {limit} in all",
                time=agreed,
                country=country,
                limit=shortest,
                at="breach_notice_within",
            )
    open_ones = (country for country, clock in clocks.items() if not clock or not clock.limit or clock.is_poor)
    unlimited = listed(open_ones)
    if unlimited:
        return unknown("no source gives the time limit of: {countries}", countries=unlimited)
    return passed(
        "it has to tell of a breach within {time}, before the shortest of {n} legal clocks ends",
        time=agreed,
        n=len(countries.settled()) - len(found) + len(clocks),
        at="breach_notice_within",
    )


def _silent(clock: BreachClock) -> Finding:
    """Say that nothing stated sets a clock off; where something else would, a person has to look."""
    if clock.also:
        return needs_review(
            "nothing stated sets off the clock of {country}; {also} would", country=clock.country, also=clock.also
        )
    return not_applicable("nothing about it sets off the clock of {country}", country=clock.country, at="likely_harm")


def _day(clock: BreachClock) -> date:
    assert clock.since is not None  # noqa: S101 - a clock that does not run yet has a first day
    return clock.since


def _is_set_off(clock: BreachClock, incident: Incident) -> bool:
    """Tell whether something sets the clock off; `NotStated` where that is open."""
    tests: list[Callable[[], bool]] = [
        lambda trigger=trigger: _is_true(incident, trigger)  # type: ignore[misc]
        for trigger in clock.triggers
    ]
    least = clock.from_subjects
    if least is not None:
        tests.append(lambda: _number(incident) >= least)
    return either(*tests) if tests else True


def _is_true(incident: Incident, slot: str) -> bool:
    value: bool | None = getattr(incident, slot)
    if value is None:
        raise NotStated(f"{incident.where}.{slot}")
    return value


def _number(incident: Incident) -> int:
    if incident.subjects_count is None:
        raise NotStated(f"{incident.where}.subjects_count")
    return incident.subjects_count


def _untold(clock: BreachClock, start: datetime, slot: str, ctx: Context[Clock]) -> Finding:
    if clock.limit is None and start.date() >= ctx.as_of:
        return unknown("the clock started on the day of the assessment", at=slot)
    if clock.limit is None:
        return failed("nobody was told, and the law of {country} says without delay", country=clock.country, at=slot)
    if _end(clock, start).date() < ctx.as_of:
        return failed(
            "not told within {time}, which the law of {country} allows",
            time=clock.limit,
            country=clock.country,
            at=slot,
        )
    return unknown("the time that the law allows is not over on the day of the assessment", at=slot)


def _end(clock: BreachClock, start: datetime) -> datetime:
    """Return when a clock ends: a limit in hours to the minute, one in days at the end of its last day."""
    limit = clock.limit
    assert limit is not None  # noqa: S101 - asked for by the callers
    if limit.minutes:
        return start + timedelta(hours=limit.hours)
    last = limit.after(start.date())
    return datetime(last.year, last.month, last.day, 23, 59, 59, 999_999, tzinfo=start.tzinfo)


def _countries(party: Party, organisation: Organisation, ctx: Context[Clocks]) -> Known[str]:
    """Return the countries whose clocks run for the organisation when this party has a breach."""
    transfers = transfers_to(ctx.inventory, party)
    parts = [_stated(organisation, "country"), _stated(organisation, "markets"), Known[str](gap=transfers.gap)]
    parts += [_stated(transfer, "data_subject_countries") for transfer in transfers.items]
    found = merged(parts)
    wanted = ctx.options.countries
    return Known(tuple(country for country in found.items if not wanted or country in wanted), found.gap)


def _stated(entity: Any, slot: str) -> Known[str]:
    try:
        value: tuple[str, ...] | str | None = getattr(entity, slot)
    except NotStated as silence:
        return Known(gap=silence)
    return Known(value if isinstance(value, tuple) else (value,) if value is not None else ())


CHECKS: list[Check[Any]] = [breach_clock, processor_clock]
