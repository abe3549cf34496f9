"""What is known of the terminal: colour, width, and whether somebody watches."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from govkit.model.worded import worded

PLAIN_WIDTH = 100
"""Columns of a report that goes into a pipe or a file."""
_HEADINGS = {
    "setting": worded("setting"),
    "value": worded("value"),
    "from": worded("from"),
    "id": worded("id"),
    "on": worded("on"),
    "grade": worded("grade"),
    "title": worded("title"),
    "checklist": worded("checklist"),
    "default": worded("default"),
    "plugin": worded("plugin"),
    "state": worded("state"),
    "checks": worded("checks"),
    "reason": worded("reason"),
    "language": worded("language"),
    "format": worded("format"),
}
"""Keys of rows that are headings of tables, too."""
Progress = Callable[[str, int, int | None, str], None]


def colours() -> bool:
    """Tell whether results may be coloured: on a terminal, save for NO_COLOR; everywhere with FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return the columns to write in: COLUMNS, else the terminal's, else a fixed number."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return int(stated)
    return shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if sys.stdout.isatty() else PLAIN_WIDTH


def say(text: str) -> None:
    """Tell the person something that is not the result, on standard error, in the language of the command line."""
    from govkit.cli.tongue import tongue
    from govkit.model.mask import mask
    from govkit.report.clean import clean

    click.echo(mask(clean(tongue()(text))), err=True)


def show(text: str) -> None:
    """Write a line of the result, in the language of the command line, fit to be shown."""
    from govkit.cli.tongue import tongue
    from govkit.report.clean import plain

    click.echo(plain(tongue()(text)))


def headings(*names: str) -> tuple[str, ...]:
    """Return the headings of a table in the language of the command line."""
    from govkit.cli.tongue import tongue

    return tuple(tongue()(_HEADINGS.get(name, name)) for name in names)


def table(rows: Sequence[tuple[str, ...]], headings: tuple[str, ...]) -> str:
    """Return rows as columns, as wide as their texts; the last one runs on."""
    from rich.cells import cell_len

    lines = [headings, *rows]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(headings) - 1)]
    padded = (
        "  ".join([*(c + " " * (w - cell_len(c)) for c, w in zip(r, widths, strict=False)), r[-1]]) for r in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in padded)


@contextmanager
def progress(quiet: bool = False) -> Iterator[Progress]:
    """Give what shows, on a terminal only, what is looked at and how far; it appears after a second."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _who, _done, _total, _what: None
        return
    from govkit.cli.bars import Bars

    with Bars() as bars:
        yield bars.tell
