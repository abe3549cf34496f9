"""The notice's own translations, for languages in which the rest of a report is not: users read no other part of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from govkit_genai.own_data import own_data

LANGUAGES = ("fil", "id", "ms", "vi", "zh")
"""Besides English, and what an assessment carries."""
_ALSO = {"tl": "fil", "in": "id"}


@cache
def own_texts(language: str) -> tuple[Mapping[str, str], str]:
    """Return English text → translation, and whether it was reviewed; nothing for other languages."""
    name = _ALSO.get(language, language)
    if name not in LANGUAGES:
        return {}, ""
    read = own_data("govkit_genai.notice.languages", name)
    return read["messages"], read["status"]
