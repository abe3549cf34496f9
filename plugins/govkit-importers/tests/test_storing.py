"""Where imported files go: none takes the place of another source's."""

from __future__ import annotations

import pytest
import yaml

from govkit.cli.main import run

HEAD = "Ref,Processing activity,Purpose,Lawful basis,Personal data,Retention period\n"
PAY = HEAD + "H1,Pay,Pay people,Contract,Name,5 years\n"
LOGS = HEAD + "I1,Logs,Find attacks,Contract,Name,1 year\n"


@pytest.fixture
def sent(tmp_path, monkeypatch):
    """Two departments, each with a record of the same name."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"hr": PAY, "it": LOGS}.items():
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "ropa.csv").write_text(text)
    return tmp_path


def activities(folder):
    files = sorted(folder.glob("our/inventory/imported/*.yaml"))
    return [one["id"] for path in files for one in yaml.safe_load(path.read_text())["activities"]]


def test_two_sources_of_one_name_in_one_run_do_not_overwrite_each_other(sent, capsys):
    assert run(["import", "in/hr/ropa.csv", "in/it/ropa.csv", "-o", "our"]) == 2
    assert "would be written into the same file" in capsys.readouterr().err
    assert activities(sent) == ["H1"]
    assert run(["import", "in", "-o", "both"]) == 0
    assert len([*sent.glob("both/inventory/imported/*.yaml")]) == 2


def test_another_source_of_the_same_name_does_not_replace_the_first(sent, capsys):
    assert run(["import", "in/hr/ropa.csv", "-o", "our"]) == 0
    assert run(["import", "in/it/ropa.csv", "-o", "our"]) == 2
    assert "--replaces ropa.csv" in capsys.readouterr().err
    assert activities(sent) == ["H1"]
    assert run(["import", "in/it/ropa.csv", "-o", "our", "--replaces", "ropa.csv"]) == 0
    assert activities(sent) == ["I1"]


def test_a_newer_copy_that_shares_a_row_replaces_the_older_one(sent):
    assert run(["import", "in/hr/ropa.csv", "-o", "our"]) == 0
    (sent / "in/hr/ropa.csv").write_text(LOGS + PAY.removeprefix(HEAD))
    assert run(["import", "in/hr/ropa.csv", "-o", "our"]) == 0
    assert activities(sent) == ["H1", "I1"]
