"""Places are codes of ISO 3166; a part of a country with a code of its own is a place of its own."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.model.errors import InputError
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.places import is_place, place_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "raw", ["China", "CHN", "USA", "global", "?-", "EU", "ZZ", "C", "CN-", "cn hk", "CN-HKG", "CN-HONGKONG", "US-TEXAS"]
)
def test_what_names_no_country_is_no_place(raw: str) -> None:
    assert place_of(raw) is None
    for record in (
        {"destination": raw},
        {"data_subject_countries": ["SG", raw]},
        {"onward": [{"origin": raw}]},
        {"mechanisms": [{"kind": "contract.own", "countries": [raw]}]},
        {"tia": {"destination": raw}},
    ):
        with pytest.raises(InputError, match="is not an ISO 3166 code"):
            read_flow(record, TODAY)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("SG", "SG"),
        (" sg ", "SG"),
        ("CA-QC", "CA-QC"),
        ("AE-DU-DIFC", "AE-DU-DIFC"),
        ("UK", "GB"),
        ("UK-NIR", "GB-NIR"),
        ("CN-HK", "HK"),
        ("CN-HK-KLN", "HK-KLN"),
        ("CN-TW", "TW"),
        ("NL-AW", "AW"),
        ("FR-PF", "PF"),
        ("CN-GD", "CN-GD"),
        ("CN-44", "CN-44"),
        ("CN", "CN"),
        ("GB-NIR", "GB-NIR"),
        ("FR-RE", "FR-RE"),
        ("US-PR", "US-PR"),
        ("XK", "XK"),
    ],
)
def test_a_place_goes_by_its_own_code(raw: str, place: str) -> None:
    assert place_of(raw) == place
    assert is_place(place)
    assert is_place(raw) == (raw == place)


@pytest.mark.parametrize("silent", ["unknown", "tbd", "?", "", None])
def test_a_placeholder_is_no_fault(silent: str | None) -> None:
    assert "destination" not in read_flow({"destination": silent}, TODAY).values
