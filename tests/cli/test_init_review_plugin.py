"""What govkit writes for people to go on with: a folder, a sheet for reviewers, a plugin."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from govkit.engine.read import read_document

ROOT = Path(__file__).parents[2]


def test_four_questions_make_a_folder_that_lints_and_assesses(tmp_path, monkeypatch, typed, call):
    monkeypatch.chdir(tmp_path)
    done = typed("Acme: Ltd. # 1\nth\nglobal-cbpr\nth, en\n", "init")
    assert done.return_value == 0
    assert done.stderr.count("/4 ") == 4
    assert (
        (tmp_path / "govkit.yaml")
        .read_text()
        .startswith("# yaml-language-server: $schema=schemas/config.schema.json\ngovkit: config/1\n")
    )
    config = read_document(tmp_path / "govkit.yaml").value
    assert config["frameworks"] == ["global-cbpr"]
    assert config["languages"] == ["th", "en"]
    inventory = read_document(tmp_path / "inventory/inventory.yaml").value
    assert inventory["organisations"] == [{"id": config["organisation"], "name": "Acme: Ltd. # 1", "country": "TH"}]
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text())
    assert all((tmp_path / name).is_file() for name in settings["yaml.schemas"])
    assert call("lint")[0] == 0
    code, out, _ = call("assess", "--as-of", "2026-11-21")
    assert code == 0
    assert "Acme: Ltd. # 1" in out


def test_nothing_is_overwritten(tmp_path, call):
    (tmp_path / "govkit.yaml").write_text("mine")
    code, _, err = call(
        "init", tmp_path, "--name", "Acme", "--country", "SG", "--framework", "global-cbpr", "--lang", "en"
    )
    assert code == 0
    assert (tmp_path / "govkit.yaml").read_text() == "mine"
    assert f"kept  {tmp_path / 'govkit.yaml'}" in err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--country", "QQ", "`QQ` is no country"),
        ("--framework", "global-cbp", "did you mean `global-cbpr`?"),
        ("--lang", "Thai!", "is no language tag"),
    ],
)
def test_a_wrong_answer_writes_nothing(tmp_path, call, option, value, said):
    given = {"--name": "Acme", "--country": "SG", "--framework": "global-cbpr", "--lang": "en", option: value}
    code, _, err = call("init", tmp_path, *(part for pair in given.items() for part in pair))
    assert code == 2
    assert said in err
    assert not list(tmp_path.iterdir())


SHEET = ("checklist", "review", "export", "own", "-c", "own.checklist.yaml", "--all")


def fill(shop, **cells):
    path = shop / "sheet.csv"
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    rows[0].update(verdict="confirmed", reviewer="A. Lawyer", date="2026-11-20", document="Own rules")
    rows[0].update(cells)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def sheet(shop, call):
    assert call(*SHEET, "-o", "sheet.csv")[0] == 0
    with (shop / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_sheet_has_what_a_reviewer_compares(sheet):
    assert [row["control"] for row in sheet] == ["own@1/retention", "own@1/agreed", "own@1/owner"]
    assert sheet[0]["number"] == "1"
    assert 'requires {"retention": {"le": "P6Y"}}' in sheet[0]["checked"]
    assert "Did the business agree?" in sheet[1]["checked"]
    assert sheet[0]["source"] == "Us, Own rules"
    assert sheet[0]["content_hash"].startswith("#")
    assert sheet[0]["verdict"] == ""


def test_without_all_only_what_decides_nothing_is_exported(shop, call):
    code, out, err = call(*SHEET[:-1])
    assert code == 0
    assert len(out.splitlines()) == 1
    assert "0 controls" in err


def test_a_filled_sheet_becomes_reviews_and_counts(shop, sheet, call, assess):
    fill(shop, note="two\nlines")
    again = ("checklist", "review", "import", "sheet.csv", "-c", "own.checklist.yaml")
    for _ in range(2):
        code, _, err = call(*again)
        assert code == 0
        assert "1 reviews" in err
    (review,) = read_document(shop / "reviews/own-1.yaml").value["reviews"]
    assert review["note"] == "two lines"
    assert review["content_hash"] == sheet[0]["content_hash"][1:]
    assess("-q")
    control = json.loads((shop / "out/assessment.json").read_text())["frameworks"][0]["controls"][0]
    assert control["review"]["state"] == "confirmed"
    assert control["review"]["reviewer"] == "A. Lawyer"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"verdict": "maybe"}, "error: sheet.csv:2: `verdict` has no such value"),
        ({"date": "20/11/2026"}, "error: sheet.csv:2: `date` is not a date"),
        ({"reviewer": ""}, "error: sheet.csv:2: `reviewer` is missing"),
        (
            {"control": "own@1/retentoin"},
            "error: sheet.csv:2: there is no control `own@1/retentoin` (did you mean `own@1/retention`?)",
        ),
        ({"control": "own@2/retention"}, "error: sheet.csv:2: there is no control `own@2/retention`"),
        ({"content_hash": "#0123456789abcdef"}, "error: sheet.csv:2: `own@1/retention` is not what was reviewed"),
    ],
)
def test_what_can_not_be_placed_is_refused_with_its_line(shop, sheet, call, cells, said):
    fill(shop, **cells)
    code, _, err = call("checklist", "review", "import", "sheet.csv", "-c", "own.checklist.yaml")
    assert code == 2
    assert err.startswith(said)
    assert not (shop / "reviews").exists()


def test_a_yaml_sheet_goes_there_and_back(shop, call):
    assert call(*SHEET, "-o", "sheet.yaml")[0] == 0
    text = (shop / "sheet.yaml").read_text()
    for name, value in {"verdict": "rejected", "reviewer": "B", "date": "2026-11-20", "document": "D"}.items():
        text = text.replace(f'{name}: ""', f"{name}: {value}", 1)
    (shop / "sheet.yaml").write_text(text)
    assert call("checklist", "review", "import", "sheet.yaml", "-c", "own.checklist.yaml")[0] == 0
    (review,) = read_document(shop / "reviews/own-1.yaml").value["reviews"]
    assert review["verdict"] == "rejected"


def test_a_sheet_without_its_columns_or_of_another_form_is_refused(shop, call):
    (shop / "sheet.csv").write_text("a,b\n1,2\n")
    code, _, err = call("checklist", "review", "import", "sheet.csv")
    assert (code, err.partition(" (")[0]) == (2, "error: sheet.csv:1: the sheet has no column `control`")
    (shop / "sheet.yaml").write_text("a: b\n")
    assert call("checklist", "review", "import", "sheet.yaml")[0] == 2


def test_a_sheet_without_verdicts_changes_nothing(shop, sheet, call):
    code, _, err = call("checklist", "review", "import", "sheet.csv", "-c", "own.checklist.yaml")
    assert code == 0
    assert "nothing was written" in err
    assert not (shop / "reviews").exists()


def test_a_sheet_on_paper_and_no_live_cell(shop, call):
    checklist = shop / "own.checklist.yaml"
    checklist.write_text(checklist.read_text().replace("why: Somebody has to answer.", "why: '=1+1 [x](y) <b>'"))
    _, out, _ = call(*SHEET, "--format", "markdown")
    assert "\\[x\\]\\(y\\) \\<b\\>" in out
    _, out, _ = call(*SHEET)
    assert "\"'=1+1" in out


@pytest.mark.slow
def test_a_new_plugin_passes_its_own_tests_at_once(tmp_path, call):
    folder = tmp_path / "govkit-acme-law"
    assert call("plugin", "new", "acme-law", folder)[0] == 0
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", site, folder], check=True, capture_output=True)
    env = {**os.environ, "PYTHONPATH": str(site)}
    for command in (
        ["pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder],
        ["mypy", "--strict", folder / "govkit_acme_law"],
        ["ruff", "check", "--config", ROOT / "pyproject.toml", folder],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    listed = subprocess.run(
        [sys.executable, "-m", "govkit", "plugin", "list"], env=env, capture_output=True, text=True, check=True
    )
    assert ["acme-law", "govkit-acme-law", "0.1.0", "loaded", "2"] in [
        line.split() for line in listed.stdout.splitlines()
    ]
    told = subprocess.run(
        [sys.executable, "-m", "govkit", "explain", "acme-law.files"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "probe of dataset" in told.stdout


def test_a_new_plugin_overwrites_nothing(tmp_path, call):
    (tmp_path / "x").write_text("mine")
    code, _, err = call("plugin", "new", "acme", tmp_path)
    assert code == 2
    assert "the folder is not empty" in err


@pytest.mark.parametrize("name", ["govkit", "Acme", "a_b", "-a", "a-", "1a", ""])
def test_a_name_that_no_plugin_can_have(tmp_path, call, name):
    assert call("plugin", "new", "--", name, tmp_path / "x")[0] == 2
    assert not (tmp_path / "x").exists()


KINDS = [
    "inventory",
    "checklist",
    "translation",
    "registry",
    "answers",
    "waivers",
    "reviews",
    "rejections",
    "config",
    "assessment",
    "facts",
]


@pytest.fixture(scope="module")
def validators():
    from govkit.model.schema import SCHEMAS

    assert list(SCHEMAS) == KINDS
    found = {}
    for kind, make in SCHEMAS.items():
        jsonschema.Draft202012Validator.check_schema(make())
        found[kind] = jsonschema.Draft202012Validator(make(), format_checker=jsonschema.FormatChecker())
    return found


def test_schemas_take_what_govkit_ships_and_writes(shop, assess, validators):
    assess("-q")
    validators["config"].validate(read_document(shop / "govkit.yaml").value)
    validators["checklist"].validate(read_document(shop / "own.checklist.yaml").value)
    for name in ("assessment", "facts"):
        validators[name].validate(json.loads((shop / f"out/{name}.json").read_text()))
    for path in sorted(ROOT.glob("checklists/govkit_checklists/*/*/*.yaml")):
        content = read_document(path).value
        validators[content["govkit"].partition("/")[0]].validate(content)
    for path in sorted(ROOT.glob("checklists/govkit_checklists/registries/*.yaml")):
        validators["registry"].validate(read_document(path).value)


FORMS = [
    ("P5Y", True),
    ("none", True),
    (None, True),
    ({"unknown": "asked"}, True),
    ({"claims": [{"value": "P5Y", "origin": "odcs", "standing": "detected"}]}, True),
    ({"claims": [{"value": "P5Y", "standing": "perhaps"}]}, False),
    ({"claims": [{"valu": "P5Y"}]}, False),
    ({"unknown": 3}, False),
    (5, False),
    ("five years", False),
    ([], False),
]


@pytest.mark.parametrize(("value", "fits"), FORMS)
def test_the_forms_of_a_value(validators, value, fits):
    inventory = {"govkit": "inventory/1", "datasets": [{"id": "a", "retention": value}]}
    assert validators["inventory"].is_valid(inventory) is fits


@pytest.mark.parametrize(
    ("inventory", "fits"),
    [
        ({"govkit": "inventory/1", "datasets": "none", "x-ours": {"a": 1}}, True),
        ({"govkit": "inventory/1", "datasets": [{"id": "a", "x-ours": 3, "owner": "none"}]}, True),
        (
            {
                "govkit": "inventory/1",
                "datasets": [{"id": "a", "collections": [{"name": "t", "fields": [{"name": "c"}]}]}],
            },
            True,
        ),
        ({"govkit": "inventory/1", "datasets": [{"id": "a", "onwer": "x"}]}, False),
        ({"govkit": "inventory/1", "datasets": [{"name": "a"}]}, False),
        ({"govkit": "inventory/1", "dataset": []}, False),
        ({"govkit": "inventory/1", "organisations": [{"id": "a", "country": "Thailand"}]}, False),
        ({"datasets": []}, False),
    ],
)
def test_an_inventory_against_its_schema(validators, inventory, fits):
    assert validators["inventory"].is_valid(inventory) is fits


def test_slots_are_described_by_their_docstrings(validators):
    schema = validators["inventory"].schema
    assert schema["$defs"]["Dataset"]["properties"]["owner"]["description"] == (
        "The role or team that keeps it, rather than a person."
    )
    assert "Named by id: `party`" in schema["$defs"]["System"]["properties"]["vendor"]["description"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_printed(call, kind):
    code, out, _ = call("schema", kind)
    assert code == 0
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
