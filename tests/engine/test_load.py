"""Folders and files: what is read from where, and that every fault of every file is said."""

from __future__ import annotations

import gc
import hashlib
from pathlib import Path

import pytest

from govkit.engine.load import digest, digest_in, evidence_digests, load
from govkit.model.errors import InputError, InputErrors

INVENTORY = "govkit: inventory/1\ndatasets:\n  - id: a\n"


def files(folder: Path, content: dict[str, str]) -> Path:
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


ANSWER = "  - {{question: f/c#{0}, subject: dataset:a, author: x, date: 2026-01-0{1}, evidence: [{{path: e.txt}}]}}\n"
EVERYTHING = {
    "govkit.yaml": "govkit: config/1\nscope: All\nfail_on: high\nlanguages: [th, en]\nmin_decided: 50\n",
    "inventory.yaml": INVENTORY,
    "inventory/more/b.json": '{"govkit": "inventory/1", "datasets": [{"id": "b"}]}',
    "inventory/c.jsonl": '{"type": "dataset", "id": "c"}\n{"type": "policy", "id": "p", "path": "../secret.txt"}\n',
    "inventory/d.yml": "govkit: inventory/1\nevidence:\n  - {id: e, path: e.txt}\n  - {id: f, path: none}\n",
    "inventory/notes.txt": "not read",
    "answers.yaml": "govkit: answers/1\nanswers:\n" + ANSWER.format("q2", 1),
    "answers/x.yaml": "govkit: answers/1\nanswers:\n" + ANSWER.format("q1", 2) + ANSWER.format("q1", 1),
    "waivers.yaml": (
        "govkit: waivers/1\nwaivers: [{framework: f, control: c, owner: o, reason: r, expires: 2027-01-01}]\n"
    ),
    "reviews/r.yaml": (
        "govkit: reviews/1\nreviews: [{framework: f, edition: '1', control: c, content_hash: 0123456789abcdef, "
        "verdict: confirmed, reviewer: x, date: 2026-01-01, document: d}]\n"
    ),
    "rejections.yaml": (
        "govkit: rejections/1\nrejections: [{subject: dataset:a, what: email, by: x, date: 2026-01-01, reason: r, "
        "evidence: [{path: gone.txt}]}]\n"
    ),
    "e.txt": "evidence",
}


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    loaded = load(files(tmp_path, EVERYTHING))
    assert [record["id"] for record in loaded.normalised.inventory.records["dataset"]] == ["a", "b", "c"]
    assert (loaded.config.scope, loaded.config.fail_on, loaded.config.min_decided) == ("All", "high", 50)
    assert [(answer.question, answer.date.day) for answer in loaded.answers] == [
        ("f/c#q1", 1),
        ("f/c#q1", 2),
        ("f/c#q2", 1),
    ]
    assert [len(found) for found in (loaded.waivers, loaded.reviews, loaded.rejections)] == [1, 1, 1]
    read = {entry["path"]: entry["sha256"] for entry in loaded.inputs}
    assert read.keys() == EVERYTHING.keys() - {"e.txt", "inventory/notes.txt"}
    assert list(read) == sorted(read)
    assert read["inventory.yaml"] == hashlib.sha256(INVENTORY.encode()).hexdigest()
    assert loaded.normalised.inventory.place("dataset:b") == ("inventory/more/b.json", 1)


def test_evidence_is_hashed_inside_the_folder_only(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("CANARY")
    loaded = load(files(tmp_path / "folder", EVERYTHING))
    assert evidence_digests(loaded) == [
        {"path": "../secret.txt"},
        {"path": "e.txt", "sha256": hashlib.sha256(b"evidence").hexdigest()},
        {"path": "gone.txt"},
    ]
    assert digest(tmp_path) is None


def test_a_single_file_is_an_inventory(tmp_path: Path) -> None:
    loaded = load(files(tmp_path, {"a.yaml": INVENTORY}) / "a.yaml")
    assert loaded.normalised.inventory.place("dataset:a") == ("a.yaml", 3)
    assert (loaded.folder, loaded.inputs[0]["path"], loaded.answers) == (tmp_path, "a.yaml", ())


def test_settings_may_be_left_out(tmp_path: Path) -> None:
    assert load(files(tmp_path, {"inventory.yaml": INVENTORY})).config.languages == ("en",)


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no inventory in this folder .*govkit init"):
        load(tmp_path)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    for name in ("none-such.yaml", "none-such"):
        with pytest.raises(InputError, match="there is no such file or folder"):
            load(tmp_path / name)


def test_every_fault_of_every_file_is_said_at_once(tmp_path: Path) -> None:
    broken = {
        "govkit.yaml": "langages: [th]\n",
        "inventory.yaml": INVENTORY + "    ownr: x\n",
        "inventory/b.json": '{"govkit": ',
        "answers.yaml": "govkit: answers/1\nanswers: 7\n",
    }
    with pytest.raises(InputErrors) as caught:
        load(files(tmp_path, broken))
    assert [error.path for error in caught.value.errors] == [
        "govkit.yaml",
        "inventory/b.json",
        "answers.yaml",
        "inventory.yaml",
    ]


def test_what_cannot_be_read_is_a_fault_and_not_an_absence(tmp_path: Path) -> None:
    files(tmp_path, {"inventory.yaml": INVENTORY, "elsewhere/a.yaml": INVENTORY, "answers": "a file"})
    (tmp_path / "waivers.yaml").symlink_to(tmp_path / "waivers.yaml")
    (tmp_path / "rejections.yaml").symlink_to(tmp_path / "none-such.yaml")
    (tmp_path / "govkit.yaml").mkdir()
    (tmp_path / "inventory").mkdir()
    (tmp_path / "inventory" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "inventory" / "gone.yaml").symlink_to(tmp_path / "none-such.yaml")
    with pytest.raises(InputErrors) as caught:
        load(tmp_path)
    assert [(error.path, error.what) for error in caught.value.errors] == [
        ("govkit.yaml", "this is a folder, not a file"),
        ("inventory/linked", "links to folders are not followed"),
        ("inventory/gone.yaml", "there is no such file"),
        ("answers", "the folder can't be listed"),
        ("waivers.yaml", "the link leads back to itself"),
        ("rejections.yaml", "there is no such file"),
    ]


def test_names_in_capitals_are_read(tmp_path: Path) -> None:
    loaded = load(files(tmp_path, {"inventory/A.YAML": INVENTORY}))
    assert loaded.normalised.inventory.get("dataset:a") is not None


def test_the_garbage_collector_is_on_again_afterwards(tmp_path: Path) -> None:
    assert gc.isenabled()
    with pytest.raises(InputError):
        load(tmp_path)
    assert gc.isenabled()


def test_the_collector_does_not_walk_what_a_bulk_load_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govkit.engine.read.bulk._MANY_OBJECTS", 0)
    before = gc.get_freeze_count()
    try:
        load(files(tmp_path, {"inventory.yaml": INVENTORY}))
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("path", ["a\0b", "loop", "x" * 5000, "../elsewhere.txt", "/etc/hostname", "", "."])
def test_what_is_no_file_of_the_folder_has_no_digest(path: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "elsewhere.txt").write_text("x")
    (tmp_path / "folder/loop").symlink_to("loop")
    assert digest_in(tmp_path / "folder", path) is None
