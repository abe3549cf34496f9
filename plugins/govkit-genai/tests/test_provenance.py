"""Marks of origin are found in each container, whole or broken, and nothing of the content is kept."""

from __future__ import annotations

import importlib.util
import io
import json
import socket
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.plugin import AiSystem, Declined
from govkit_genai.provenance import look as looking
from govkit_genai.provenance import validate
from govkit_genai.provenance.containers import HEAD, recognise
from govkit_genai.provenance.look import look, look_at_bytes
from govkit_genai.provenance.parts import Window
from govkit_genai.provenance.probe import output_provenance
from govkit_genai.provenance.xmp import read_packet


def _module() -> Any:
    """Load `media_files.py`, which stands beside the tests and not on the path."""
    place = Path(__file__).parent / "media_files.py"
    spec = importlib.util.spec_from_file_location("govkit_genai_media_files", place)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


m = _module()
AIGC = {"Label": "1", "ContentProducer": "a", "ProduceID": "b", "ReservedCode1": "", "PropagateID": "c"}
OBJECT = json.dumps({"AIGC": AIGC}).encode()
LABEL = json.dumps(AIGC).encode()
STORE, BROKEN = m.store(), b"\0\0\0\x20jumb nothing of the kind"
GEOB = b"\0application/x-c2pa-manifest-store\0c2pa\0manifest\0"
WIDE_GEOB = (
    b"\1application/x-c2pa-manifest-store\0" + "c2pa".encode("utf-16") + b"\0\0" + "m".encode("utf-16") + b"\0\0"
)


def hidden(manifest: bytes) -> str:
    content = b"C2PATXT\0\1" + struct.pack(">I", len(manifest)) + manifest
    return "\ufeff" + "".join(chr(0xFE00 + b if b < 16 else 0xE0100 + b - 16) for b in content)


@pytest.mark.parametrize("mime", m.PLAIN)
def test_a_file_without_marks_has_none(mime: str) -> None:
    seen = look_at_bytes(m.PLAIN[mime], "x")
    assert (seen.outcome, seen.manifest, seen.validity, seen.marked) == ("read", "none", "none", False)
    assert seen.medium == mime.partition("/")[0]


@pytest.mark.parametrize("mime", m.PLAIN)
def test_a_signed_manifest_is_found_and_validated(mime: str) -> None:
    seen = look_at_bytes(m.signed(mime), "x")
    assert (seen.outcome, seen.manifest, seen.validity) == ("read", "embedded", "valid")
    assert seen.manifest_types == ("trainedAlgorithmicMedia",)
    assert look_at_bytes(m.signed(mime, m.CAMERA), "x").manifest_types == ("digitalCapture",)


@pytest.mark.parametrize("mime", [mime for mime in m.PLAIN if mime != "image/svg+xml"])  # there it is in base64
def test_a_signature_of_another_content_is_refused(mime: str) -> None:
    whole = m.signed(mime)
    at = whole.rfind(b"trainedAlgorithmicMedia")
    seen = look_at_bytes(whole[:at] + b"T" + whole[at + 1 :], "x")
    assert (seen.manifest, seen.validity) == ("embedded", "invalid")


def store_of(mime: str) -> bytes:
    """Return the manifest store of a signed file."""
    content = m.signed(mime)
    container = recognise(content[:HEAD])
    assert container is not None
    return next(
        part.content for part in container.parts(Window(io.BytesIO(content), len(content))) if part.kind == "c2pa"
    )


OTHERS = {
    "image/jpeg": lambda store: m.jpeg(*m.app11(store, 1), m.segment(0xFE, b"another picture")),
    "image/png": lambda store: m.png(m.chunk(b"caBX", store), m.chunk(b"tEXt", b"k\0another picture")),
    "image/webp": lambda store: m.webp((b"C2PA", store), (b"junk", b"another picture")),
    "image/gif": lambda store: m.gif((b"C2PA_GIF\1\0\0", store), (b"OTHERAPP1.0", b"another picture")),
    "image/svg+xml": lambda store: m.svg(m.svg_manifest(store) + "<circle/>"),
    "audio/wav": lambda store: m.wav((b"C2PA", store), (b"junk", b"another sound")),
    "audio/mpeg": lambda store: m.mp3((b"GEOB", GEOB + store), (b"TXXX", b"\0k\0another sound")),
    "video/mp4": lambda store: m.mp4(m.c2pa_box(store), m.box(b"free", b"another film")),
}


