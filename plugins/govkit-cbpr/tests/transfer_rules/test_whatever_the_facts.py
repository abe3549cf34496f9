"""What holds whatever the facts are: a mechanism never harms, silence and stricter rules never help."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.judging import Bench
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.overlays import compile_overlay
from govkit_cbpr.transfer_rules.rules import Overlay, kind_of, kinds_of
from govkit_cbpr.transfer_rules.vocabulary import ANSWERS

RULES = installed_rules()
TODAY = date(2026, 11, 21)
JUDGES = {mode: Assessor(RULES, assume_reviewed=mode) for mode in (False, True)}
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
PLACES = [
    *("SG", "TH", "MY", "PH", "ID", "VN", "BN", "LA", "JP", "KR", "TW", "CN"),
    *("IN", "AU", "CA", "CA-QC", "MX", "US", "FR", "NO", "GB", "BR", "HK"),
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
REGIME = st.sampled_from(sorted(RULES.regimes))
EXCEPTIONS = [
    ("kind", "view"),
    ("recipient_role", "public_body"),
    ("recipient_sector", "public"),
    ("third_party_access", True),
    ("us_transaction", "data_brokerage"),
]
"""What takes a flow out of what usually holds: a law that knows such an exception takes silence for its absence."""


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    keys = draw(st.lists(st.sampled_from(sorted(FACTS)), unique=True))
    record = {key: draw(st.sampled_from(FACTS[key])) for key in keys}
    if draw(st.integers(0, 9)):
        record["mechanisms"] = draw(st.lists(st.sampled_from(MECHANISMS), max_size=3))
    return record


def worse(one: str, other: str) -> bool:
    return ANSWERS.index(one) > ANSWERS.index(other)  # type: ignore[arg-type]


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


def test_an_overlay_lowers() -> None:
    flow = read_flow(
        {"law": "tw.pdpa", "origin": "TW", "destination": "CN", "sector": "retail", "data_categories": ["contact"]},
        TODAY,
    )
    assert JUDGES[False].assess(flow).combined.answer == "permitted"
    lowered = STRICT.assess(flow).combined
    assert (lowered.answer, lowered.overlays) == ("not_permitted", ("overlay.acme.no-cn",))


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
