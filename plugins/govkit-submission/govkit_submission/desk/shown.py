"""Makes a stranger's text fit to be kept and shown: one line, nothing invisible, no personal value, bounded."""

from __future__ import annotations

import unicodedata

from govkit.model.mask import mask

_KEPT = frozenset("\u200b\u200c\u200d")
"""Joiners and the word breaks of Thai, Lao, Khmer and Burmese: invisible, and needed."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def shown(text: str, most: int = 300) -> str:
    """Return `text` on one line of at most `most` characters, without hidden characters, personal values masked."""
    cut = text if len(text) <= most else f"{text[: most - 1]}…"
    if not cut.isprintable():
        kept = (char for char in " ".join(cut.split()) if char in _KEPT or unicodedata.category(char) not in _HIDDEN)
        cut = "".join(kept)
    return mask(cut)


def file_name(name: str) -> str:
    """Return the name of a received file or folder, whatever its bytes, fit to be shown."""
    return shown(name.encode("utf-8", "backslashreplace").decode("utf-8"))
