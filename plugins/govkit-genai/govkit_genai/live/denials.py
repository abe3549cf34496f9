"""Tells whether the words around a phrase deny it: that there is such a thing, or that it is what is spoken of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NEAR = 90
"""So many signs before a phrase and behind it may deny it."""
_LATIN = r"[a-z0-9\u00c0-\u024f\u1e00-\u1eff]"
_CLAUSE_END = re.compile(r"[.,;:!?\u3002\uff0c\uff1b]\s")
_GAP = r"(?:\s+(?!(?:but|in|under|against|by|within)\b)[^\W\d]+){0,3}\s+$"
"""A few words between a denial and what it denies; "nothing in these terms" denies no terms."""
_ASIDE = r"(?:if|unless|until|whether|once|when)\b"
_FORBIDS = re.compile(
    rf"(?:^|\s){_ASIDE}|\b(?:must|may|should|shall) not\b|^\s*(?:(?:and|or|so|please|also)\s+)*(?:do not|don't|never)\b"
)
"""What a clause supposes or forbids, it does not deny: "if you do not accept these terms", "do not publish it"."""
_BEHIND = r":?(?:\s+(?!(?:that|which|who|whose|if|and|or|but|when|where)\b)[^\W\d]+){0,5}?\s+"
_NEVER_MADE = r"(?:\s+(?:yet|ever|currently|been|be|being|to|any|longer))*\s+"
_IS = r"(?:is|are|was|were|be|been|have|has|had|remains?)(?:\s+(?:still|now|currently))?\s+"


@dataclass(frozen=True)
class Denials:
    """What denies words that stand before it and behind it."""

    wide: tuple[re.Pattern[str], ...]
    """Any denial before the words: "this is not a"."""
    before: tuple[re.Pattern[str], ...]
    """What says that there is nothing of the words to come: "we have no", "has not published a"."""
    after: tuple[re.Pattern[str], ...]
    """What says so of the words before: "has not been adopted"."""

    def hold(self, phrase: str) -> bool:
        """Tell whether a phrase has a denial in itself, such as "must not"."""
        return any(pattern.search(f"{phrase} ") for pattern in self.wide)

    def any_before(self, text: str, start: int, end: int) -> bool:
        """Tell whether any denial stands before a place, or that there is no such thing behind it."""
        return _found(self.wide, text[max(0, start - _NEAR) : start]) or self._behind(text, end)

    def of_existence(self, text: str, start: int, end: int) -> bool:
        """Tell whether the clause around a place says that what stands there does not exist."""
        clause = _CLAUSE_END.split(text[max(0, start - _NEAR) : start])[-1]
        if _FORBIDS.search(clause):
            return False
        return _found(self.before, clause) or self._behind(text, end)

    def _behind(self, text: str, end: int) -> bool:
        return any(pattern.match(text[end : end + _NEAR]) for pattern in self.after)


def denials(lists: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Denials:
    """Return the patterns of the words that deny, by language; one that lists no `absent` takes all of `denial`."""
    every = _of(lists, "denial")
    lacking = {w for each in lists.values() for w in (*each.get("absent", each["denial"]), *each.get("gone", ()))}
    behind, gone, unmade = _of(lists, "denial_after"), _either(_of(lists, "gone")), _either(_of(lists, "unmade"))
    negated = rf"(?:(?<!{_LATIN})(?:not|never|no|(?:cannot|can't) be|(?!can't)\w{{2,6}}n't)){_NEVER_MADE}(?:{unmade})"
    return Denials(
        wide=(_spaced(every), _close(every)),
        before=(_spaced(lacking), _close(lacking), re.compile(rf"{negated}{_GAP}")),
        after=(
            re.compile(rf"(?:(?!ที่|ซึ่ง)[^\s,.;:!?\u3002]){{0,12}}\s?(?:{_either(_script(behind, latin=False))})"),
            re.compile(rf"{_BEHIND}(?:{_either(_script(behind, latin=True))})(?!{_LATIN})"),
            re.compile(rf"{_BEHIND}(?:{negated}|{_IS}(?:{gone}))(?!{_LATIN})"),
        ),
    )


def _of(lists: Mapping[str, Mapping[str, tuple[str, ...]]], topic: str) -> set[str]:
    return {word for topics in lists.values() for word in topics.get(topic, ())}


def _script(words: set[str], *, latin: bool) -> set[str]:
    return {word for word in words if (re.match(_LATIN, word) is not None) is latin}


def _either(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words))


def _spaced(words: set[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!{_LATIN})(?:{_either(_script(words, latin=True))}){_GAP}")


def _close(words: set[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(_script(words, latin=False))})[^\s,.;:!?\u3002]{{0,6}}\s?$")


def _found(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)
