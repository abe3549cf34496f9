"""What decisions, conclusions and ages come to in records' own words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govkit_cbpr.transfer_rules.ages import youngest_under
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.outcomes import granted, outcome
from govkit_cbpr.transfer_rules.standing import stands

TODAY = date(2026, 6, 1)
AGAINST = [
    "refused, letter of 3 March", "did not pass", "didn't pass", "returned as incomplete", "withdrawn 2026-03-01",
    "inadequate, do not transfer", "not adequate", "pending", "under review", "high risk", "not yet approved",
    "has not been approved", "approval refused", "do not send", "false", "ไม่อนุมัติ", "不通过",
    "tidak diluluskan", "belum disetujui", "lacks adequate protection", "Non adequate", "less than adequate",
    "hardly adequate", "no longer valid", "does not provide adequate protection", "data must not be transferred",
    "not approved pending further documents",
]  # fmt: skip
FOR = [
    "passed", "approved", "Approved on 3 March", "granted, no. 12/2026", "no objection", "adequate", "acceptable",
    "essentially equivalent", "Acceptable; nothing critical is open", "May be used, with three mitigations",
    "adequate with supplementary measures", "อนุมัติแล้ว", "通过",
    "No additional measures needed; protection is adequate", "No concerns. Protection is adequate.", "disetujui",
    "No conditions; passed", "No issues found; approved", "Approved without conditions", "no objections were raised",
    "Approved by CAC on 1 February 2026, no. 123", "Low residual risk, acceptable", "승인",
]  # fmt: skip
UNCLEAR = [
    "see annex", "approved if encrypted", "conditionally approved", "approved but later withdrawn", "was not refused",
    "approved, no longer in use", "should be approved", "low risk", "may not be used", "no",
    "The transfer does not pose a high risk", "The transfer raises no concerns", "Not subject to FISA 702; adequate",
    "received, file complete; examination outstanding", "accepted for examination", "filed", "승인 취소", "승인 안됨",
    "passed to legal for review", "will be approved", "adequate?", "provisionally approved",
    "to be approved", "approved, under appeal", "通过 附条件",
    "No conditions were met; approved", "No safeguards; approved", "no less than adequate", "no objection letter yet",
    "We do not transfer health data; adequate", "adequate protection is lacking",
]  # fmt: skip


@pytest.mark.parametrize("text", AGAINST)
def test_words_against(text: str) -> None:
    assert outcome(text) is False


@pytest.mark.parametrize("text", FOR)
def test_words_in_favour(text: str) -> None:
    assert outcome(text) is True


@pytest.mark.parametrize("text", UNCLEAR)
def test_words_that_do_not_tell(text: str) -> None:
    assert outcome(text) is None


@pytest.mark.parametrize("text", ["2026/179", "Decision (EU) 2023/1795", "no. 12"])
def test_a_citation_says_nothing_of_what_was_decided(text: str) -> None:
    assert granted(text, "x") is True


@pytest.mark.parametrize(
    ("text", "truth"),
    [("no", {"x"}), ("no, 2026-01-05", {"x"}), ("see annex", {"x"}), (None, {"x"}), ("refused", False)],
)
def test_a_decision_that_is_not_understood_is_open(text: str | None, truth: Any) -> None:
    assert granted(text, "x") == truth


@pytest.mark.parametrize(
    ("kind", "conclusion", "held"),
    [
        ("adequacy.own", "inadequate", False),
        ("law.comparable", "inadequate", False),
        ("contract.own", "inadequate", True),
        ("adequacy.own", "adequate", True),
        ("adequacy.own", None, True),
    ],
)
def test_the_own_assessment_gainsays_the_own_finding(kind: str, conclusion: str | None, held: bool) -> None:
    tia = {"done_on": "2026-01-01", **({"conclusion": conclusion} if conclusion else {})}
    flow = read_flow({"tia": tia, "mechanisms": [kind]}, TODAY)
    assert stands(flow, (flow.mechanisms or ())[0]) is held


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("6-12", True), ("15-17, 8-12", True), ("Under 18", True), ("minors under 18", True), ("≤17", True),
        ("up to 17", True), ("to 17", True), ("13", True), ("14-17", False), ("15 – 17 years", False), ("14+", False),
        ("14 and over", False), ("aged 15 to 17", False), ("16 and up", False), ("teens", None), ("born 2012", None),
        ("2012", None), ("not under 14", None), ("15 (parents say)", None), (None, None),
    ],
)  # fmt: skip
def test_the_youngest_age(text: str | None, young: bool | None) -> None:
    truth = youngest_under(text, 14)
    assert (truth if isinstance(truth, bool) else None) is young
