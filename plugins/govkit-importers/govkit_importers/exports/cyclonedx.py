"""A bill of materials of CycloneDX 1.6: models with their cards, datasets as data, systems as services."""

from __future__ import annotations

import json
from typing import Any

from govkit_importers.exports.ledger import Holder, Ledger, collections_of

_WAY_OF = {"send": "inbound"}
"""What happens to the data → the direction of the flow, as the service sees it."""


def export(ledger: Ledger) -> dict[str, str]:
    """Return the one bill of materials, without a time or a random number: the same inventory gives the same."""
    components = [_model(holder) for holder in ledger.subjects("model")]
    components += [_data(holder) for holder in ledger.subjects("dataset")]
    bom: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"tools": {"components": [{"type": "application", "name": "govkit"}]}},
        "components": components,
        "services": _services(ledger),
    }
    return {"bom.cdx.json": json.dumps(bom, indent=1, ensure_ascii=False) + "\n"}


def _some(**keys: Any) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value not in (None, "", [], {})}


def _component(holder: Holder, kind: str) -> dict[str, Any]:
    """Return what all components have; the id is the name, as that is what references go by."""
    holder.enter()
    return {
        "type": kind,
        "bom-ref": f"{holder.type}:{holder.id}",
        "name": holder.id,
        **_some(version=holder.take("version") if kind != "data" else None, description=holder.take("description")),
        **_some(licenses=_licences(holder)),
    }


def _licences(holder: Holder) -> list[dict[str, Any]]:
    licence = holder.take("licence")
    return [{"license": {"name": licence}}] if licence else []


def _model(holder: Holder) -> dict[str, Any]:
    component = _component(holder, "machine-learning-model")
    provider = holder.take("provider")
    if provider:
        component["supplier"] = _maker(holder, provider)
    considerations = _some(
        useCases=_one(holder.take("intended_use")),
        technicalLimitations=_one(holder.take("limitations")),
        ethicalConsiderations=_risks(holder),
    )
    card = _some(
        modelParameters=_some(datasets=[entry for part in holder.parts("training_data") if (entry := _body(part))]),
        quantitativeAnalysis=_some(performanceMetrics=_metrics(holder)),
        considerations=considerations,
    )
    return component | _some(modelCard=card)


def _body(part: Holder) -> dict[str, str]:
    """Return what a model was trained on: a data component of the document by its reference, else a name."""
    dataset = str(part.look("dataset") or "").rpartition(":")[2]
    if any(holder.id == dataset for holder in part.ledger.subjects("dataset")):
        part.hold("dataset")
        return {"ref": f"dataset:{dataset}"}
    name = part.take("name")
    return {"type": "dataset", "name": name} if name else {}


def _one(text: Any) -> list[Any]:
    return [text] if text else []


def _maker(holder: Holder, reference: Any) -> dict[str, str]:
    """Return a party by its id, as a supplier is told by its name alone; the party is in the export with that."""
    name = str(reference).rpartition(":")[2]
    holder.ledger.held.add(f"party:{name}")
    return {"name": name}


def _risks(holder: Holder) -> list[dict[str, Any]]:
    found = [
        _some(name=part.take("name"), mitigationStrategy=part.take("mitigation")) for part in holder.parts("risks")
    ]
    return [entry for entry in found if entry]


def _metrics(holder: Holder) -> list[dict[str, Any]]:
    found = []
    for part in holder.parts("evaluations"):
        value = part.take("value")
        entry = _some(type=part.take("metric"), slice=part.take("slice"))
        if value is not None:
            entry["value"] = repr(value)
        if entry:
            found.append(entry)
    return found


def _data(holder: Holder) -> dict[str, Any]:
    component = _component(holder, "data")
    parts = []
    for collection, _ in collections_of(holder):
        name = str(collection.record["name"])
        parts.append({"type": "dataset", "name": name, **_some(description=collection.take("description"))})
    holder.hold("collections")
    return component | _some(data=parts)


def _services(ledger: Ledger) -> list[dict[str, Any]]:
    transfers = {holder.id: holder for holder in ledger.subjects("transfer")}
    return [_service(holder, transfers) for holder in ledger.subjects("system")]


def _service(holder: Holder, transfers: dict[str, Holder]) -> dict[str, Any]:
    holder.enter()
    vendor = holder.take("vendor")
    service: dict[str, Any] = {"bom-ref": holder.id, "name": holder.take("name") or holder.id}
    service |= _some(description=holder.take("description"), endpoints=holder.take("urls"))
    if vendor:
        service["provider"] = _maker(holder, vendor)
    flows: list[dict[str, Any]] = []
    while (found := transfers.get(f"{holder.id}-{len(flows) + 1}")) is not None and (flow := _flow(found, vendor)):
        flows.append(flow)
    return service | ({"x-trust-boundary": True, "data": flows} if flows else {})


def _flow(holder: Holder, vendor: Any) -> dict[str, Any] | None:
    """Return a transfer as a flow of a service, if it is one: of one kind of data, to the service's provider."""
    way, terms, recipient = holder.look("kind"), holder.look("data_categories"), holder.look("recipient")
    if way not in _WAY_OF or not isinstance(terms, list) or len(terms) != 1:
        return None
    if recipient is not None and recipient != vendor:
        return None
    holder.enter()
    for slot in ("kind", "data_categories", "recipient"):
        holder.hold(slot)
    return {"flow": _WAY_OF[way], "classification": terms[0]}
