"""Only regular UTF-8 files are read, and what is wrong with the others is one clear line."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from govkit.engine.read import read_document, read_text, reader, text
from govkit.engine.read.text import shown_key
from govkit.model.errors import InputError


def said(path: Path, shown_as: str | None = "a.yaml") -> str:
    with pytest.raises(InputError) as caught:
        read_document(path, shown_as=shown_as)
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    return line


def test_a_document_carries_its_name_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.YML"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    document = read_document(path)
    assert document.path == str(path)
    assert document.sha256 == hashlib.sha256(b"\xef\xbb\xbfa: 1\n").hexdigest()
    assert read_document(path, shown_as="inventory/a.yml").path == "inventory/a.yml"


@pytest.mark.parametrize("name", ["a.toml", "a", "a.yaml.bak", "a.ndjson", ".yaml"])
def test_other_kinds_of_files(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("a: 1")
    assert said(tmp_path / name, "x") == "x: this kind of file is not read (name it .yaml, .yml, .json or .jsonl)"


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert said(tmp_path / "a.yaml") == "a.yaml: this is a folder, not a file (name a file inside it)"


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.jsonl"])
def test_a_pipe_is_not_waited_for(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    assert said(tmp_path / name) == "a.yaml: this is a pipe or a device, not a file (save the content to a file first)"
    with pytest.raises(InputError, match="a pipe or a device"):
        read_text(tmp_path / name)


def test_a_device() -> None:
    with pytest.raises(InputError, match=r"^/dev/zero: this is a pipe or a device"):
        read_text(Path("/dev/zero"))


def test_what_becomes_a_pipe_between_looking_and_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    monkeypatch.setattr(Path, "stat", lambda _path: os.stat_result((0o100644, *range(9))))
    assert "a pipe or a device" in said(tmp_path / "a.yaml")


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("missing.yaml", "there is no such file (check the path)"),
        ("file/x.yaml", "there is no such file (check the path: a part of it is a file, not a folder)"),
        ("loop.yaml", "the link leads back to itself (point the link to a file)"),
        ("x" * 300 + ".yaml", "the path is too long (shorten it)"),
        ("a\0b.yaml", "no file can have this name (check the path)"),
    ],
)
def test_what_is_no_file(path: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert said(tmp_path / path) == f"a.yaml: {what}"


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.EACCES, "the file may not be read (give yourself permission to read it)"),
        (errno.EIO, "the file can't be read (EIO) (check the path)"),
        (None, "the file can't be read (unknown) (check the path)"),
    ],
)
def test_what_the_system_refuses(
    number: int | None, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError(number, "สิทธิ์ไม่พอ") if number else OSError("สิทธิ์ไม่พอ")

    (tmp_path / "a.yaml").write_text("a: 1")
    monkeypatch.setattr(os, "open", refuse)
    assert said(tmp_path / "a.yaml") == f"a.yaml: {what}"


@pytest.mark.parametrize(("suffix", "hint"), [("yaml", ".json or .jsonl"), ("json", "several files")])
def test_large_files_are_not_even_read(suffix: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    with path.open("wb") as stream:
        stream.truncate(10 * 1024**3)
    assert "the file is larger than" in said(path)
    assert hint in said(path)


def test_json_that_takes_many_times_its_size_is_counted_before_it_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" + ",".join(["{}"] * 99) + "]")
    assert read_document(tmp_path / "a.json", containers=100).value == [{}] * 99
    with pytest.raises(InputError, match="there are 100 lists and mappings in the file, and at most 99 are read"):
        read_document(tmp_path / "a.json", containers=99)


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("x" * 100)
    monkeypatch.setattr(text, "MAX_TEXT_BYTES", 10)
    with pytest.raises(InputError, match="larger than"):
        read_text(tmp_path / "a.md")
    assert text.read_bytes(tmp_path / "a.md", "a.md", 100) == b"x" * 100


def test_out_of_memory_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhaust(_source: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reader, "load_yaml", exhaust)
    (tmp_path / "a.yaml").write_text("a: 1")
    assert said(tmp_path / "a.yaml") == "a.yaml: the file needs more memory than there is (split it)"


def test_hostile_names_are_shown_escaped(tmp_path: Path) -> None:
    name = "\u202e\x1b[31m\n.yaml"
    (tmp_path / name).write_text("]", encoding="utf-8")
    assert said(tmp_path / name, None).startswith(f"{tmp_path}/\\u202e\\x1b[31m\\n.yaml:1:1: ")
    assert said(Path(os.fsdecode(b"/nowhere/\xff.yaml")), None).startswith("/nowhere/\\udcff.yaml: ")


def test_text_keeps_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "card.md").write_bytes(b"\xef\xbb\xbf# Card\r\n\x07\xe0\xb8\x81")
    assert read_text(tmp_path / "card.md") == "# Card\r\n\x07ก"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("a", "`a`"),
        ("ชื่อ", "`ชื่อ`"),
        ("a\u202eb\x00", "`a\\u202eb\\x00`"),
        ("x" * 40, f"`{'x' * 40}`"),
        ("x" * 41, f"`{'x' * 39}…`"),
        ("\n" * 1_000_000, "`" + r"\n" * 19 + "\\…`"),
    ],
)
def test_keys_are_shown_short_and_escaped(key: str, shown: str) -> None:
    assert shown_key(key) == shown
    assert len(shown) <= 42


def test_the_locale_and_the_hash_seed_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("ชื่อ: ก\nb: {c: 1, d: 2}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("ชื่อ: ก\nb: {c: 1, d: 2, c: 3}\n", encoding="utf-8")
    code = """
import sys
from pathlib import Path
from govkit.engine.read import read_document
from govkit.model.errors import InputError
for name in sys.argv[1:]:
    try:
        print(ascii(read_document(Path(name))))
    except InputError as error:
        print(ascii(str(error)))
"""
    results = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")],
            env={**os.environ, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": utf8},
            capture_output=True,
            check=True,
        ).stdout
        for locale, seed, utf8 in (("C", "0", "0"), ("C.UTF-8", "1", "1"), ("POSIX", "2", "0"))
    }
    assert len(results) == 1
    assert b":2:17: the key `c` is given twice" in results.pop()
