"""`govkit answer merge`: answers of several people come together, and where they disagree nobody is overruled."""

from __future__ import annotations

import shutil


def test_people_who_disagree_are_shown_side_by_side(folder, taken, opened, answers):
    first = opened("a.xlsx").write("often", value="daily").write("days", value=4).saved()
    second = opened("b.xlsx")
    second.book.worksheets[0]["C9"] = "Dara (IT)"
    other = second.write("often", value="never").write("days", value=4).saved()
    code, out, _ = taken(first, other, "-o", folder, verb="merge")
    assert code == 1
    assert "conflict  own/agreed#often  dataset:crm" in out
    assert out.index("daily · Anong") < out.index("never · Dara")
    assert {key[0] for key in answers()} == {"days"}
    assert taken(first)[0] == 0
    assert taken(other)[0] == 1
    assert answers()["often", "dataset:crm", "Anong (Sales)"]["value"] == "daily"
    assert taken(other, "--keep-both")[0] == 0
    assert {key[2] for key in answers() if key[0] == "often"} == {"Anong (Sales)", "Dara (IT)"}


def test_colleagues_folders_are_merged_too(folder, taken, tmp_path, opened, answers):
    taken(opened().write("days", value=4).saved())
    theirs = shutil.copytree(folder, tmp_path / "theirs")
    shutil.rmtree(folder / "answers")
    assert taken(theirs, "-o", folder, verb="merge")[0] == 0
    assert answers()["days", "dataset:crm", "Anong (Sales)"]["value"] == 4
