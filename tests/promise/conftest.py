"""Stands to attack, made once for all tests: the organisation of these tests, and those of the examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.promise.installing import install, organisations
from tests.promise.stand import Stand
from tests.promise.verdicts import Verdicts

NAMES = tuple(organisations())


@pytest.fixture(scope="session")
def stand_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Stand]:
    """Return an installed organisation by name; tests that change its files have to work on a copy."""
    stands: dict[str, Stand] = {}

    def of(name: str) -> Stand:
        if name not in stands:
            stands[name] = install(name, tmp_path_factory.mktemp(name))
        return stands[name]

    return of


@pytest.fixture(scope="session")
def before_of(stand_of: Callable[[str], Stand]) -> Callable[[str], Verdicts]:
    """Return what is said of an organisation that nobody attacks."""
    verdicts: dict[str, Verdicts] = {}

    def of(name: str) -> Verdicts:
        if name not in verdicts:
            verdicts[name] = stand_of(name).attacked()
        return verdicts[name]

    return of


@pytest.fixture(scope="session", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Name an organisation; tests that take it run on each."""
    return str(request.param)


@pytest.fixture(scope="session")
def stand(name: str, stand_of: Callable[[str], Stand]) -> Stand:
    """Return the organisation of this name."""
    return stand_of(name)


@pytest.fixture(scope="session")
def before(name: str, before_of: Callable[[str], Verdicts]) -> Verdicts:
    """Return what is said of the organisation of this name before an attack."""
    return before_of(name)


@pytest.fixture(scope="session")
def own(stand_of: Callable[[str], Stand]) -> Stand:
    """Return the organisation of these tests, for attacks that take long."""
    return stand_of("lumbung")


@pytest.fixture(scope="session")
def own_before(before_of: Callable[[str], Verdicts]) -> Verdicts:
    """Return what is said of the organisation of these tests before an attack."""
    return before_of("lumbung")


@pytest.fixture(scope="session")
def every(name: str) -> int:
    """Tell how many of a long row of attacks are tried: every fourth here, every fortieth on an example."""
    return 4 if name == "lumbung" else 40
