"""A folder of one small company, which the tests of answers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def company(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes the folder `it` with an inventory, to be assessed by the framework `own`."""

    def company(inventory: str) -> Path:
        place = tmp_path / "it"
        place.mkdir()
        (place / "govkit.yaml").write_text("govkit: config/1\nframeworks: [own]\norganisation: shop\n")
        (place / "inventory.yaml").write_text(inventory)
        return place

    return company
