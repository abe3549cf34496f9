"""Asks for lines and dates in the terminal, on standard error."""

from __future__ import annotations

from datetime import date

import click

from govkit.report.clean import plain

_BUDDHIST_FROM = 2400


def typed(prompt: str, default: str | None = None) -> str:
    """Ask for a line; without a default it may not be empty."""
    said: str = click.prompt(prompt, default=default, show_default=False, err=True, prompt_suffix=" > ")
    return said.strip()


def day_of(said: str) -> str | None:
    """Return a Gregorian date in ISO form, or `None` for anything else."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day.isoformat() if day.year < _BUDDHIST_FROM else None


def tell(text: str) -> None:
    """Tell something, cleaned and masked, with an indent where the text has one."""
    click.echo(plain(text) if text.strip() == text else "  " + plain(text.strip()), err=True)
