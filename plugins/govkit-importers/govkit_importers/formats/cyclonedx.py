"""CycloneDX 1.4 to 1.7 as JSON, read by ourselves: models, data components, and the data flows of services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.plugin.draft import Draft, Entry, id_of
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_FORMAT = re.compile(rb'"bomFormat"\s*:\s*"CycloneDX"')
_VERSION = re.compile(rb'"specVersion"\s*:\s*"([0-9.]+)"')
_KNOWN = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
_TOOL = ("$schema", "bomFormat", "specVersion", "serialNumber", "version", "dependencies")

_WAYS = {"inbound": "send", "bi-directional": "send"}
"""Direction of a flow, as the service sees it → what happens to the data there: what enters it was sent to it."""


class CycloneDx:
    """Reads model and data components, and services with their data as systems and transfers."""

    title = "CycloneDX bill of materials"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by `bomFormat`."""
        version = _VERSION.search(head)
        if _FORMAT.search(head) is None:
            return NOT_MINE
        return Proof(1.0, f"bomFormat CycloneDX, specVersion {version[1].decode() if version else '?'}")

    def load(self, path: Path) -> Draft:
        """Read a bill of materials; components that are plain software are counted as left."""
        document = self._host.document(path)
        draft = Draft(document.path)
        root = Node(document, draft)
        version = root.text("specVersion")
        draft.format = f"CycloneDX {version}"
        if version not in _KNOWN:
            draft.warn(
                "specVersion", f"version {version} is newer than those that govkit knows", root.at("specVersion")
            )
        root.skip(*_TOOL)
        found = [*_parts(root)]
        bodies = {node.text("bom-ref"): node for node in found if node.text("type") == "data"}
        software = sum(_component(component, bodies, draft) for component in found)
        if software:
            draft.leave("components", f"{software} are plain software", root.at("components"))
        for service in root.children("services"):
            _service(service, draft)
        if not draft.entries:
            draft.warn("components", "there is no model, data component or service in it", root.at())
        root.leave_rest()
        return draft


def _parts(root: Node) -> Iterator[Node]:
    """Yield the component that the document is about, the listed ones, and what these are made of."""
    metadata = root.child("metadata")
    if isinstance(metadata.value.get("component"), Mapping):
        yield from _whole(metadata.child("component"))
    metadata.skip(*metadata.value)
    for component in root.children("components"):
        yield from _whole(component)


def _whole(component: Node) -> Iterator[Node]:
    """Yield a component and the components in it, however deep: no file decides how deep we call ourselves."""
    waiting = [component]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed([*node.children("components")])


def _component(node: Node, bodies: Mapping[str, Node], draft: Draft) -> int:
    """Take a component; return 1 where it is plain software."""
    kind = node.text("type")
    node.skip("bom-ref", "mime-type", "group", "purl", "hashes")
    if kind == "machine-learning-model":
        _model(node, bodies, draft)
    elif kind == "data":
        _data(node, draft)
    else:
        node.skip(*node.value)
        return 1
    return 0


def _licences(node: Node, entry: Entry) -> None:
    for choice in node.children("licenses"):
        licence = choice.child("license")
        name = licence.text("id") or licence.text("name") or choice.text("expression")
        entry.say("licence", name, choice.at(), what="licenses")
        licence.skip("text", "url", "bom-ref")


