"""`govkit verify` on copies: whoever reads an assessment sees every entry, not the last one of its name."""

import copy
import json

import pytest


def perfect(framework):
    """Return a copy of a framework in which all is met."""
    forged = copy.deepcopy(framework)
    for control in forged["controls"]:
        control.update(status="pass", basis="confirmed", counts={"pass": 1})
    size = len(forged["controls"])
    forged["counts"] = {"pass": size}
    forged["score"].update(low=1.0, high=1.0, met=size, gaps=0, undecided=0, decided_percent=100.0, critical_gaps=0)
    return forged


def met(assessment):
    controls = assessment["frameworks"][0]["controls"]
    return [{**control, "status": "pass"} for control in controls]


FORGERIES = {
    "a framework before": (
        lambda a: a["frameworks"].insert(0, perfect(a["frameworks"][0])),
        "verdict own@1: is listed more often than the facts give it",
    ),
    "a framework after": (
        lambda a: a["frameworks"].append(perfect(a["frameworks"][0])),
        "verdict own@1: is listed more often than the facts give it",
    ),
    "the same framework": (
        lambda a: a["frameworks"].append(a["frameworks"][0]),
        "verdict own@1: is listed more often than the facts give it",
    ),
    "controls before": (
        lambda a: a["frameworks"][0].update(controls=met(a) + a["frameworks"][0]["controls"]),
        "verdict own/retention: is listed more often than the facts give it",
    ),
    "controls in another order": (
        lambda a: a["frameworks"][0]["controls"].reverse(),
        "section frameworks: differs from what the facts give",
    ),
    "findings in another order": (
        lambda a: a["findings"].reverse(),
        "section findings: differs from what the facts give",
    ),
    "a finding that stands for another": (
        lambda a: a["findings"].__setitem__(0, a["findings"][1]),
        "finding own/retention on dataset:crm: the facts give fail, which is left out",
    ),
    "a checklist": (
        lambda a: a["provenance"]["checklists"].insert(0, {**a["provenance"]["checklists"][0], "origin": "a ministry"}),
        "checklist own@1: is listed more often than the facts give it",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_copies_and_other_orders_do_not_fit(shop, saved, call, name):
    change, said = FORGERIES[name]
    change(saved)
    (shop / "out/assessment.json").write_text(json.dumps(saved))
    code, out, err = call("verify", "out/assessment.json")
    assert code == 5
    assert any(line.startswith(said) for line in out.splitlines()), out
    assert "the assessment fits" not in err


def test_an_assessment_written_in_another_way_still_fits(shop, saved, call):
    (shop / "out/assessment.json").write_text(json.dumps(saved, sort_keys=True, indent=4))
    assert call("verify", "out/assessment.json")[0] == 0
