"""The exhibit of participation says until when a certificate is valid, and which edition its renewal needs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govkit.engine.normalise import inventory_from
from govkit.model.message import Message
from govkit.plugin import Context
from govkit_cbpr.law_data import JURISDICTIONS, EditionNeed, Jurisdictions
from govkit_cbpr.participation import participation_exhibit

NEED = EditionNeed(edition="global-2.0", required_from=date(2027, 4, 1), grade="A", as_of=date(2026, 11, 21))
PARAMS: dict[str, Any] = {"edition": "global-2.0", "day": date(2027, 4, 1)}
LATER = Message("an older one still serves; {edition} is needed from {day}", PARAMS)
NOW = Message("{edition}, needed from {day}", PARAMS)


def cells(certificates: list[dict[str, Any]], as_of: date = date(2026, 11, 21), *, known: bool = True) -> list[Any]:
    data = {"organisations": [{"id": "org", "country": "SG"}], "certificates": certificates}
    editions = (NEED,) if known else ()
    rows: Any = [{"country": "SG", "standing": "member", "grade": "B", "as_of": date(2026, 3, 24)}]
    reference = Jurisdictions(format="jurisdictions/1", edition="1", forum=rows, laws=(), editions=editions)
    references = {JURISDICTIONS.id: reference}
    shown = participation_exhibit(
        Context(inventory=inventory_from(data), as_of=as_of, options=None, references=references)
    )
    assert shown is not None
    return [cell.content for cell in shown.table.rows[0][5:]]


def certificate(last: str, **more: Any) -> dict[str, Any]:
    return {"id": "c", "holder": "organisation:org", "scheme": "global-cbpr", "valid_to": last, **more}


@pytest.mark.parametrize(("last", "needed"), [("2027-03-30", LATER), ("2027-03-31", NOW), ("2027-04-01", NOW)])
def test_the_day_after_the_last_one_decides(last: str, needed: Message) -> None:
    found = cells([certificate(last, edition="global-1.0")])
    said = {"edition": "global-1.0", "day": date.fromisoformat(last)}
    assert found == [Message("{edition}, valid to {day}", said), needed]


def test_without_an_edition_or_a_certificate() -> None:
    day = {"day": date(2026, 12, 1)}
    assert cells([certificate("2026-12-01")]) == [Message("edition not stated, valid to {day}", day), LATER]
    assert cells([]) == [Message("none with a last day is stated"), LATER]
    assert cells([], date(2027, 4, 1)) == [Message("none with a last day is stated"), NOW]
    assert cells([], known=False)[1] == Message("not known")


def test_a_certificate_that_lapsed_is_said_to_have_lapsed_and_renewed_no_earlier_than_the_assessment() -> None:
    said: dict[str, Any] = {"edition": "global-1.0", "day": date(2026, 6, 30)}
    held = certificate("2026-06-30", edition="global-1.0")
    assert cells([held], date(2026, 6, 30)) == [Message("{edition}, valid to {day}", said), LATER]
    assert cells([held], date(2026, 7, 1)) == [Message("{edition}, lapsed on {day}", said), LATER]
    assert cells([held], date(2027, 6, 1)) == [Message("{edition}, lapsed on {day}", said), NOW]
    day = {"day": date(2026, 6, 30)}
    assert cells([certificate("2026-06-30")], date(2027, 6, 1))[0] == Message(
        "edition not stated, lapsed on {day}", day
    )
