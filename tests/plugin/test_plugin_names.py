"""By their names plugins are told apart, switched off and missed, each time with what to do."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from govkit.plugin.manager import Plugins
from tests.plugin.acme import GOOD, HEAD, Write, reason, why


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
