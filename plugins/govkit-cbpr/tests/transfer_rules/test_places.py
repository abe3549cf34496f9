"""Places are codes of ISO 3166; a part of a country with a code of its own is a place of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govkit.model.errors import InputError
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.places import is_place, place_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("raw", ["China", "CHN", "USA", "global", "?-", "EU", "ZZ", "C", "cn hk", "US-TEXAS"])
def test_what_names_no_country_is_no_place(raw: str) -> None:
    assert place_of(raw) is None
    for record in records(raw):
        with pytest.raises(InputError, match="is not an ISO 3166 code"):
            read_flow(record, TODAY)


@pytest.mark.parametrize(
    "raw",
    [
        "CN-XX",
        "CN-",
        "CN-HKG",
        "cn-hongkong",
        "CN-99",
        "CA-QB",
        "CA-QUE",
        "AE-DX",
        "AE-DU-DIFX",
        "AE-DU-DIFC-X",
        "NL-XX",
        "NL-BQ",
        "FR-XX",
        "FR-20",
        "FR-96",
    ],
)
def test_a_part_is_known_where_a_part_of_the_country_has_a_law_of_its_own(raw: str) -> None:
    assert place_of(raw) is None
    for record in records(raw):
        with pytest.raises(InputError, match=r"is no part of [A-Z]{2} that is known") as fault:
            read_flow(record, TODAY)
        assert raw[:2].upper() in fault.value.hint


def records(raw: str) -> tuple[dict[str, Any], ...]:
    return (
        {"destination": raw},
        {"data_subject_countries": ["SG", raw]},
        {"onward": [{"origin": raw}]},
        {"mechanisms": [{"kind": "contract.own", "countries": [raw]}]},
        {"tia": {"destination": raw}},
    )


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("SG", "SG"),
        (" sg ", "SG"),
        ("CA-QC", "CA-QC"),
        ("AE-DU-DIFC", "AE-DU-DIFC"),
        ("AE-AZ-ADGM", "AE-AZ-ADGM"),
        ("AE-DU", "AE-DU"),
        ("CA-QC-MTL", "CA-QC-MTL"),
        ("FR-75", "FR-75"),
        ("FR-IDF", "FR-IDF"),
        ("FR-09", "FR-09"),
        ("NL-NH", "NL-NH"),
        ("DE-XX", "DE-XX"),
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
