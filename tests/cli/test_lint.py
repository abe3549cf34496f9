"""`govkit lint`: what it looks at, what it lets be, and how it tells a place."""

import json
import shutil
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[2] / "checklists"


def test_what_ships_is_silent(call):
    code, out, err = call("lint", "--strict", SHIPPED)
    assert (code, out) == (0, "")
    assert "no mistakes" in err


def test_a_folder_without_mistakes_is_silent(shop, call):
    code, out, err = call("lint", "-c", "own.checklist.yaml")
    assert (code, out) == (0, "")
    assert err == "no mistakes; looked at: 2\n"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("country-group/1", ""),
        ("cheklist/1", "did you mean `checklist/1`?"),
        ("checklist/2", "did you mean `checklist/1`?"),
        ("Notes", "begin with `govkit: …`"),
    ],
)
def test_reference_data_of_plugins_are_let_be_and_slips_are_not(call, tmp_path, kind, said):
    (tmp_path / "data.yaml").write_text(f"govkit: {kind}\nmembers: []\n")
    code, out, _ = call("lint", tmp_path / "data.yaml")
    assert (code == 0) == (said == "")
    assert said in out


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "govkit: inventori/1\n", "the file does not say what it is (did you mean `inventory/1`?)"),
        ("a.yaml", "a: b\n", "the file does not say what it is (begin with `govkit: …`"),
        ("a.yaml", "a: [\n", "error: a.yaml:"),
        ("a.yaml", "govkit: inventory/1\ndatasets: 3\n", "error: a.yaml:2:11: `datasets` is a list of records"),
        ("a.yaml", "govkit: waivers/1\nwaivers: [{}]\n", "error: a.yaml:2:11: `framework` is missing"),
        ("a.txt", "x", "this kind of file is not read"),
    ],
)
def test_a_file_is_looked_at_as_what_it_says_it_is(tmp_path, monkeypatch, call, name, text, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(text)
    code, out, _ = call("lint", name)
    assert code == 2
    assert said in out


def test_a_folder_of_checklists_is_looked_through(tmp_path, call):
    shutil.copytree(SHIPPED / "govkit_checklists/govkit", tmp_path / "govkit")
    (tmp_path / ".hidden.yaml").write_text("x")
    code, _, err = call("lint", tmp_path)
    assert code == 0
    assert "looked at: " in err


def test_yaml_of_other_tools_is_let_be_and_folders_below_are_found(tmp_path, shop, call, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compose.yaml").write_text("services: {a: {{ b }}\n")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/x.yaml").write_text("govkit: nonsense/1\n")
    (tmp_path / "mine.yaml").write_text("govkit: waiver/1\n")
    code, out, _ = call("lint", "-c", "shop/own.checklist.yaml")
    assert code == 2
    assert out.splitlines() == ["error: mine.yaml:1:9: the file does not say what it is (did you mean `waivers/1`?)"]


def test_nothing_to_look_at_is_no_good_news(tmp_path, call):
    code, _, err = call("lint", tmp_path)
    assert code == 2
    assert "there is nothing to look at" in err


def test_a_given_checklist_with_faults_is_named(shop, call):
    (shop / "bad.yaml").write_text("govkit: checklist/1\nframework: {}\n")
    code, out, _ = call("lint", "-c", "bad.yaml")
    assert code == 2
    assert "error: bad.yaml:" in out
    assert call("lint", "-c", "nowhere.yaml")[0] == 2


def test_json_names_each_place(shop, call):
    (shop / "inventory/more.yaml").write_text("govkit: inventory/1\nsystems: [{id: web, vendro: x}]\n")
    code, out, _ = call("lint", "--json", "-c", "own.checklist.yaml")
    assert code == 2
    assert json.loads(out) == [
        {
            "file": "inventory/more.yaml",
            "line": 2,
            "column": 21,
            "what": "there is no slot `vendro`",
            "mend": "did you mean `vendor`?",
        }
    ]
