"""Legs that follow legs, stop orders no gate speaks of, and stricter rules where no law was read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from govkit.cli.host import CommandHost
from govkit_cbpr.transfer_commands import command
from govkit_cbpr.transfer_rules.assessing import Assessor, Result
from govkit_cbpr.transfer_rules.flow_reading import read_flow
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.overlays import compile_overlay
from govkit_cbpr.transfer_rules.rules import Overlay

TODAY = date(2026, 6, 1)
RULES = installed_rules()
SG: dict[str, Any] = {
    "origin": "SG", "establishment": "SG", "data_subject_countries": ["SG"], "destination": "JP",
    "mechanisms": ["contract.own"],
}  # fmt: skip


def assess(record: dict[str, Any]) -> Result:
    return Assessor(RULES).assess(read_flow(record, TODAY))


def test_a_leg_of_a_leg_is_judged_where_it_starts() -> None:
    last = {"origin": "SG", "destination": "KP", "mechanisms": "none"}
    leg = {"origin": "JP", "destination": "SG", "mechanisms": ["contract.own"]}
    found = assess({**SG, "onward": [{**leg, "onward": [last]}, {"origin": "TW", "destination": "JP"}]})
    assert [(name, verdict.regime, verdict.answer) for name, verdict in found.verdicts] == [
        ("", "sg.pdpa", "permitted_with_conditions"),
        ("onward[0]", "jp.appi", "permitted_with_conditions"),
        ("onward[0].onward[0]", "sg.pdpa", "not_permitted"),
        ("onward[1]", "tw.pdpa", "permitted"),
    ]
    assert found.combined.answer == "not_permitted"
    silent = assess({**SG, "onward": [{**leg, "onward": [{"destination": "KP"}]}]})
    assert silent.combined.missing == ("onward[0].onward[0].origin",)


@pytest.mark.parametrize(
    ("onward", "missing"),
    [
        ("unknown", ()),
        (None, ()),
        ("none", ()),
        (["unknown"], ("onward[0].origin",)),
        ([{"origin": "JP", "destination": "SG", "mechanisms": ["contract.own"]}, "tbd"], ("onward[1].origin",)),
    ],
)
def test_a_leg_of_which_nothing_is_stated_is_a_leg(onward: Any, missing: tuple[str, ...]) -> None:
    assert assess({**SG, "onward": onward}).combined.missing == missing


ROUTES: dict[str, dict[str, Any]] = {
    "jp.appi": {"origin": "JP", "destination": "DE", "mechanisms": "none"},
    "sg.pdpa": {"origin": "SG", "destination": "US", "publicly_available": True, "mechanisms": "none"},
    "my.pdpa": {"origin": "MY", "destination": "US", "mechanisms": [{"kind": "contract.own"}]},
    "us.28cfr202": {"origin": "US", "destination": "DE", "subjects_per_year": 3, "mechanisms": "none"},
}


@pytest.mark.parametrize("law", ROUTES)
def test_a_stop_order_holds_up_where_no_gate_speaks_of_it(law: str) -> None:
    flow = {"law": law, **ROUTES[law]}
    stopped = assess({**flow, "regulator_stop_order": True}).combined
    assert (stopped.answer, stopped.missing) == ("unknown", (f"rule:{law}.stop-order",))
    without = assess(flow).combined
    assert without.answer.startswith("permitted")
    assert assess({**flow, "regulator_stop_order": False}).combined == without


def test_a_stop_order_says_nothing_where_the_law_sees_no_transfer_and_nothing_better_than_no() -> None:
    home = {"law": "jp.appi", "origin": "JP", "destination": "JP", "regulator_stop_order": True}
    assert assess(home).combined.scope == "out_of_scope"
    none = {"law": "jp.appi", "origin": "JP", "destination": "IN", "mechanisms": "none", "regulator_stop_order": True}
    assert assess(none).combined.answer == "not_permitted"


def stricter(**rule: Any) -> Assessor:
    rules = [{"id": "limit", "title": "No", "because": "board", "answer": "not_permitted", **rule}]
    overlay = {"govkit": "transfer-overlay/1", "overlay": "acme", "title": "t", "owner": "o", "rules": rules}
    ready = compile_overlay(Overlay.model_validate(overlay), RULES.terms, RULES.conditions, RULES.regimes)
    return Assessor(RULES, overlays=[ready])


GENOMES: dict[str, Any] = {"destination": "IN", "data_categories": ["human_genomic"], "mechanisms": "none"}


@pytest.mark.parametrize("origin", [{"origin": "CH", "establishment": "CH", "data_subject_countries": ["CH"]}, {}])
def test_a_stricter_rule_binds_where_no_law_was_read_or_none_is_sure(origin: dict[str, Any]) -> None:
    judge = stricter(when={"data_categories": ["human_genomic"]})
    barred = judge.assess(read_flow({**GENOMES, **origin}, TODAY))
    assert (barred.combined.answer, barred.combined.overlays) == ("not_permitted", ("overlay.acme.limit",))
    free = judge.assess(read_flow({**GENOMES, **origin, "data_categories": ["contact"]}, TODAY))
    assert free.combined == assess({**GENOMES, **origin, "data_categories": ["contact"]}).combined


def test_a_stricter_rule_of_one_law_binds_nowhere_else() -> None:
    judge = stricter(when={"data_categories": ["human_genomic"]}, regimes=["sg.pdpa"])
    flow = {**GENOMES, "origin": "CH", "establishment": "CH", "data_subject_countries": ["CH"]}
    assert judge.assess(read_flow(flow, TODAY)).combined.answer == "unknown"


def test_the_command_tells_strange_words_and_barred_flows(tmp_path: Path) -> None:
    flows, overlay = tmp_path / "flows.json", tmp_path / "overlay.yaml"
    flows.write_text(json.dumps([{"id": "a", **GENOMES, "purpose_kind": "whim"}]), "utf-8")
    overlay.write_text(
        "govkit: transfer-overlay/1\noverlay: acme\ntitle: t\nowner: o\nrules:\n"
        "  - {id: limit, title: No, because: board, when: {data_categories: [human_genomic]}, answer: not_permitted}\n",
        "utf-8",
    )
    call = ["assess", "--flows", str(flows), "--overlay", str(overlay)]
    done = CliRunner().invoke(command(CommandHost()), call, catch_exceptions=False)
    assert "NOT PERMITTED" in done.stdout
    assert "the word `whim` is not listed" in done.stderr


@pytest.mark.parametrize("onward", ["none", ["none"], []])
def test_no_legs_are_none(onward: Any) -> None:
    assert read_flow({**SG, "onward": onward}, TODAY).legs == ()
