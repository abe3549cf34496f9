"""Plugins are found by metadata, loaded when asked for, and told of a run."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from govkit.plugin import Check, Probe
from govkit.plugin.manager import Plugins
from tests.plugin.acme import CANARY, GOOD, HEAD, Write, why


def test_a_plugin_brings_checks_probes_and_exhibits(write: Write) -> None:
    plugins = Plugins([write(HEAD + GOOD)])
    assert [check.id for check in plugins.checks("acme")] == ["acme.kept"]
    assert isinstance(plugins.check("acme.kept"), Check)
    assert isinstance(plugins.probe("acme.rows"), Probe)
    assert [maker.id for maker in plugins.exhibits(["acme"])] == ["acme.table"]
    assert plugins.extensions(["acme"]) == ()
    assert plugins.state("acme").state == "loaded"


def test_only_what_is_asked_for_is_imported(write: Write, tmp_path: Path) -> None:
    points = [write(f"open({str(tmp_path / name)!r}, 'w').close()", name) for name in ("acme", "other")]
    plugins = Plugins(points)
    assert plugins.names == ("acme", "other")
    assert plugins.states() == ()
    assert plugins.locales("acme") is None
    plugins.checks("other")
    assert (tmp_path / "other").exists()
    assert not (tmp_path / "acme").exists()
    assert [state.name for state in plugins.states()] == ["other"]


def test_a_probe_of_another_plugin_comes_from_that_plugin(write: Write) -> None:
    other = write(HEAD + GOOD.replace("acme", "other"), "other")
    source = HEAD + GOOD.replace("needs=(rows,)", "needs=(borrowed,)")
    mine = write(f"from {other.value} import rows as borrowed\n{source}")
    plugins = Plugins([mine, other])
    assert isinstance(plugins.check("acme.kept"), Check)
    assert isinstance(plugins.probe("other.rows"), Probe)
    assert why(plugins.probe("acme.rows")) == (
        "acme ? has no acme.rows; correct the id, update acme, or run `govkit plugin list`"
    )


def test_hooks_of_a_run_reach_every_plugin_with_a_copy_of_its_own(write: Write, tmp_path: Path) -> None:
    log = tmp_path / "log"
    listener = HEAD + (
        "@hookimpl\ndef assessment_finished(assessment):\n"
        f"    with open({str(log)!r}, 'a') as log: log.write(f'{{assessment}}\\n')\n"
        "    assessment.clear()\n"
    )
    broken = HEAD + f"@hookimpl\ndef assessment_finished(assessment): raise SystemExit('{CANARY}')"
    plugins = Plugins([write(broken, "acme"), write(listener, "one"), write(listener, "two"), write("", "deaf")])
    for name in plugins.names:
        plugins.checks(name)
    assessment = {"govkit": "assessment/1"}
    problems = plugins.notify("assessment_finished", assessment=assessment)
    assert log.read_text() == "{'govkit': 'assessment/1'}\n" * 2
    assert assessment == {"govkit": "assessment/1"}
    assert [name for name, _ in problems] == ["acme"]
    assert CANARY not in repr(problems)
    assert problems[0][1].params["error"] == "SystemExit"


def test_languages_are_found_without_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "spoken_outer" / "inner"
    (inner / "locales").mkdir(parents=True)
    for package in (inner.parent, inner):
        (package / "__init__.py").write_text("raise SystemExit")
    monkeypatch.syspath_prepend(tmp_path)
    values = {"deep": "spoken_outer.inner.plugin", "outer": "spoken_outer", "absent": "no_such_package"}
    plugins = Plugins([EntryPoint(name, value, "govkit") for name, value in values.items()])
    assert plugins.locales("deep") == inner / "locales"
    assert plugins.locales("outer") is None
    assert plugins.locales("absent") is None
    assert plugins.locales("unknown") is None


def test_the_plugins_of_this_checkout_keep_to_the_contract() -> None:
    plugins = Plugins()
    for name in plugins.names:
        state = plugins.state(name)
        assert state.state == "loaded", state.reason
        assert state.version
