"""A day has one spelling: two of them are compared as days, and another spelling of one is refused."""

from __future__ import annotations

from datetime import date

import click
import pytest

from govkit.cli.options import iso_date
from govkit.model.day import day_of

OTHER_SPELLINGS = ["20261121", "2026-W47-6", "2026W476", "2026-11-21T00:00:00", " 2026-11-21", ""]


@pytest.mark.parametrize("spelling", OTHER_SPELLINGS)
def test_another_spelling_of_a_day_is_no_day(spelling):
    with pytest.raises(ValueError, match=r"ISO date|Invalid isoformat"):
        day_of(spelling)
    with pytest.raises(click.BadParameter, match="ISO date"):
        iso_date(spelling)


def test_a_day_is_a_day():
    assert day_of("2026-11-21") == date(2026, 11, 21)
