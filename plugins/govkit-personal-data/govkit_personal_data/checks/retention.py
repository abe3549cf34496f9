"""Whether records have outlived their retention, by what is declared and by what the data show."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from govkit.plugin import (
    Context,
    Dataset,
    Finding,
    check,
    contradicted,
    failed,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_personal_data.checks.sight import require_sight
from govkit_personal_data.observed import Column
from govkit_personal_data.probe import columns


@check("personal-data.retention-kept", on=Dataset, title="No record is declared older than its retention")
def retention_kept(dataset: Dataset, ctx: Context) -> Finding:
    """Data that were to be gone are kept without a reason, and are the first to be missed in a request or a breach.

    Fix: dispose of the records that are due, or correct `retention` or `oldest_record_on`.
    """
    if dataset.retention is None:
        return not_applicable("no retention is set", at="retention")
    oldest = dataset.oldest_record_on
    if oldest is None:
        return not_applicable("there is no record yet", at="oldest_record_on")
    if oldest > ctx.as_of:
        return failed("the oldest record is declared to be of {oldest}, a day that is still to come", oldest=oldest)
    due = dataset.retention.after(oldest)
    if due < ctx.as_of:
        return failed(
            "the oldest record is of {oldest} and was due on {due}", at="oldest_record_on", oldest=oldest, due=due
        )
    return passed("the oldest record is of {oldest} and is due on {due}", at="oldest_record_on", oldest=oldest, due=due)


@check(
    "personal-data.oldest-record",
    on=Dataset,
    title="The data hold no record older than the inventory says",
    needs=(columns,),
)
def oldest_record(dataset: Dataset, ctx: Context) -> Finding:
    """What the data say of their age is better evidence than what somebody remembers of it.

    Read are columns that say when a record came into being, to the month. The clock of a retention may start later
    (`retention_from`), so an old record alone is a matter for a person.

    Fix: dispose of the records that are due, or correct `oldest_record_on`.
    """
    seen = ctx.fact(columns)
    retention = dataset.retention
    dated = [(column, _last_day(column)) for column in seen.columns if ctx.rejected(_key(column)) is None]
    known = sorted(((day, column) for column, day in dated if day is not None), key=lambda pair: pair[0])
    if not known:
        require_sight(seen)
        return unknown("no column says when records came into being")
    day, column = known[0]
    month = f"{day.year:04}-{day.month:02}"
    declared = dataset.oldest_record_on if dataset.is_stated("oldest_record_on") else None
    if declared is not None and day < declared:
        return contradicted(
            "{column} goes back to {month}, and the oldest record is declared to be of {oldest}",
            at="oldest_record_on",
            column=column.place,
            month=month,
            oldest=declared,
        )
    if retention is not None and retention.after(day) < ctx.as_of:
        return needs_review(
            "{column} goes back to {month}, longer than {period}: has the clock of those records started?",
            at="retention",
            column=column.place,
            month=month,
            period=retention,
        )
    require_sight(seen)
    return passed("the records go back to {month}", at="oldest_record_on", month=month)


def _last_day(column: Column) -> date | None:
    """Return the last day of the month of the oldest record: the kindest reading."""
    if column.oldest is None:
        return None
    year, month = column.oldest
    return date(year, month, monthrange(year, month)[1])


def _key(column: Column) -> str:
    return f"{column.place}:record-date"
