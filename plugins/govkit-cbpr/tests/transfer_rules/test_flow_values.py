"""What a flow's keys state: placeholders state nothing, and a year of the Buddhist era is an error."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govkit.model.errors import InputError
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.vocabulary import ATTRIBUTES, FLOW_KEYS, MECHANISM_KINDS, RECORDS, TIA_KEYS

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("silent", [None, "", "  ", "unknown", "Not stated", "not_stated", "TBD", "n/a", "?", "-"])
@pytest.mark.parametrize("key", ["recipient_role", "destination", "children", "subjects_per_year", "first_transfer_on"])
def test_a_placeholder_states_nothing(key: str, silent: Any) -> None:
    assert key not in read_flow({key: silent}, TODAY).values


@pytest.mark.parametrize("listed", [[], ["tbd"], ["contact", "unknown"], [None]])
def test_a_list_that_is_not_complete_states_nothing(listed: Any) -> None:
    assert "data_categories" not in read_flow({"data_categories": listed}, TODAY).values


@pytest.mark.parametrize("stated", ["NA", "NO", "IN"])
def test_a_code_is_no_placeholder(stated: str) -> None:
    assert read_flow({"destination": stated}, TODAY).values["destination"] == stated


@pytest.mark.parametrize("raw", ["none", "None", " none "])
def test_none_is_stated(raw: str) -> None:
    assert read_flow({"recipient_role": raw}, TODAY).values == {"recipient_role": None}


@pytest.mark.parametrize(
    ("raw", "read"),
    [(None, None), ("unknown", None), ({}, None), ({"done_on": None}, None), ("none", {}), ({"done_on": "tbd"}, None)],
)
def test_an_assessment_without_a_stated_fact_is_not_stated(raw: Any, read: Any) -> None:
    assert read_flow({"tia": raw}, TODAY).tia == read


@pytest.mark.parametrize(("raw", "read"), [(None, None), ("unknown", None), (["tbd"], None), ([], ()), ("none", ())])
def test_mechanisms_that_are_not_stated_are_not_absent(raw: Any, read: Any) -> None:
    assert read_flow({"mechanisms": raw}, TODAY).mechanisms == read


@pytest.mark.parametrize(
    "record",
    [
        {"date": "2569-11-21"},
        {"mechanisms": [{"kind": "cert.cbpr.global", "valid_to": "2570-01-01"}]},
        {"mechanisms": [{"kind": "notice.regulator", "before": "2569-01-01"}]},
        {"tia": {"done_on": date(2569, 1, 1)}},
    ],
)
def test_a_year_of_the_buddhist_era_is_an_error(record: Any) -> None:
    with pytest.raises(InputError, match="Buddhist era") as fault:
        read_flow(record, TODAY)
    assert "Gregorian year, 202" in fault.value.hint


def test_the_documentation_names_every_word() -> None:
    text = (Path(__file__).parents[4] / "docs" / "transfers.md").read_text("utf-8")
    words = (*FLOW_KEYS, *RECORDS, *TIA_KEYS, *MECHANISM_KINDS, *ATTRIBUTES)
    assert [word for word in words if f"`{word}`" not in text] == []
