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
from govkit_personal_data.checks.sight import Standing, require_sight, standing_of, text
from govkit_personal_data.observed import Column, Columns
from govkit_personal_data.probe import columns

_UNDATED = text("no column says when records came into being")


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

    Read are columns that say when a record came into being, to the month.

    Fix: correct `oldest_record_on`, or dispose of the records.
    """
    seen = ctx.fact(columns)
    declared = dataset.oldest_record_on
    oldest, doubted = _oldest(seen, ctx, "stands"), _oldest(seen, ctx, "doubted")
    if oldest is not None and (declared is None or oldest[1] < declared):
        return contradicted(
            "{column} goes back to {month}, further than the inventory says",
            at="oldest_record_on",
            column=oldest[0].place,
            month=_month(oldest[1]),
        )
    if doubted is not None and (declared is None or doubted[1] < declared):
        return needs_review(
            "{column} goes back to {month}, further than the inventory says; that was rejected without `data_sha256`, "
            "so that nobody can tell whether in these data",
            at="oldest_record_on",
            column=doubted[0].place,
            month=_month(doubted[1]),
        )
    require_sight(seen)
    if oldest is None:
        return not_applicable(_UNDATED)
    return passed("the records go back to {month}, as declared", at="oldest_record_on", month=_month(oldest[1]))


@check(
    "personal-data.records-due",
    on=Dataset,
    title="The data hold no record that is past its retention",
    needs=(columns,),
)
def records_due(dataset: Dataset, ctx: Context) -> Finding:
    """A retention that the data do not follow is a promise on paper.

    Read are columns that say when a record came into being, to the month. The clock of a retention may start later
    (`retention_from`), so an old record is a matter for a person.

    Fix: dispose of the records that are due, or say why their clock has not started.
    """
    seen = ctx.fact(columns)
    if dataset.retention is None:
        return not_applicable("no retention is set", at="retention")
    oldest = _oldest(seen, ctx, "stands", "doubted")
    if oldest is None:
        require_sight(seen)
        return unknown(_UNDATED)
    column, day = oldest
    if dataset.retention.after(day) < ctx.as_of:
        return needs_review(
            "{column} goes back to {month}, longer than {period}: has the clock of those records started?",
            at="retention",
            column=column.place,
            month=_month(day),
            period=dataset.retention,
        )
    require_sight(seen)
    return passed("the records go back to {month}, within {period}", month=_month(day), period=dataset.retention)


def _oldest(seen: Columns, ctx: Context, *standings: Standing) -> tuple[Column, date] | None:
    """Return the column with the oldest record, and the last day of its month: the kindest reading.

    Looked at are the columns of whose date of record nobody, or somebody in vain, has said that it is none.
    """
    dated = [(column, _last_day(column.oldest)) for column in seen.columns if column.oldest is not None]
    heard = [pair for pair in dated if standing_of(f"{pair[0].place}:record-date", ctx) in standings]
    return min(heard, key=lambda pair: pair[1], default=None)


def _last_day(month: tuple[int, int]) -> date:
    return date(*month, monthrange(*month)[1])


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
