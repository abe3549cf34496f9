"""A day has one spelling: two of them are compared as days, and whoever spells his own otherwise is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest


def dated(day):
    return lambda assessment: assessment.update(as_of=day)


@pytest.mark.parametrize("spelling", ["20260105", "2026-W02-1"])
@pytest.mark.parametrize("not_before", [None, date(2026, 11, 20)])
def test_no_spelling_of_the_day_is_younger_than_it_is(spelling, not_before, company, members, tmp_path):
    place = tmp_path / "old.govkit"
    place.write_bytes(company.lying(members, dated(spelling)))
    found = company.verify(place, not_before=not_before)
    assert not found.holds
    assert "assessment-form" in {entry.code for entry in found.objections}
    assert ("too-old" in {entry.code for entry in found.objections}) == (not_before is not None)


@pytest.mark.parametrize(("not_before", "holds"), [(date(2026, 11, 21), True), (date(2026, 11, 22), False)])
def test_the_day_itself_is_not_before_it(not_before, holds, company, sealed, tmp_path):
    place = tmp_path / "shop.govkit"
    place.write_bytes(sealed)
    assert company.verify(place, not_before=not_before).holds == holds


def test_intake_takes_no_other_spelling_either(company, call, tmp_path):
    place = tmp_path / "received/shop"
    place.mkdir(parents=True)
    for name in ("assessment.json", "facts.json"):
        document = json.loads((company.folder / "out" / name).read_bytes())
        spelled = {"as_of": "20261121"} if name == "assessment.json" else {}
        text = json.dumps({**document, **spelled}, ensure_ascii=False, indent=1) + "\n"
        (place / name).write_text(text, "utf-8")
    code, out, err = call("intake", tmp_path / "received", "-o", tmp_path / "desk", "-c", company.checklist)
    assert code == 0, err
    assert "rejected shop: assessment.json: the assessment is broken at as_of" in out
