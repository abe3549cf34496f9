"""Which laws govern a flow as it is read, and how their answers combine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govkit.model.errors import InputError
from govkit_cbpr.transfer_rules.assessing import Assessor, Result
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.library import installed_rules

TODAY = date(2026, 11, 21)
JUDGES = {mode: Assessor(installed_rules(), assume_reviewed=mode) for mode in (False, True)}
SG = {"origin": "SG", "establishment": "SG", "data_subject_countries": ["SG"], "destination": "US"}
CONTRACT = [{"kind": "contract.own", "comparable_protection": True}]


def assess(record: dict[str, Any], assume: bool = False) -> Result:
    return JUDGES[assume].assess(read_flow({"id": "f", **record}, TODAY))


def by_regime(result: Result) -> dict[str, str]:
    return {f"{leg}{verdict.regime}": verdict.answer for leg, verdict in result.verdicts}


def test_a_flow_is_judged_by_the_laws_of_origin_establishment_and_people() -> None:
    people = {**SG, "data_subject_countries": ["VN", "FR"], "mechanisms": CONTRACT, "first_transfer_on": "2026-11-01"}
    assert by_regime(assess(people)) == {
        "eu.gdpr": "not_permitted",
        "sg.pdpa": "permitted_with_conditions",
        "vn.pdpl": "permitted_with_conditions",
    }
    assert assess(people).combined.answer == "not_permitted"
    seated = {**SG, "establishment": "JP", "mechanisms": CONTRACT}
    assert set(by_regime(assess(seated))) == {"sg.pdpa", "jp.appi"}


def test_the_worst_answer_counts_and_unknown_is_worse_than_conditions() -> None:
    flow = {**SG, "data_subject_countries": ["ID"], "mechanisms": CONTRACT}
    assert by_regime(assess(flow)) == {"sg.pdpa": "permitted_with_conditions", "id.pdp": "unknown"}
    assert assess(flow).combined.answer == "unknown"
    assert assess(flow).combined.missing == ("rule:id.pdp.notice",)
    assert assess({**SG, "mechanisms": CONTRACT}).combined.answer == "permitted_with_conditions"


def test_a_law_that_could_govern_through_a_key_that_is_absent_is_unknown_and_names_it() -> None:
    result = assess({"origin": "SG", "destination": "US", "data_subject_countries": ["SG"], "mechanisms": CONTRACT})
    assert by_regime(result)["sg.pdpa"] == "permitted_with_conditions"
    assert by_regime(result)["kr.pipa"] == "unknown"
    assert result.combined.answer == "unknown"
    assert result.combined.missing == ("establishment",)


def test_the_law_key_restricts() -> None:
    result = assess({"law": "sg.pdpa", "origin": "SG", "destination": "US", "mechanisms": CONTRACT})
    assert by_regime(result) == {"sg.pdpa": "permitted_with_conditions"}
    assert result.combined.answer == "permitted_with_conditions"
    assert assess({"law": "xx.law", "origin": "SG", "destination": "US"}).combined.missing == ("rule:xx.law.transfer",)


@pytest.mark.parametrize("key", ["origin", "establishment", "data_subject_countries"])
def test_a_place_without_rules_is_unknown(key: str) -> None:
    place: Any = ["HK"] if key == "data_subject_countries" else "HK"
    result = assess({**SG, key: place, "mechanisms": CONTRACT})
    assert result.combined.answer == "unknown"
    assert result.combined.missing == ("rule:HK.transfer",)


def test_out_of_scope_is_permitted_and_says_so() -> None:
    result = assess({**SG, "destination": "SG", "mechanisms": []})
    assert (result.combined.answer, result.combined.scope) == ("permitted", "out_of_scope")


def test_a_leg_is_judged_by_the_law_where_it_starts() -> None:
    onward = [{"origin": "TW", "destination": "JP"}, {"origin": "JP", "destination": "IN"}, {"destination": "US"}]
    flow = {**SG, "destination": "TW", "mechanisms": CONTRACT, "onward": onward}
    result = assess(flow)
    assert by_regime(result) == {
        "sg.pdpa": "permitted_with_conditions",
        "onward[0]tw.pdpa": "permitted",
        "onward[1]jp.appi": "unknown",
        "onward[2]onward": "unknown",
    }
    assert result.combined.missing == ("onward[1].mechanisms", "onward[2].origin")
    restricted = assess({**flow, "law": "sg.pdpa", "onward": onward[:2]})
    assert by_regime(restricted) == {"sg.pdpa": "permitted_with_conditions"}


def test_a_quebec_flow_is_under_both_laws_of_canada() -> None:
    flow = {"origin": "CA-QC", "establishment": "CA-QC", "data_subject_countries": ["CA-QC"], "destination": "CA-ON"}
    answers = by_regime(assess({**flow, "mechanisms": []}))
    assert answers == {"ca-qc.law25": "not_permitted", "ca.pipeda": "permitted"}


@pytest.mark.parametrize(
    ("places", "asked"),
    [
        ({"origin": "CA", "establishment": "CA"}, ("establishment.province", "origin.province")),
        ({"origin": "CA", "establishment": "CA-ON"}, ("origin.province",)),
        ({"origin": "CA-ON"}, ("establishment",)),
        ({"origin": "CA"}, ("establishment", "origin.province")),
    ],
)
def test_canada_without_the_province_may_be_quebec(places: dict[str, str], asked: tuple[str, ...]) -> None:
    flow = {**places, "data_subject_countries": ["CA"], "destination": "US", "mechanisms": ["contract.own"]}
    found = {verdict.regime: verdict.missing for _leg, verdict in assess(flow).verdicts}
    assert found["ca-qc.law25"] == asked
    assert assess(flow).combined.answer == "unknown"


def test_a_leg_from_canada_without_the_province_may_start_in_quebec() -> None:
    onward = {"origin": "CA", "destination": "US", "mechanisms": ["contract.own"]}
    flow = {**SG, "destination": "CA", "mechanisms": CONTRACT}
    assert assess({**flow, "onward": [onward]}).combined.missing == ("onward[0].origin.province",)
    assert assess({**flow, "onward": [{**onward, "origin": "CA-ON"}]}).combined.answer == "permitted_with_conditions"
    assert "ca-qc.law25" not in by_regime(assess({**flow, "law": "sg.pdpa", "onward": [onward]}))


def test_after_its_review_date_a_pass_is_lowered_unless_assumed_fresh() -> None:
    flow = {"law": "tw.pdpa", "origin": "TW", "destination": "JP", "date": "2027-11-22"}
    lowered = assess(flow).combined
    assert (lowered.answer, lowered.conditions) == ("permitted_with_conditions", (("rule.stale", "open"),))
    assumed = assess(flow, assume=True).combined
    assert (assumed.answer, assumed.hypothetical) == ("permitted", True)


def test_a_wrong_value_is_an_input_error_and_an_unheard_key_is_told() -> None:
    with pytest.raises(InputError, match="subjects_per_year"):
        read_flow({"id": "f", "subjects_per_year": "many"}, TODAY)
    ignored: list[str] = []
    read_flow({"id": "f", "recipient_rol": "processor", "mechanisms": ["cert.cbpr.globl"]}, TODAY, "f", ignored)
    assert len(ignored) == 2
    assert "recipient_role" in ignored[0]
    assert "cert.cbpr.global" in ignored[1]
