"""Identifiers of a user's own: `govkit scan` looks for them, and refuses what must not be run."""

from __future__ import annotations

import json

import pytest

from govkit.cli.main import run

OWN = """
govkit: identifiers/1
country: TH
identifiers:
  - {id: member, title: Member number, category: other-direct, patterns: ['MB[0-9]{7}'], mark: verified, weight: 0.9,
     source: our own}
"""


def test_identifiers_of_a_user_are_looked_for(scan, records, tmp_path):
    (tmp_path / "own.yaml").write_text(OWN)
    (tmp_path / "m.csv").write_text("ref,colour\n" + "\n".join(f"MB{n * 7919:07},red" for n in range(60)))
    (tmp_path / "t.jsonl").write_text('{"text": "member MB1234567 called"}')
    plain = records(scan(tmp_path / "m.csv"))["m", "ref"]
    seen = records(scan(tmp_path / "m.csv", "--identifiers", tmp_path / "own.yaml", "--mode", "full"))["m", "ref"]
    assert (plain["status"], plain["category"], seen["category"]) == ("review", None, "OTHER_DIRECT")
    text = scan("--text", tmp_path / "t.jsonl", "--identifiers", tmp_path / "own.yaml", form=None)
    assert [span["by"] for span in json.loads(text.stdout)["spans"]] == ["th.member"]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("other-direct", "emial", "no category `emial`"),
        ("MB[0-9]{7}", "(?=a)b", "linear time"),
        ("MB[0-9]{7}", "(?:x|a*)", "matches the empty text"),
        ("title: Member number, ", "", "title: Field required"),
        ("country: TH", "country: null\nx: [", "is no YAML"),
        ("id: member", "id: national-id", "of that name already"),
    ],
)
def test_identifiers_that_must_not_be_run_are_refused_when_they_are_loaded(tmp_path, capsys, before, after, why):
    assert before in OWN
    (tmp_path / "own.yaml").write_text(OWN.replace(before, after))
    (tmp_path / "m.csv").write_text("a\n1\n")
    assert run(["scan", str(tmp_path / "m.csv"), "--identifiers", str(tmp_path / "own.yaml")]) == 2
    assert why in capsys.readouterr().err
