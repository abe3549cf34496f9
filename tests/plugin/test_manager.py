"""Plugins are found by metadata, loaded when asked for, and refused one by one with a reason that names them."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from govkit.plugin import Check, Probe
from govkit.plugin.manager import Plugins, Unavailable

CANARY = "zq-canary-0812345678"
HEAD = "from govkit.plugin import *\n"
GOOD = '''
@probe("acme.rows", on=Dataset)
def rows(dataset: Dataset, world: World) -> Observed[int]:
    """Count rows."""
    return Observed(1, examined=1, expected=1)


@check("acme.kept", on=Dataset, title="Retention is stated", needs=(rows,))
def kept(dataset: Dataset, ctx: Context) -> Finding:
    """Data kept for ever can't be necessary.

    Fix: state it.
    """
    return passed("kept")


@exhibit("acme.table")
def table(ctx: Context) -> Exhibit | None:
    """A table."""


@hookimpl
def register_checks():
    return [kept]


@hookimpl
def register_exhibits():
    return [table]
'''

Write = Callable[..., EntryPoint]


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


def reason(plugins: Plugins, name: str = "acme") -> str:
    state = plugins.state(name)
    assert state.reason is not None, "the plugin was loaded"
    return state.reason.text.format(**state.reason.params)


def why(found: object) -> str:
    assert isinstance(found, Unavailable)
    return found.reason.text.format(**found.reason.params)


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


BROKEN: dict[str, tuple[str, str]] = {
    "raises": (f"raise ValueError('{CANARY}')", "acme ? failed with ValueError at plugin_"),
    "exits": ("raise SystemExit(0)", "acme ? failed with SystemExit at plugin_"),
    "stops": ("raise GeneratorExit", "acme ? failed with GeneratorExit at plugin_"),
    "recurses": ("def f(): f()\nf()", "acme ? failed with RecursionError at plugin_"),
    "syntax": ("def f(:", "acme ? failed with SyntaxError at plugin_"),
    "no module": ("import no_such_module", "acme ? needs the module no_such_module, which is not installed"),
    "no name": ("from govkit.plugin import nothing", "acme ? can't import from the module govkit.plugin"),
    "wrong hook": (
        "@hookimpl\ndef register_checks(weather): return []",
        "acme ? breaks the contract of govkit.plugin",
    ),
    "unknown hook": ("@hookimpl\ndef register_cheques(): return []", "acme ? breaks the contract"),
    "hook raises": (
        f"@hookimpl\ndef register_checks(): raise KeyError('{CANARY}')",
        "acme ? failed with KeyError at plugin_",
    ),
    "hook stops midway": (
        "@hookimpl\ndef register_checks():\n    yield 1\n    1 / 0",
        "acme ? failed with ZeroDivisionError at plugin_",
    ),
    "hook returns none": (
        "@hookimpl\ndef register_checks(): pass",
        "register_checks of acme ? returns nothing, not even an empty list",
    ),
    "hook returns a number": ("@hookimpl\ndef register_checks(): return 3", "acme ? failed with TypeError"),
    "no checks": (
        "@hookimpl\ndef register_checks(): return ['acme.kept']",
        "register_checks of acme ? returns a str where a Check belongs",
    ),
    "no exhibits": (
        "@hookimpl\ndef register_exhibits(): return [3]",
        "register_exhibits of acme ? returns a int where a ExhibitMaker belongs",
    ),
    "unannotated probe": (
        "@probe('acme.p', on=Dataset)\ndef p(d, w): pass",
        "acme ? breaks the contract of govkit.plugin: probe `acme.p` has to be annotated",
    ),
    "foreign id": (GOOD.replace('"acme.kept"', '"cbpr.kept"'), "acme ? registers cbpr.kept, which is outside its"),
    "malformed id": (GOOD.replace('"acme.kept"', '"acme.Kept"'), "acme ? registers the id acme.Kept, which is not of"),
    "id of two dots": (GOOD.replace('"acme.kept"', '"acme.kept.long"'), "acme ? registers the id acme.kept.long"),
    "id is a number": (GOOD.replace('"acme.kept"', "7"), "acme ? registers the id 7"),
    "twice": (GOOD.replace("[kept]", "[kept, kept]"), "acme ? registers acme.kept twice"),
    "no title": (GOOD.replace("Retention is stated", " "), "acme.kept of acme ? has no title"),
    "no docstring": (
        GOOD.replace('"""Data kept for ever can\'t be necessary.\n\n    Fix: state it.\n    """', ""),
        "acme.kept of acme ? has no docstring",
    ),
    "only a fix": (GOOD.replace("Data kept for ever can't be necessary.", ""), "acme.kept of acme ? has no docstring"),
    "no fix": (
        GOOD.replace("Fix: state it.", "Do it."),
        "the docstring of acme.kept of acme ? has no paragraph `Fix:`",
    ),
    "not a subject": (
        GOOD.replace('"acme.kept", on=Dataset', '"acme.kept", on=int'),
        "acme.kept of acme ? is declared",
    ),
    "options": (GOOD.replace("needs=(rows,)", "options=int"), "acme.kept of acme ? is declared with values of wrong"),
    "needs": (
        GOOD.replace("needs=(rows,)", "needs=(3,)"),
        "acme.kept of acme ? is declared with values of wrong types",
    ),
    "reads": (
        GOOD.replace("needs=(rows,)", "reads=(3,)"),
        "acme.kept of acme ? is declared with values of wrong types",
    ),
    "malformed probe": (GOOD.replace('"acme.rows"', '"rows"'), "acme ? registers the id rows"),
    "endless probe": (
        GOOD.replace('"acme.rows", on=Dataset', '"acme.rows", on=Dataset, seconds=float("inf")'),
        "acme.rows of acme ? is declared with values of wrong types",
    ),
    "version of probe": (
        GOOD.replace('"acme.rows", on=Dataset', '"acme.rows", on=Dataset, version="1"'),
        "acme.rows of acme ? is declared with values of wrong types",
    ),
    "two probes": (
        GOOD.replace("needs=(rows,)", "needs=(rows, __import__('dataclasses').replace(rows, version=2))"),
        "acme ? registers acme.rows twice",
    ),
    "foreign exhibit": (GOOD.replace('"acme.table"', '"cbpr.table"'), "acme ? registers cbpr.table"),
    "foreign fields": (
        "from govkit.model.slots import Part\n"
        "@hookimpl\ndef register_extensions(): return [Extension('cbpr', Dataset, Part)]",
        "acme ? registers fields under x-cbpr twice or outside its namespace",
    ),
    "fields of a number": (
        "@hookimpl\ndef register_extensions(): return [Extension('acme', Dataset, int)]",
        "x-acme of acme ? is declared with values of wrong types",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_plugin_is_refused_whole_and_alone(
    fault: str, write: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    source, expected = BROKEN[fault]
    plugins = Plugins([write(f"{HEAD}print('{CANARY}')\n{source}"), write(HEAD + GOOD.replace("acme", "good"), "good")])
    assert plugins.checks("acme") == ()
    assert plugins.exhibits(["acme", "good"])[0].id == "good.table"
    assert len(plugins.checks("good")) == 1
    assert plugins.state("acme").state == "failed"
    assert reason(plugins).startswith(expected), reason(plugins)
    assert why(plugins.check("acme.kept")) == why(plugins.probe("acme.rows")) == reason(plugins)
    assert CANARY not in reason(plugins) + "".join(capfd.readouterr())


def test_ctrl_c_is_the_persons(write: Write) -> None:
    plugins = Plugins([write("raise KeyboardInterrupt")])
    with pytest.raises(KeyboardInterrupt):
        plugins.checks("acme")


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


def test_a_name_that_two_distributions_claim_belongs_to_none(write: Write) -> None:
    plugins = Plugins([write(HEAD + GOOD), write(HEAD + GOOD)])
    assert plugins.names == ("acme",)
    assert reason(plugins) == "several distributions bring a plugin acme: ?; remove all but one"
    assert plugins.checks("acme") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("govkit", "the name govkit is the core's own"), ("My Plugin", "My Plugin ? is not a plugin's name")],
)
def test_a_name_that_no_plugin_may_have_is_refused(name: str, expected: str, write: Write) -> None:
    assert reason(Plugins([write(HEAD + GOOD, name)]), name).startswith(expected)


