"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from govkit.model.day import day_of
from govkit.model.worded import worded

F = TypeVar("F", bound=Callable[..., Any])
_BUDDHIST_FROM = 2400
SEVERITIES = ("critical", "high", "medium", "low")


def iso_date(text: str | date) -> date:
    """Return a Gregorian date such as 2026-11-21; raise `click.BadParameter` that names the form."""
    if isinstance(text, date):
        return text
    try:
        day = day_of(text)
    except ValueError:
        raise click.BadParameter(worded("write an ISO date such as 2026-11-21")) from None
    if day.year >= _BUDDHIST_FROM:
        raise click.BadParameter(
            worded("write the Gregorian year, {number} for {year}", number=day.year - 543, year=day.year)
        )
    return day


def meant(text: str) -> str:
    """Return what stands behind a statement; raise `click.BadParameter` for a placeholder."""
    from govkit.model.placeholder.vouching import says_something

    if not says_something(text):
        raise click.BadParameter(worded("that says nothing; write what is meant"))
    return text.strip()


def somebody(text: str) -> str:
    """Return who stands behind a statement; raise `click.BadParameter` where nobody does yet."""
    from govkit.model.placeholder.vouching import names_somebody

    if not names_somebody(text):
        raise click.BadParameter(worded("that names nobody; write the person or the role that stands behind it"))
    return text.strip()


def path_argument(name: str, **settings: Any) -> Callable[[F], F]:
    """Declare an argument that is a path; whether it exists is said where it is read, with the mend."""
    return click.argument(name, type=click.Path(path_type=Path), **settings)


def path_option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Declare an option that is a path."""
    return click.option(*names, type=click.Path(path_type=Path), **settings)


def as_of_option(function: F) -> F:
    """Declare `--as-of`."""
    return click.option(
        "--as-of",
        type=iso_date,
        metavar="DATE",
        envvar="GOVKIT_AS_OF",
        help="The day that decides which law applies; today if left out.",
    )(function)


def checklist_option(function: F) -> F:
    """Declare `-c`."""
    return path_option(
        "-c",
        "--checklist",
        "checklists",
        multiple=True,
        help="A checklist file that is not installed; may be repeated.",
    )(function)


def framework_option(function: F) -> F:
    """Declare `--framework`."""
    return click.option(
        "--framework",
        "frameworks",
        metavar="ID[@EDITION]",
        multiple=True,
        help="Assess only this framework, by its id or ID@EDITION; may be repeated.",
    )(function)


def output_options(function: F) -> F:
    """Declare `--format`, `-o`, `--lang` and `-v`."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Console: write every finding, and what is met."),
        click.option("--lang", metavar="TAG", help="The language of the reports: en, th, …"),
        path_option("-o", "--output", "files", multiple=True, help="The file for the --format before it."),
        click.option(
            "--format",
            "formats",
            metavar="NAME",
            multiple=True,
            help="console, json, html, markdown, sarif, junit, csv or a plugin's; may be repeated, each with an -o.",
        ),
    ):
        function = option(function)
    return function


def json_option(function: F) -> F:
    """Declare `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")(function)
