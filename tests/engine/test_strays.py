"""Files that are not read although they lie where govkit reads: each is a fault, and notes are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.engine.load import load
from govkit.model.errors import InputErrors

INVENTORY = "govkit: inventory/1\ndatasets: [{id: crm}]\n"


def folder(place: Path, *names: str) -> Path:
    """Return an assessed folder with further files in it."""
    for name in ("inventory/a.yaml", *names):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(INVENTORY if name.startswith("inventory/a.") else "x", "utf-8")
    return place


@pytest.mark.parametrize(
    "name",
    [
        *("govkit.yml", "govkit.yaml.txt", "Govkit.yaml", "govkit.toml", "govkit.json"),
        *("inventory.yaml.txt", "Inventory.yaml", "inventory.ndjson", "waivers.yaml.txt", "answers.json5"),
        *("inventory/b.yaml.txt", "inventory/b.ndjson", "inventory/b.csv", "inventory/b.json5", "inventory/b.toml"),
        *("inventory/deep/er/b.yaml.txt", "inventory/b.XLSX", "waivers/b.csv", "answers/b.toml", "rejections/b.toml"),
    ],
)
def test_a_file_that_is_meant_for_govkit_and_not_read_is_a_fault(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        load(folder(tmp_path, name))
    (fault,) = caught.value.errors
    assert (fault.path, fault.what) == (name, "this file is not read")
    is_table = name.lower().endswith((".csv", ".xlsx"))
    hint = "govkit.yaml" if name.lower().startswith("govkit") else "import" if is_table else ".jsonl"
    assert hint in fault.hint


@pytest.mark.parametrize(
    "name",
    [
        *("inventory/notes.txt", "inventory/README.md", "inventory/map.png", "inventory/.gitkeep"),
        *("inventory/.b.yaml.swp", "inventory/b.yaml~", "inventory/~$b.xlsx", "inventory.csv", "answers.md"),
        *("inventory.xlsx", "waivers.pdf", "govkit.html", "govkit.log", "govkit"),
        *("data/b.csv", "evidence/answers.xlsx", "own.checklist.yaml", "answers/self.xlsx", "reviews/b.csv"),
        *("answers/a.yaml.sig", "answers/a.yaml.sha256", "inventory/b.yaml.orig", "inventory/deep/b.YAML.BAK"),
        *("govkit.yaml.bak", "inventory.schema.json", "waivers.yaml.asc"),
    ],
)
def test_other_files_may_lie_there(name: str, tmp_path: Path) -> None:
    assert load(folder(tmp_path, name)).normalised.inventory.records["dataset"]


def test_settings_under_their_own_name_and_files_in_every_form_are_read(tmp_path: Path) -> None:
    place = folder(tmp_path, "inventory/b.YML")
    (place / "govkit.yaml").write_text("govkit: config/1\nmin_decided: 95\n", "utf-8")
    (place / "inventory/b.YML").write_text(INVENTORY.replace("crm", "erp"), "utf-8")
    (place / "waivers.yml").write_text("govkit: waivers/1\nwaivers: []\n", "utf-8")
    loaded = load(place)
    assert loaded.config.min_decided == 95
    assert [record["id"] for record in loaded.normalised.inventory.records["dataset"]] == ["crm", "erp"]
    assert [entry["path"] for entry in loaded.inputs] == [
        *("govkit.yaml", "inventory/a.yaml", "inventory/b.YML", "waivers.yml")
    ]
