"""What all tests of plugins share: a module for whatever source a test writes down."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from tests.plugin.acme import Write


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Return what writes a plugin's module and returns its entry point."""
    numbers = itertools.count()
    monkeypatch.syspath_prepend(tmp_path)
    known = set(sys.modules)

    def write(source: str, name: str = "acme") -> EntryPoint:
        module = f"plugin_{tmp_path.name.replace('-', '_')}_{next(numbers)}"
        (tmp_path / f"{module}.py").write_text(source)
        return EntryPoint(name, module, "govkit")

    yield write
    for module in set(sys.modules) - known:
        del sys.modules[module]
