"""Models and datasets in a CycloneDX bill of materials (1.5 to 1.7), wherever it nests them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

_MAX_DEPTH = 20
_MODEL, _DATA = "machine-learning-model", "data"

AS_TRAINING_DATA = {
    "training_data_sources": ("data/*/description", "data/*/name", "description"),
    "training_data_personal_data": ("data/*/sensitiveData",),
    "training_data_copyright_or_licence": ("licenses!",),
}
"""What a component of data says of the model beside it."""


@dataclass(frozen=True, slots=True)
class Component:
    """A component, and where it stands."""

    kind: Literal["model", "data"]
    data: dict[str, Any]
    pointer: str


def components(bom: dict[str, Any]) -> list[Component]:
    """Return the models and datasets, in the order of the document."""
    metadata = bom.get("metadata")
    top = metadata.get("component") if isinstance(metadata, dict) else None
    found = list(_walk([top], "/metadata/component", 0)) if isinstance(top, dict) else []
    return found + list(_walk(bom.get("components"), "/components", 0))


def _walk(listed: Any, pointer: str, depth: int) -> Iterator[Component]:
    if not isinstance(listed, list) or depth > _MAX_DEPTH:
        return
    for index, data in enumerate(listed):
        if not isinstance(data, dict):
            continue
        here = pointer if pointer.endswith("/component") else f"{pointer}/{index}"
        if data.get("type") == _MODEL or isinstance(data.get("modelCard"), dict):
            yield Component("model", data, here)
        elif data.get("type") == _DATA and _holds_records(data):
            yield Component("data", data, here)
        yield from _walk(data.get("components"), f"{here}/components", depth + 1)


def _holds_records(data: dict[str, Any]) -> bool:
    """Tell datasets from configurations, source code and definitions, which are components of data as well.

    Many writers leave the kind out; what then has a description is taken for records.
    """
    listed = data.get("data")
    if listed is None:
        return isinstance(data.get("description"), str)
    return isinstance(listed, list) and any(
        isinstance(entry, dict) and entry.get("type") == "dataset" for entry in listed
    )
