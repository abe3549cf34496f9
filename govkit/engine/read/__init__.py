"""Strict reading of YAML, JSON, JSON lines and plain text into plain values with places."""

from __future__ import annotations

from govkit.engine.read.document import Document, JsonValue, Pointer
from govkit.engine.read.reader import parse_yaml, read_document
from govkit.engine.read.text import Position, read_text

__all__ = ["Document", "JsonValue", "Pointer", "Position", "parse_yaml", "read_document", "read_text"]
