"""What the tests share: a world over a temporary folder, and the probe run on files in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.normalise import inventory_from
from govkit.engine.world import FolderWorld
from govkit.plugin import Dataset, Observed
from govkit_personal_data.observed import Column, Columns
from govkit_personal_data.probe import columns

Probing = Callable[..., "Seen"]


@dataclass(frozen=True)
class Seen:
    """What the probe brought home, as an object and as the JSON of a fact."""

    observed: Observed[Columns]
    json: str

    @property
    def value(self) -> Columns:
        return self.observed.value

    @property
    def extent(self) -> tuple[int, int]:
        return self.observed.examined, self.observed.expected

    @property
    def states(self) -> list[str]:
        return [source.state for source in self.value.sources]

    def column(self, name: str) -> Column:
        (found,) = (column for column in self.value.columns if column.name == name)
        return found

    def category(self, name: str) -> str | None:
        detections = self.column(name).detections
        return detections[0].category if detections else None


@pytest.fixture
def look(tmp_path: Path) -> Probing:
    """Run the probe on a dataset whose `data` are the given entries or paths, relative to `tmp_path`."""

    def run(*data: str | dict[str, Any], seed: str = "s", rows: int | None = None, **slots: Any) -> Seen:
        entries = [{"path": entry} if isinstance(entry, str) else entry for entry in data]
        inventory = inventory_from({"datasets": [{"id": "a", "data": entries, **slots}]})
        dataset = inventory.get("dataset:a")
        assert isinstance(dataset, Dataset)
        world = FolderWorld(
            folder=tmp_path,
            inventory=inventory,
            as_of=date(2026, 11, 21),
            seed=seed,
            options={} if rows is None else {"rows": rows},
            network=False,
        )
        observed = columns(dataset, world)
        fact = columns.adapter.dump_python(observed.value, mode="json")
        return Seen(observed, json.dumps([fact, observed.inputs], ensure_ascii=False))

    return run


@pytest.fixture
def people_csv() -> str:
    """Return two people as text with commas."""
    return "id,email,city\n1,ann@shop.example,Bangkok\n2,bob@shop.example,Hat Yai\n"
