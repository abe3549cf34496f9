"""Bytes → text, or one sentence that says why not."""

from __future__ import annotations

import codecs

from govkit_genai.card.faults import CardFault
from govkit_genai.texts import text

_OTHERS = (
    (codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)  # fmt: skip


def decoded(content: bytes) -> str:
    """Return the text, with line feeds only."""
    other = next((name for mark, name in _OTHERS if content.startswith(mark)), "")
    if other:
        raise CardFault(text("the card is {encoding} text, and has to be UTF-8"), encoding=other)
    if b"\x00" in content:
        line = content.count(b"\n", 0, content.index(b"\x00")) + 1
        raise CardFault(text("the card is not a text: it holds a NUL (line {line})"), line=line)
    try:
        read = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CardFault(text("the card is not UTF-8 text (line {line})"), line=line) from error
    return read.replace("\r\n", "\n").replace("\r", "\n")
