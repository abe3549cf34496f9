"""OSCAL documents against the schemas of NIST, and against what those can't see."""

from __future__ import annotations

import base64
import copy
import json
import random
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from govkit_submission.oscal import assessment_plan, assessment_results
from govkit_submission.oscal.references import faults_in

SCHEMAS = Path(__file__).parent / "oscal"
TOKEN = {r"^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$": r"^[^\W\d][\w.\-]*$"}
"""Python's `re` knows no classes of Unicode; these are the same tokens."""
STATUSES = ("pass", "fail", "unknown", "review", "error", "not_applicable")
HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "a\nb\u2028c\x1b[31m",
    "`rm` | *b* _c_ # &lt;",
    "\u202eevil",
    " ",
    "",
    "ข้อมูลส่วนบุคคล",
)


@pytest.fixture(scope="module")
def schemas():
    """Return a validator for each kind of document."""

    def validator(kind):
        schema = json.loads((SCHEMAS / f"oscal_{kind}_schema.json").read_text("utf-8"))
        token = schema["definitions"]["TokenDatatype"]
        token["pattern"] = TOKEN[token["pattern"]]
        Draft7Validator.check_schema(schema)
        return Draft7Validator(schema)

    return {kind: validator(kind) for kind in ("assessment-results", "assessment-plan")}


@pytest.fixture
def assessment(members):
    return json.loads(members["assessment.json"])


def faults(schemas, document):
    (kind,) = document
    return [error.message for error in schemas[kind].iter_errors(document)]


def test_both_documents_are_valid_and_refer_to_what_is_there(schemas, assessment):
    results, plan = assessment_results.results(assessment), assessment_plan.plan(assessment)
    for document in (results, plan):
        assert faults(schemas, document) == []
        assert faults_in(document) == []
    (inside,) = [entry for entry in results["assessment-results"]["back-matter"]["resources"] if "base64" in entry]
    assert json.loads(base64.b64decode(inside["base64"]["value"])) == plan
    assert results["assessment-results"]["import-ap"]["href"] == f"#{inside['uuid']}"


def test_the_same_assessment_has_the_same_bytes_and_another_other_ids(assessment):
    first = assessment_results.render(assessment)
    assert first == assessment_results.render(json.loads(json.dumps(assessment)), language="th")
    assessment["provenance"]["facts_sha256"] = "0" * 64
    assert assessment_results.results(assessment)["assessment-results"]["uuid"] not in first


def shaken(assessment, seed):
    """Return the assessment with statuses by chance, and a stranger's texts wherever texts stand."""
    chance = random.Random(seed)
    found = copy.deepcopy(assessment)
    (framework,) = found["frameworks"]
    controls = []
    for number in range(chance.randint(1, 12)):
        control = copy.deepcopy(chance.choice(framework["controls"]))
        control |= {"id": f"{chance.choice(['1', 'x', 'ก', '-'])}.c{number}", "status": chance.choice(STATUSES)}
        control |= {"title": chance.choice(HOSTILE), "why": chance.choice(HOSTILE)}
        control["reason"] = {"text": "{what}", "params": {"what": chance.choice(HOSTILE)}}
        control |= chance.choice([{}, {"waived": True}, {"unconfirmed": True, "preanswer": "pass"}])
        controls.append(control)
    framework["controls"] = controls
    entries = [*found["findings"], *found["groups"]]
    found["findings"], found["groups"] = [], []
    for _ in range(chance.randint(0, 20)):
        entry = copy.deepcopy(chance.choice(entries))
        entry |= {"control": chance.choice(controls)["id"], "status": chance.choice(STATUSES)}
        entry["evidence"] = [
            {"what": {"text": "seen"}, "file": "ก/a b.txt", "sha256": "a" * 64},
            {"what": {"text": chance.choice(HOSTILE)}},
        ]
        found["findings" if "subject" in entry else "groups"].append(entry)
    for waiver in found["waivers"]:
        waiver |= {"control": controls[0]["id"], "state": "in_force", "owner": chance.choice(HOSTILE)}
    found["organisation"] = chance.choice([{}, {"name": chance.choice(HOSTILE)}, found["organisation"]])
    found["scope"] = chance.choice(HOSTILE)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_whatever_an_assessment_says_its_documents_are_valid(seed, schemas, assessment):
    given = shaken(assessment, seed)
    document = assessment_results.results(given)
    assert faults(schemas, document) == []
    assert faults_in(document) == []
    assert faults(schemas, assessment_plan.plan(given)) == []
    (framework,), (result,) = given["frameworks"], document["assessment-results"]["results"]
    met = sum(control["status"] == "pass" for control in framework["controls"])
    states = [finding["target"]["status"]["state"] for finding in result.get("findings", ())]
    assert states.count("satisfied") == met
    assert len(states) == sum(control["status"] != "not_applicable" for control in framework["controls"])
    lines = [text for key, text in texts(document) if key in ("title", "description", "statement")]
    assert not any(re.search(r"[<>]|(?<!\\)[\[\]`*]", text) for text in lines)


def texts(value, key=""):
    """Yield every text with the key under which it stands."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)
    elif isinstance(value, str):
        yield key, value


def result_of(document):
    return document["assessment-results"]["results"][0]


BREAKS = {
    "an observation that is not there": lambda r: r["findings"][0]["related-observations"][0].update(
        {"observation-uuid": "00000000-0000-5000-8000-000000000000"}
    ),
    "a risk that is not there": lambda r: next(f for f in r["findings"] if "related-risks" in f)["related-risks"][
        0
    ].update({"risk-uuid": "00000000-0000-5000-8000-000000000000"}),
    "a subject that is not there": lambda r: r["local-definitions"]["inventory-items"].pop(),
    "an identifier twice": lambda r: r["observations"][0].update(uuid=r["observations"][1]["uuid"]),
    "an invented method": lambda r: r["observations"][0].update(methods=["GUESS"]),
    "a control that was not reviewed": lambda r: r["findings"][0]["target"].update({"target-id": "elsewhere"}),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_the_schema_lets_pass_is_found(name, schemas, assessment):
    document = assessment_results.results(assessment)
    BREAKS[name](result_of(document))
    assert faults(schemas, document) == []
    assert faults_in(document) != []


def test_more_that_the_schema_lets_pass_is_found(schemas, assessment):
    document = assessment_results.results(assessment)
    document["assessment-results"]["metadata"]["oscal-version"] = "9.9.9"
    document["assessment-results"]["back-matter"]["resources"].clear()
    document["assessment-results"]["metadata"]["parties"][0]["uuid"] = "00000000-0000-5000-8000-000000000000"
    found = faults_in(document)
    assert any("no known version" in fault for fault in found)
    assert any("import-ap/href refers to" in fault for fault in found)
    assert any("party-uuids refers to" in fault for fault in found)
