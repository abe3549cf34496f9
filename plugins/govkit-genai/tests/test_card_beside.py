"""Files beside a card are read with their places, and never change what the card itself is found to say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govkit_genai.card.beside import Beside
from govkit_genai.card.reader import read_card
from govkit_genai.commands.card_files import CardFile, open_cards
from govkit_genai.commands.card_show import as_data, console_text

CARD = "---\nlicense: mit\n---\n# Shop Model\n\nIt answers questions.\n"
RESULTS = "- dataset:\n    id: lab/bench\n    task_id: easy\n  value: 20.90\n- dataset: lab/other\n  value: good\n"


def read(folder: Path) -> CardFile:
    (folder / "README.md").write_text(CARD, encoding="utf-8")
    return next(iter(open_cards([folder / "README.md"])))


def test_a_lone_card_has_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Other\n\nApache License Version 2.0\n", encoding="utf-8")
    file = read(tmp_path)
    assert file.beside == ()
    assert "beside" not in as_data(file)


def test_each_file_is_read_with_its_place_and_changes_no_item(tmp_path: Path) -> None:
    alone = as_data(read(tmp_path))["fields"]
    (tmp_path / "LICENSE").write_text("\n   Apache License\n   Version 2.0, January 2004\n", encoding="utf-8")
    (tmp_path / "config.json").write_text('{\n "_name_or_path": "lab/base-7b"\n}', encoding="utf-8")
    (tmp_path / ".eval_results").mkdir()
    (tmp_path / ".eval_results" / "bench.yaml").write_text(RESULTS, encoding="utf-8")
    file = read(tmp_path)
    assert file.beside == (
        Beside("licence", "Apache-2.0", "LICENSE", 2, differs=True),
        Beside("base_model", "lab/base-7b", "config.json", 2),
        Beside("evaluation_results", "20.90", ".eval_results/bench.yaml", 4),
        Beside("evaluation_data", "lab/bench easy", ".eval_results/bench.yaml", 4),
    )
    assert as_data(file)["fields"] == alone
    assert json.dumps(as_data(file)["beside"])
    assert file.card is not None
    assert "differs       licence" in console_text(file.name, file.card, file.beside)


def test_the_same_licence_does_not_differ(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("MIT License\n\nCopyright (c) 2026 Example Lab\n", encoding="utf-8")
    assert read(tmp_path).beside == (Beside("licence", "MIT", "LICENSE", 1),)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("LICENSE", b"\xff\xfe\x00M"),
        ("LICENSE", b"Ask us.\n"),
        ("config.json", b"{" * 5_000),
        ("config.json", b'{"_name_or_path": "/home/ann/run-3"}'),
        (".eval_results/a.yaml", b"- dataset: [\n"),
        (".eval_results/a.yaml", b"value: 3\n"),
        (".eval_results/a.yaml", b"- &a [*a]\n- value: *a\n"),
        (".eval_results/a.yaml", b"x" * 100_000),
    ],
)
def test_what_cannot_be_read_says_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(content)
    assert read(tmp_path).beside == ()


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "terms").write_text("MIT License\n", encoding="utf-8")
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "LICENSE").symlink_to(tmp_path / "away" / "terms")
    assert read(folder).beside == ()


APACHE = "Apache License\nVersion 2.0, January 2004\n"


@pytest.mark.parametrize(
    ("card", "files", "place"),
    [
        (CARD, {"LICENSE": APACHE, "config.json": "{}"}, "LICENSE:1"),
        (CARD, {"LICENSE": APACHE}, ""),  # nothing says that the folder is the model's
        (CARD, {"LICENSE": "MIT License\n", "config.json": "{}"}, ""),
        (CARD, {"LICENSE": "Our own terms.\n", "config.json": "{}"}, ""),
        (CARD, {"LICENSE": APACHE, "COPYING": "MIT License\n", "config.json": "{}"}, ""),
        (CARD + "\nThe code is under the Apache licence.\n", {"LICENSE": APACHE, "config.json": "{}"}, ""),
        (CARD.replace("mit", "other"), {"LICENSE": APACHE, "config.json": "{}"}, ""),
        (CARD.replace("license: mit\n", "x: y\n"), {"LICENSE": APACHE, "config.json": "{}"}, ""),
    ],
    ids=["differs", "no-model", "same", "unknown-terms", "one-of-two-fits", "code-told-apart", "own-name", "no-tag"],
)
def test_only_a_licence_of_the_model_itself_contradicts_the_card(
    card: str, files: dict[str, str], place: str, tmp_path: Path
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    assert read_card(card.encode(), "README.md", file=tmp_path / "README.md").licence_file == place
