"""`govkit checklist import`: frameworks of others ask and decide nothing, and what leads nowhere is named."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from govkit.cli.main import run

NODE = "urn:acme:risk:req_node:norms:"
LIBRARY: dict[str, Any] = {
    "urn": "urn:acme:risk:library:norms",
    "locale": "en",
    "ref_id": "NORMS",
    "name": "Norms",
    "copyright": "(c) Acme, all rights reserved",
    "version": 3,
    "publication_date": "2026-01-15",
    "provider": "Acme",
    "objects": {
        "framework": {
            "urn": "urn:acme:risk:framework:norms",
            "ref_id": "NORMS",
            "name": "Norms of Acme",
            "requirement_nodes": [
                {"urn": f"{NODE}a", "assessable": False, "depth": 1, "ref_id": "A", "name": "Openness"},
                {
                    "urn": f"{NODE}a.1",
                    "assessable": True,
                    "depth": 2,
                    "parent_urn": f"{NODE}a",
                    "ref_id": "A.1",
                    "name": "Notices are shown",
                    "description": "Show a notice with {who} and why.",
                    "typical_evidence": "the notice",
                    "translations": {"th": {"name": "มีประกาศ", "description": "แสดงประกาศ"}},
                },
                {
                    "urn": f"{NODE}a.2",
                    "assessable": True,
                    "depth": 2,
                    "parent_urn": f"{NODE}gone",
                    "description": "Name a contact.",
                    "questions": {
                        f"{NODE}a.2:question:1": {
                            "type": "unique_choice",
                            "text": "Is there a contact?",
                            "choices": [
                                {"urn": "1", "value": "Always", "compute_result": "compliant"},
                                {"urn": "2", "value": "Never", "compute_result": "non_compliant"},
                            ],
                        },
                        f"{NODE}a.2:question:2": {"type": "text", "text": "Who?"},
                    },
                },
            ],
        }
    },
}
MAPPING = {
    "urn": "urn:acme:risk:library:norms-to-rules",
    "name": "Norms to rules",
    "version": 1,
    "objects": {
        "requirement_mapping_set": {
            "source_framework_urn": "urn:acme:risk:framework:norms",
            "target_framework_urn": "urn:acme:risk:framework:rules",
            "requirement_mappings": [
                {
                    "source_requirement_urn": f"{NODE}a.{number}",
                    "target_requirement_urn": f"urn:acme:risk:req_node:rules:r{number}",
                    "relationship": relation,
                }
                for number, relation in ((1, "equal"), (2, "intersect"), (9, "subset"), (1, "near"))
            ],
        }
    },
}
CATALOG: dict[str, Any] = {
    "catalog": {
        "uuid": "u",
        "metadata": {"title": "Norms of Acme", "version": "1.1", "remarks": "CC0", "published": "2026-01-15T00:00:00Z"},
        "groups": [
            {
                "id": "g",
                "title": "Access",
                "controls": [
                    {
                        "id": "ac-1",
                        "title": "Accounts",
                        "params": [{"id": "ac-1_prm", "label": "a time"}],
                        "props": [{"name": "label", "value": "AC-1"}],
                        "parts": [
                            {
                                "name": "statement",
                                "prose": "Close accounts after {{ insert: param, ac-1_prm }}.",
                                "parts": [{"name": "item", "prose": "Tell whom {{ insert: param, lost }} names."}],
                            },
                            {"name": "guidance", "prose": "A list helps."},
                            {"name": "history", "prose": "Older."},
                        ],
                        "links": [{"href": "#ac-9", "rel": "related"}, {"href": "#ac-1.1", "rel": "related"}],
                        "controls": [{"id": "ac-1.1", "title": "Automatic", "parts": "a list is expected"}],
                    },
                    {"id": "ac-2", "title": "Gone", "props": [{"name": "status", "value": "withdrawn"}]},
                ],
            }
        ],
    }
}
SSSOM = """\
# license: 'https://creativecommons.org/publicdomain/zero/1.0/'
# mapping_provider: Acme
subject_id\tpredicate_id\tobject_id\tpredicate_modifier\tcomment
norms:A.1\tskos:exactMatch\trules:R1\t\tsame words
norms:A.2\tskos:broadMatch\trules:R2\t\t
norms:A.3\tskos:exactMatch\trules:R3\tNot\t
norms:A.4\tsemapv:crossSpeciesExactMatch\trules:R4\t\t
norms:A.5\tskos:exactMatch\tsssom:NoTermFound\t\t
"""


@pytest.fixture
def imported(tmp_path, monkeypatch, capsys):
    """Return a function that imports files by name and content: exit code, what was told, and standard error."""
    monkeypatch.chdir(tmp_path)

    def imported(files: dict[str, Any], *arguments: str) -> tuple[int, str, str]:
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            (tmp_path / name).write_text(text)
        code = run(["checklist", "import", *files, "-o", "own", "--on", "2026-11-22", *arguments])
        return code, *capsys.readouterr()

    return imported


def controls_of(path):
    content = yaml.safe_load(path.read_text())
    return content, {control["id"]: control for control in content["controls"]}


def test_a_library_becomes_a_checklist_that_asks_and_keeps_its_terms(imported, tmp_path, capsys):
    code, out, _ = imported({"norms.yaml": LIBRARY})
    assert code == 0
    content, controls = controls_of(tmp_path / "own/norms-3.yaml")
    assert list(controls) == ["a.1", "a.2"]
    assert "(c) Acme, all rights reserved" in content["framework"]["note"]
    source = content["framework"]["source"]
    assert (source["publisher"], source["grade"], source["date"], len(source["sha256"])) == (
        "Acme",
        "C",
        "2026-01-15",
        64,
    )
    (met,) = controls["a.1"]["all"]
    assert met["evidence"] == "required"
    assert "Show a notice with {who} and why." in met["text"]
    assert "the notice" in met["help"]
    assert [member["ask"] for member in controls["a.2"]["all"]] == ["met", "q1"]
    assert controls["a.2"]["all"][1]["passes"] == ["Always"]
    assert "does not say what answer passes" in out
    assert "gone is no node of this framework" in out
    assert yaml.safe_load((tmp_path / "own/norms-3.th.yaml").read_text())["controls"]["a.1"]["title"] == "มีประกาศ"
    assert run(["lint", "own/norms-3.yaml", "own/norms-3.th.yaml"]) == 0


@pytest.mark.parametrize(("grade", "status"), [("C", "review"), ("A", "pass"), ("O", "pass")])
def test_what_is_answered_awaits_review_unless_somebody_vouches_for_the_file(imported, tmp_path, capsys, grade, status):
    assert imported({"norms.yaml": LIBRARY}, "--grade", grade)[0] == 0
    folder = tmp_path / "it"
    (folder / "inventory").mkdir(parents=True)
    (folder / "evidence").mkdir()
    (folder / "evidence/notice.txt").write_text("who we are, and why we ask")
    (folder / "inventory/a.yaml").write_text("govkit: inventory/1\norganisations: [{id: acme, name: Acme}]\n")
    (folder / "govkit.yaml").write_text("govkit: config/1\norganisation: acme\nframeworks: [norms]\n")
    arguments = ["assess", "it", "-c", "own/norms-3.yaml", "--as-of", "2026-11-22", "--format", "json"]
    run(arguments)
    unanswered = json.loads(capsys.readouterr().out)
    (framework,) = unanswered["frameworks"]
    assert {entry["status"] for entry in framework["controls"]} == {"review"}
    (folder / "answers").mkdir()
    asked = next(entry for entry in unanswered["questions"] if entry["id"] == "norms/a.1#met")
    answer = {"question": "norms/a.1#met", "subject": "organisation:acme", "value": True, "author": "DPO"}
    evidence = [{"path": "evidence/notice.txt"}]
    answers = [{**answer, "date": "2026-11-20", "evidence": evidence, "question_hash": asked["hash"]}]
    (folder / "answers/dpo.yaml").write_text(yaml.safe_dump({"govkit": "answers/1", "answers": answers}))
    run(arguments)
    (framework,) = json.loads(capsys.readouterr().out)["frameworks"]
    found = {entry["id"]: entry["status"] for entry in framework["controls"]}
    assert (found["a.1"], found["a.2"]) == (status, "review")


def test_mappings_join_the_framework_that_is_imported_with_them_and_dangling_ends_are_named(imported, tmp_path):
    code, out, _ = imported({"norms.yaml": LIBRARY, "mapping.yaml": MAPPING})
    assert code == 0
    _, controls = controls_of(tmp_path / "own/norms-3.yaml")
    assert controls["a.1"]["related"] == [{"framework": "rules", "control": "r1", "relation": "equal"}]
    assert controls["a.2"]["related"] == [{"framework": "rules", "control": "r2", "relation": "intersects"}]
    assert "dangling: norms/a.9 does not exist" in out
    assert "2 links lead to rules" in out
    assert "no known relation (near)" in out
    assert run(["lint", "own/norms-3.yaml"]) == 0


def test_a_mapping_alone_becomes_a_registry(imported, tmp_path):
    code, _out, _ = imported({"mapping.yaml": MAPPING})
    assert code == 0
    registry = yaml.safe_load((tmp_path / "own/registries/norms.yaml").read_text())
    assert sorted(registry["ids"]) == ["a.1", "a.2", "a.9"]
    assert run(["lint", "own/registries/norms.yaml"]) == 0


def test_a_catalog_keeps_labels_and_parameters_and_names_what_is_not_there(imported, tmp_path):
    code, out, _ = imported({"catalog.json": CATALOG})
    assert code == 0
    _content, controls = controls_of(tmp_path / "own/norms-of-acme-1.1.yaml")
    assert list(controls) == ["ac-1", "ac-1.1"]
    assert controls["ac-1"]["number"] == "AC-1"
    text = controls["ac-1"]["all"][0]["text"]
    assert "Close accounts after [a time]." in text
    assert controls["ac-1"]["all"][0]["help"] == "A list helps."
    assert {line for line in ("#ac-9", "#lost") if line in out} == {"#ac-9", "#lost"}
    assert "#ac-1.1" not in out
    for told in ("ac-2 (withdrawn)", "part history", "parts (a list is expected here)"):
        assert told in out
    assert run(["lint", "own/norms-of-acme-1.1.yaml"]) == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("norms:A.6\tskos:exactMatch\trules:R6\t\tsame\twords", "the row has 6 cells, and the columns of line 3 are 5"),
        ("norms:A.6\tskos:exactMatch\trules:R6", "the row has 3 cells, and the columns of line 3 are 5"),
        ("norms:A.6\tskos:exactMatch\trules:R6\t\tsaid ม and \udce9", "this line is not in utf-8"),
    ],
)
def test_mappings_that_break_their_format_are_one_line(tmp_path, monkeypatch, capsys, row, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "norms.sssom.tsv").write_bytes(f"{SSSOM}{row}\n".encode("utf-8", "surrogateescape"))
    assert run(["checklist", "import", "norms.sssom.tsv", "-o", "own", "--on", "2026-11-22"]) == 2
    err = capsys.readouterr().err
    assert (err.count("\n"), f"norms.sssom.tsv:9: {said}" in err) == (1, True)


def test_sssom_keeps_what_says_that_something_is_so(imported, tmp_path):
    code, out, _ = imported({"norms.sssom.tsv": SSSOM})
    assert code == 0
    registry = yaml.safe_load((tmp_path / "own/registries/norms.yaml").read_text())
    assert registry["ids"] == {
        "a.1": {"related": [{"framework": "rules", "control": "r1", "relation": "equal", "note": "same words"}]},
        "a.2": {"related": [{"framework": "rules", "control": "r2", "relation": "subset"}]},
    }
    assert registry["terms"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    for told in ("what is not so", "no relation that govkit knows", "one end only"):
        assert told in out
    assert run(["lint", "own/registries/norms.yaml"]) == 0


CIRCLE = json.loads(json.dumps(LIBRARY))
CIRCLE["objects"]["framework"]["requirement_nodes"][0]["parent_urn"] = f"{NODE}a.1"
SHAPES = {
    "xml": ("<catalog/>", "read as JSON, and not as XML"),
    "threats": ({"urn": "urn:x", "objects": {"threats": []}}, "no requirement and no mapping"),
    "list": ([1, 2], "no framework that can be imported"),
    "objects": ({"urn": "urn:x", "objects": [1]}, "no requirement and no mapping"),
    "nodes": ({"urn": "urn:x", "objects": {"framework": {"requirement_nodes": {"a": 1}}}}, "no requirement"),
    "controls": ({"catalog": {"groups": [[], {"controls": {"id": 1}}], "metadata": []}}, ""),
    "cut": ('{"catalog": {', "cut"),
    "deep": ("[" * 500 + "]" * 500, "deep"),
    "circle": (CIRCLE, ""),
}


@pytest.mark.parametrize("name", SHAPES)
def test_wrong_shapes_are_one_line_and_lose_no_other_file(imported, tmp_path, name):
    content, said = SHAPES[name]
    other = SSSOM.replace("norms:", "others:")
    code, _, err = imported({f"{name}.json": content, "good.tsv": other})
    assert (tmp_path / "own/registries/others.yaml").exists()
    assert (code, err.count("\n")) == ((2, 1) if said else (0, 0))
    if said and name not in ("cut", "deep"):
        assert said in err


def test_two_files_of_one_framework_are_refused(imported):
    code, _, err = imported({"a.json": LIBRARY, "b.json": LIBRARY})
    assert code == 2
    assert "both a.json and b.json hold the framework norms" in err
