"""A deployer of a hosted model owes no developer's documents, and gets a list of what to ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import govkit
from govkit.engine.checklists import Library
from govkit_genai.vendor import REQUESTS

CARD = (
    "---\nlicense: apache-2.0\n---\n# M\n\n## Limitations\n\nIt mixes up Thai and Lao names of places in long texts.\n"
)


def table(folder: Any, inventory: str) -> dict[str, list[str]] | None:
    """Return the table of requests: number → what the cells of the systems say."""
    (folder / "inventory.yaml").write_text("govkit: inventory/1\n" + inventory, encoding="utf-8")
    (folder / "card.md").write_text(CARD, encoding="utf-8")
    assessment = govkit.assess(folder, frameworks=["genai-transparency"])
    found = [entry for entry in assessment["exhibits"] if entry["id"] == "genai.vendor-requests"]
    if not found:
        return None
    return {str(row[0]["content"]): [cell["content"]["text"] for cell in row[2:]] for row in found[0]["rows"]}


DEPLOYED = """\
ai_systems:
  - {{id: chat, role: [deployer], models: [m]}}
models:
  - {{id: m, {rest}}}
"""


def test_everything_is_to_be_asked_for_where_nothing_is_known(tmp_path: Any) -> None:
    rows = table(tmp_path, DEPLOYED.format(rest="card: none"))
    assert rows is not None
    assert set(rows) == {request.item for request in REQUESTS}
    assert {tuple(cells) for cells in rows.values()} == {("to ask for",)}


def test_what_the_inventory_or_a_card_states_is_on_file(tmp_path: Any) -> None:
    rows = table(tmp_path, DEPLOYED.format(rest="card: card.md, version: '2', change_log: none, support_until: TBD"))
    assert rows is not None
    assert {item for item, cells in rows.items() if cells == ["on file"]} == {"GT-02", "GT-06"}


@pytest.mark.parametrize("role", ["[developer, deployer]", "none"])
def test_who_develops_or_does_not_say_gets_no_list(tmp_path: Any, role: str) -> None:
    assert table(tmp_path, DEPLOYED.replace("[deployer]", role).format(rest="card: none")) is None


def test_a_system_without_declared_models_has_everything_to_ask_for(tmp_path: Any) -> None:
    rows = table(tmp_path, "ai_systems:\n  - {id: chat, role: [deployer], models: none}\nmodels: none\n")
    assert rows is not None
    assert {tuple(cells) for cells in rows.values()} == {("to ask for",)}


@pytest.mark.parametrize(("role", "status"), [("deployer", "not_applicable"), ("developer", "fail")])
def test_a_deployer_needs_no_card_of_its_own(tmp_path: Any, role: str, status: str) -> None:
    inventory = DEPLOYED.replace("deployer", role).format(rest="card: none")
    (tmp_path / "inventory.yaml").write_text("govkit: inventory/1\n" + inventory, encoding="utf-8")
    assessment = govkit.assess(tmp_path, frameworks=["genai-transparency"])
    (framework,) = assessment["frameworks"]
    said = {control["id"]: control["status"] for control in framework["controls"]}
    assert {said[name] for name in ("identity.licence", "use.intended", "risk.limitations", "data.sources")} == {status}


def test_each_item_of_a_developer_is_asked_for() -> None:
    checklist = Library().choose(["genai-transparency@2026.11"], date(2026, 11, 21))[0].checklist
    items = {
        control.number
        for control in checklist.controls
        if "developer" in control.tags and "deployer" not in control.tags and control.applies.on != "organisation"
    }
    asked = [request.item for request in REQUESTS]
    known = {control.number for control in checklist.controls if "developer" in control.tags}
    assert items <= set(asked) <= known
    assert asked == sorted(set(asked))


def test_what_each_entry_states_is_on_file(tmp_path: Any) -> None:
    data = "training_data: [{{name: a, kind: crawled, personal_data: 'no'}}, {{name: b, kind: licensed}}]"
    rows = table(tmp_path, DEPLOYED.replace("{rest}", data).format())
    assert rows is not None
    assert {item for item, cells in rows.items() if cells == ["on file"]} == {"GT-24", "GT-25"}


@pytest.mark.parametrize(
    ("item", "bare", "whole"),
    [
        ("GT-01", "contact: {role: helpdesk}", "contact: {email: help@vendor.example}"),
        ("GT-03", "artifacts: [{path: w.bin}]", "artifacts: [{path: w.bin, signed: true}]"),
        ("GT-03", "artifacts: [{path: w.bin, signed: false}]", f"artifacts: [{{path: w.bin, sha256: {'ab' * 32}}}]"),
        ("GT-04", "distribution_channels: [a hub]", "distribution_channels: [a hub], release_date: 2026-03-01"),
        ("GT-19", "evaluations: [{metric: accuracy}]", "evaluations: [{metric: accuracy, value: 0.0}]"),
        ("GT-25", "training_data: [{kind: crawled}]", "training_data: [{kind: crawled, name: Common Text}]"),
        ("GT-48", "risks: [{mitigation: a filter}]", "risks: [{kind: misuse, mitigation: a filter}]"),
    ],
)
def test_an_entry_without_what_is_asked_for_is_not_on_file(tmp_path: Any, item: str, bare: str, whole: str) -> None:
    said = [table(tmp_path, DEPLOYED.format(rest=rest)) for rest in (bare, whole)]
    assert [rows and rows[item] for rows in said] == [["to ask for"], ["on file"]]
