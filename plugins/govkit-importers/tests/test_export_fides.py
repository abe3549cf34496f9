"""A manifest that is exported holds only what Fides itself accepts."""

from __future__ import annotations

import json

import yaml

from govkit.engine.load import load
from govkit_importers.exports.command import FORMATS
from govkit_importers.exports.ledger import Ledger


def test_fides_accepts_the_types_and_grounds_that_are_written(tmp_path):
    """What fideslang 3.1 refuses: other types, a type but `object` above fields, grounds in capitals."""
    fields = [
        {"name": f"f-{name}", "logical_type": name} for name in ("number", "date", "timestamp", "array", "string")
    ]
    fields += [{"name": "whole", "logical_type": "string"}, {"name": "whole.part", "logical_type": "integer"}]
    record = {
        "govkit": "inventory/1",
        "datasets": [{"id": "d", "collections": [{"name": "t", "fields": fields}]}],
        "policies": [{"id": "p", "name": "Policy of the shop"}],
        "systems": [{"id": "idle"}, {"id": "s"}],
        "activities": [
            {
                "id": "s",
                "systems": ["s"],
                "purposes": ["fides:marketing"],
                "legal_basis": "legal_obligation",
                "responsibility": "joint_controller",
            }
        ],
    }
    (tmp_path / "own").mkdir()
    (tmp_path / "own/inventory.json").write_text(json.dumps(record))
    ledger = Ledger(load(tmp_path / "own").normalised.inventory)
    manifest = yaml.safe_load(str(FORMATS["fides"](ledger)["fides.yml"]))
    ((table,),) = [dataset["collections"] for dataset in manifest["dataset"]]
    types = {field["name"]: field.get("fides_meta", {}).get("data_type") for field in table["fields"]}
    assert types == {
        "f-number": "float",
        "f-date": None,
        "f-timestamp": None,
        "f-array": "string[]",
        "f-string": "string",
        "whole": None,
    }
    assert "field.logical_type" in {loss.what for loss in ledger.lost()}
    assert manifest["policy"] == [{"fides_key": "p", "name": "Policy of the shop", "rules": []}]
    idle, system = manifest["system"]
    assert idle["privacy_declarations"] == []
    assert system["privacy_declarations"][0]["legal_basis_for_processing"] == "Legal obligations"
    assert "responsibility" not in system
