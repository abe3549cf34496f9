"""A plugin that behaves: it counts the lines of a file of the assessed folder."""

from __future__ import annotations

from hashlib import sha256

from govkit.plugin import Check, Context, Dataset, Finding, Observed, World, check, failed, hookimpl, passed, probe


@probe("clean.lines", on=Dataset)
def lines(dataset: Dataset, world: World) -> Observed[dict[str, int]]:
    """Count the lines of the first file of a dataset."""
    path = dataset.data[0].path or ""
    content = world.open_path(path).read_bytes()
    count = content.count(b"\n")
    digest = sha256(content).hexdigest()
    return Observed({"lines": count}, examined=count, expected=count, unit="lines", inputs=(f"{path} {digest}",))


@check("clean.has-lines", on=Dataset, title="The file has lines", needs=(lines,))
def has_lines(dataset: Dataset, ctx: Context) -> Finding:
    """A dataset without rows can't be assessed.

    Fix: fill the file.
    """
    count = ctx.fact(lines)["lines"]
    return passed("{n} lines", n=count) if count else failed("no lines")


@hookimpl
def register_checks() -> list[Check[Dataset]]:
    return [has_lines]
