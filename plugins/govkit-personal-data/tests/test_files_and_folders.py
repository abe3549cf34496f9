"""Which files the probe reads, and that one that it can't or may not read is said, counted and never clean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govkit.plugin import Declined, NotStated


def test_a_missing_file(look):
    seen = look("nowhere.csv")
    assert seen.states == ["missing"]
    assert seen.extent == (0, 1)


@pytest.mark.parametrize("path", ["../outside.csv", "/etc/passwd"])
def test_a_path_that_leads_outside(look, path):
    assert look(path).states == ["missing"]


def test_a_link_that_leads_outside_a_folder_is_not_followed(look, tmp_path, people_csv, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.csv"
    outside.write_text(people_csv)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").symlink_to(outside)
    seen = look("data")
    assert seen.states == ["missing"]
    assert seen.value.columns == ()


def test_a_document_is_read_as_a_column_of_sentences(look, tmp_path):
    (tmp_path / "notes.md").write_text("# Visit\n\ncall +66 81 234 5678 tomorrow\n")
    seen = look("notes.md")
    assert seen.states == ["read"]
    assert seen.extent == (3, 3)
    assert seen.category("text") == "phone"
    assert seen.column("text").opaque


def test_a_folder_means_all_files_in_it(look, tmp_path, people_csv):
    for name in ("b/people.csv", "a/people.csv", "other.bin"):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_text(people_csv)
    seen = look("data")
    assert seen.states == ["read", "read", "not_supported"]
    assert [table.name for table in seen.value.tables] == ["data/a/people", "data/b/people"]
    assert seen.extent == (4, 5)


def test_an_empty_folder_holds_nothing(look, tmp_path):
    (tmp_path / "data").mkdir()
    assert look("data").states == ["missing"]


def test_a_glob(look, tmp_path, people_csv):
    for name in ("a1.csv", "a2.csv", "b.csv"):
        (tmp_path / name).write_text(people_csv)
    assert [table.name for table in look("a*.csv").value.tables] == ["a1", "a2"]


def test_a_pipe_is_not_waited_for(look, tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    assert look("a.csv").states == ["missing"]
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data/a.csv")
    assert look("data").states == ["not_regular"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_file_that_may_not_be_read(look, tmp_path, people_csv, monkeypatch):
    (tmp_path / "a.csv").write_text(people_csv)
    opened = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == "a.csv":
            raise PermissionError(13, "denied", str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything, so the refusal is played
    assert look("a.csv").states == ["denied"]


def test_a_file_that_changes_while_it_is_read(look, tmp_path, people_csv, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text(people_csv)
    from govkit_personal_data.sources import opening

    before = opening.survey

    def then_change(it):
        seen = before(it)
        path.write_text(people_csv + "3,eve@shop.example,Tak\n")
        return seen

    monkeypatch.setattr(opening, "survey", then_change)
    assert look("a.csv").states == ["changed"]


def test_formats_that_are_not_read_are_not_clean(look, tmp_path):
    (tmp_path / "a.odt").write_bytes(b"PK")
    assert look("a.odt").states == ["not_supported"]
    assert look("a.odt").extent == (0, 1)


def test_a_database_is_not_reached_without_leave_to_use_the_network(look):
    seen = look({"connection": "DATABASE_URL"})
    assert seen.states == ["denied"]
    assert seen.extent == (0, 1)


def test_one_bad_source_does_not_hide_the_good_one(look, tmp_path, people_csv):
    (tmp_path / "a.csv").write_text(people_csv)
    seen = look("a.csv", "nowhere.csv")
    assert seen.states == ["read", "missing"]
    assert seen.extent == (2, 3)
    assert seen.value.mode == "sample"


def test_no_data_is_declined_and_not_stated_is_not_stated(look):
    with pytest.raises(Declined):
        look(data="none")
    with pytest.raises(NotStated):
        look(data=None)


def test_options_are_checked(look, tmp_path, people_csv):
    (tmp_path / "a.csv").write_text(people_csv)
    with pytest.raises(Declined):
        look("a.csv", rows=0)
