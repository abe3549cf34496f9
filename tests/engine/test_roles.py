"""What the organisation is to a model: stated, worked out from the AI systems that use it, or not known."""

from __future__ import annotations

import pytest

from govkit.engine.roles import NOT_KNOWN, with_roles
from tests.engine.bench import assess, control, only

MODEL = {"id": "m"}
UNKNOWN = {"unknown": NOT_KNOWN}


@pytest.mark.parametrize(
    ("systems", "roles"),
    [
        ([{"id": "s", "models": ["m"], "role": ["deployer"]}], ["deployer"]),
        ([{"id": "s", "models": ["model:m"], "role": ["deployer"]}], ["deployer"]),
        ([{"id": "s", "models": ["m"], "role": ["deployer", "integrator"]}], ["integrator", "deployer"]),
        (
            [{"id": "s", "models": ["m"], "role": ["deployer"]}, {"id": "t", "models": ["m"], "role": ["developer"]}],
            ["developer", "deployer"],
        ),
        ([{"id": "s", "models": ["m"], "role": ["deployer"]}, {"id": "t", "models": "none"}], ["deployer"]),
        ([], UNKNOWN),
        ([{"id": "s", "models": ["other"], "role": ["deployer"]}], UNKNOWN),
        ([{"id": "s", "models": ["m"]}], UNKNOWN),
        ([{"id": "s", "models": ["m"], "role": "none"}], UNKNOWN),
        ([{"id": "s", "models": ["m"], "role": {"unknown": "asked"}}], UNKNOWN),
        ([{"id": "s", "models": ["m"], "role": []}], UNKNOWN),
        ([{"id": "s", "models": ["m"], "role": ["deployer"]}, {"id": "t", "models": ["m"]}], UNKNOWN),
        ([{"id": "s", "models": ["m"], "role": ["deployer"]}, {"id": "t"}], UNKNOWN),
    ],
)
def test_silence_states_no_role(systems, roles):
    assert with_roles([MODEL], systems) == [{"id": "m", "role": roles}]


def test_what_is_stated_stands():
    systems = [{"id": "s", "models": ["m"], "role": ["developer"]}]
    assert with_roles([{"id": "m", "role": ["deployer"]}], systems) == [{"id": "m", "role": ["deployer"]}]
    assert with_roles([{"id": "m", "role": {"unknown": "why"}}], systems) == [{"id": "m", "role": {"unknown": "why"}}]


RULE = control(
    applies={"on": "model", "where": {"role": {"contains": "developer"}}},
    all=[{"require": {"licence": {"not": "none"}}}],
)


def test_what_developers_owe_is_not_asked_of_those_who_only_deploy():
    system = {"id": "s", "models": ["m"], "role": ["deployer"]}
    inventory = {"models": [MODEL | {"licence": "none"}], "ai_systems": [system]}
    assert only(assess(inventory, RULE))["status"] == "not_applicable"
    inventory["ai_systems"] = [system | {"role": ["developer", "deployer"]}]
    assert only(assess(inventory, RULE))["status"] == "fail"


def test_a_system_that_has_ended_says_nothing():
    ended = {"on": "2026-01-01", "reason": "sold"}
    system = {"id": "s", "models": ["m"], "role": ["deployer"], "ended": ended}
    inventory = {"models": [MODEL | {"licence": "none"}], "ai_systems": [system]}
    assert only(assess(inventory, RULE))["status"] == "unknown"
