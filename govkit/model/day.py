"""Days: written in one way only, so that two of them can be held against each other."""

from __future__ import annotations

from datetime import date

from govkit.model.worded import worded


def day_of(text: str) -> date:
    """Return the day that a text such as 2026-11-21 names; raise `ValueError` for a day in any other spelling.

    ISO 8601 has several (20261121, 2026-W47-6), and a text compared with another of a different one means nothing.
    """
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(worded("write an ISO date such as 2026-11-21"))
    return found
