"""`govkit export` as a person runs it: what a format can not hold is listed with its path and reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from govkit.cli.main import run

OTHERS = "terms of other taxonomies than Fides' are left out"
INVENTORY = """\
govkit: inventory/1
parties: none
datasets:
  - id: crm
    name: Customers of the shop
    retention: P5Y
    disposal: none
    owner: {claims: [{value: Sales, standing: declared, origin: a}, {value: Support, standing: declared, origin: b}]}
    personal: {unknown: not looked at}
    collections:
      - name: people
        fields:
          - {name: email, classification: {claims: [{value: [email], standing: suggested, origin: a}]}}
          - {name: religion, classification: [fides:user.demographic, dpv-pd:Religion], protection: [encrypted]}
activities:
  - {id: orders, purposes: [fides:marketing, dpv:Marketing], legal_basis: consent, datasets: [crm], recipients: [post]}
"""


@pytest.fixture
def exported(tmp_path, monkeypatch, capsys):
    """Return a function that exports the inventory: exit code, what was told."""
    (tmp_path / "it/inventory").mkdir(parents=True)
    (tmp_path / "it/inventory/a.yaml").write_text(INVENTORY)
    monkeypatch.chdir(tmp_path)

    def exported(form: str, *arguments: str) -> tuple[int, dict[str, Any]]:
        code = run(["export", "it", "--format", form, "-o", "out", "--json", *arguments])
        return code, json.loads(capsys.readouterr().out)

    return exported


def test_every_loss_has_its_path_and_reason(exported):
    code, told = exported("fides")
    assert (code, told["files"]) == (0, ["fides.yml"])
    assert {loss["path"]: loss["why"] for loss in told["lost"]} == {
        "party": "the format can't say that there are none",
        "dataset:crm.disposal": "the format can't say that there is none",
        "dataset:crm.owner": "its sources disagree",
        "dataset:crm.collections[people].fields[email].classification": "nobody has confirmed it",
        "dataset:crm.collections[people].fields[religion].classification": OTHERS,
        "dataset:crm.collections[people].fields[religion].protection": "the format has no place for it",
        "activity:orders": "the format does not hold it",
    }


def test_a_contract_holds_what_is_stated_of_a_dataset(exported, tmp_path):
    _, told = exported("odcs")
    assert sorted(loss["path"] for loss in told["lost"]) == [
        "activity:orders",
        "dataset:crm.collections[people].fields[email].classification",
        "dataset:crm.owner",
        "party",
    ]
    contract = yaml.safe_load((tmp_path / "out/crm.odcs.yaml").read_text())
    assert {"property": "govkit.disposal", "value": "none"} in contract["customProperties"]
    assert contract["slaProperties"] == [{"property": "retention", "value": 5, "unit": "y"}]
    assert "team" not in contract


def test_a_graph_uses_the_terms_of_dpv_where_they_are(exported, tmp_path):
    exported("dpv")
    graph = json.loads((tmp_path / "out/dpv.jsonld").read_text())["@graph"]
    process = next(node for node in graph if node["@type"] == "dpv:Process")
    assert process["dpv:hasLegalBasis"] == {"@id": "dpv:Consent"}
    assert process["dpv:hasRecipient"] == [{"@id": "urn:govkit:party:post"}]
    assert process["dpv:hasPurpose"] == [
        {"@type": "dpv:Purpose", "skos:notation": "fides:marketing"},
        {"@id": "dpv:Marketing"},
    ]


def test_strict_writes_nothing_where_something_would_be_lost(exported, tmp_path):
    code, told = exported("cyclonedx", "--strict")
    assert code == 1
    assert "dataset:crm.collections[people].fields" in {loss["path"] for loss in told["lost"]}
    assert not (tmp_path / "out").exists()


def test_people_read_counts_and_the_first_places(tmp_path, exported, capsys):
    assert run(["export", "it", "--format", "odcs", "-o", "out"]) == 0
    assert "dataset.owner 1 (its sources disagree): dataset:crm.owner" in capsys.readouterr().out


def test_a_file_is_no_folder(exported, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert run(["export", "it", "--format", "odcs", "-o", "file"]) == 2
    assert "this is a file" in capsys.readouterr().err


def test_a_layout_goes_with_a_record_and_with_nothing_else(exported, capsys):
    for arguments, said in (
        (["--format", "ropa"], "needs a layout (add --layout with one of: cnil,"),
        (["--format", "odcs", "--layout", "cnil"], "only a record of processing has a layout"),
    ):
        assert run(["export", "it", "-o", "out", *arguments]) == 2
        assert said in capsys.readouterr().err
