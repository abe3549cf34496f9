"""Whose authority a record names, and what an approval by another country's authority is worth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.rules import Spec, kind_of
from govkit_cbpr.transfer_rules.vocabulary import term

TODAY = date(2026, 6, 1)
RULES = installed_rules()
OF = RULES.authorities.is_of


@pytest.mark.parametrize(
    ("place", "text"),
    [
        *[("EEA", text) for text in (
            "CNIL", "the CNIL", "CNIL (France)", "CNIL, decision 12", "fr", "FR-CNIL", "fr cnil", "IT-Garante",
            "Garante", "NO-Datatilsynet", "supervisory authority", "Datenschutzbehörde AT", "Irish DPC", "EEA",
            "Data Protection Commission, Ireland", "European Data Protection Board", "CNIL, approved in March 2026",
            "CNIL as lead authority",
            "Commission nationale de l’informatique et des libertés", "Information Commissioner (Slovenia)",
        )],
        *[("TH", text) for text in (
            "PDPC", "PDPC Thailand", "PDPC (Thailand)", "TH-PDPC", "PDPC, order 12 of 2026", "Thai PDPC",
            "Personal Data Protection Committee", "Office of the Personal Data Protection Committee of Thailand",
            "คณะกรรมการคุ้มครองข้อมูลส่วนบุคคล",
        )],
        ("GB", "Information Commissioner's Office"), ("GB", "Information Commissioner, UK"), ("GB", "ICO"),
        ("CN", "Shaanxi CAC"),
        ("SG", "Personal Data Protection Commission (Singapore)"), ("SG", "PDPC Singapore"),
        ("HK", "Office of the Privacy Commissioner for Personal Data"), ("HK", "PCPD, Hong Kong"),
        ("JP", "Personal Information Protection Commission, Japan"), ("JP", "個人情報保護委員会"),
        ("KR", "Korea Internet & Security Agency"), ("KR", "Personal Information Protection Commission of Korea"),
        ("MY", "Jabatan Perlindungan Data Peribadi"), ("PH", "National Privacy Commission"),
        ("CN", "Cyberspace Administration of China"), ("CN", "Shanghai CAC"), ("CN", "provincial CAC"),
        ("VN", "A05"), ("VN", "MPS (A05), Hanoi"),
        ("VN", "Department of Cybersecurity and High-Tech Crime Prevention (A05), MPS"),
        ("VN", "Ministry of Public Security, Vietnam"), ("ID", "Komdigi"),
    ],
)  # fmt: skip
def test_an_authority_by_its_name_or_with_its_country(place: str, text: str) -> None:
    assert OF(place, term(text)) is True
    assert {OF(other, term(text)) for other in ("TH", "EEA", "GB", "CN", "PH")} <= {True, False}


def test_the_name_of_one_country_may_be_that_of_another_as_well() -> None:
    assert OF("GB", term("Information Commissioner")) is True
    assert OF("EEA", term("Information Commissioner")) is None


@pytest.mark.parametrize("text", ["PDPC Singapore", "PDPC (Singapore)", "PDPC-SG", "PDPC of Singapore", "PDPC, SG"])
def test_a_shared_name_with_another_place_is_not_its_own(text: str) -> None:
    assert OF("TH", term(text)) is False


@pytest.mark.parametrize(
    "text",
    [
        "no", "no one yet", "it", "IT Security", "IT-Security", "FR legal department", "EEA counsel", "nobody", "board",
        "CNIL pending", "CNIL not asked yet", "PDPC (expected)", "PDPC draft", "PDPC, if approved", "PDPC application",
        "PDPC Ghana", "PDPC (Ghana)", "PDPC of Tanzania", "GH-PDPC", "PDPC GH", "Data Protection Commission Ghana",
        "ICO Bahamas", "PPC Kenya", "CNIL counsel", "China CNIL", "CNIL and ICO", "Thailand", "France", "CNIL refused",
        "Data Protection Commission", "Personal Data Protection Commission", "",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["TH", "EEA", "GB", "SG", "JP", "CN"])
def test_what_does_not_say_whose_authority_it_is(place: str, text: str) -> None:
    assert OF(place, term(text)) is None


GROUP = {"law": "th.pdpa", "origin": "TH", "destination": "IN", "kind": "send", "intra_group": True}
EUROPE = {"law": "eu.gdpr", "origin": "FR", "destination": "IN", "intra_group": True, "tia": {"done_on": "2026-01-01"}}
BRITAIN = {**EUROPE, "law": "uk.gdpr", "origin": "GB"}
VIETNAM = {"law": "vn.pdpl", "origin": "VN", "destination": "SG", "first_transfer_on": "2026-02-01"}
DOSSIER = {"kind": "filing.impact", "filed_on": "2026-03-01"}
CHINA = {
    "law": "cn.pipl", "origin": "CN", "destination": "SG", "exporter_is_ciio": False, "important_data": False,
    "sensitivity": "ordinary", "subjects_per_year": 200_000, "legal_basis": "contract",
}  # fmt: skip
CONTRACT = {"kind": "clauses.mandated", "set": "cn-scc", "signed_on": "2026-02-02", "altered": False}
FILED = {"kind": "filing.contract", "filed_on": "2026-02-09"}
PASSED = {"kind": "assessment.regulator", "passed_on": "2025-06-01", "decision": "passed"}
INDONESIA = {"law": "id.pdp", "origin": "ID", "destination": "SG", "public_scope_operator": False}
NOTICE = [{"kind": "contract.own", "binding": True}, {"kind": "notice.regulator", "before": True}]
JUDGE = Assessor(RULES)


def answer(flow: dict[str, Any], *mechanisms: dict[str, Any], **last: str) -> str:
    record = {**flow, "mechanisms": [*mechanisms[:-1], {**mechanisms[-1], **last}]}
    return JUDGE.assess(read_flow(record, TODAY)).combined.answer


@pytest.mark.parametrize(
    ("flow", "mechanisms", "own", "other"),
    [
        (VIETNAM, [DOSSIER], "A05", "CAC"),
        (CHINA, [PASSED], "CAC", "A05"),
        (INDONESIA, NOTICE, "Kominfo", "PDPC Singapore"),
        (GROUP, [{"kind": "bcr.approved"}], "PDPC", "CNIL"),
        (EUROPE, [{"kind": "bcr.approved"}], "CNIL", "ICO"),
        (EUROPE, [{"kind": "code.approved", "binding": True}], "CNIL", "ICO"),
        (BRITAIN, [{"kind": "bcr.approved"}], "ICO", "CNIL"),
        (BRITAIN, [{"kind": "code.approved", "binding": True}], "ICO", "CNIL"),
    ],
)
def test_what_was_filed_with_another_authority_is_no_evidence(
    flow: dict[str, Any], mechanisms: list[dict[str, Any]], own: str, other: str
) -> None:
    stated = answer(flow, *mechanisms, authority=own)
    assert stated == answer(flow, *mechanisms) == "permitted_with_conditions"
    assert answer(flow, *mechanisms, authority="PDPC Ghana") == "unknown"
    assert answer(flow, *mechanisms, authority=other) in ("not_permitted", "unknown")
    assert answer(flow, *mechanisms, authority=other) == answer(flow, *mechanisms[:-1], {"kind": "other"})


@pytest.mark.parametrize(
    ("authority", "evidence"), [("Guangdong CAC", "shown"), ("PDPC Ghana", "open"), ("PCPD", None), (None, "shown")]
)
def test_a_contract_that_was_filed_elsewhere_is_not_filed(authority: str | None, evidence: str | None) -> None:
    filed = {**FILED, **({"authority": authority} if authority else {})}
    found = JUDGE.assess(read_flow({**CHINA, "mechanisms": [CONTRACT, filed]}, TODAY)).combined
    assert dict(found.conditions).get("contract.filed-10-working-days") == evidence
    assert found.answer == ("permitted_with_conditions" if evidence else "not_permitted")


@pytest.mark.parametrize(
    ("flow", "mechanism"),
    [(VIETNAM, DOSSIER), (CHINA, PASSED), (GROUP, {"kind": "bcr.approved"}), (EUROPE, {"kind": "code.approved"})],
)
def test_an_approval_by_what_is_not_known_leaves_the_answer_open(
    flow: dict[str, Any], mechanism: dict[str, Any]
) -> None:
    record = {**flow, "mechanisms": [{**mechanism, "approved_by": "PDPC Ghana"}]}
    found = JUDGE.assess(read_flow(record, TODAY)).combined
    assert (found.answer, found.missing) == ("unknown", (f"mechanisms.{mechanism['kind']}.approved_by",))


def needs_of(rule: Any) -> Iterator[str | Spec]:
    for name in ("any_of", "and_also", "passed_by"):
        yield from getattr(rule, name, ())


def test_every_rule_that_decides_on_a_filing_asks_with_whom() -> None:
    filed = ("assessment.regulator", "filing.impact", "filing.contract", "notice.regulator")
    careless = [
        (name, rule.id)
        for name, law in RULES.regimes.items()
        for rule in law.regime.rules
        for need in needs_of(rule)
        if kind_of(need) in filed and (isinstance(need, str) or "authority" not in need)
    ]
    assert careless == []
