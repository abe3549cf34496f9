"""`govkit transfers …` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from govkit.cli.host import CommandHost
from govkit.model.errors import InputError
from govkit_cbpr.transfer_commands import command

FLOWS = """
- {id: a, origin: SG, establishment: SG, data_subject_countries: [SG], destination: US, mechanisms: [cert.prp.global]}
- {id: b, origin: SG, establishment: SG, data_subject_countries: [SG], destination: US, mechanisms: none}
- id: c
  date: 2025-06-01
  law: sg.pdpa
  destination: US
  recipient_role: processor
  mechanisms: [cert.prp.global]
- {id: d, law: jp.appi, origin: JP, destination: US, mechanisms: [cert.cbpr.global]}
- id: e
  origin: TW
  establishment: TW
  data_subject_countries: [TW]
  destination: JP
  onward: [{origin: JP, destination: IN}]
"""


@pytest.fixture
def flows(tmp_path: Path) -> str:
    path = tmp_path / "flows.yaml"
    path.write_text(FLOWS, "utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command(CommandHost()), list(arguments), catch_exceptions=False)


def lines(*arguments: str) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for line in run("assess", "--format", "jsonl", "--as-of", "2026-11-21", *arguments).stdout.splitlines()
    ]


def test_one_line_a_flow_and_regime_and_one_combined(flows: str) -> None:
    found = lines("--flows", flows)
    assert [(line["flow"], line["regime"], line["answer"]) for line in found if line["flow"] in "abc"] == [
        ("a", "sg.pdpa", "unknown"),
        ("a", "combined", "unknown"),
        ("b", "sg.pdpa", "not_permitted"),
        ("b", "combined", "not_permitted"),
        ("c", "sg.pdpa", "not_permitted"),
        ("c", "combined", "not_permitted"),
    ]
    needed = {"flow", "regime", "answer", "scope", "rules", "missing", "conditions", "sources", "as_of", "review"}
    assert all(needed <= line.keys() for line in found)
    assert found[0]["missing"] == ["recipient_role"]
    assert {line["review"] for line in found} == {"not reviewed by counsel"}
    assert [line["as_of"] for line in found if line["flow"] == "c"] == ["2025-06-01"] * 2
    assert [(line["leg"], line["regime"]) for line in found if "leg" in line] == [("onward[0]", "jp.appi")]


def test_assume_reviewed_stamps_what_it_says(flows: str) -> None:
    plain = {
        line["flow"]: line for line in lines("--flows", flows) if line["regime"] == "jp.appi" and "leg" not in line
    }
    assumed = {
        line["flow"]: line for line in lines("--flows", flows, "--assume-reviewed") if line["regime"] == "jp.appi"
    }
    assert (plain["d"]["answer"], "hypothetical" in plain["d"]) == ("unknown", False)
    assert (assumed["d"]["answer"], assumed["d"]["hypothetical"]) == ("permitted_with_conditions", True)
    assert "hypothetical" in run("assess", "--flows", flows, "--assume-reviewed").stdout


def test_the_console_says_what_is_missing_and_that_nobody_reviewed_it(flows: str) -> None:
    text = run("assess", "--flows", flows).stdout
    assert "needs facts: recipient_role" in text
    assert "not reviewed by counsel" in text
    assert "NOT PERMITTED" in text


def test_json_explains_its_conditions(flows: str) -> None:
    document = json.loads(run("assess", "--flows", flows, "--format", "json", "--assume-reviewed").stdout)
    assert document["conditions"]["cert.in-date"].endswith(".")
    assert document["hypothetical"]


def test_an_inventory_is_judged_too(tmp_path: Path) -> None:
    text = "govkit: inventory/1\norganisations: [{id: me, country: SG}]\ntransfers:\n"
    text += "  - {id: t, origin: SG, destination: US, data_subject_countries: [SG], mechanisms: none}\n"
    (tmp_path / "inventory.yaml").write_text(text, "utf-8")
    found = lines(str(tmp_path / "inventory.yaml"))
    assert [(line["flow"], line["regime"], line["answer"]) for line in found] == [
        ("t", "sg.pdpa", "not_permitted"),
        ("t", "combined", "not_permitted"),
    ]


def test_missing_puts_first_what_settles_most(flows: str) -> None:
    found = json.loads(run("missing", "--flows", flows, "--format", "json").stdout)
    assert found[0]["fact"] in ("recipient_role", "onward[0].mechanisms")
    assert found[-1]["fact"].startswith("rule:")


def test_matrix_draws_a_grid() -> None:
    text = run(
        "matrix",
        "--origins",
        "SG,TH,TW",
        "--destinations",
        "US,SG",
        "--mechanism",
        "contract.own",
        "--fact",
        "kind=send",
    ).stdout
    rows = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line[:2] in ("SG", "TH", "TW")}
    assert rows == {"SG": ["c", "·"], "TH": ["c", "c"], "TW": ["Y", "Y"]}


def test_diff_tells_what_changed_in_law_and_which_answers_turned(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(
        "- {id: a, law: sg.pdpa, destination: US, recipient_role: processor, mechanisms: [cert.prp.global]}",
        "utf-8",
    )
    found = json.loads(
        run("diff", "--since", "2026-03-01", "--as-of", "2026-03-02", "--flows", str(path), "--format", "json").stdout
    )
    assert {entry["on"] for entry in found["law"]} == {"2026-03-02"}
    assert found["answers"] == [{"flow": "a", "before": "not_permitted", "after": "permitted_with_conditions"}]


def test_explain_gives_sentences_with_sources() -> None:
    text = run("explain", "sg.pdpa.certificate-intermediary").stdout
    assert "reg 12(2)(a)" in text
    assert "From 2026-03-02 on" in text
    assert "us.28cfr202" in run("explain").stdout
    assert "valid on the day" in run("explain", "cert.in-date").stdout


def test_an_overlay_is_read_from_a_file(tmp_path: Path, flows: str) -> None:
    overlay = tmp_path / "ours.yaml"
    overlay.write_text(
        "govkit: transfer-overlay/1\noverlay: acme\ntitle: Ours\nowner: the privacy office\nrules:\n"
        "  - {id: none, title: Nothing leaves, because: policy 1, answer: not_permitted}\n",
        "utf-8",
    )
    assert {line["answer"] for line in lines("--flows", flows, "--overlay", str(overlay))} == {"not_permitted"}


def test_lint_passes_on_what_is_shipped() -> None:
    assert run("lint").exit_code == 0


def test_export_writes_a_page_a_regime(tmp_path: Path) -> None:
    run("export", "--format", "md", "--out", str(tmp_path / "pages"))
    assert len(list((tmp_path / "pages").glob("*.md"))) == 23
    assert "correct?" in (tmp_path / "pages" / "th.pdpa.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("bad.yaml", "- id: x\n- {id: y, subjects_per_year: many}\n", "bad.yaml:2"),
        ("bad.json", '{"flows": [{"id": "x"},\n {"id": "y", "mechanisms": [{"kind": 1}]}]}', "bad.json:2"),
        ("bad.jsonl", '{"id": "x"}\n{"id": "y", "date": "soon"}\n', "bad.jsonl:2"),
        ("one.yaml", "id: x\ndate: soon\n", "one.yaml:2"),
    ],
)
def test_a_bad_flow_is_named_with_file_and_line(tmp_path: Path, name: str, text: str, place: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError) as fault:
        run("assess", "--flows", str(tmp_path / name))
    assert f"{fault.value.path}:{fault.value.line}".endswith(place)
    assert "flows[" in fault.value.what


def test_explain_names_the_source_and_its_address() -> None:
    text = run("explain", "jp.appi.certificate-apec").stdout
    assert "grade B, summary" in text
    assert "https://www.huntonprivacyblog.com/" in text


def test_an_inventory_is_warned_of_a_part_that_is_not_known(tmp_path: Path) -> None:
    text = "govkit: inventory/1\ntransfers:\n  - id: t\n    origin: TW\n    destination: CN-XX\n"
    (tmp_path / "inventory.yaml").write_text(text, "utf-8")
    found = run("assess", str(tmp_path))
    assert "unknown" in found.stdout
    assert "inventory.yaml:5: transfer:t.destination: `CN-XX` is no part of its country" in found.stderr
    assert "write a part by ISO 3166-2, such as CN-AH, or CN" in found.stderr


def test_an_inventory_is_warned_of_words_that_are_not_listed_too(tmp_path: Path) -> None:
    transfer = {"id": "a", "origin": "SG", "destination": "US", "data_categories": ["person-name", "zzz-word"]}
    (tmp_path / "inventory.yaml").write_text(json.dumps({"govkit": "inventory/1", "transfers": [transfer]}), "utf-8")
    told = run("assess", str(tmp_path)).stderr
    assert "transfer:a: the word `zzz_word` is not listed" in told
    assert "person_name" not in told
