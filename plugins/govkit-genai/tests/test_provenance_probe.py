"""The probe of sample outputs counts what it read, and keeps nothing of the content."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from govkit.plugin import AiSystem, Declined
from govkit_genai.provenance.probe import output_provenance

m = import_module("plugins.govkit-genai.tests.media_files")
marked = import_module("plugins.govkit-genai.tests.marked_files")


def system(**slots: object) -> AiSystem:
    return AiSystem({"id": "s", **slots}, "ai_system:s")


def test_the_probe_counts_what_it_read(reach: Any) -> None:
    world = reach()
    (world.folder / "a.png").write_bytes(
        m.png(m.chunk(b"tEXt", b"AIGC\0" + marked.LABEL), m.chunk(b"tEXt", b"k\0secret"))
    )
    (world.folder / "dir").mkdir()
    seen = output_provenance(system(output_samples=["a.png", "gone.png", "dir", "../x"]), world)
    assert (seen.examined, seen.expected, seen.unit) == (1, 4, "samples")
    assert [sample.outcome for sample in seen.value] == ["read", "missing", "missing", "missing"]
    assert [entry.split()[0] for entry in seen.inputs] == ["a.png"]
    stored = output_provenance.adapter.dump_python(seen.value, mode="json")
    assert output_provenance.adapter.validate_python(stored) == seen.value
    assert "secret" not in str(stored)


def test_without_samples_the_probe_declines(reach: Any) -> None:
    with pytest.raises(Declined):
        output_provenance(system(output_samples="none"), reach())


def test_a_picture_is_a_picture_whatever_it_is_called(reach: Any) -> None:
    world = reach()
    (world.folder / "a.png.jpg").write_bytes(m.svg())
    (world.folder / "b.txt").write_bytes(m.PLAIN["image/png"])
    (world.folder / "c.png").write_bytes(b"%PDF-1.4\n% AIGC" + marked.LABEL)
    seen = output_provenance(system(output_samples=["a.png.jpg", "b.txt", "c.png"]), world).value
    assert [(each.container, each.medium, each.outcome) for each in seen] == [
        ("svg", "image", "read"),
        ("png", "image", "read"),
        ("other", None, "not_understood"),
    ]


def test_samples_that_are_alike_are_one(reach: Any) -> None:
    world = reach()
    for name in ("a.png", "b.png"):
        (world.folder / name).write_bytes(m.PLAIN["image/png"])
    (world.folder / "c.gif").write_bytes(m.PLAIN["image/gif"])
    seen = output_provenance(system(output_samples=["a.png", "b.png", "c.gif"]), world)
    assert (seen.examined, seen.expected) == (2, 3)
