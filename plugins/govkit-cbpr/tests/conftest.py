"""The world as probes of this plugin see it in tests: a real folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from govkit.engine.normalise import inventory_from
from govkit.engine.world import FolderWorld

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path) -> FolderWorld:
    folder = tmp_path / "assessed"
    folder.mkdir()
    return FolderWorld(folder, inventory_from({}), date(2026, 11, 21), "seed", {}, network=False)
