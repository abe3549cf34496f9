"""The gap report says whether the certificate still holds, and from which day the next one can begin."""

from __future__ import annotations

from datetime import date

import pytest

from govkit_cbpr.commands.gap import as_console, as_markdown
from govkit_cbpr.gap import Gap, Holding, renewal_of

LAST = date(2026, 6, 30)
NEEDED = date(2027, 4, 1)


def report(as_of: date) -> Gap:
    holding = Holding("c", "global-1.0", LAST)
    renewal = renewal_of(holding, as_of)
    return Gap("global-1.0", "global-2.0", str(NEEDED), str(as_of), holding, renewal, renewal >= NEEDED, ())


@pytest.mark.parametrize(
    ("as_of", "renewal"),
    [
        (date(2026, 1, 1), date(2026, 7, 1)),
        (date(2026, 6, 30), date(2026, 7, 1)),
        (date(2026, 7, 1), date(2026, 7, 1)),
        (date(2027, 6, 1), date(2027, 6, 1)),
    ],
)
def test_the_next_certificate_begins_after_the_last_and_not_before_the_assessment(as_of: date, renewal: date) -> None:
    assert renewal_of(Holding("c", None, LAST), as_of) == renewal


@pytest.mark.parametrize("write", [as_console, as_markdown])
def test_a_lapsed_certificate_is_said_to_have_lapsed(write: object) -> None:
    assert callable(write)
    held, lapsed = write(report(LAST)), write(report(date(2027, 6, 1)))
    assert "is valid to 2026-06-30." in held
    assert "The renewal on 2026-07-01 comes before global-2.0 is needed" in held
    assert "lapsed on 2026-06-30." in lapsed
    assert "The renewal on 2027-06-01 needs edition global-2.0." in lapsed
    assert "comes before" not in lapsed
