"""Forms of single slots: names of environment variables, and days that nobody plans for."""

from __future__ import annotations

from typing import Any

import pytest

from govkit.engine.located import validated
from govkit.engine.normalise import inventory_from
from govkit.engine.written import InMemory
from govkit.model.answers import WaiverFile
from govkit.model.errors import InputErrors


def fault(content: dict[str, Any]) -> str:
    with pytest.raises(InputErrors) as caught:
        inventory_from(content)
    (error,) = caught.value.errors
    return f"{error.what} ({error.hint})"


def dataset(connection: str) -> dict[str, Any]:
    return {"datasets": [{"id": "crm", "data": [{"connection": connection}]}]}


@pytest.mark.parametrize(
    "secret", ["postgres://u:pw-9-x@h/db", "mysql://h/db", "host=h password=pw-9-x", "env:CRM", "$CRM", "9CRM"]
)
def test_a_connection_string_is_no_name_of_a_variable(secret) -> None:
    said = fault(dataset(secret))
    assert "the name of an environment variable" in said
    assert secret not in said


@pytest.mark.parametrize("name", ["CRM_DATABASE", "crm", "_X9"])
def test_the_name_of_a_variable_is_one(name) -> None:
    (found,) = inventory_from(dataset(name)).records["dataset"]
    assert found["data"] == [{"connection": name}]


@pytest.mark.parametrize("name", ["TBD", "todo"])
def test_a_placeholder_names_no_variable(name) -> None:
    (found,) = inventory_from(dataset(name)).records["dataset"]
    assert found["data"] == [{"connection": {"unknown": "a placeholder stands where the value belongs"}}]


@pytest.mark.parametrize("place", ["AE", "CA-QC", "AE-DU-DIFC", "CN-44"])
def test_a_place_may_lie_within_a_part_of_a_country(place: str) -> None:
    (found,) = inventory_from({"parties": [{"id": "a", "country": place}]}).records["party"]
    assert found["country"] == place


@pytest.mark.parametrize("text", ["AE-DU-", "AE--DIFC", "AE-DUBAI", "AE-DU-DIFC-GATE", "AE-DU-CENTRE"])
def test_what_has_the_form_of_no_place(text: str) -> None:
    assert "is not an ISO 3166 code" in fault({"parties": [{"id": "a", "country": text}]})


def certificate(day: str) -> dict[str, Any]:
    return {"certificates": [{"id": "iso", "valid_to": day}]}


def test_a_year_that_nobody_plans_for_is_of_no_era() -> None:
    assert "write `none` if there is no end" in fault(certificate("9999-12-31"))
    assert "2026 for 2569" in fault(certificate("2569-12-31"))
    assert inventory_from(certificate("none")).records["certificate"][0]["valid_to"] == "none"
    assert inventory_from(certificate("2099-12-31")).records["certificate"]


@pytest.mark.parametrize(("day", "said"), [("9999-12-31", "nobody plans for"), ("2569-12-31", "Buddhist era")])
def test_so_it_is_in_other_files(day, said) -> None:
    waiver = {"framework": "fw", "control": "c", "owner": "DPO", "reason": "A new system comes", "expires": day}
    with pytest.raises(InputErrors, match=said):
        validated(WaiverFile, InMemory("waivers.yaml", {"govkit": "waivers/1", "waivers": [waiver]}), strict=True)
