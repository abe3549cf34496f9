"""`govkit schema`: the published schemas take what govkit ships and writes, and refuse slips."""

import json
from pathlib import Path

import jsonschema
import pytest

from govkit.engine.read import read_document

ROOT = Path(__file__).parents[2]
KINDS = [
    "inventory",
    "checklist",
    "translation",
    "registry",
    "answers",
    "waivers",
    "reviews",
    "rejections",
    "config",
    "assessment",
    "facts",
]


@pytest.fixture(scope="module")
def validators():
    from govkit.model.schema import SCHEMAS

    assert list(SCHEMAS) == KINDS
    found = {}
    for kind, make in SCHEMAS.items():
        jsonschema.Draft202012Validator.check_schema(make())
        found[kind] = jsonschema.Draft202012Validator(make(), format_checker=jsonschema.FormatChecker())
    return found


def test_schemas_take_what_govkit_ships_and_writes(shop, assess, validators):
    assess("-q")
    validators["config"].validate(read_document(shop / "govkit.yaml").value)
    validators["checklist"].validate(read_document(shop / "own.checklist.yaml").value)
    for name in ("assessment", "facts"):
        validators[name].validate(json.loads((shop / f"out/{name}.json").read_text()))
    for path in sorted(ROOT.glob("checklists/govkit_checklists/*/*/*.yaml")):
        content = read_document(path).value
        validators[content["govkit"].partition("/")[0]].validate(content)
    for path in sorted(ROOT.glob("checklists/govkit_checklists/registries/*.yaml")):
        validators["registry"].validate(read_document(path).value)


FORMS = [
    ("P5Y", True),
    ("none", True),
    (None, True),
    ({"unknown": "asked"}, True),
    ({"claims": [{"value": "P5Y", "origin": "odcs", "standing": "detected"}]}, True),
    ({"claims": [{"value": "P5Y", "standing": "perhaps"}]}, False),
    ({"claims": [{"valu": "P5Y"}]}, False),
    ({"unknown": 3}, False),
    (5, False),
    ("five years", False),
    ([], False),
]


@pytest.mark.parametrize(("value", "fits"), FORMS)
def test_the_forms_of_a_value(validators, value, fits):
    inventory = {"govkit": "inventory/1", "datasets": [{"id": "a", "retention": value}]}
    assert validators["inventory"].is_valid(inventory) is fits


@pytest.mark.parametrize(
    ("inventory", "fits"),
    [
        ({"govkit": "inventory/1", "datasets": "none", "x-ours": {"a": 1}}, True),
        ({"govkit": "inventory/1", "datasets": [{"id": "a", "x-ours": 3, "owner": "none"}]}, True),
        (
            {
                "govkit": "inventory/1",
                "datasets": [{"id": "a", "collections": [{"name": "t", "fields": [{"name": "c"}]}]}],
            },
            True,
        ),
        ({"govkit": "inventory/1", "datasets": [{"id": "a", "onwer": "x"}]}, False),
        ({"govkit": "inventory/1", "datasets": [{"name": "a"}]}, False),
        ({"govkit": "inventory/1", "dataset": []}, False),
        ({"govkit": "inventory/1", "organisations": [{"id": "a", "country": "Thailand"}]}, False),
        ({"datasets": []}, False),
    ],
)
def test_an_inventory_against_its_schema(validators, inventory, fits):
    assert validators["inventory"].is_valid(inventory) is fits


def test_slots_are_described_by_their_docstrings(validators):
    schema = validators["inventory"].schema
    assert schema["$defs"]["Dataset"]["properties"]["owner"]["description"] == (
        "The role or team that keeps it, rather than a person."
    )
    assert "Named by id: `party`" in schema["$defs"]["System"]["properties"]["vendor"]["description"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_printed(call, kind):
    code, out, _ = call("schema", kind)
    assert code == 0
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
