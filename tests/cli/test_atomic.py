"""Files are written whole or not at all, whatever interrupts the writing."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from govkit.engine.atomic import write_atomic
from govkit.model.errors import UsageError


def test_text_and_bytes_and_new_folders(tmp_path):
    write_atomic(tmp_path / "a/b/c.txt", "ไทย\n")
    assert (tmp_path / "a/b/c.txt").read_bytes() == "ไทย\n".encode()
    write_atomic(tmp_path / "a/b/c.txt", b"\x00")
    assert (tmp_path / "a/b/c.txt").read_bytes() == b"\x00"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.txt"]


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step, fault):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def interrupt(*_):
        raise fault

    monkeypatch.setattr(step, interrupt)
    with pytest.raises((UsageError, KeyboardInterrupt)) as caught:
        write_atomic(path, "new")
    assert path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    if isinstance(fault, OSError):
        assert "no space left on device" in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_a_killed_writer_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    code = (
        "import os, time\n"
        "from pathlib import Path\n"
        "from govkit.engine import atomic\n"
        f"sign = Path({str(tmp_path / 'sign')!r})\n"
        "def slow(_):\n    sign.write_text('x')\n    time.sleep(60)\n"
        "os.fsync = slow\n"
        f"atomic.write_atomic(Path({str(path)!r}), 'new')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        until = time.monotonic() + 60
        while not (tmp_path / "sign").exists() and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    assert path.read_text() == "old"


def test_a_folder_in_place_of_the_file_is_one_line(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(UsageError) as caught:
        write_atomic(tmp_path / "a", "x")
    assert "can't be written" in str(caught.value)


def test_a_file_in_place_of_the_folder_is_one_line(tmp_path):
    (tmp_path / "a").write_text("x")
    with pytest.raises(UsageError):
        write_atomic(tmp_path / "a/b", "x")


def test_a_link_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "secret").write_text("keep")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    write_atomic(tmp_path / "link", "x")
    assert (tmp_path / "secret").read_text() == "keep"
    assert not Path(tmp_path / "link").is_symlink()