@pytest.mark.parametrize("mime", OTHERS)
def test_a_manifest_that_was_copied_from_another_file_does_not_fit(mime: str) -> None:
    seen = look_at_bytes(OTHERS[mime](store_of(mime)), "x")
    assert (seen.manifest, seen.validity, seen.verified) == ("embedded", "invalid", False)


@pytest.mark.parametrize("mime", ["image/jpeg", "image/webp", "audio/wav"])
def test_a_manifest_of_another_kind_of_file_does_not_fit(mime: str) -> None:
    assert look_at_bytes(OTHERS[mime](store_of("image/png")), "x").broken


def test_a_picture_is_a_picture_whatever_it_is_called(reach: Any) -> None:
    world = reach()
    (world.folder / "a.png.jpg").write_bytes(m.svg())
    (world.folder / "b.txt").write_bytes(m.PLAIN["image/png"])
    (world.folder / "c.png").write_bytes(b"%PDF-1.4\n% AIGC" + LABEL)
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


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (m.svg(head='<!DOCTYPE svg [<!ENTITY a "b">]>'), "damaged"),
        (m.svg("<metadata>")[:-6], "damaged"),
        (m.svg("<c2pa:manifest xmlns:c2pa='http://c2pa.org/manifest'>%%%</c2pa:manifest>"), "damaged"),
        (m.svg("<c2pa:manifest xmlns:c2pa='http://c2pa.org/manifest'>ลาย</c2pa:manifest>"), "damaged"),
        (m.svg(f"<!-- AIGC={LABEL.decode()} {m.AI} -->"), "read"),
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


