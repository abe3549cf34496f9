"""Finds what a page speaks of by lists of phrases in the languages of the region."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from govkit.model.mask import mask

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_AROUND = 70
_LATIN = re.compile(r"[a-z0-9\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPTS = {
    "th": "\u0e00-\u0e7f", "lo": "\u0e80-\u0eff", "my": "\u1000-\u109f", "km": "\u1780-\u17ff", "ta": "\u0b80-\u0bff",
    "zh": "\u3400-\u9fff",
}  # fmt: skip
_ENOUGH = 20
"""So many letters of a script show that a page is in its language."""


@dataclass(frozen=True)
class Hit:
    """A phrase that was found."""

    language: str
    extract: str
    """The words around it, with what looks personal masked."""


@cache
def phrases() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return language → topic → phrases in the form in which they are looked for, the longest first."""
    import yaml

    raw = yaml.safe_load(files("govkit_genai.live").joinpath("phrases.yaml").read_text("utf-8"))
    return {
        language: {
            topic: tuple(sorted((normalised(str(each)) for each in entries), key=len, reverse=True))
            for topic, entries in topics.items()
            if topic != "native_review"
        }
        for language, topics in raw.items()
    }


def normalised(text: str) -> str:
    """Return text in one form for searching: compatibility forms, nothing invisible, small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_UNSEEN).casefold().split())


def languages_of(text: str, lang: str) -> tuple[str, ...]:
    """Return the languages that a page says it is in, or whose script it has: what is listed in `phrases.yaml`."""
    said = {"tl": "fil", "in": "id"}.get(lang.partition("-")[0], lang.partition("-")[0])
    seen = {name for name, letters in _SCRIPTS.items() if len(re.findall(f"[{letters}]", text[:20_000])) >= _ENOUGH}
    return tuple(sorted(seen | ({said} if said in phrases() else set())))


def find(text: str, topic: str, languages: tuple[str, ...] = ()) -> Hit | None:
    """Return where a normalised text speaks of a topic, looking in the page's own languages first."""
    order = sorted(phrases(), key=lambda language: (language not in languages, language != "en", language))
    return next((hit for language in order for hit in _hits(text, topic, language)), None)


def _hits(text: str, topic: str, language: str) -> Iterator[Hit]:
    for phrase in phrases()[language].get(topic, ()):
        at = _place(text, phrase)
        if at >= 0:
            yield Hit(language, _extract(text, at, at + len(phrase)))


def _place(text: str, phrase: str) -> int:
    """Return where a phrase stands; one in Latin letters has to be whole words there, except for other scripts."""
    at = text.find(phrase)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(phrase) : at + len(phrase) + 1]
        if not (_LATIN.match(before) and _LATIN.match(phrase[0])) and not (
            _LATIN.match(after) and _LATIN.match(phrase[-1])
        ):
            return at
        at = text.find(phrase, at + 1)
    return -1


def _extract(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + (before.partition(" ")[2] or before)
    if last < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return mask(f"{before}{text[start:end]}{after}".strip())
