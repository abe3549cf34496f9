"""Whatever version has judged: numbers that do not add up by themselves are a lie, and other words are none."""

from __future__ import annotations

import pytest


def control(assessment, name):
    return next(entry for entry in assessment["frameworks"][0]["controls"] if entry["id"] == name)


LIES = {
    "a better summary": (lambda a: a["summary"].update(controls={"pass": 2}), "summary controls"),
    "no findings": (lambda a: a["findings"].clear(), "own@1/kept gaps"),
    "fewer findings": (lambda a: a["summary"].update(findings={}), "summary findings"),
    "no questions": (lambda a: a["summary"].update(questions=0), "summary questions"),
    "no contradiction": (lambda a: a["summary"].update(contradictions=7), "summary contradictions"),
    "more subjects": (lambda a: a["summary"].update(subjects={"dataset": 900}), "summary subjects"),
}
ELSEWHERE = {
    "another engine": lambda a: a["provenance"].update(engine="0.0.9"),
    "another text of the checklist": lambda a: a["provenance"]["checklists"][0].update(sha256="0" * 64),
    "a plugin that nobody here has": lambda a: a["provenance"]["plugins"].append(
        {"name": "ghost", "distribution": "ghost", "version": "1", "state": "loaded"}
    ),
}


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize("name", LIES)
def test_another_version_excuses_no_false_sum(name, elsewhere, company, members, tmp_path):
    lie, expected = LIES[name]

    def both(assessment):
        ELSEWHERE[elsewhere](assessment)
        lie(assessment)

    place = tmp_path / "lie.govkit"
    place.write_bytes(company.lying(members, both))
    found = company.verify(place)
    assert expected in [entry.name for entry in found.rejudged.differences]
    assert not found.holds


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_another_version_alone_accuses_nobody(elsewhere, company, members, tmp_path):
    def others_words(assessment):
        ELSEWHERE[elsewhere](assessment)
        assessment["summary"]["of its own"] = 7
        control(assessment, "kept")["reason"] = {"text": "In other words"}

    place = tmp_path / "other.govkit"
    place.write_bytes(company.lying(members, others_words))
    found = company.verify(place)
    assert found.rejudged.unrecognised
    assert found.holds
