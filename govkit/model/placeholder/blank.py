"""Blank files: evidence in which there is nothing to read."""

from __future__ import annotations

from govkit.model.placeholder import silence_of
from govkit.model.placeholder.assurance import has_no_word, only_assures

MOST = 2_000
"""Bytes of the largest file that is read as a text; what is larger holds something."""


def shows_nothing(content: bytes) -> bool:
    """Tell whether a file, of which the first bytes are given, is empty, or a placeholder where a document belongs.

    What is no text in UTF-8, or holds more than `MOST` bytes, is taken to show something: a person has to look.
    """
    if len(content) > MOST:
        return False
    try:
        text = content.decode("utf-8-sig").replace("\0", " ").strip()
    except UnicodeDecodeError:
        return False
    return silence_of(text) is not None or has_no_word(text) or only_assures(text)
