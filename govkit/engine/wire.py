"""What crosses the pipe between gathering and its workers: JSON lines, and the inventory as plain data."""

from __future__ import annotations

import json
import os
from typing import Any, NoReturn

from govkit.engine.places import GivenPlaces, plain_places
from govkit.model.inventory import Ghost, Inventory

MAX_BYTES = 16 * 1024 * 1024
"""The longest line that a worker may send: the largest fact."""


def encode(record: dict[str, Any]) -> bytes:
    """Return one line; raise `ValueError` or `TypeError` for what is not plain, finite JSON data."""
    return json.dumps(record, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """Return the record of a line; raise `ValueError` for anything but a JSON object with finite numbers."""
    try:
        record = json.loads(line, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(record, dict):
        raise ValueError("not an object")
    return record


def write_all(descriptor: int, data: bytes) -> None:
    """Write all bytes to a pipe; raise `OSError` where nobody reads it."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def pack_inventory(inventory: Inventory) -> dict[str, Any]:
    """Return an inventory as plain data."""
    return {
        "records": {kind: list(records) for kind, records in inventory.records.items()},
        "none": sorted(inventory.none),
        "ghosts": [[ghost.subject, list(ghost.shown_by)] for ghost in inventory.ghosts],
        "places": plain_places(inventory.places),
    }


def unpack_inventory(data: dict[str, Any]) -> Inventory:
    """Read what `pack_inventory` wrote."""
    return Inventory(
        records=data["records"],
        none=frozenset(data["none"]),
        ghosts=tuple(Ghost(subject, tuple(shown_by)) for subject, shown_by in data["ghosts"]),
        places=GivenPlaces(data["places"]),
    )


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
