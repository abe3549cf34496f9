"""How languages write dates, spans, numbers and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from govkit.model.duration import Duration

Translate = Callable[..., str]
"""Takes an English template, perhaps `plural=`, and the parameters; returns the sentence."""

_YEAR_OFFSET = {"th": 543}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def months(_: Translate) -> tuple[str, ...]:
    """Return the names of the months as they stand in a date."""
    return (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )


def date_text(day: date, language: str, _: Translate) -> str:
    """Write a date with the month's name; in Thai with the year of the Buddhist era."""
    year = day.year + _YEAR_OFFSET.get(language.partition("-")[0], 0)
    return _("{day} {month} {year}", day=str(day.day), month=months(_)[day.month - 1], year=str(year))


def parsed_date(text: str) -> date | None:
    """Return the date that an ISO date or instant begins with, or `None`."""
    match = _ISO_DATE.match(text)
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def duration_text(span: Duration, _: Translate) -> str:
    """Write a span in its own units: 18 months stay 18 months, 72 hours stay 72 hours."""
    years, rest = divmod(span.months, 12)
    if rest and span.months < 24:
        years, rest = 0, span.months
    hours, minutes = divmod(span.minutes, 60)
    parts = []
    if years:
        parts.append(_("{n} year", plural="{n} years", n=years))
    if rest:
        parts.append(_("{n} month", plural="{n} months", n=rest))
    if span.days or not (span.months or span.minutes):
        parts.append(_("{n} day", plural="{n} days", n=span.days))
    if hours:
        parts.append(_("{n} hour", plural="{n} hours", n=hours))
    if minutes:
        parts.append(_("{n} minute", plural="{n} minutes", n=minutes))
    return " ".join(parts)


def number_text(number: float) -> str:
    """Write a number with grouped thousands; a fraction with as many digits as it needs, ten at most."""
    if isinstance(number, int) or float(number).is_integer():
        return f"{int(number):,}"
    return f"{number:,.10g}"


def percent_text(share: float) -> str:
    """Write a share of one as a percentage without decimals, but for the smallest ones."""
    percent = share * 100
    return f"{percent:.1g}%" if 0 < percent < 1 else f"{percent:.0f}%"


def list_text(items: Sequence[str], _: Translate) -> str:
    """Write texts as a list in a sentence: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    head = items[0]
    for item in items[1:-1]:
        head = _("{head}, {next}", head=head, next=item)
    return _("{head} and {last}", head=head, last=items[-1])