def test_what_is_not_there_is_named_with_what_to_do(write: Write) -> None:
    plugins = Plugins([write(HEAD + GOOD)])
    assert why(plugins.check("acne.kept")) == (
        "no plugin acne is installed, but acme is; correct the name, or run `govkit plugin list`"
    )
    assert why(plugins.check("zoo.kept")) == "no plugin zoo is installed; install it, or run `govkit plugin list`"
    assert why(plugins.check("acme.keept")) == (
        "acme ? has no acme.keept, but acme.kept; correct the id, or update acme"
    )
    assert why(plugins.check("kept")) == (
        "kept is not an id of the form plugin.noun-phrase; correct it where it is written"
    )
    assert plugins.state("zoo").state == "missing"
    assert [state.name for state in plugins.states()] == ["acme", "acne", "zoo"]


@pytest.mark.parametrize(("switch", "left"), [("none", 0), ("cbpr", 1), (" cbpr , genai", 2), ("", 3), ("typo", 0)])
def test_the_environment_limits_installed_plugins(switch: str, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint(name, "json", "govkit") for name in ("cbpr", "genai", "personal-data")]
    monkeypatch.setattr("govkit.plugin.manager.entry_points", lambda group: points)
    monkeypatch.setenv("GOVKIT_PLUGINS", switch)
    plugins = Plugins()
    assert len(plugins.names) == left
    assert len(Plugins(points).names) == 3
    if left < 3:
        assert reason(plugins, "personal-data") == (
            "the plugin personal-data is switched off by GOVKIT_PLUGINS; name it there, or unset it"
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
