"""Manifests are found in each container, and are worth what their signature and their content are worth."""

from __future__ import annotations

import io
import socket
from importlib import import_module
from typing import Any

import pytest

from govkit_genai.provenance import look as looking
from govkit_genai.provenance import validate
from govkit_genai.provenance.containers import HEAD, recognise
from govkit_genai.provenance.look import look_at_bytes
from govkit_genai.provenance.parts import Window

m = import_module("plugins.govkit-genai.tests.media_files")
marked = import_module("plugins.govkit-genai.tests.marked_files")


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
    "audio/mpeg": lambda store: m.mp3((b"GEOB", marked.GEOB + store), (b"TXXX", b"\0k\0another sound")),
    "video/mp4": lambda store: m.mp4(m.c2pa_box(store), m.box(b"free", b"another film")),
}


@pytest.mark.parametrize("mime", OTHERS)
def test_a_manifest_that_was_copied_from_another_file_does_not_fit(mime: str) -> None:
    seen = look_at_bytes(OTHERS[mime](store_of(mime)), "x")
    assert (seen.manifest, seen.validity, seen.verified) == ("embedded", "invalid", False)


@pytest.mark.parametrize("mime", ["image/jpeg", "image/webp", "audio/wav"])
def test_a_manifest_of_another_kind_of_file_does_not_fit(mime: str) -> None:
    assert look_at_bytes(OTHERS[mime](store_of("image/png")), "x").broken


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


@pytest.mark.parametrize("holder", marked.HOLDERS)
def test_a_manifest_is_found_by_own_readers(holder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "validated", lambda *_: ("not_validated", ()))
    seen = look_at_bytes(marked.HOLDERS[holder](marked.STORE), "x")
    assert (seen.outcome, seen.manifest, seen.validity) == ("read", "embedded", "not_validated")
    assert seen.manifest_types == ("trainedAlgorithmicMedia",)
    assert seen.container == holder.partition(" ")[0]


@pytest.mark.parametrize("holder", marked.HOLDERS)
def test_what_only_stands_where_a_manifest_should_is_broken(holder: str) -> None:
    seen = look_at_bytes(marked.HOLDERS[holder](marked.BROKEN), "x")
    assert (seen.manifest, seen.validity) == ("embedded", "malformed")


@pytest.mark.parametrize("holder", [holder for holder in marked.HOLDERS if holder != "text"])
def test_an_unsigned_store_does_not_validate(holder: str) -> None:
    pytest.importorskip("c2pa")
    assert look_at_bytes(marked.HOLDERS[holder](marked.STORE), "x").validity == "malformed"
