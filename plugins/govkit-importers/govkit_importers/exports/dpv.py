"""JSON-LD in the Data Privacy Vocabulary (DPV 2): who does what with whose data, for what, on what ground."""

from __future__ import annotations

import json
from typing import Any

from govkit_importers.exports.ledger import Holder, Ledger

_BASE = "urn:govkit:"
_CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_PREFIXES = {"dpv": "dpv:", "dpv-pd": "pd:"}
"""Prefix of govkit's terms → that of the context, for terms that are DPV's own."""
_GROUNDS = {
    "consent": "dpv:Consent",
    "contract": "dpv:Contract",
    "legal_obligation": "dpv:LegalObligation",
    "legitimate_interest": "dpv:LegitimateInterest",
    "vital_interests": "dpv:VitalInterest",
    "public_task": "dpv:PublicInterest",
}
_ROLES = {
    "controller": "dpv:DataController",
    "processor": "dpv:DataProcessor",
    "sub_processor": "dpv:DataSubProcessor",
    "joint_controller": "dpv:JointDataControllers",
    "exporter": "dpv:DataExporter",
    "importer": "dpv:DataImporter",
    "authority": "dpv:Authority",
    "third_party": "dpv:ThirdParty",
}


def export(ledger: Ledger) -> dict[str, str]:
    """Return the one graph."""
    graph = [_organisation(holder) for holder in ledger.subjects("organisation")]
    graph += [_party(holder) for holder in ledger.subjects("party")]
    graph += [_dataset(holder) for holder in ledger.subjects("dataset")]
    graph += [_process(holder) for holder in ledger.subjects("activity")]
    graph += [_transfer(holder) for holder in ledger.subjects("transfer")]
    document = {"@context": _CONTEXT, "@graph": graph}
    return {"dpv.jsonld": json.dumps(document, indent=1, ensure_ascii=False) + "\n"}


def _node(holder: Holder, *types: str, **properties: Any) -> dict[str, Any]:
    holder.enter()
    told = {"dct:title": holder.take("name"), "dct:description": holder.take("description"), **properties}
    node: dict[str, Any] = {"@id": _BASE + holder.path, "@type": types[0] if len(types) == 1 else list(types)}
    return node | {key: value for key, value in told.items() if value not in (None, [], {})}


def _terms(holder: Holder, slot: str, kind: str) -> list[dict[str, Any]]:
    """Return terms: DPV's own by their address, all others as a concept of the kind with the term as its notation."""
    value = holder.take(slot)
    terms = value if isinstance(value, list) else [] if value is None else [value]
    return [_term(str(term), kind) for term in terms]


def _term(term: str, kind: str) -> dict[str, Any]:
    prefix, _, rest = term.rpartition(":")
    if prefix in _PREFIXES and rest.replace("-", "").isalnum():
        return {"@id": _PREFIXES[prefix] + rest}
    return {"@type": kind, "skos:notation": term}


def _reference(kind: str, reference: Any) -> dict[str, str]:
    return {"@id": f"{_BASE}{reference}" if ":" in str(reference) else f"{_BASE}{kind}:{reference}"}


def _references(holder: Holder, slot: str, kind: str) -> list[dict[str, str]]:
    value = holder.take(slot)
    return [_reference(kind, entry) for entry in (value if isinstance(value, list) else [value] if value else [])]


def _places(holder: Holder, *slots: str) -> list[dict[str, str]]:
    found = [holder.take(slot) for slot in slots]
    codes = [code for value in found for code in (value if isinstance(value, list) else [value] if value else [])]
    return [{"@id": f"loc:{code}"} for code in dict.fromkeys(codes)]


def _duration(holder: Holder) -> dict[str, Any]:
    period = holder.take("retention")
    if period is None:
        return {}
    typed = {"@type": "xsd:duration", "@value": str(period)}
    return {"@type": "dpv:StorageCondition", "dpv:hasDuration": {"@type": "dpv:StorageDuration", "dct:extent": typed}}


def _organisation(holder: Holder) -> dict[str, Any]:
    contacts = []
    for slot, kind in {"dpo": "dpv:DataProtectionOfficer", "representative": "dpv:Representative"}.items():
        for contact in holder.parts(slot):
            told = {"foaf:name": contact.take("name"), "foaf:mbox": contact.take("email")}
            contacts.append({"@type": kind} | {key: value for key, value in told.items() if value})
    return _node(
        holder,
        "dpv:Organisation",
        **{"foaf:name": holder.take("legal_name"), "dpv:hasCountry": _places(holder, "country")},
        **{"dpv:hasEntity": contacts},
    )


def _party(holder: Holder) -> dict[str, Any]:
    roles = holder.look("roles")
    known = [_ROLES[role] for role in roles if role in _ROLES] if isinstance(roles, list) else []
    if isinstance(roles, list) and len(known) == len(roles):
        holder.hold("roles")
    properties = {"foaf:name": holder.take("legal_name"), "dpv:hasCountry": _places(holder, "country")}
    return _node(holder, *(known or ["dpv:LegalEntity"]), **properties)


def _dataset(holder: Holder) -> dict[str, Any]:
    return _node(
        holder,
        "dpv:Data" if holder.look("personal") is not True else "dpv:PersonalData",
        **{
            "dpv:hasPersonalData": _terms(holder, "data_categories", "dpv:PersonalData"),
            "dpv:hasDataSubject": _terms(holder, "data_subjects", "dpv:DataSubject"),
            "dpv:hasPurpose": _terms(holder, "purposes", "dpv:Purpose"),
            "dpv:hasLegalBasis": _ground(holder),
            "dpv:hasLocation": _places(holder, "countries"),
            "dpv:hasStorageCondition": _duration(holder),
        },
    )


def _ground(holder: Holder) -> dict[str, Any]:
    ground = holder.take("legal_basis")
    if ground is None:
        return {}
    return {"@id": _GROUNDS[ground]} if ground in _GROUNDS else _term(str(ground), "dpv:LegalBasis")


def _process(holder: Holder) -> dict[str, Any]:
    return _node(
        holder,
        "dpv:Process",
        **{
            "dpv:hasPurpose": _terms(holder, "purposes", "dpv:Purpose"),
            "dpv:hasLegalBasis": _ground(holder),
            "dpv:hasPersonalData": _terms(holder, "data_categories", "dpv:PersonalData"),
            "dpv:hasDataSubject": _terms(holder, "data_subjects", "dpv:DataSubject"),
            "dpv:hasRecipient": _references(holder, "recipients", "party"),
            "dpv:hasData": _references(holder, "datasets", "dataset"),
            "dpv:hasOrganisationalUnit": holder.take("owner"),
            "dpv:hasStorageCondition": _duration(holder),
            "dpv:hasTechnicalOrganisationalMeasure": _terms(holder, "safeguards", "dpv:TechnicalOrganisationalMeasure"),
        },
    )


def _transfer(holder: Holder) -> dict[str, Any]:
    return _node(
        holder,
        "dpv:Transfer",
        **{
            "dpv:hasPersonalData": _terms(holder, "data_categories", "dpv:PersonalData"),
            "dpv:hasData": _references(holder, "dataset", "dataset") + _references(holder, "datasets", "dataset"),
            "dpv:hasDataExporter": _references(holder, "exporter", "organisation"),
            "dpv:hasDataImporter": _references(holder, "recipient", "party"),
            "dpv:hasPurpose": _terms(holder, "purposes", "dpv:Purpose"),
            "dpv:hasLegalBasis": _ground(holder),
            "dpv:hasLocation": _places(holder, "origin", "destination"),
        },
    )
