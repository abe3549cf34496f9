"""A probe on real data, the check that needs it, and the table that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from govkit.plugin import (
    Cell,
    Context,
    Dataset,
    Declined,
    Exhibit,
    FactMissing,
    Finding,
    Message,
    Observed,
    Table,
    World,
    check,
    exhibit,
    failed,
    passed,
    probe,
)


@dataclass(frozen=True)
class Lines:
    """How many lines the files of a dataset have."""

    lines: int
    blank: int


@probe("acme.lines", on=Dataset, looks_at="data")
def lines(dataset: Dataset, world: World) -> Observed[Lines]:
    """Count the lines of the first file of a dataset; nothing of them is kept."""
    path = dataset.data[0].path
    if path is None:
        raise Declined("no path is stated")
    content = world.open_path(path).read_bytes()
    rows = content.splitlines()
    world.progress(len(rows), len(rows), "lines")
    seen = Lines(len(rows), sum(not row.strip() for row in rows))
    digest = f"{path} {sha256(content).hexdigest()}"
    return Observed(seen, examined=len(rows), expected=len(rows), unit="lines", inputs=(digest,))


@check("acme.lines-counted", on=Dataset, title="The data have lines, and none is blank", needs=(lines,))
def lines_counted(dataset: Dataset, ctx: Context) -> Finding:
    """A file without lines is a mistake, and blank ones are left by hand.

    Fix: fill the file, and remove its blank lines.
    """
    seen = ctx.fact(lines)
    if not seen.lines or seen.blank:
        return failed("{n} blank line", plural="{n} blank lines", n=seen.blank, at="data")
    return passed("{n} lines", n=seen.lines, at="data")


@exhibit("acme.lines-table", needs=(lines,))
def line_table(ctx: Context[None]) -> Exhibit | None:
    """List the datasets with their lines."""
    rows = []
    for dataset in ctx.inventory.of(Dataset):
        try:
            seen = ctx.fact(lines, dataset)
        except FactMissing:
            continue
        rows.append((Cell(dataset.subject), Cell(seen.lines)))
    if not rows:
        return None
    columns = (Message("Dataset"), Message("Lines"))
    return Exhibit(
        id="acme.lines-table",
        title=Message("Lines of the data"),
        alternative=Message("{n} datasets were counted", {"n": len(rows)}),
        table=Table(columns, tuple(rows)),
    )
