"""Both examples, assessed once for all tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from examples.golden import AS_OF, EXAMPLES, HERE
from govkit.engine.facts import canonical
from govkit.engine.run import Run
from govkit.model.assessment import Assessment
from govkit.model.facts import Facts


@dataclass(frozen=True)
class Example:
    """An example with what govkit says of it."""

    name: str
    folder: Path
    facts: Facts
    assessment: Assessment

    def control(self, key: str):
        """Return the control `framework/control`."""
        framework, _, name = key.partition("/")
        return next(
            control
            for entry in self.assessment["frameworks"]
            if entry["id"] == framework
            for control in entry["controls"]
            if control["id"] == name
        )

    def bytes(self) -> bytes:
        """Return the assessment as it is written, without what differs from run to run."""
        return canonical({**self.assessment, "run": None})


def assessed(name: str) -> Example:
    """Gather and judge an example."""
    run = Run(as_of=AS_OF)
    facts = run.gather(run.load(HERE / name))
    return Example(name, HERE / name, facts, run.judge(facts))


@pytest.fixture(scope="session", params=EXAMPLES)
def example(request) -> Example:
    """Return each example in turn."""
    return request.getfixturevalue("shop" if request.param.startswith("thai") else "lender")


@pytest.fixture(scope="session")
def shop() -> Example:
    """Return the Thai online shop."""
    return assessed("thai-online-shop")


@pytest.fixture(scope="session")
def lender() -> Example:
    """Return the Singapore lender."""
    return assessed("singapore-lender")
