"""The checklists on data protection: all of them, one by its name, and each of a kind in turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from govkit.engine.checklists import Chosen, Library, read_installed

FULL_PACKS = ("th-pdpa", "sg-pdpa", "my-pdpa", "ph-dpa", "id-pdp", "vn-pdp")
STATUS_PACKS = ("bn-pdpo", "kh-pdp-draft", "la-edp", "mm-etl", "tl-status")
INSTRUMENTS = ("global-cbpr", "global-prp", "asean-pdp", "asean-dmf", "asean-mcc", "anonymisation")


@cache
def every() -> dict[str, Chosen]:
    """Return every checklist on data protection by `framework@edition`."""
    mine = {*INSTRUMENTS, *FULL_PACKS, *STATUS_PACKS}
    return {entry.key: read_installed(entry) for entry in Library().installed if entry.framework in mine}


@pytest.fixture(scope="session")
def checklists() -> dict[str, Chosen]:
    """Return every checklist on data protection by `framework@edition`."""
    return every()


@pytest.fixture(scope="session")
def edition() -> Callable[[str], Chosen]:
    """Return what gives an edition of Global CBPR."""
    return lambda name: every()[f"global-cbpr@{name}"]


@pytest.fixture(scope="session")
def framework() -> Callable[[str], Chosen]:
    """Return what gives the one edition of another framework."""

    def framework(name: str) -> Chosen:
        (chosen,) = (entry for entry in every().values() if entry.checklist.framework.id == name)
        return chosen

    return framework


@pytest.fixture(params=sorted(every()))
def key(request: pytest.FixtureRequest) -> str:
    """Return the `framework@edition` of each checklist in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def full_packs() -> tuple[str, ...]:
    """Return the laws of which there is a whole checklist."""
    return FULL_PACKS


@pytest.fixture(params=FULL_PACKS)
def full_pack(request: pytest.FixtureRequest) -> str:
    """Return each law of which there is a whole checklist in turn."""
    return str(request.param)


@pytest.fixture(params=STATUS_PACKS)
def status_pack(request: pytest.FixtureRequest) -> str:
    """Return each law of which little more than its standing is known in turn."""
    return str(request.param)
