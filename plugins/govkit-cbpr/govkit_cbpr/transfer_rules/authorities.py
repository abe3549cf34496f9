"""Whether a record's word for who approved something names an authority of a place."""

from __future__ import annotations

import re
from collections.abc import Collection

from govkit_cbpr.transfer_rules.outcomes import HEDGING, outcome

_WORDS_TOO = frozenset(("at", "be", "hr", "in", "is", "it", "my", "no"))
"""Codes that are words of English too, or names of a department: alone they do not say which is meant."""
_PLACES = frozenset(("china", "eea", "japan", "korea", "malaysia", "philippines", "singapore", "thailand"))
"""Names that are those of places: a body of the place has to follow, as after a code."""
_NOBODY = frozenset(("no", "not", "nobody", "none", "never", "yet", "without", "awaiting", "pending", "to"))


def names_authority(text: str, names: Collection[str], others: Collection[str] = ()) -> bool:
    """Tell whether a text is one of the names, begins with one, or with the code of the place before one.

    `names` hold authorities and, with two letters, codes of places, all in the form of terms; `others` those of other
    places, which may share a short name: with another place after it, the name is not theirs.
    """
    said = text.removeprefix("the_")
    words = [word for word in re.split(r"[\W_]+", said) if word]
    whole = "_".join(words)
    if said in names or whole in names:
        return said not in _WORDS_TOO
    if len(words) < 2 or whole in others or _is_doubted(words, whole):
        return False
    if any(_is_place(word) and word in others for word in words[1:]):
        return False
    if len(words[0]) > 2 and words[0] not in _PLACES:
        return words[0] in names
    return words[0] in names and ("_".join(words[1:]) in names or (len(words[1]) > 2 and words[1] in names))


def _is_doubted(words: list[str], whole: str) -> bool:
    return not (_NOBODY | HEDGING).isdisjoint(words[1:]) or outcome(whole) is False


def _is_place(word: str) -> bool:
    return word in _PLACES or (len(word) == 2 and word not in _WORDS_TOO)
