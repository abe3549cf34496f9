"""Whether the data that an inventory points to are there."""

from __future__ import annotations

from govkit.plugin import Context, Dataset, FactMissing, Finding, Message, check, failed, passed, unknown
from govkit_personal_data.checks.sight import OURS, STATES
from govkit_personal_data.probe import columns


@check(
    "personal-data.data-readable",
    on=Dataset,
    title="The data sources can be read and hold rows",
    needs=(columns,),
)
def data_readable(dataset: Dataset, ctx: Context) -> Finding:
    """A source that is missing, damaged or empty was not examined, and must not look as if it had been.

    Fix: correct `data`, or put the file where it says.
    """
    seen = ctx.fact(columns)
    bad = [source for source in seen.sources if source.state != "read"]
    gaps = [source for source in bad if source.state not in OURS and source.state != "not_supported"]
    if gaps:
        return failed(STATES[gaps[0].state], at=f"data[{gaps[0].entry}]", number=gaps[0].entry + 1)
    for source in bad:
        if source.state in OURS:
            reason = Message(STATES[source.state], {"number": source.entry + 1})
            raise FactMissing("personal-data.columns", failed=True, reason=reason)
    if bad:
        return unknown(STATES[bad[0].state], at=f"data[{bad[0].entry}]", number=bad[0].entry + 1)
    n = len(seen.sources)
    return passed("{n} files were read", at="data", presence=True, n=n, examined=n, expected=n)
