"""Find marks in text: an AIGC object, a manifest hidden in variation selectors, and words at its start or end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govkit_genai.provenance import aigc
from govkit_genai.provenance.aigc import Aigc
from govkit_genai.provenance.manifest import is_store

_EDGE = 300
"""How many letters of the start and the end are searched for words."""
_WORDS = re.compile(
    r"(?:generated|created|written|made)\s+(?:by|with)\s+(?:an?\s+)?(?:ai\b|artificial intelligence)"
    r"|\bai[- ]generated\b"
    r"|(?:ai|人工智能|人工智慧)\s*(?:生成|合成|辅助生成)"
    r"|(?:สร้าง|เขียน|จัดทำ)(?:ขึ้น)?โดย\s*(?:ai\b|เอไอ|ปัญญาประดิษฐ์)"
    r"|(?:tạo|viết)\s+(?:ra\s+)?bởi\s+(?:ai\b|trí tuệ nhân tạo)"
    r"|(?:dibuat|dihasilkan|dijana)\s+(?:oleh|dengan)\s+(?:ai\b|kecerdasan (?:buatan|artifisial))",
    re.IGNORECASE,
)
_HIDDEN = re.compile("\ufeff?([\ufe00-\ufe0f\U000e0100-\U000e01ef]{13,})")
_MAGIC = b"C2PATXT\0"
_HEADER = 13
"""Magic word, version and length before the manifest."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a text carries."""

    label: Aigc | None = None
    words: bool = False
    manifest: bytes = b""
    """A manifest store, or empty bytes."""
    broken: bool = False
    """Whether there is the wrapper of a manifest without one."""


def read_text(text: str) -> Marks:
    """Return the marks of a text."""
    edges = text[:_EDGE], text[-_EDGE:]
    manifest, broken = b"", False
    for match in _HIDDEN.finditer(text):
        content = bytes(_byte(ord(letter)) for letter in match[1])
        if content.startswith(_MAGIC):
            manifest, broken = content[_HEADER:], not is_store(content[_HEADER:])
            break
    words = any(_WORDS.search(edge) for edge in edges)
    return Marks(aigc.find(text.encode("utf-8", "replace")), words, manifest, broken)


def _byte(selector: int) -> int:
    return selector - 0xFE00 if selector < 0xFE10 else selector - 0xE0100 + 16