def _model(node: Node, bodies: Mapping[str, Node], draft: Draft) -> None:
    entry = draft.subject("model", _name(node), node.at())
    node.say(entry, {"version": "version", "description": "description"})
    maker = node.child("supplier").text("name") or node.child("manufacturer").text("name")
    if maker or node.text("publisher"):
        entry.say("provider", _party(maker or node.text("publisher"), node.at(), draft), node.at(), what="supplier")
    _licences(node, entry)
    card = node.child("modelCard")
    parameters, considered = card.child("modelParameters"), card.child("considerations")
    for slot, key in {"intended_use": "useCases", "limitations": "technicalLimitations"}.items():
        texts = [text for text in considered.texts(key) if text]
        entry.say(slot, "; ".join(texts), considered.at(key), what=f"considerations.{key}")
    risks = [
        {"name": risk.text("name"), "mitigation": risk.text("mitigationStrategy")}
        for risk in considered.children("ethicalConsiderations")
    ]
    entry.say(
        "risks",
        _said(risks),
        considered.at(),
        what="ethicalConsiderations",
    )
    measured = [
        {"metric": metric.text("type"), "slice": metric.text("slice"), "value": _number(metric.text("value"))}
        for metric in card.child("quantitativeAnalysis").children("performanceMetrics")
    ]
    entry.say(
        "evaluations",
        _said(measured),
        card.at(),
        what="performanceMetrics",
    )
    trained = [_body(reference, bodies) for reference in parameters.children("datasets")]
    entry.say("training_data", _said(trained), parameters.at("datasets"), what="datasets")


def _body(reference: Node, bodies: Mapping[str, Node]) -> dict[str, Any]:
    """Return what a model was trained on: a data component of the document, or a name."""
    body = bodies.get(reference.text("ref"))
    if body is None and reference.text("ref"):
        reference.draft.leave("datasets.ref", "no data component has this reference", reference.at("ref"))
    return {"name": reference.text("name"), "dataset": id_of(_name(body)) if body is not None else ""}


def _name(node: Node) -> str:
    return node.text("name") or node.text("bom-ref")


def _said(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what entries say; one that says nothing is none."""
    told = ({key: value for key, value in entry.items() if value not in ("", None)} for entry in entries)
    return [entry for entry in told if entry]


def _number(text: str) -> float | None:
    """Return a measured value that is a number; with a unit or a sentence it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _data(node: Node, draft: Draft) -> None:
    entry = draft.subject("dataset", _name(node), node.at())
    node.say(entry, {"description": "description"})
    node.skip("version")
    _licences(node, entry)
    for part in node.children("data"):
        part.skip("type")
        collection = entry.collection(part.text("name") or str(part.pointer[-1]))
        part.say(collection, {"description": "description"})


def _service(node: Node, draft: Draft) -> None:
    system = draft.subject("system", node.text("bom-ref") or node.text("name"), node.at())
    node.say(system, {"name": "name", "description": "description"})
    system.say("urls", node.texts("endpoints"), node.at("endpoints"), what="endpoints")
    provider = node.child("provider").text("name")
    if provider:
        system.say("vendor", _party(provider, node.at("provider"), draft), node.at("provider"), what="provider")
    node.skip("bom-ref", "group", "version")
    inside = node.get("x-trust-boundary") is False
    for number, flow in enumerate(node.children("data"), 1):
        _flow(flow, system, number, provider, draft, inside=inside)
    for inner in node.children("services"):
        _service(inner, draft)


def _flow(node: Node, system: Entry, number: int, provider: str, draft: Draft, *, inside: bool) -> None:
    """Take a data flow as a transfer, unless the service is said to stay within its trust boundary."""
    term = node.text("classification")
    way = node.text("flow")
    if inside:
        draft.leave("data.classification", "the flow stays within the trust boundary", node.at())
        return
    transfer = draft.subject("transfer", f"{system.key}-{number}", node.at())
    transfer.say("data_categories", [term.lower()] if term else [], node.at("classification"), what="classification")
    transfer.say("kind", _WAYS.get(way), node.at(), what="flow")
    if way and way not in _WAYS:
        draft.leave("data.flow", "it does not say that data enter the service", node.at("flow"))
    if provider and way != "outbound":
        transfer.say("recipient", _party(provider, node.at(), draft), node.at(), what="provider")


def _party(name: str, at: str, draft: Draft) -> str:
    return draft.subject("party", name, at).key


def importer(host: Host) -> CycloneDx:
    """Return the importer."""
    return CycloneDx(host)
