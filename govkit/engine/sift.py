"""Hold records that come from elsewhere against the slots, before they are written to an inventory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit.engine.faults import Fault, Pointer
from govkit.engine.validate import Walk
from govkit.model.entities import ENTITIES

_BY_PLURAL = {entity.plural: entity for entity in ENTITIES}


def sift(records: dict[str, list[dict[str, Any]]]) -> list[Fault]:
    """Return what is wrong in records by the key of their type; silent texts become `{"unknown": reason}` in place."""
    walk = Walk()
    for key, found in records.items():

        def where(key: str = key, count: int = len(found)) -> Iterator[Pointer]:
            return ((key, number) for number in range(count))

        walk.records(found, _BY_PLURAL[key], where)
    return walk.faults
