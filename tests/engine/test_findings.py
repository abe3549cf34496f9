"""What an assessment lists beside its verdicts: findings, waivers, and loose ends that gain nothing."""

from __future__ import annotations

import pytest

from tests.engine.bench import KEPT, assess, control, datasets, only


def test_a_waived_gap_stays_a_gap_until_its_waiver_expires() -> None:
    waiver = {"framework": "fw", "control": "c", "owner": "DPO", "reason": "migration", "expires": "2026-12-31"}
    facts = datasets({"id": "a", "retention": "P9Y"})
    result = assess(facts, KEPT, waivers=[waiver])
    assert only(result)["status"] == "fail"
    assert only(result)["waived"] is True
    assert result["findings"][0]["waived"] == 0
    assert result["frameworks"][0]["score"]["met"] == 0
    assert result["waivers"][0]["state"] == "in_force"
    expired = assess(facts, KEPT, waivers=[{**waiver, "expires": "2026-11-20"}])
    assert "waived" not in only(expired)
    assert expired["waivers"][0] | {"state": "expired", "days_left": -1} == expired["waivers"][0]
    elsewhere = assess(facts, KEPT, waivers=[{**waiver, "subject": "dataset:b"}])
    assert elsewhere["waivers"][0]["state"] == "unused"


def test_a_missing_plugin_is_an_error_on_every_subject() -> None:
    result = assess(datasets({"id": "a"}, {"id": "b"}), control(all=["nothing.there"]))
    assert only(result)["status"] == "error"
    assert [finding["subject"] for finding in result["findings"]] == ["dataset:a", "dataset:b"]
    assert result["problems"][0]["name"] == "nothing"


def test_many_findings_that_say_the_same_are_kept_as_a_group_and_counted() -> None:
    many = datasets(*({"id": f"d{n:05}", "retention": "P9Y"} for n in range(1500)))
    waiver = {
        "framework": "fw",
        "control": "c",
        "subject": "dataset:d01400",
        "owner": "x",
        "reason": "y",
        "expires": "2027-01-01",
    }
    result = assess(many, KEPT, waivers=[waiver])
    assert len(result["findings"]) == 1001
    (group,) = (group for group in result["groups"] if "acting" in group)
    assert group["count"] == 499
    assert group["severity"] == "high"
    assert result["summary"]["findings"] == {"fail": 1500}
    assert next(finding for finding in result["findings"] if "waived" in finding)["subject"] == "dataset:d01400"


def test_findings_are_located_and_have_stable_ids() -> None:
    first = assess(datasets({"id": "a", "retention": "P9Y"}), KEPT)["findings"][0]
    second = assess(datasets({"id": "0", "retention": "P9Y"}, {"id": "a", "retention": "P8Y", "owner": "IT"}), KEPT)[
        "findings"
    ][1]
    assert first["id"] == second["id"]
    assert first["file"] == "inventory.yaml"
    assert first["fix"]["text"] == "Shorten it"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        *(("evidence/people.csv", True), ("evidence/people.xlsx", True), ("data/more/people.csv.gz", True)),
        *(("evidence/minutes.md", False), ("evidence/settings.json", False), ("evidence/gone.csv", False)),
        *(("data/a.csv", False), ("data/b/c.csv", False), ("data/2026-01.csv", False)),
    ],
)
def test_a_table_that_is_only_evidence_is_named(tmp_path, path, said) -> None:
    if "gone" not in path:
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("email\na@example.org\n")
    answer = {"question": "fw/c#told", "subject": "dataset:a", "value": True, "author": "A", "date": "2026-01-01"}
    asked = control(all=[{"ask": "told", "text": "Are people told?"}])
    given = datasets({"id": "a", "data": [{"path": "data/a.csv"}, {"path": "data/b/"}, {"path": "data/20*.csv"}]})
    result = assess(given, asked, answers=[answer | {"evidence": [{"path": path}]}], folder=tmp_path)
    assert [problem["name"] for problem in result["problems"]] == [path] * said


def test_loose_ends_are_named_and_gain_nothing() -> None:
    answer = {"question": "fw/c#nothing", "subject": "dataset:a", "value": True, "author": "A", "date": "2026-01-01"}
    waiver = {"framework": "fw", "control": "cc", "owner": "x", "reason": "y", "expires": "2027-01-01"}
    result = assess(datasets({"id": "a"}), KEPT, answers=[answer], waivers=[waiver])
    assert [problem["kind"] for problem in result["problems"]] == ["answer", "waiver"]
    assert only(result)["status"] == "unknown"
