"""Every file of the examples that a person writes fits the published JSON Schema of its sort."""

from __future__ import annotations

import json

import jsonschema
import pytest

from examples.golden import EXAMPLES, HERE
from govkit.engine.read import read_document
from govkit.model.schema import SCHEMAS

KINDS = {
    "govkit": "config",
    "inventory": "inventory",
    "answers": "answers",
    "waivers": "waivers",
    "rejections": "rejections",
}
FILES = sorted(path.relative_to(HERE) for name in EXAMPLES for path in (HERE / name).rglob("*.yaml"))


@pytest.fixture(scope="module")
def validators():
    return {kind: jsonschema.Draft202012Validator(SCHEMAS[kind]()) for kind in (*KINDS.values(), "assessment", "facts")}


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_fits_its_schema(file, validators):
    kind = KINDS[file.stem if len(file.parts) == 2 else file.parts[1]]
    faults = validators[kind].iter_errors(read_document(HERE / file, shown_as=str(file)).value)
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_what_govkit_writes_fits_its_schema(example, validators):
    for kind, document in (("assessment", example.assessment), ("facts", example.facts)):
        faults = validators[kind].iter_errors(json.loads(json.dumps(document)))
        assert [f"{fault.json_path}: {fault.message[:200]}" for fault in faults][:3] == []
