"""How many requirements a well-kept inventory answers by itself: no person was asked, nothing was confirmed."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click.testing
import pytest

from govkit.cli.host import CommandHost
from govkit.engine.normalise import inventory_from
from govkit.engine.run import Run
from govkit_cbpr import commands, pack
from govkit_cbpr.commands.gap import as_console, as_markdown
from govkit_cbpr.crosswalk import carried, services
from govkit_cbpr.gap import Holding, gap_report, holding_of
from govkit_cbpr.reading_assessments import framework_of, said, state

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment, ControlEntry
    from govkit.model.facts import Facts

AS_OF = date(2026, 11, 22)
HOME = Path(__file__).parent / "kept"
FRAMEWORKS = ("global-cbpr@global-2.0", "global-prp@global-1.0", "asean-pdp@2016", "sg-pdpa@2012")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kept") / "kept"
    shutil.copytree(HOME, place)
    return place


@pytest.fixture(scope="module")
def facts(folder: Path) -> Facts:
    run = Run(as_of=AS_OF, overrides={"frameworks": FRAMEWORKS})
    return run.gather(run.load(folder))


@pytest.fixture(scope="module")
def assessment(facts: Facts) -> Assessment:
    return Run(as_of=AS_OF).judge(facts)


def by_number(assessment: Assessment) -> dict[int, list[ControlEntry]]:
    framework = framework_of(assessment, "global-cbpr")
    assert framework is not None
    rows: dict[int, list[ControlEntry]] = {}
    for control in framework["controls"]:
        number = control["number"].rstrip("abcdef")
        if number.isdigit():
            rows.setdefault(int(number), []).append(control)
    return rows


def decided(assessment: Assessment) -> set[int]:
    """Return the requirements of which every control says met or gap."""
    return {
        number
        for number, controls in by_number(assessment).items()
        if all(state(control) in ("pass", "fail") for control in controls)
    }


def test_at_least_forty_of_the_requirements_are_pre_answered(assessment: Assessment) -> None:
    rows = by_number(assessment)
    assert len(rows) == 57
    assert not facts_answers(assessment)
    assert len(decided(assessment)) >= 40
    assert decided(assessment) == {number for number in rows if {state(c) for c in rows[number]} == {"pass"}}


def facts_answers(assessment: Assessment) -> list[Any]:
    return [group for group in assessment["groups"] if group.get("basis") == "confirmed"]


def test_what_nobody_confirmed_is_a_pre_answer_and_no_pass(assessment: Assessment) -> None:
    framework = framework_of(assessment, "global-cbpr")
    assert framework is not None
    unread = [control for control in framework["controls"] if control["source"].get("read") == "recalled"]
    assert len(unread) > 60
    assert "pass" not in {control["status"] for control in unread}
    assert all(control["review"]["state"] == "draft" for control in framework["controls"])


def test_the_same_inventory_with_every_slot_denied_is_refuted(facts: Facts) -> None:
    """Each pre-answer can turn out the other way: an inventory that denies everything has gaps where this has none."""
    denied = json.loads(json.dumps(facts))
    for slot in ("rights_process", "complaints_process", "incident_process", "dpo"):
        (none,) = inventory_from({"organisations": [{"id": "x", slot: "none"}]}).records_of("organisation")
        for record in denied["inventory"]["records"]["organisation"]:
            record[slot] = none[slot]
    after = Run(as_of=AS_OF).judge(denied)
    refuted = {number for number, controls in by_number(after).items() if "fail" in {state(c) for c in controls}}
    assert {5, 29, 39, 44, 45, 47, 48, 49, 50, 52} <= refuted


def test_the_gap_to_the_newer_edition(assessment: Assessment, folder: Path) -> None:
    holding = holding_of(CommandHost().load(folder))
    assert holding == Holding("cbpr", "global-1.0", date(2027, 5, 31))
    report = gap_report(assessment, before="global-1.0", holding=holding)
    assert (report.renewal, report.required) == (date(2027, 6, 1), True)
    assert {int(row.number.rstrip("abcdef")) for row in report.rows} == set(range(1, 58))
    assert {row.number for row in report.rows if row.change == "new"} == {"1", "2", "3", "4", "5", "22", "27"}
    assert {row.number for row in report.rows if row.change == "changed"} == {"26", "46", "47"}
    assert {(row.before, row.number) for row in report.rows if row.number in ("19", "23", "57")} == {
        ("14", "19"),
        ("17", "23"),
        ("50", "57"),
    }
    changes = [row.change for row in report.open_rows]
    assert changes == sorted(changes, key=["new", "changed", "renumbered"].index)
    assert all(row.to_do for row in report.open_rows)
    assert "The renewal on 2027-06-01 needs edition global-2.0." in as_console(report)
    assert as_markdown(report).count("\n| ") == len(report.rows) + 1


@pytest.mark.parametrize(("renewal", "required"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True), (None, None)])
def test_the_newer_edition_is_needed_from_april_2027(
    assessment: Assessment, renewal: date | None, required: bool | None
) -> None:
    report = gap_report(assessment, before="apec-1.0", renewal=renewal)
    assert report.required is required
    assert as_console(report)


def test_without_the_newer_edition_there_is_no_report(assessment: Assessment) -> None:
    other = {**assessment, "frameworks": []}
    with pytest.raises(ValueError, match=r"global-2\.0"):
        gap_report(other, before="global-1.0")  # type: ignore[arg-type]


def test_a_certificate_without_a_last_day_is_nothing_to_renew() -> None:
    certificate = {"id": "c", "scheme": "global-cbpr", "holder": "shop"}
    stated = {"organisations": [{"id": "shop", "certificates": ["c"]}], "certificates": [certificate]}
    assert holding_of(inventory_from(stated)) is None


def test_the_commands_print_what_programs_and_people_read(folder: Path) -> None:
    runner = click.testing.CliRunner()
    group = commands.command(CommandHost())
    done = runner.invoke(
        group, ["gap", str(folder), "--as-of", "2026-11-22", "--format", "json"], standalone_mode=False
    )
    assert done.exception is None
    report = json.loads(done.stdout)
    assert (report["before"], report["after"], report["renewal"]) == ("global-1.0", "global-2.0", "2027-06-01")
    assert report["certificate"]["id"] == "cbpr"


def test_an_answer_serves_other_frameworks_and_says_by_which_link(facts: Facts) -> None:
    hashes = {question["id"]: question["hash"] for question in Run(as_of=AS_OF).judge(facts)["questions"]}
    asked = ("global-prp/acct.subproc-tell#told", "global-prp/sec.policy#scope")
    answered = {**facts, "answers": [{**_answer(name), "question_hash": hashes[name]} for name in asked]}
    found = services(Run(as_of=AS_OF).judge(answered))  # type: ignore[arg-type]
    by_target = {service.serves: service for service in found if service.answer == "global-prp/sec.policy#scope"}
    assert by_target["global-cbpr/sec.policy"].relation == "intersects"
    assert by_target["asean-pdp/pdp.security"].via == ("global-cbpr/sec.policy",)
    assert by_target["asean-pdp/pdp.security"].relation == "intersects", "the weakest link on the way"
    assert all(service.question is None for service in found)


def test_only_the_same_question_is_answered_by_the_same_answer(facts: Facts) -> None:
    run = Run(as_of=AS_OF)
    answer = _answer("global-cbpr/choice.plain#same")
    judged = run.judge(facts)
    twin = {
        "id": "own/a#same",
        "framework": "own",
        "control": "a",
        "text": "Is it so?",
        "hash": "0" * 16,
        "type": "yes_no",
    }
    ours: Any = {
        **judged,
        "frameworks": [
            _framework("global-cbpr", "choice.plain", "own", "a", "equal"),
            _framework("own", "a", "", "", ""),
        ],
        "groups": [_group("global-cbpr", "choice.plain", "same", "Is it so?")],
        "findings": [],
        "questions": [twin],
    }
    (carried_one,) = carried([answer], ours)
    assert (carried_one["question"], carried_one["question_hash"]) == ("own/a#same", "0" * 16)
    assert "linked as `equal`" in carried_one["text"]
    ours["questions"] = [{**twin, "text": "Is it not so?"}]
    assert carried([answer], ours) == []


def test_the_pack_has_one_document_a_requirement(assessment: Assessment) -> None:
    files = pack.render(assessment)
    whole = json.loads(files[""])
    cbpr = [each for each in whole["requirements"] if each["framework"] == "global-cbpr"]
    assert {int(each["number"].rstrip("abcdef")) for each in cbpr if not each["number"].startswith("G")} == set(
        range(1, 58)
    )
    assert len([each for each in whole["requirements"] if each["framework"] == "global-prp"]) == 18
    assert set(files) == {""} | {f"{each['file']}.md" for each in whole["requirements"]}
    contracts = next(each for each in cbpr if each["number"] == "53")
    assert contracts["numbers"] == {"global-2.0": "53", "global-1.0": "46", "apec-1.0": "46"}
    assert {control["answer"] for control in contracts["controls"]} == {"pre-answered: met"}
    pieces = [piece for control in contracts["controls"] for piece in control["evidence"]]
    assert {(piece["file"], len(piece["sha256"]), piece["seen_on"]) for piece in pieces} == {
        ("evidence/dpa.txt", 64, "2026-11-22")
    }
    text = files["cbpr-53.md"]
    assert "global-2.0: 53" in text
    assert "Edition: global-2.0 (the edition that was asked for)" in text
    assert whole["frameworks"][0]["why_edition"] == "the edition that was asked for"
    assert "not reviewed by counsel" in text
    assert whole["participation"][0][1:3] == ["SG", "member"]
    words = json.dumps(whole).lower().replace("no certification", "")
    assert "compliant" not in words


def test_hostile_names_are_harmless_in_a_document() -> None:
    assert pack._text("<script>|[x](y)`\n") == "&lt;script>\\|\\[x](y)'"


def test_sentences_are_filled_in() -> None:
    message: Any = {"text": "{n} is late", "plural": "{n} are late: {who}", "params": {"n": 2, "who": ["a", "b"]}}
    assert said(message) == "2 are late: a, b"
    assert said({"text": "until {day}", "params": {"day": {"date": "2027-01-01"}}}) == "until 2027-01-01"
    assert said(None) == ""


def _answer(question: str) -> dict[str, Any]:
    return {
        "question": question,
        "subject": "organisation:kept",
        "question_hash": None,
        "value": True,
        "text": "The passage was read to the board and the clients' list was compared with it.",
        "author": "Officer",
        "date": "2026-10-01",
        "evidence": [{"path": "evidence/dpa.txt"}],
        "qualification": None,
    }


def _framework(name: str, control: str, to: str, target: str, relation: str) -> dict[str, Any]:
    related = [{"framework": to, "control": target, "relation": relation}] if to else []
    return {"id": name, "controls": [{"id": control, "related": related}]}


def _group(framework: str, control: str, ask: str, text: str) -> dict[str, Any]:
    by = {"kind": "ask", "id": ask}
    return {"framework": framework, "control": control, "by": by, "status": "pass", "message": {"text": text}}
