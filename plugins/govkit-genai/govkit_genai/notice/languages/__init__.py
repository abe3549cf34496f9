"""The notice's own translations, for languages in which the rest of a report is not: users read no other part of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("fil", "id", "ms", "vi", "zh")
"""Besides English, and what an assessment carries."""
_ALSO = {"tl": "fil", "in": "id"}


@cache
def own_texts(language: str) -> tuple[Mapping[str, str], str]:
    """Return English text → translation, and whether it was reviewed; nothing for other languages."""
    import yaml

    name = _ALSO.get(language, language)
    if name not in LANGUAGES:
        return {}, ""
    read = yaml.safe_load(files("govkit_genai.notice.languages").joinpath(f"{name}.yaml").read_text("utf-8"))
    return read["messages"], read["status"]
