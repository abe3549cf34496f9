"""Finds what a page speaks of by lists of phrases in the languages of the region."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from govkit.model.mask import mask
from govkit_genai.live.denials import Denials, denials
from govkit_genai.own_data import own_data

_UNSEEN: dict[int, str | None] = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")) | dict.fromkeys(
    (0x2019, 0x02BC), "'"
)
_AROUND = 70
_MOST = 500
"""So many places of one topic are weighed."""
_UNDENIED = frozenset({"missing", "script", "login", "consent", "caution", "retention"})
"""Topics of which words speak that are denied, too: "we do not keep your messages"."""
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
    raw = own_data("govkit_genai.live", "phrases")
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


def find(text: str, topic: str, languages: tuple[str, ...] = (), *, denied: bool = False) -> Hit | None:
    """Return where a normalised text speaks of a topic, looking in the page's own languages first.

    A topic is spoken of where it is told more often than it is said not to exist: "the terms of service have not been
    written" under the heading "Terms of service" tells of none. What a text only forbids, limits or supposes stays told
    ("if you do not accept these terms"). Of a machine any denial counts, but one word without tells enough, as a person
    looks anyway. With `denied` the words are looked for that are denied.
    """
    order = sorted(phrases(), key=lambda language: (language not in languages, language != "en", language))
    places = _places_of(text, topic, order)
    if topic in _UNDENIED:
        return None if denied else next((_hit(text, place) for place in places), None)
    told: list[_Place] = []
    gainsaid: list[_Place] = []
    plain, machine = _without(text, places), topic == "notice"
    says_no = _denials().any_before if machine else _denials().of_existence
    for place in places:
        if not says_no(plain, place.start, place.end):
            told.append(place)
        elif text[place.start : place.end] not in _beside():
            gainsaid.append(place)
    enough = len(told) > (0 if machine else len(gainsaid))
    found = gainsaid if denied else told if enough else []
    return _hit(text, found[0]) if found else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase of a language stands."""

    language: str
    start: int
    end: int


def _places_of(text: str, topic: str, languages: Iterable[str]) -> list[_Place]:
    """Return where phrases of a topic stand, each word counted once, as part of the longest phrase."""
    taken: set[int] = set()
    found: list[_Place] = []
    for language in languages:
        for phrase in phrases()[language].get(topic, ()):
            for at in _places(text, phrase):
                if len(found) == _MOST:
                    return found
                if at not in taken and at + len(phrase) - 1 not in taken:
                    taken.update(range(at, at + len(phrase)))
                    found.append(_Place(language, at, at + len(phrase)))
    return found


def _without(text: str, places: Iterable[_Place]) -> str:
    """Return a text in which phrases that hold a denial are blotted out: the "not" of "must not" denies no other."""
    signs = list(text)
    for place in places:
        if _denials().hold(text[place.start : place.end]):
            signs[place.start : place.end] = "|" * (place.end - place.start)
    return "".join(signs)


def _hit(text: str, place: _Place) -> Hit:
    return Hit(place.language, _extract(text, place.start, place.end))


@cache
def _denials() -> Denials:
    return denials(phrases())


@cache
def _beside() -> frozenset[str]:
    """Return phrases whose denial takes nothing back: a policy says "no retaliation", and may pay no bug bounty."""
    return frozenset(phrase for topics in phrases().values() for phrase in topics.get("beside", ()))


def _places(text: str, phrase: str) -> Iterator[int]:
    """Yield where a phrase stands; one in Latin letters has to be whole words there, except for other scripts."""
    at = text.find(phrase)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(phrase) : at + len(phrase) + 1]
        if not (_LATIN.match(before) and _LATIN.match(phrase[0])) and not (
            _LATIN.match(after) and _LATIN.match(phrase[-1])
        ):
            yield at
        at = text.find(phrase, at + 1)


def _extract(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + (before.partition(" ")[2] or before)
    if last < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return mask(f"{before}{text[start:end]}{after}".strip())
