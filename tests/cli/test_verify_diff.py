"""`govkit verify` and `govkit diff`: what fits, what changed, and what is only gone."""

import json

import pytest

from govkit.engine.diff import diff


@pytest.fixture
def forge(shop, saved):
    """Return a function that changes the saved assessment and writes it back."""

    def forge(change):
        change(saved)
        (shop / "out/assessment.json").write_text(json.dumps(saved))

    return forge


def control(assessment, name):
    return next(c for c in assessment["frameworks"][0]["controls"] if c["id"] == name)


def test_what_was_just_assessed_fits(shop, saved, call):
    code, out, err = call("verify", "out/assessment.json")
    assert (code, out) == (0, "")
    assert err.splitlines()[-1] == "the assessment fits"
    assert "held against" in err


def test_without_the_folder_that_is_said(shop, saved, call, tmp_path):
    for name in ("assessment.json", "facts.json"):
        (shop / "out" / name).rename(tmp_path / name)
    code, _, err = call("verify", tmp_path / "assessment.json")
    assert code == 0
    assert "not looked at" in err


def test_without_facts_nothing_can_be_verified(shop, saved, call):
    (shop / "out/facts.json").unlink()
    code, _, err = call("verify", "out/assessment.json")
    assert code == 2
    assert "name them with --facts" in err