@pytest.mark.parametrize("mime", m.PLAIN)
def test_without_the_extra_a_manifest_is_only_claimed(mime: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = m.signed(mime)

    def lacking(_: str) -> Any:
        raise ImportError

    monkeypatch.setattr(validate, "import_module", lacking)
    seen = look_at_bytes(content, "x")
    assert (seen.validity, seen.verified, seen.manifest_types) == ("not_validated", False, ("trainedAlgorithmicMedia",))


@pytest.mark.parametrize("mime", ["image/jpeg", "image/png"])
def test_a_manifest_elsewhere_is_not_fetched(mime: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Any:
        raise AssertionError("no network")

    content = m.signed(mime, remote=True)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    seen = look_at_bytes(content, "x")
    assert (seen.manifest, seen.validity, seen.marked) == ("remote", "not_validated", True)


HOLDERS = {
    "jpeg": lambda store: m.jpeg(*m.app11(store, 1)),
    "jpeg in pieces": lambda store: m.jpeg(*reversed(m.app11(store, 3))),
    "png": lambda store: m.png(m.chunk(b"caBX", store)),
    "webp": lambda store: m.webp((b"C2PA", store)),
    "wav": lambda store: m.wav((b"C2PA", store)),
    "avi": lambda store: m.avi((b"C2PA", store)),
    "tiff": lambda store: m.tiff((52545, store)),
    "tiff of Motorola": lambda store: m.tiff((52545, store), order=">"),
    "tiff with wide numbers": lambda store: m.big_tiff((52545, store)),
    "tiff of Motorola with wide numbers": lambda store: m.big_tiff((270, b"short"), (52545, store), order=">"),
    "gif": lambda store: m.gif((b"C2PA_GIF\1\0\0", store)),
    "svg": lambda store: m.svg(m.svg_manifest(store)),
    "mp4": lambda store: m.mp4(m.c2pa_box(store)),
    "m4a": lambda store: m.mp4(m.c2pa_box(store), brand=b"M4A "),
    "heif": lambda store: m.mp4(m.c2pa_box(store), brand=b"heic"),
    "mp3": lambda store: m.mp3((b"GEOB", GEOB + store)),
    "mp3 with wide names": lambda store: m.mp3((b"GEOB", WIDE_GEOB + store)),
    "text": lambda store: ("A poem." + hidden(store)).encode(),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_manifest_is_found_by_own_readers(holder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "validated", lambda *_: ("not_validated", ()))
    seen = look_at_bytes(HOLDERS[holder](STORE), "x")
    assert (seen.outcome, seen.manifest, seen.validity) == ("read", "embedded", "not_validated")
    assert seen.manifest_types == ("trainedAlgorithmicMedia",)
    assert seen.container == holder.partition(" ")[0]


@pytest.mark.parametrize("holder", HOLDERS)
def test_what_only_stands_where_a_manifest_should_is_broken(holder: str) -> None:
    seen = look_at_bytes(HOLDERS[holder](BROKEN), "x")
    assert (seen.manifest, seen.validity) == ("embedded", "malformed")


@pytest.mark.parametrize("holder", [holder for holder in HOLDERS if holder != "text"])
def test_an_unsigned_store_does_not_validate(holder: str) -> None:
    pytest.importorskip("c2pa")
    assert look_at_bytes(HOLDERS[holder](STORE), "x").validity == "malformed"


SOURCE = m.xmp(f'i:DigitalSourceType="{m.AI}"')
PACKETS = {
    "jpeg": m.jpeg(m.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SOURCE)),
    "png": m.png(m.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SOURCE)),
    "png packed": m.png(m.chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(SOURCE))),
    "webp": m.webp((b"XMP ", SOURCE)),
    "wav": m.wav((b"_PMX", SOURCE)),
    "tiff": m.tiff((700, SOURCE)),
    "tiff with wide numbers": m.big_tiff((700, SOURCE)),
    "gif": m.gif((b"XMP DataXMP", SOURCE)),
    "svg": m.svg(f"<metadata>{SOURCE.decode()}</metadata>"),
    "mp4": m.mp4(m.box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), SOURCE)),
    "mp3": m.mp3((b"PRIV", b"XMP\0" + SOURCE)),
    "heif": m.heif(SOURCE),
    "heif with methods": m.heif(SOURCE, 1),
}


@pytest.mark.parametrize("name", PACKETS)
def test_the_type_of_source_is_read_from_xmp(name: str) -> None:
    seen = look_at_bytes(PACKETS[name], "x")
    assert (seen.outcome, seen.xmp_types, seen.manifest) == ("read", ("trainedAlgorithmicMedia",), "none")
    assert seen.marked


@pytest.mark.parametrize(
    ("packet", "types"),
    [
        (m.xmp(inside=f"<i:DigitalSourceType>{m.CAMERA}</i:DigitalSourceType>"), ("digitalCapture",)),
        (m.xmp(inside=f'<i:DigitalSourceType rdf:resource="{m.AI}"/>'), ("trainedAlgorithmicMedia",)),
        (m.xmp('i:DigitalSourceType="A secret of somebody"'), ("other",)),
        (m.xmp(f'dcterms:title="{m.AI}"'), ()),
        (m.xmp(inside=f"<!-- i:DigitalSourceType={m.AI} -->"), ()),
    ],
)
def test_xmp_is_read_as_xml(packet: bytes, types: tuple[str, ...]) -> None:
    seen = look_at_bytes(m.webp((b"XMP ", packet)), "x")
    assert seen.xmp_types == types
    assert seen.marked == ("trainedAlgorithmicMedia" in types)


def test_a_packet_with_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert read_packet(bomb) is None
    assert look_at_bytes(m.webp((b"XMP ", bomb)), "x").outcome == "damaged"


