"""Samples that are odd, broken, too large or changed at random are said to be so, and never count as verified."""

from __future__ import annotations

import struct
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit_genai.provenance import look as looking
from govkit_genai.provenance.look import look, look_at_bytes

m = import_module("plugins.govkit-genai.tests.media_files")
marked = import_module("plugins.govkit-genai.tests.marked_files")


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (m.svg(head='<!DOCTYPE svg [<!ENTITY a "b">]>'), "damaged"),
        (m.svg("<metadata>")[:-6], "damaged"),
        (m.svg("<c2pa:manifest xmlns:c2pa='http://c2pa.org/manifest'>%%%</c2pa:manifest>"), "damaged"),
        (m.svg("<c2pa:manifest xmlns:c2pa='http://c2pa.org/manifest'>ลาย</c2pa:manifest>"), "damaged"),
        (m.svg(f"<!-- AIGC={marked.LABEL.decode()} {m.AI} -->"), "read"),
        (m.gif()[:-1], "damaged"),
        (b"GIF89a" + bytes(20), "damaged"),
        (b"II+\0" + bytes(30), "damaged"),
        (b"<html><svg/></html>", "read"),
        (m.heif(m.xmp(f'i:DigitalSourceType="{m.AI}"'))[:-20], "damaged"),
        (m.heif(m.xmp(f'i:DigitalSourceType="{m.AI}"')).replace(b"infe", b"free"), "read"),
    ],
)
def test_odd_pictures_are_said_to_be_odd(content: bytes, outcome: str) -> None:
    seen = look_at_bytes(content, "x")
    assert (seen.outcome, seen.marked) == (outcome, False)


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (b"", "not_understood"),
        (b"\0\1\2", "not_understood"),
        (b"\xfftext", "not_understood"),
        (b"GIF89a\x80", "damaged"),
        (m.png()[:-9], "damaged"),
        (m.jpeg()[:30], "damaged"),
        (m.wav((b"C2PA", marked.STORE))[:-4], "damaged"),
        (m.mp4()[:-4], "damaged"),
        (b"II+\0" + m.tiff()[4:], "damaged"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffcaBX", "damaged"),
        (b"ID3\3\0\x80" + m.mp3()[6:], "damaged"),
        (b"II*\0" + struct.pack("<IH", 8, 0) + struct.pack("<I", 8), "read"),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(content: bytes, outcome: str) -> None:
    assert look_at_bytes(content, "x").outcome == outcome


def test_a_sample_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MAX_BYTES", 10)
    (tmp_path / "a.png").write_bytes(m.png())
    assert look(tmp_path / "a.png", "a.png").outcome == "too_large"
    monkeypatch.setattr(looking, "MAX_TEXT", 3)
    assert look_at_bytes(b"text", "x").outcome == "not_understood"


def test_entries_that_all_point_to_one_large_piece_are_soon_left() -> None:
    size, count = 1 << 20, 1000
    entries = struct.pack("<HHII", 52545, 7, size, 0) * count
    content = b"II*\0" + struct.pack("<IH", 8, count) + entries + bytes(size)
    seen = look_at_bytes(content, "x")
    assert (seen.outcome, seen.validity) == ("damaged", "malformed")
    boxes = m.box(b"moov", m.box(b"free") * 15_000) * 20
    assert look_at_bytes(m.mp4(boxes), "x").outcome == "damaged"


WHOLE = [
    *m.PLAIN.values(),
    *(make(marked.STORE) for make in marked.HOLDERS.values()),
    *marked.PACKETS.values(),
    *marked.LABELLED.values(),
]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([content[:16] for content in WHOLE]), st.booleans())
def test_random_bytes_are_survived(content: bytes, head: bytes, with_head: bool) -> None:
    seen = look_at_bytes(head + content if with_head else content, "x")
    assert not seen.verified


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(WHOLE), st.data())
def test_changed_files_are_survived(whole: bytes, data: st.DataObject) -> None:
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
        if not content:
            break
    seen = look_at_bytes(bytes(content), "x")
    assert not seen.verified


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(m.PLAIN)), st.data())
def test_a_changed_signed_file_is_survived(mime: str, data: st.DataObject) -> None:
    content = bytearray(m.signed(mime))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    seen = look_at_bytes(bytes(content), "x")
    assert (seen.manifest == "none") == (seen.validity == "none")
    assert len(seen.manifest_types) <= 1
