"""The options that the commands of a desk share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)
_PROCESSES = click.IntRange(1, 64)


def desk_option(function: F) -> F:
    """Add `--desk`, which gives `folder`."""
    return click.option(
        "--desk", "folder", type=PATH, default=Path("desk"), show_default=True, help="The folder of the desk."
    )(function)


def checklist_option(function: F) -> F:
    """Add `-c`, which gives `files`."""
    return click.option(
        "-c",
        "--checklist",
        "files",
        type=PATH,
        multiple=True,
        help="A checklist of your own that is not installed; may be repeated.",
    )(function)


def day_option(function: F) -> F:
    """Add `--on`, which gives `day`."""
    return click.option(
        "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to note in the log; today if left out."
    )(function)


def workers_option(function: F) -> F:
    """Add `--workers`."""
    return click.option("--workers", type=_PROCESSES, default=2, show_default=True, help="Processes that judge.")(
        function
    )


def settings_options(function: F) -> F:
    """Add what is kept with the desk: `known`, `sectors`, `seed` and `sample`."""
    for option in (
        click.option("--known-text", "known", type=PATH, multiple=True, help="A text that everybody may quote."),
        click.option("--sectors", type=PATH, help="A YAML file: organisation's id, its sector."),
        click.option("--seed", help="What the sample is drawn with; noted, so that anybody can draw it again."),
        click.option("--sample", type=click.IntRange(1, 100_000), help="How many verdicts to draw; 50 at first."),
    ):
        function = option(function)
    return function


def day_of(day: datetime | None) -> str:
    """Return the day that is noted in the log."""
    return (day.date() if day else date.today()).isoformat()
