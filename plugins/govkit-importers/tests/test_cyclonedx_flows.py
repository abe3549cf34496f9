"""Data flows of a bill of materials: what enters a service was sent to it, and is not merely stored there."""

from __future__ import annotations

import json

import pytest

from govkit.cli.main import run


def bom(*flows):
    service = {"bom-ref": "llm", "name": "Chat API", "provider": {"name": "LLM Inc"}, "x-trust-boundary": True}
    service["data"] = [{"flow": flow, "classification": "PII"} for flow in flows]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "services": [service]}


@pytest.mark.parametrize(
    ("flow", "kind", "recipient", "left"),
    [
        ("inbound", "send", "LLM-Inc", 0),
        ("bi-directional", "send", "LLM-Inc", 0),
        ("outbound", None, None, 1),
        ("unknown", None, "LLM-Inc", 1),
    ],
)
def test_the_direction_is_that_of_the_service(imported, inventory, flow, kind, recipient, left):
    code, (told,), _ = imported({"bom.json": bom(flow)})
    transfer = inventory().get("transfer:llm-1")
    assert code == 0
    assert (transfer.kind if transfer.is_stated("kind") else None) == kind
    assert (transfer.recipient if transfer.is_stated("recipient") else None) == recipient
    assert [entry["why"] for entry in told["left"]] == ["it does not say that data enter the service"] * left


def test_what_is_sent_goes_there_and_back(imported, tmp_path):
    imported({"bom.json": bom("inbound", "inbound")})
    assert run(["export", "it", "--format", "cyclonedx", "-o", "bom"]) == 0
    (service,) = json.loads((tmp_path / "bom/bom.cdx.json").read_text())["services"]
    assert [flow["flow"] for flow in service["data"]] == ["inbound", "inbound"]


def test_storage_is_no_flow_of_a_service(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "it.yaml").write_text(
        "govkit: inventory/1\nsystems: [{id: vault}]\n"
        "transfers: [{id: vault-1, kind: store_only, data_categories: [contact]}]\n"
    )
    assert run(["export", "it.yaml", "--format", "cyclonedx", "-o", "bom"]) == 0
    (service,) = json.loads((tmp_path / "bom/bom.cdx.json").read_text())["services"]
    assert "data" not in service
    assert "transfer" in capsys.readouterr().out
