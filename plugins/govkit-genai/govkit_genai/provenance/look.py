"""Look at one sample output: recognise it, read its marks, and validate its manifest where that is possible."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from govkit_genai.provenance import aigc
from govkit_genai.provenance.containers import HEAD, Container, is_document, recognise
from govkit_genai.provenance.manifest import is_store, named_types
from govkit_genai.provenance.parts import Damaged, Part, Window
from govkit_genai.provenance.samples import Sample, Validity
from govkit_genai.provenance.source_types import source_type
from govkit_genai.provenance.validate import validated
from govkit_genai.provenance.words import read_text
from govkit_genai.provenance.xmp import read_packet

MAX_BYTES = 512 << 20
"""How large a sample may be."""
MAX_TEXT = 4 << 20
"""How large a text may be."""
_PIECE = 1 << 20


def look(path: Path, name: str) -> Sample:
    """Return what a file carries; nothing that stands in it makes this fail."""
    try:
        with path.open("rb") as file:
            return _seen(file, path.stat().st_size, name)
    except OSError:
        return Sample(name, outcome="missing")


def look_at_bytes(content: bytes, name: str) -> Sample:
    """Return what bytes carry, as `look` does."""
    return _seen(io.BytesIO(content), len(content), name)


def _seen(file: BinaryIO, size: int, name: str) -> Sample:
    if size > MAX_BYTES:
        return Sample(name, outcome="too_large")
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    file.seek(0)
    sample = Sample(name, digest.hexdigest())
    head = file.read(HEAD)
    container = recognise(head)
    if container is None:
        return replace(sample, outcome="not_understood") if is_document(head) else _text(file, size, sample)
    sample = replace(sample, container=container.name, medium=container.medium)
    try:
        for part in container.parts(Window(file, size)):
            sample = _with(sample, part)
    except Damaged:
        sample = replace(sample, outcome="damaged")
    return _validated(sample, file, container)


def _with(sample: Sample, part: Part) -> Sample:
    """Add what a part says."""
    if part.kind == "c2pa":
        types = tuple(sorted({*sample.manifest_types, *named_types(part.content)}))
        validity: Validity = (
            "not_validated" if is_store(part.content) and sample.validity != "malformed" else "malformed"
        )
        return replace(sample, manifest="embedded", validity=validity, manifest_types=types)
    if part.kind == "text":
        return replace(sample, aigc=sample.aigc or aigc.find(part.content))
    packet = read_packet(part.content)
    if packet is None:
        return replace(sample, outcome="damaged")
    types = tuple(sorted({*sample.xmp_types, *map(source_type, packet.sources)}))
    sample = replace(sample, xmp_types=types)
    for label in packet.labels:
        sample = replace(sample, aigc=sample.aigc or aigc.read(label))
    if packet.remote and sample.manifest == "none":
        sample = replace(sample, manifest="remote", validity="not_validated")
    return sample


def _validated(sample: Sample, file: BinaryIO, container: Container) -> Sample:
    if sample.manifest != "embedded" or sample.validity == "malformed":
        return sample
    validity, types = validated(file, container.mime)
    return replace(
        sample, validity=validity, manifest_types=types if validity != "not_validated" else sample.manifest_types
    )


def _text(file: BinaryIO, size: int, sample: Sample) -> Sample:
    """Return what a text carries; other bytes are not understood."""
    if not 0 < size <= MAX_TEXT:
        return replace(sample, outcome="not_understood")
    file.seek(0)
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError:
        return replace(sample, outcome="not_understood")
    if "\0" in text:
        return replace(sample, outcome="not_understood")
    marks = read_text(text)
    sample = replace(sample, container="text", medium="text", aigc=marks.label, words=marks.words)
    if not marks.manifest and not marks.broken:
        return sample
    validity: Validity = "malformed" if marks.broken else "not_validated"
    return replace(sample, manifest="embedded", validity=validity, manifest_types=named_types(marks.manifest))
