"""The closed words of the transfer engine: facts of a flow, kinds of mechanism and their attributes, answers."""

from __future__ import annotations

from typing import Literal

from govkit.model.worded import worded

Answer = Literal["permitted", "permitted_with_conditions", "unknown", "not_permitted"]
ANSWERS: tuple[Answer, ...] = ("permitted", "permitted_with_conditions", "unknown", "not_permitted")
"""From best to worst: of several laws on one flow the worst answer counts."""

NONE = "none"
"""What records write for an explicit none."""

Kind = Literal["place", "places", "term", "terms", "bool", "int", "date", "text", "date_or_bool"]

FLOW_KEYS: dict[str, Kind] = {
    "id": "text",
    "date": "date",
    "law": "text",
    "origin": "place",
    "establishment": "place",
    "destination": "place",
    "data_subject_countries": "places",
    "recipient_role": "term",
    "intra_group": "bool",
    "children": "bool",
    "children_ages": "text",
    "third_party_access": "bool",
    "publicly_available": "bool",
    "kind": "term",
    "data_categories": "terms",
    "sensitivity": "term",
    "subjects_per_year": "int",
    "sensitive_subjects_per_year": "int",
    "exporter_subjects_year_to_date": "int",
    "purpose_kind": "term",
    "legal_basis": "term",
    "exporter_kind": "term",
    "exporter_is_ciio": "bool",
    "public_scope_operator": "bool",
    "important_data": "bool",
    "sector": "term",
    "recipient_sector": "term",
    "recipient_supervised_by": "term",
    "recipient_covered_person": "bool",
    "deidentified": "bool",
    "us_transaction": "term",
    "security_requirements_met": "bool",
    "first_transfer_on": "date",
    "regulator_stop_order": "bool",
    "against_national_interest": "bool",
}
"""The keys of a flow that hold one value or a list of terms. `tia`, `mechanisms` and `onward` hold records."""
RECORDS = ("tia", "mechanisms", "onward")

TIA_KEYS: dict[str, Kind] = {"done_on": "date", "valid_to": "date", "destination": "place", "conclusion": "text"}
LEG_KEYS: dict[str, Kind] = {"origin": "place", "destination": "place", "recipient_role": "term"}

MECHANISM_KINDS: dict[str, str] = {
    "adequacy.listed": worded("an official list of adequate places"),
    "adequacy.own": worded("the exporter's own finding of adequate protection"),
    "law.comparable": worded("a comparable law that binds the recipient"),
    "clauses.mandated": worded("contract clauses that an authority prescribes"),
    "clauses.model": worded("model contract clauses that may be adapted"),
    "contract.own": worded("a contract of the parties' own"),
    "bcr.approved": worded("group rules that an authority approved"),
    "bcr.own": worded("group rules that bind the group"),
    "cert.cbpr.apec": worded("an APEC CBPR certificate"),
    "cert.cbpr.global": worded("a Global CBPR certificate"),
    "cert.prp.apec": worded("an APEC PRP certificate"),
    "cert.prp.global": worded("a Global PRP certificate"),
    "cert.national": worded("a certificate under a national scheme"),
    "framework.us-dpf": worded("certification under the EU-US Data Privacy Framework"),
    "code.approved": worded("an approved code of conduct with binding commitments"),
    "agreement.public": worded("a binding instrument between public bodies"),
    "treaty": worded("a treaty"),
    "consent.informed": worded("informed consent"),
    "consent.separate": worded("separate consent"),
    "necessity.contract-subject": worded("need for a contract with the person"),
    "necessity.contract-third": worded("need for a contract in the person's interest"),
    "vital": worded("vital interests"),
    "public-interest": worded("public interest"),
    "legal-claims": worded("legal claims"),
    "law.required": worded("a duty under law"),
    "public-data": worded("data that are public"),
    "transit": worded("mere transit"),
    "assessment.regulator": worded("a security assessment passed before the authority"),
    "filing.impact": worded("an impact-assessment dossier filed with the authority"),
    "filing.contract": worded("the contract filed with the authority"),
    "notice.regulator": worded("a notice to the ministry"),
    "group-policy": worded("a policy of the group"),
    "accountability": worded("the exporter's own accountable measures"),
}
"""The closed list of mechanisms, and what each is in words."""

ATTRIBUTES: dict[str, Kind] = {
    "holder": "term",
    "edition": "term",
    "valid_from": "date",
    "valid_to": "date",
    "signed_on": "date",
    "adopted_on": "date",
    "approved_on": "date",
    "approved_by": "term",
    "obtained": "bool",
    "told_of_inadequacy": "bool",
    "names_destination": "bool",
    "names_risk": "bool",
    "covers_transfer": "bool",
    "covers": "terms",
    "countries": "places",
    "destination": "place",
    "parties": "terms",
    "recipients": "terms",
    "comparable_protection": "bool",
    "set": "term",
    "module": "term",
    "annex_filled": "bool",
    "altered": "bool",
    "contradicts_set": "bool",
    "binding": "bool",
    "filed_on": "date",
    "authority": "term",
    "regime": "text",
    "before": "date_or_bool",
    "after": "date_or_bool",
    "scheme": "term",
    "decision": "text",
    "listed": "bool",
    "assessed_on": "date",
    "passed_on": "date",
    "routine": "bool",
    "single_purpose": "bool",
    "alternative_available": "bool",
    "same_policies": "bool",
    "by_data_administrator": "bool",
    "document": "text",
}
"""What may be recorded of a mechanism."""

BEGINS = ("valid_from", "signed_on", "adopted_on", "approved_on", "filed_on", "assessed_on", "passed_on")
"""Attributes whose day has to have come."""
MUST_NOT_BE_FALSE = ("obtained", "listed", "covers_transfer", "comparable_protection", "binding", "annex_filled")
"""Attributes that remove a mechanism where they are recorded as false."""


def term(text: str) -> str:
    """Return a term in the one form in which terms are compared."""
    return text.strip().lower().replace("-", "_").replace(" ", "_")
