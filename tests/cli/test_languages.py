"""Which language a report is written in, and when it is said that nothing is translated into it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from govkit.cli import outputs, reporters
from govkit.cli.languages import language_for
from govkit.cli.outputs import Output

ASSESSMENT: Any = {"languages": ["en"], "translations": {}}


@pytest.mark.parametrize(("brought", "note"), [((), True), (("vi",), False), (("id",), True)])
def test_a_language_that_a_reporter_brings_is_not_missing(
    brought: tuple[str, ...], note: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert language_for(ASSESSMENT, "vi-VN", brought) == "vi-VN"
    assert ("nothing is translated into vi-VN" in capsys.readouterr().err) is note


def test_what_all_reporters_bring_is_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    members = {"a": SimpleNamespace(languages=("id", "vi")), "b": SimpleNamespace(languages=("vi",)), "c": object()}
    monkeypatch.setattr(reporters, "reporter", members.__getitem__)
    assert outputs.languages([Output("a", None), Output("b", None)]) == {"vi"}
    assert outputs.languages([Output("a", None), Output("c", None)]) == frozenset()
    assert outputs.languages([]) == frozenset()
