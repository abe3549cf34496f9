"""Tell whether bytes are a C2PA manifest store, and which types of source it names, without validating it."""

from __future__ import annotations

import re

from govkit_genai.provenance.source_types import SourceType, source_type

_STORE = bytes.fromhex("6332706100110010800000aa00389b71")
_TERM = re.compile(rb"/digitalsourcetype/([A-Za-z]{1,64})")
_MAX_TERMS = 1000


def is_store(content: bytes) -> bool:
    """Tell whether bytes begin with the superbox and the description of a manifest store (JUMBF)."""
    size, kind = int.from_bytes(content[:4], "big"), content[4:8]
    header = 8
    if size == 1:
        size, header = int.from_bytes(content[8:16], "big"), 16
    inner = content[header : header + 24]
    return kind == b"jumb" and header < size <= len(content) and inner[4:8] == b"jumd" and inner[8:24] == _STORE


def named_types(content: bytes) -> tuple[SourceType, ...]:
    """Return the types of source that any manifest of the store names: a claim, also of ingredients."""
    found: set[SourceType] = set()
    for count, match in enumerate(_TERM.finditer(content)):
        if count >= _MAX_TERMS:
            break
        found.add(source_type(match[1].decode("ascii")))
    return tuple(sorted(found))