FORGERIES = {
    "a verdict": (
        lambda a: control(a, "retention").update(status="pass"),
        "verdict own/retention: is claimed pass, and the facts give fail",
    ),
    "a severity": (
        lambda a: control(a, "retention").update(severity="low"),
        "verdict own/retention: is claimed with another severity",
    ),
    "a seal of somebody's own": (
        lambda a: a.update(certified_by="a ministry"),
        "section /certified_by: is no part of an assessment",
    ),
    "a key of a control": (
        lambda a: control(a, "retention").update(certified="yes"),
        "section /frameworks/0/controls/0/certified: is no part of an assessment",
    ),
    "a trouble that there was not": (
        lambda a: a["problems"].append(
            {"kind": "probe", "name": "own.look", "message": {"text": "could not be run", "params": {}}}
        ),
        "problem own.look: is named, and the facts give no such trouble",
    ),
    "the engine": (
        lambda a: a["provenance"].update(engine="99.0"),
        "engine govkit: is claimed to be 99.0, and is ",
    ),
    "a control left out": (lambda a: a["frameworks"][0]["controls"].pop(0), "verdict own/retention: is left out"),
    "a control of one's own": (
        lambda a: a["frameworks"][0]["controls"].append({**control(a, "owner"), "id": "mine"}),
        "verdict own/mine: is claimed, and is not asked",
    ),
    "a framework left out": (lambda a: a["frameworks"].clear(), "verdict own@1: is left out"),
    "a score": (lambda a: a["frameworks"][0]["score"].update(low=1.0), "score own@1: the score is claimed 100 to"),
    "a title": (lambda a: a["frameworks"][0].update(title="Law"), "verdict own@1: is claimed with another title"),
    "a finding left out": (
        lambda a: a["findings"].pop(0),
        "finding own/retention on dataset:crm: the facts give fail, which is left out",
    ),
    "a finding of one's own": (
        lambda a: a["findings"].append({**a["findings"][0], "id": "0" * 16}),
        "finding own/retention on dataset:crm: is claimed fail, and the facts give none",
    ),
    "a finding changed": (
        lambda a: a["findings"][0].update(line=99),
        "finding own/retention on dataset:crm: is claimed with another line",
    ),
    "a finding twice": (
        lambda a: a["findings"].append(a["findings"][0]),
        "finding findings: some are listed more often",
    ),
    "the facts": (lambda a: a["provenance"].update(facts_sha256="0" * 64), "facts "),
    "a checklist": (
        lambda a: a["provenance"]["checklists"][0].update(sha256="0" * 64),
        "checklist own@1: is claimed with another sha256",
    ),
    "a plugin": (
        lambda a: a["provenance"]["plugins"].append(
            {"name": "acme", "distribution": "govkit-acme", "version": "1", "state": "loaded"}
        ),
        "plugin acme: is claimed, and takes no part",
    ),
    "an input": (lambda a: a["provenance"]["inputs"].pop(), "input provenance: the files that the assessment names"),
    "the scope": (lambda a: a.update(scope="Everything."), "section scope: differs"),
    "a passed group": (lambda a: a["groups"][0].update(basis="examined"), "section groups: differs"),
    "a question hidden": (lambda a: a["questions"].clear(), "section questions: differs"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_named(shop, forge, call, name):
    change, said = FORGERIES[name]
    forge(change)
    code, out, _ = call("verify", "out/assessment.json")
    assert code == 5
    assert any(line.startswith(said) for line in out.splitlines()), out


def test_another_date_of_judging_is_taken_from_the_assessment(shop, saved, call):
    call("assess", "--from", "out/facts.json", "--as-of", "2030-01-01", "--format", "json", "-o", "later.json")
    assert call("verify", "later.json", "--facts", "out/facts.json")[0] == 0


def test_a_file_that_changed_is_named(shop, saved, call):
    inventory = shop / "inventory/all.yaml"
    inventory.write_text(inventory.read_text() + "# later\n")
    code, out, _ = call("verify", "out/assessment.json")
    assert code == 5
    assert out == "input inventory/all.yaml: has changed since the facts were gathered\n"


def test_a_file_that_came_or_went_is_named(shop, saved, call):
    (shop / "inventory/more.yaml").write_text("govkit: inventory/1\nsystems: none\n")
    (shop / "govkit.yaml").unlink()
    code, out, _ = call("verify", "out/assessment.json")
    assert code == 5
    assert "input inventory/more.yaml: was not there when the facts were gathered" in out
    assert "input govkit.yaml: is not there" in out


def test_a_folder_that_can_no_longer_be_read_is_named(shop, saved, call):
    (shop / "inventory/all.yaml").write_text("govkit: [\n")
    code, out, _ = call("verify", "out/assessment.json")
    assert code == 5
    assert "can't be read any more" in out


def test_facts_that_do_not_say_what_the_files_say_are_named(shop, saved, call):
    """Somebody improved the facts and judged them: every digest fits, but the inventory says something else."""
    facts = json.loads((shop / "out/facts.json").read_text())
    facts["inventory"]["records"]["dataset"][0]["retention"] = "P1Y"
    (shop / "out/facts.json").write_text(json.dumps(facts))
    call("assess", "--from", "out/facts.json", "--format", "json", "-o", "better.json")
    assert call("verify", "better.json", "--facts", "out/facts.json")[0] == 0
    code, out, _ = call("verify", "better.json", "--facts", "out/facts.json", "--folder", ".")
    assert (code, out) == (5, "facts inventory: the facts do not say what the files say\n")


def test_facts_under_pseudonyms_fit_their_folder(shop, assess, call):
    (shop / "waivers.yaml").write_text(
        "govkit: waivers/1\nwaivers:\n"
        "  - {framework: own, control: owner, owner: Somchai, reason: Sold, expires: 2099-01-01}\n"
    )
    assess("-q", "--pseudonymise")
    assert "Somchai" not in (shop / "out/facts.json").read_text()
    assert call("verify", "out/assessment.json")[:2] == (0, "")


def test_facts_that_name_files_outside_the_folder_do_not_reach_them(shop, saved, call, tmp_path):
    (tmp_path / "secret").write_text("x")
    facts = json.loads((shop / "out/facts.json").read_text())
    facts["evidence"].append(
        {"path": "../secret", "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}
    )
    (shop / "out/facts.json").write_text(json.dumps(facts))
    code, out, _ = call("verify", "out/assessment.json")
    assert code == 5
    assert "input ../secret: is not there" in out


def test_verify_writes_json(shop, forge, call):
    forge(FORGERIES["a verdict"][0])
    code, out, _ = call("verify", "out/assessment.json", "--json")
    assert code == 5
    assert {
        "kind": "verdict",
        "name": "own/retention",
        "what": "is claimed pass, and the facts give fail",
    } in json.loads(out)


@pytest.fixture
def changed(shop, assess, saved, call):
    """Return a function that changes a file, assesses again, and compares."""
    (shop / "out/assessment.json").rename(shop / "old.json")

    def changed(path, old, new):
        text = (shop / path).read_text()
        assert old in text
        (shop / path).write_text(text.replace(old, new))
        assess("-q")
        code, out, _ = call("diff", "old.json", "out/assessment.json", "--format", "json")
        assert code == 0
        document = json.loads(out)
        assert document["govkit"] == "diff/1"
        return {(c["kind"], c["control"], c["subject"], c["before"], c["after"]) for c in document["changes"]}

    return changed


def test_nothing_differs(shop, saved, call):
    code, out, _ = call("diff", "out/assessment.json", "out/assessment.json")
    assert code == 0
    assert "no verdict differs" in out


def test_a_gap_that_was_mended_is_fixed(changed):
    assert changed("inventory/all.yaml", "P9Y", "P2Y") == {("fixed", "retention", "dataset:crm", "fail", "pass")}


def test_a_gap_that_came_is_new(changed):
    assert changed("inventory/all.yaml", "P1Y", "P8Y") == {("new", "retention", "dataset:logs", "pass", "fail")}


def test_a_gap_whose_value_was_deleted_is_not_fixed(changed):
    found = changed("inventory/all.yaml", "retention: P9Y, ", "")
    assert found == {("changed", "retention", "dataset:crm", "fail", "unknown")}


def test_a_subject_that_is_not_there_any_more_is_gone_and_not_fixed(changed):
    found = changed("inventory/all.yaml", "  - {id: crm, name: Customers, retention: P9Y, owner: sales}\n", "")
    assert found == {
        ("gone", "retention", "dataset:crm", "fail", ""),
        ("gone", "agreed", "dataset:crm", "review", ""),
    }


def test_a_rule_that_changed_within_an_edition_is_not_fixed_either(changed):
    found = changed("own.checklist.yaml", "P6Y", "P10Y")
    assert found == {("changed", "retention", "dataset:crm", "fail", "")}


def test_changes_of_edition_are_told_apart(shop, assess, saved, call):
    (shop / "out/assessment.json").rename(shop / "old.json")
    checklist = shop / "own.checklist.yaml"
    text = checklist.read_text().replace('edition: "1"', 'edition: "2"').replace("le: P6Y", "le: P10Y")
    checklist.write_text(text)
    assess("-q")
    code, out, _ = call("diff", "old.json", "out/assessment.json")
    assert code == 0
    assert "EDITION 1: the checklist changed, not the organisation" in out
    assert "FIXED" not in out
    assert "(edition 1) → " in out


def test_groups_of_many_are_compared_one_by_one(saved):
    many = json.loads(json.dumps(saved))
    finding = many["findings"].pop(0)
    group = {key: finding[key] for key in ("framework", "control", "by", "status", "severity", "message")}
    many["groups"].append({**group, "acting": True, "count": 1, "subjects": [["dataset", 0, 0]]})
    assert diff(saved, many) == []
    changes = diff(
        many, {**saved, "subjects": {**saved["subjects"], "dataset": ["logs"]}, "findings": [], "groups": []}
    )
    assert ("gone", "dataset:crm") in {(change.kind, change.subject) for change in changes}
