"""`govkit init`: a folder to go on with, and nothing overwritten."""

import json

import pytest

from govkit.engine.read import read_document


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
