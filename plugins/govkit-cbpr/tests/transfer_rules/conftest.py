"""The rule files as they are shipped, and those that every regime needs."""

from __future__ import annotations

from importlib.resources import files

import pytest


@pytest.fixture(scope="session")
def shipped() -> dict[str, bytes]:
    """Return every rule file by its name."""
    return {
        path.name: path.read_bytes()
        for path in files("govkit_checklists").joinpath("transfer-rules").iterdir()
        if path.name.endswith(".yaml")
    }


@pytest.fixture(scope="session")
def shared(shipped: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files beside the regimes: country groups, conditions, authorities and terms."""
    return {
        name: content
        for name, content in shipped.items()
        if name.startswith(("group-", "conditions", "authorities", "terms"))
    }
