"""What the commands about keys take and show: lines, fit to be kept and to be printed."""

from __future__ import annotations

import click

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken


def line(text: str) -> str:
    """Return a name or a reason; raise `click.UsageError` for what is no short line."""
    if len(text) > 200 or not text.isprintable():
        raise click.UsageError(worded("a name or a reason is one line of at most 200 characters"))
    return text


def show(text: str) -> None:
    """Write a line of the result."""
    from govkit_submission.desk.shown import shown

    click.echo(shown(spoken(text), 400))


def tell(text: str) -> None:
    """Write a line to the person."""
    from govkit_submission.desk.shown import shown

    click.echo(shown(spoken(text), 400), err=True)
