"""AI packages and dataset packages in an SPDX 3 graph, with the agents, licences and data that they are related to."""

from __future__ import annotations

from typing import Any

from govkit_genai.card.faults import CardFault
from govkit_genai.card.states import Subject
from govkit_genai.card.tree import Places, TreeReader
from govkit_genai.texts import text

_AI, _DATASET, _SOFTWARE = "ai_AIPackage", "dataset_DatasetPackage", "software_Package"
_RELATED = {
    "hasDeclaredLicense": "licence",
    "hasConcludedLicense": "licence",
    "trainedOn": "training_data_sources",
    "testedOn": "evaluation_data",
}
"""Kind of a relationship → what it says of a package."""
_SOURCES = ("dataset_dataCollectionProcess", "description", "name")


class _Graph:
    """The elements of a document by their ids, with their pointers."""

    def __init__(self, data: dict[str, Any]) -> None:
        listed = data["@graph"] if isinstance(data["@graph"], list) else []
        self.elements = [
            (f"/@graph/{index}", element) for index, element in enumerate(listed) if isinstance(element, dict)
        ]
        self.by_id = {str(element.get("spdxId", element.get("@id"))): element for _, element in self.elements}

    def of_type(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        return [(pointer, element) for pointer, element in self.elements if element.get("type") == kind]

    def named(self, reference: Any) -> str:
        """Return the name or the licence expression of what a reference leads to, or the end of the reference."""
        element = self.by_id.get(str(reference), {})
        name = element.get("name") or element.get("simplelicensing_licenseExpression")
        return str(name) if name else str(reference).rstrip("/").rpartition("/")[2]


def read(data: dict[str, Any], of_models: Places, of_datasets: Places) -> tuple[Subject, TreeReader]:
    """Return what the document is about, and what it says; raise `CardFault` where it holds neither."""
    graph, reader = _Graph(data), TreeReader()
    models, datasets = graph.of_type(_AI), graph.of_type(_DATASET)
    if not models and not datasets:
        raise CardFault(text("the file is no card: the SPDX document holds no AI package and no dataset"))
    for pointer, element in models or datasets:
        reader.take(element, of_models if models else of_datasets, pointer)
        _related(graph, reader, pointer, element)
        _as_software(graph, reader, element, {"licence": of_models["licence"]})
    for pointer, element in datasets if models else ():
        _training_data(reader, pointer, element)
    return ("model" if models else "dataset"), reader


def _related(graph: _Graph, reader: TreeReader, pointer: str, element: dict[str, Any]) -> None:
    """Take the agents and licences that a package is related to."""
    for key in ("originatedBy", "suppliedBy"):
        value = element.get(key)
        for reference in value if isinstance(value, list) else [value] if value else []:
            reader.add("owner_or_developer", f"{pointer}/{key}", graph.named(reference), certain=True)
    for place, other in graph.elements:
        item = _RELATED.get(str(other.get("relationshipType")))
        if item and other.get("from") == element.get("spdxId"):
            targets = other.get("to")
            for reference in targets if isinstance(targets, list) else []:
                reader.add(item, f"{place}/to", graph.named(reference), certain=item == "licence")


def _as_software(graph: _Graph, reader: TreeReader, element: dict[str, Any], places: Places) -> None:
    """Take the licence of a package of software of the same name, beside which some writers put that of the model."""
    for pointer, other in graph.of_type(_SOFTWARE):
        if element.get("name") and other.get("name") == element["name"]:
            reader.take(other, places, pointer)
            _related(graph, reader, pointer, other)


def _training_data(reader: TreeReader, pointer: str, element: dict[str, Any]) -> None:
    for key in _SOURCES:
        if key in element:
            reader.add("training_data_sources", f"{pointer}/{key}", element[key])
    if "dataset_datasetSize" in element:
        reader.add("training_data_size", f"{pointer}/dataset_datasetSize", element["dataset_datasetSize"], certain=True)
    if "dataset_hasSensitivePersonalInformation" in element:
        place = f"{pointer}/dataset_hasSensitivePersonalInformation"
        reader.add("training_data_personal_data", place, element["dataset_hasSensitivePersonalInformation"])