LABELLED = {
    "png text": m.png(m.chunk(b"tEXt", b"AIGC\0" + LABEL)),
    "png packed text": m.png(m.chunk(b"zTXt", b"AIGC\0\0" + zlib.compress(LABEL))),
    "xmp": m.webp((b"XMP ", m.xmp(inside=f"<t:AIGC>{LABEL.decode()}</t:AIGC>"))),
    "xmp attribute": m.webp((b"XMP ", m.xmp("t:AIGC='" + LABEL.decode() + "'"))),
    "exif": m.jpeg(m.segment(0xE1, b"Exif\0\0II*\0ASCII\0\0\0" + OBJECT)),
    "exif in UTF-16": m.jpeg(m.segment(0xE1, b"Exif\0\0II*\0UNICODE\0" + OBJECT.decode().encode("utf-16-le"))),
    "tiff": m.tiff((37510, b"ASCII\0\0\0" + OBJECT)),
    "mp4": m.mp4(moov=m.box(b"udta", m.box(b"meta", b"mdtaAIGC" + bytes(16) + LABEL))),
    "mp3": m.mp3((b"TXXX", b"\0AIGC\0" + LABEL)),
    "wav": m.wav((b"AIGC", LABEL)),
    "json": b'{"text": "hello", "AIGC": ' + LABEL + b"}",
    "json in a text of json": json.dumps({"AIGC": LABEL.decode()}).encode(),
    "text": b"Once upon a time. AIGC=" + LABEL,
}


@pytest.mark.parametrize("name", LABELLED)
def test_the_object_aigc_is_found(name: str) -> None:
    seen = look_at_bytes(LABELLED[name], "x")
    assert seen.outcome == "read"
    assert seen.aigc is not None
    assert (seen.aigc.label, seen.aigc.fields) == ("1", ("ContentProducer", "ProduceID", "PropagateID"))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('AIGC {"Label": "AIGC"}', "AIGC"),
        ('AIGC {"Label": "somebody"}', "other"),
        ('AIGC {"Label": ""}', "none"),
        ('AIGC {"ProduceID": "x"}', "none"),
        ('AIGC {"Label": 2}', "2"),
        ("AIGC is a word" + " " * 70 + '{"Label": "1"}', None),
        ('AIGC {"label": "1"}', None),
        ("AIGC " + '{"a":' * 3000, None),
        ('AIGC {"Label": "1"', None),
    ],
)
def test_labels_are_told_by_a_closed_list(text: str, label: str | None) -> None:
    seen = look_at_bytes(text.encode(), "x").aigc
    assert (None if seen is None else seen.label) == label


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("This text was generated by AI.", True),
        ("本文由人工智能生成", True),
        ("บทความนี้สร้างโดยปัญญาประดิษฐ์", True),
        ("Văn bản này được tạo bởi AI.", True),
        ("Teks ini dibuat dengan kecerdasan buatan.", True),
        ("x" * 1000 + " AI-generated", True),
        ("x" * 1000 + " AI-generated " + "x" * 1000, False),
        ("Made by Aisha.", False),
        ("AI is a word", False),
    ],
)
def test_words_at_the_edges_of_a_text_are_seen(text: str, words: bool) -> None:
    seen = look_at_bytes(text.encode(), "x")
    assert (seen.words, seen.marked) == (words, False)


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (b"", "not_understood"),
        (b"\0\1\2", "not_understood"),
        (b"\xfftext", "not_understood"),
        (b"GIF89a\x80", "damaged"),
        (m.png()[:-9], "damaged"),
        (m.jpeg()[:30], "damaged"),
        (m.wav((b"C2PA", STORE))[:-4], "damaged"),
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


WHOLE = [*m.PLAIN.values(), *(make(STORE) for make in HOLDERS.values()), *PACKETS.values(), *LABELLED.values()]


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


def system(**slots: object) -> AiSystem:
    return AiSystem({"id": "s", **slots}, "ai_system:s")


def test_the_probe_counts_what_it_read(reach: Any) -> None:
    world = reach()
    (world.folder / "a.png").write_bytes(m.png(m.chunk(b"tEXt", b"AIGC\0" + LABEL), m.chunk(b"tEXt", b"k\0secret")))
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
