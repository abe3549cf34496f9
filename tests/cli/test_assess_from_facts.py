"""`govkit assess --gather-only` and `--from`: facts are gathered once, and judged alone, later and otherwise."""

import json

import pytest


def test_facts_alone_give_the_same_verdicts(shop, assess, call):
    assess("-q")
    code, _, err = assess("--gather-only", "-o", "facts.json")
    assert (code, err) == (0, "wrote facts.json\n")
    assert (shop / "facts.json").read_bytes() == (shop / "out/facts.json").read_bytes()
    code, out, err = call("assess", "--from", "facts.json", "--format", "json")
    assert code == 1
    again, first = json.loads(out), json.loads((shop / "out/assessment.json").read_text())
    assert again.pop("run") != first.pop("run")
    assert again == first


def test_facts_can_be_judged_on_another_day(shop, assess, call):
    assess("-q")
    _, out, _ = call("assess", "--from", "out/facts.json", "--format", "json", "--as-of", "2027-01-01")
    assert json.loads(out)["as_of"] == "2027-01-01"


def test_facts_can_be_judged_by_another_checklist_and_with_an_earlier_run(shop, assess, call):
    assess("-q")
    text = (shop / "own.checklist.yaml").read_text()
    (shop / "other.yaml").write_text(text.replace("le: P6Y", "le: P10Y"))
    earlier = json.loads((shop / "out/assessment.json").read_text())
    earlier["subjects"]["dataset"].append("sold")
    (shop / "earlier.json").write_text(json.dumps(earlier))
    code, out, _ = call("assess", "--from", "out/facts.json", "-c", "other.yaml", "--since", "earlier.json", "-q")
    assert code == 1
    assert "GAP" not in out
    assert "dataset:sold is not declared" in out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"as_of": "tomorrow"}, "is broken at as_of"),
        ({"as_of": "20261121"}, "is broken at as_of"),
        ({"as_of": "2026-W47-6"}, "is broken at as_of"),
        ({"config": {"fail_on": "never"}}, "is broken at config"),
        ({"facts": 3}, "is broken at facts"),
    ],
)
def test_broken_facts_are_one_line(shop, assess, call, change, said):
    assess("-q")
    facts = json.loads((shop / "out/facts.json").read_text())
    (shop / "facts.json").write_text(json.dumps(facts | change))
    code, _, err = call("assess", "--from", "facts.json")
    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("spelling", ["20261121", "2026-W47-6"])
def test_an_assessment_spells_its_day_in_one_way(shop, assess, call, spelling):
    assess("-q")
    place = shop / "out/assessment.json"
    place.write_text(json.dumps(json.loads(place.read_text()) | {"as_of": spelling}))
    code, _, err = call("verify", "out/assessment.json")
    assert code == 2
    assert "the assessment is broken at as_of" in err


def test_facts_without_a_checklist_are_not_a_clean_run(shop, assess, call):
    assess("-q")
    facts = json.loads((shop / "out/facts.json").read_text())
    (shop / "facts.json").write_text(json.dumps(facts | {"checklists": [], "config": {"frameworks": []}}))
    code, out, err = call("assess", "--from", "facts.json")
    assert (code, out) == (2, "")
    assert "there is no checklist to assess by" in err


def test_options_that_hide_each_other_are_refused(shop, assess):
    code, _, err = assess("--gather-only", "--format", "json")
    assert code == 2
    assert "--gather-only writes facts" in err
    code, _, err = assess("-qo", "a.json", "-o", "b.json")
    assert code == 2
    assert "an option of its own" in err


def test_from_takes_no_folder(shop, call):
    code, _, err = call("assess", ".", "--from", "x.json")
    assert code == 2
    assert "neither a folder" in err
