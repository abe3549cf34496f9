"""A plugin that breaks the contract is refused whole and alone, with a reason that names it."""

from __future__ import annotations

import pytest

from govkit.plugin.manager import Plugins
from tests.plugin.acme import CANARY, GOOD, HEAD, Write, reason, why

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
