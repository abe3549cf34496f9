"""A condition is shown by facts that say all of its sentence, and open where they say a part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.library import installed_rules

TODAY = date(2026, 8, 1)
RULES = installed_rules()
TH: dict[str, Any] = {"law": "th.pdpa", "origin": "TH", "destination": "JP", "kind": "send"}
EU: dict[str, Any] = {"law": "eu.gdpr", "origin": "FR", "destination": "IN", "tia": {"done_on": "2026-01-01"}}
CN: dict[str, Any] = {
    "law": "cn.pipl", "origin": "CN", "destination": "SG", "exporter_is_ciio": False, "important_data": False,
    "sensitivity": "ordinary", "subjects_per_year": 200_000,
}  # fmt: skip


def evidence(code: str, flow: dict[str, Any], **mechanism: Any) -> str | None:
    """Return how a condition stands; `None` where it took the route with it."""
    others = mechanism.pop("others", [])
    record = {**flow, "mechanisms": [mechanism, *others]}
    return dict(Assessor(RULES).assess(read_flow(record, TODAY)).combined.conditions).get(code)


@pytest.mark.parametrize(
    ("categories", "covers", "shown"),
    [
        (None, ["contact"], "open"),
        (["contact"], ["contact"], "shown"),
        (["contact"], ["contact", "health"], "shown"),
        (["contact", "health"], ["contact"], None),
        (None, ["all"], "shown"),
        (["contact"], None, "open"),
    ],
)
def test_a_certificate_covers_what_it_names(categories: Any, covers: Any, shown: str | None) -> None:
    flow = TH if categories is None else {**TH, "data_categories": categories}
    more = {} if covers is None else {"covers": covers}
    given = {"kind": "cert.national", "scheme": "th-pdpc", "valid_to": "2027-01-01", **more}
    assert evidence("cert.scope-covers", flow, **given) == shown


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({}, "open"),
        ({"covers": ["employee"]}, "shown"),
        ({"covers_transfer": True}, "shown"),
        ({"covers": ["health"]}, None),
    ],
)
def test_the_framework_has_to_cover_the_data(more: dict[str, Any], shown: str | None) -> None:
    flow = {**EU, "destination": "US", "data_categories": ["employee"]}
    assert evidence("dpf.active", flow, kind="framework.us-dpf", valid_to="2027-01-01", **more) == shown


@pytest.mark.parametrize(
    ("signed", "filed", "shown"),
    [
        ("2026-01-05", "2026-01-19", "shown"),
        ("2026-01-05", "2026-01-20", None),
        ("2026-01-05", None, "open"),
        (None, "2026-01-19", "open"),
    ],
)
def test_a_contract_is_filed_in_time(signed: str | None, filed: str | None, shown: str | None) -> None:
    contract = {"kind": "clauses.mandated", "set": "cn-scc", **({"signed_on": signed} if signed else {})}
    filing = {"kind": "filing.contract", **({"filed_on": filed} if filed else {})}
    assert evidence("contract.filed-10-working-days", CN, **contract, others=[filing]) == shown


@pytest.mark.parametrize(
    ("clauses", "role", "shown"),
    [
        ({"set": "eu-2021-914", "module": "2"}, "processor", "shown"),
        ({"set": "eu-2021-914", "module": "Module 3 (P2P)"}, "processor", "shown"),
        ({"set": "eu-2021-914", "module": "1"}, "controller", "shown"),
        ({"set": "eu-2021-914", "module": "4"}, "controller", "shown"),
        ({"set": "eu-2021-914", "module": "4"}, "processor", None),
        ({"set": "eu-2021-914", "module": "Module 1 (C2C)"}, "processor", None),
        ({"set": "eu-2021-914", "module": "2"}, "controller", None),
        ({"set": "eu-2021-914", "module": "the usual one"}, "processor", "open"),
        ({"set": "eu-2021-914"}, "processor", "open"),
    ],
)
def test_a_module_fits_the_roles(clauses: dict[str, Any], role: str, shown: str | None) -> None:
    given = {"kind": "clauses.mandated", "annex_filled": True, "altered": False, **clauses}
    assert evidence("clauses.module-fits", {**EU, "recipient_role": role}, **given) == shown


@pytest.mark.parametrize(
    ("clauses", "role", "shown"),
    [
        ({"set": "asean-mcc", "module": "controller-to-controller"}, "processor", None),
        ({"set": "asean-mcc", "module": "controller-to-controller"}, "controller", "shown"),
        ({"set": "asean-mcc", "module": "1"}, "controller", None),
        ({"set": "asean-mcc-m1"}, "processor", "shown"),
        ({"set": "asean-mcc-m2"}, "controller", "shown"),
        ({"set": "asean-mcc-m2"}, "processor", None),
        ({"set": "asean-mcc-m2", "module": "1"}, "controller", None),
    ],
)
def test_an_asean_module_fits_the_roles(clauses: dict[str, Any], role: str, shown: str | None) -> None:
    flow = {**TH, "recipient_role": role}
    assert evidence("clauses.module-fits", flow, kind="clauses.model", covers_transfer=True, **clauses) == shown


@pytest.mark.parametrize(
    ("law", "more", "shown"),
    [
        (TH, {"approved_by": "PDPC"}, "shown"),
        (TH, {}, "open"),
        (EU, {"approved_by": "FR-CNIL"}, "shown"),
        (EU, {}, "open"),
    ],
)
def test_an_approval_names_who_gave_it(law: dict[str, Any], more: dict[str, Any], shown: str) -> None:
    flow = {**law, "intra_group": True}
    given = {"kind": "bcr.approved", "covers_transfer": True, "approved_on": "2026-01-01", **more}
    assert evidence("bcr.approved-by-authority", flow, **given) == shown
