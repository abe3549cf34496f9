"""Which laws govern, how their answers combine, and what holds whatever the facts are."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.model.errors import InputError
from govkit_cbpr.transfer_rules.answers import line
from govkit_cbpr.transfer_rules.assessing import Assessor, Result
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.judging import Bench
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.lines import Lines
from govkit_cbpr.transfer_rules.overlays import compile_overlay
from govkit_cbpr.transfer_rules.rules import Overlay, kind_of, kinds_of
from govkit_cbpr.transfer_rules.vocabulary import ANSWERS

RULES = installed_rules()
TODAY = date(2026, 11, 21)
JUDGES = {mode: Assessor(RULES, assume_reviewed=mode) for mode in (False, True)}


def assess(record: dict[str, Any], assume: bool = False) -> Result:
    return JUDGES[assume].assess(read_flow({"id": "f", **record}, TODAY))


def by_regime(result: Result) -> dict[str, str]:
    return {f"{leg}{verdict.regime}": verdict.answer for leg, verdict in result.verdicts}


SG = {"origin": "SG", "establishment": "SG", "data_subject_countries": ["SG"], "destination": "US"}
CONTRACT = [{"kind": "contract.own", "comparable_protection": True}]


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


OVERLAY = Overlay.model_validate(
    {
        "govkit": "transfer-overlay/1",
        "overlay": "acme",
        "title": "Stricter",
        "owner": "the privacy office",
        "rules": [
            {
                "id": "no-cn",
                "title": "Nothing to CN",
                "because": "policy 7",
                "when": {"destination": ["CN"]},
                "answer": "not_permitted",
            },
            {
                "id": "ask",
                "title": "Ask",
                "because": "policy 8",
                "regimes": ["sg.pdpa"],
                "when": {"children": True},
                "answer": "permitted_with_conditions",
                "conditions": ["notice.given"],
            },
        ],
    }
)


STRICT = Assessor(RULES, overlays=[compile_overlay(OVERLAY, RULES.terms, RULES.conditions, RULES.regimes)])


def test_an_overlay_lowers() -> None:
    flow = read_flow(
        {"law": "tw.pdpa", "origin": "TW", "destination": "CN", "sector": "retail", "data_categories": ["contact"]},
        TODAY,
    )
    assert JUDGES[False].assess(flow).combined.answer == "permitted"
    lowered = STRICT.assess(flow).combined
    assert (lowered.answer, lowered.overlays) == ("not_permitted", ("overlay.acme.no-cn",))


def test_a_wrong_value_is_an_input_error_and_an_unheard_key_is_told() -> None:
    with pytest.raises(InputError, match="subjects_per_year"):
        read_flow({"id": "f", "subjects_per_year": "many"}, TODAY)
    ignored: list[str] = []
    read_flow({"id": "f", "recipient_rol": "processor", "mechanisms": ["cert.cbpr.globl"]}, TODAY, "f", ignored)
    assert len(ignored) == 2
    assert "recipient_role" in ignored[0]
    assert "cert.cbpr.global" in ignored[1]


# What holds for all facts.

PLACES = [
    "SG",
    "TH",
    "MY",
    "PH",
    "ID",
    "VN",
    "BN",
    "LA",
    "JP",
    "KR",
    "TW",
    "CN",
    "IN",
    "AU",
    "CA",
    "CA-QC",
    "MX",
    "US",
    "FR",
    "NO",
    "GB",
    "BR",
    "HK",
]
MECHANISMS: list[dict[str, Any]] = [
    {"kind": "contract.own"},
    {"kind": "contract.own", "names_destination": False},
    {"kind": "clauses.model", "set": "asean-mcc-m1"},
    {"kind": "clauses.mandated", "set": "eu-2021-914"},
    {"kind": "clauses.mandated", "set": "cn-scc"},
    {"kind": "clauses.mandated"},
    {"kind": "cert.prp.global"},
    {"kind": "cert.cbpr.apec", "valid_to": "2026-01-01"},
    {"kind": "cert.cbpr.global", "holder": "exporter"},
    {"kind": "cert.national", "scheme": "cn-pip"},
    {"kind": "consent.informed"},
    {"kind": "consent.informed", "obtained": True},
    {"kind": "consent.informed", "obtained": True, "told_of_inadequacy": True, "names_risk": True},
    {"kind": "consent.separate", "obtained": True},
    {"kind": "bcr.approved"},
    {"kind": "bcr.own"},
    {"kind": "adequacy.own"},
    {"kind": "adequacy.listed", "listed": True},
    {"kind": "filing.impact", "filed_on": "2026-01-20"},
    {"kind": "filing.contract"},
    {"kind": "assessment.regulator"},
    {"kind": "notice.regulator"},
    {"kind": "necessity.contract-subject", "routine": False},
    {"kind": "vital"},
    {"kind": "transit"},
    {"kind": "public-data"},
    {"kind": "law.required"},
    {"kind": "group-policy", "same_policies": True},
    {"kind": "accountability"},
]
FACTS: dict[str, list[Any]] = {
    "origin": PLACES,
    "establishment": PLACES,
    "destination": PLACES,
    "data_subject_countries": [["SG"], ["FR", "VN"], ["TH"]],
    "recipient_role": ["controller", "processor", "affiliate", "public_body"],
    "intra_group": [True, False],
    "kind": ["send", "view", "store_only", "transit"],
    "third_party_access": [True, False],
    "data_categories": [["contact"], ["employee"], ["health"], ["human_genomic"], ["credit"], ["subscriber"]],
    "subjects_per_year": [1, 100, 101, 9_999, 10_000, 99_999, 100_000, 100_001, 999_999, 1_000_000],
    "sensitive_subjects_per_year": [0, 1, 9_999, 10_000],
    "exporter_is_ciio": [True, False],
    "important_data": [True, False],
    "purpose_kind": ["operations", "hr", "emergency", "contract"],
    "us_transaction": ["data_brokerage", "vendor"],
    "security_requirements_met": [True, False],
    "recipient_covered_person": [True, False],
    "sector": ["telecom", "retail"],
    "recipient_sector": ["commercial", "public"],
    "recipient_supervised_by": ["fsc", "none"],
    "first_transfer_on": ["2026-01-01", "2025-06-01"],
    "regulator_stop_order": [True, False],
    "legal_basis": ["consent", "contract"],
    "date": ["2026-06-01", "2025-06-01", "2024-01-01", "2027-12-01"],
}


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    keys = draw(st.lists(st.sampled_from(sorted(FACTS)), unique=True))
    record = {key: draw(st.sampled_from(FACTS[key])) for key in keys}
    if draw(st.integers(0, 9)):
        record["mechanisms"] = draw(st.lists(st.sampled_from(MECHANISMS), max_size=3))
    return record


def worse(one: str, other: str) -> bool:
    return ANSWERS.index(one) > ANSWERS.index(other)  # type: ignore[arg-type]


REGIME = st.sampled_from(sorted(RULES.regimes))


@settings(max_examples=150, deadline=None)
@given(records(), REGIME, st.sampled_from(MECHANISMS), st.booleans())
def test_a_mechanism_never_lowers_an_answer(
    record: dict[str, Any], name: str, mechanism: dict[str, Any], assume: bool
) -> None:
    before = JUDGES[assume].under(name, read_flow(record, TODAY))
    more = {**record, "mechanisms": [*record.get("mechanisms", []), mechanism]}
    after = JUDGES[assume].under(name, read_flow(more, TODAY))
    if "mechanisms" in record:
        # A mechanism whose effect is not known may turn "no" into "unknown", and never "yes" into less.
        assert not worse(after.answer, before.answer), (before, after)


EXCEPTIONS = [
    ("kind", "view"),
    ("recipient_role", "public_body"),
    ("recipient_sector", "public"),
    ("third_party_access", True),
    ("us_transaction", "data_brokerage"),
]
"""What takes a flow out of what usually holds: a law that knows such an exception takes silence for its absence."""


@settings(max_examples=200, deadline=None)
@given(records(), REGIME, st.data(), st.booleans())
def test_removing_a_fact_never_turns_an_undecided_answer_into_permitted(
    record: dict[str, Any], name: str, data: st.DataObject, assume: bool
) -> None:
    if not record:
        return
    gone = data.draw(st.sampled_from(sorted(record)))
    if gone == "date" or (gone, record[gone]) in EXCEPTIONS:
        return
    before = JUDGES[assume].under(name, read_flow(record, TODAY))
    after = JUDGES[assume].under(name, read_flow({key: record[key] for key in record if key != gone}, TODAY))
    if before.answer == "unknown" and any(not fact.startswith("rule:") for fact in before.missing):
        assert after.answer != "permitted", (gone, before, after)


@settings(max_examples=80, deadline=None)
@given(records(), REGIME)
def test_an_overlay_never_raises(record: dict[str, Any], name: str) -> None:
    flow = read_flow(record, TODAY)
    assert not worse(JUDGES[False].under(name, flow).answer, STRICT.under(name, flow).answer)


@settings(max_examples=150, deadline=None)
@given(records(), REGIME, st.booleans())
def test_what_is_remembered_is_what_would_be_judged_anew(record: dict[str, Any], name: str, assume: bool) -> None:
    flow = read_flow(record, TODAY)
    assert JUDGES[assume].under(name, flow) == Bench(RULES.regimes[name], assume).judge(flow)


def test_a_mechanism_of_poor_standing_helps_nobody() -> None:
    """A kind recorded as false, lapsed, to come or for another place gives no better answer than none."""
    ruined = [
        {"obtained": False},
        {"covers_transfer": False},
        {"valid_to": "2020-01-01"},
        {"signed_on": "2099-01-01"},
        {"valid_from": "2099-01-01"},
        {"countries": ["ZW"]},
        {"destination": "ZW"},
        {"comparable_protection": False},
        {"contradicts_set": True},
        {"binding": False},
        {"annex_filled": False},
    ]
    base = {"destination": "SG", "recipient_role": "processor", "intra_group": True, "date": "2026-11-21"}
    for name, law in RULES.regimes.items():
        kinds = sorted(
            {kind for route in law.regime.routes for need in route.any_of for kind in kinds_of(kind_of(need))}
        )
        origin = {"eea": "FR"}.get(law.regime.reach.origin[0], law.regime.reach.origin[0])
        flow = {**base, "origin": origin, "destination": "US" if origin == "SG" else "SG"}
        none = JUDGES[True].under(name, read_flow({**flow, "mechanisms": []}, TODAY)).answer
        for kind in kinds:
            for ruin in ruined:
                record = {**flow, "mechanisms": [{"kind": kind, "set": "uk-idta", **ruin}]}
                answer = JUDGES[True].under(name, read_flow(record, TODAY)).answer
                assert not worse(none, answer), (name, kind, ruin, answer)


def test_a_hundred_thousand_flows_share_few_judgements() -> None:
    chance = random.Random(7)
    judge = Assessor(RULES)
    for number in range(3_000):
        record = {"id": str(number), **SG, "mechanisms": CONTRACT, "subjects_per_year": chance.randrange(10**6)}
        judge.assess(read_flow(record, TODAY))
    assert judge.judged == 1


@pytest.mark.parametrize("assume", [False, True])
def test_a_line_is_the_same_however_often_it_was_written(assume: bool) -> None:
    onward = [{"origin": "JP", "destination": "IN"}]
    records = [
        {**SG, "mechanisms": CONTRACT, "onward": onward},
        {"origin": "FR", "destination": "BR", "mechanisms": []},
        {"law": "tw.pdpa", "origin": "TW", "destination": "US"},
    ]
    judge = Assessor(RULES, assume_reviewed=assume)
    lines = Lines(RULES)
    for name in ('a "b"', "ก", 'a "b"'):
        for record in records:
            result = judge.assess(read_flow(record, TODAY, name))
            wanted = [line(name, verdict, RULES, leg) for leg, verdict in [*result.verdicts, ("", result.combined)]]
            written = list(lines.of(name, result))
            assert written == [json.dumps(data, ensure_ascii=False) + "\n" for data in wanted]
