"""What govkit says of the examples is what was reviewed, on every machine and on every day."""

from __future__ import annotations

import difflib
import json

import pytest

from examples.golden import AS_OF, EXPECTED, reduced
from govkit.cli.main import run as command_line
from govkit.engine.facts import canonical
from govkit.engine.run import Run


def test_the_assessment_is_the_expected_one(example):
    expected = (example.folder / EXPECTED).read_text("utf-8")
    found = reduced(example.assessment)
    difference = "\n".join(
        difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "now", lineterm="", n=1)
    )
    advice = "if this is what it should say, run `python -m examples.golden` and commit"
    assert not difference, f"the assessment of {example.name} changed; {advice}\n{difference}"


def test_facts_judged_again_give_the_same_bytes(example):
    run = Run(as_of=AS_OF)
    again = run.judge(run.adopt(json.loads(json.dumps(example.facts))))
    assert canonical({**again, "run": None}) == example.bytes()


@pytest.mark.slow
def test_the_command_line_gives_the_same_bytes_by_both_roads(example, tmp_path):
    direct, facts, again = (tmp_path / name for name in ("direct.json", "facts.json", "again.json"))
    day = ("--as-of", AS_OF, "-q")
    govkit("assess", example.folder, *day, "--no-out", "--format", "json", "-o", direct)
    govkit("assess", example.folder, *day, "--gather-only", "-o", facts)
    govkit("assess", "--from", facts, "-q", "--format", "json", "-o", again)
    assert without_run(direct) == without_run(again)
    assert canonical(json.loads(without_run(again))) == example.bytes()


def without_run(place):
    """Return the bytes of a written assessment with nothing in its `run`."""
    written = place.read_text("utf-8")
    run = json.dumps(json.loads(written)["run"], ensure_ascii=False, separators=(",", ":"))
    assert written.count(run) == 1
    return written.replace(run, "null")


def govkit(*arguments):
    assert command_line([str(argument) for argument in arguments]) in (0, 1)
