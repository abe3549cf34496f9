"""Every malformed file gives one line that says what, where and how to mend it; every odd one is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.read import read_document, read_text
from govkit.model.errors import InputError

pytestmark = pytest.mark.sweep

CASES: dict[str, dict[str, Any]] = read_document(Path(__file__).with_name("syntax.yaml")).value
HEAVY = {name: case for name, case in CASES.items() if "heavy" in case}
IN_A_SMALL_ROOM = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024,) * 2)
from govkit.engine.read import read_document
from govkit.model.errors import InputError
used = resource.getrusage(resource.RUSAGE_SELF)
seconds = int(used.ru_utime + used.ru_stime + 1) + 2
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
try:
    read_document(Path(sys.argv[1]), shown_as=sys.argv[2])
    said = None
except InputError as error:
    said = str(error)
json.dump(said, sys.stdout)
"""


def content(case: dict[str, Any]) -> bytes:
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    text = case["text"] if "text" in case else "".join(piece * times for piece, times in case["build"])
    return text.encode(case.get("encode", "utf-8"))


def assert_said(case: dict[str, Any], said: str | None) -> None:
    if "what" not in case:
        assert said is None
        return
    assert said is not None
    assert said.splitlines() == [said]
    assert said.isprintable()
    assert len(said) < 200
    assert "CANARY" not in said
    assert "Traceback" not in said
    place, what, hint = said.split(" ", 1)[0], said.rsplit(" (", 1)[0], said.rsplit(" (", 1)[1]
    expected = f"{case['file']}:{case.get('line', '')}:{case.get('column', '')}"
    assert place.startswith(expected)
    assert place.removesuffix(":") == expected or "column" not in case
    assert case["what"] in what
    assert case["hint"] in hint
    assert said.endswith(")")


def test_the_table_is_a_table() -> None:
    assert len(CASES) >= 90
    assert all({"line", "hint"} <= case.keys() for case in CASES.values() if "what" in case)


@pytest.mark.parametrize("name", CASES)
def test_one_line_with_a_place_and_a_mend(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    path = tmp_path / case["file"]
    path.write_bytes(content(case))
    try:
        if path.suffix == ".md":
            read_text(path, shown_as=path.name)
        else:
            read_document(path, shown_as=path.name)
        said = None
    except InputError as error:
        said = str(error)
    assert_said(case, said)


@pytest.mark.parametrize("name", HEAVY)
def test_no_crash_in_half_a_gigabyte_and_two_seconds(name: str, tmp_path: Path) -> None:
    case = HEAVY[name]
    path = tmp_path / case["file"]
    path.write_bytes(content(case))
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, "-c", IN_A_SMALL_ROOM, str(path), path.name]
    done = subprocess.run(command, env=unmeasured, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    assert_said(case, json.loads(done.stdout))
