"""Checks that every dataset says how long it is kept."""

from govkit.plugin import Check, Context, Dataset, Finding, check, failed, hookimpl, passed


@check("acme.retention-period", on=Dataset, title="Retention period is stated")
def retention_period(dataset: Dataset, ctx: Context) -> Finding:
    """Personal data kept without an end date cannot be shown to be necessary.

    Fix: state `retention` on the dataset.
    """
    if dataset.retention is None:
        return failed("kept without end", at="retention")
    return passed("kept for {period}", period=dataset.retention)


@hookimpl
def register_checks() -> list[Check[Dataset]]:
    return [retention_period]
