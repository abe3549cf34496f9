"""JSON lines: a column for each path, and a broken line is a row that was not examined."""

from __future__ import annotations

import pytest


def test_json_lines_by_path(look, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"user": {"mail": "ann@shop.example"}, "tags": ["a", "b@shop.example"], "n": 1, "ok": true, "x": null}\n\n'
        '{"user": {"mail": "bob@shop.example", "mail": "eve@shop.example"}}\n'
    )
    seen = look("a.jsonl")
    assert seen.category("user.mail") == "email"
    assert seen.column("user.mail").detections[0].matched >= 1
    assert seen.category("tags[]") == "email"
    assert seen.extent == (2, 2)


@pytest.mark.parametrize("bad", ["{", "[" * 100_000, '{"a": "\\ud800"', "\ufeff\x01"])
def test_a_broken_line_is_a_row_that_was_not_examined(look, tmp_path, bad):
    (tmp_path / "a.jsonl").write_text('{"id": 1}\n' + bad + "\n")
    assert look("a.jsonl").extent == (1, 2)


def test_paths_without_number_do_not_fill_the_memory(look, tmp_path):
    with (tmp_path / "a.jsonl").open("w") as stream:
        for n in range(700):
            stream.write(f'{{"key{n}": 1}}\n')
    seen = look("a.jsonl")
    assert len(seen.value.columns) <= 501
    assert seen.observed.examined < seen.observed.expected
