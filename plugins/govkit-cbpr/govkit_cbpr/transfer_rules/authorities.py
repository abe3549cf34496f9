"""Whether a record's word for who approved something names an authority of a place."""

from __future__ import annotations

import re
from collections.abc import Collection

from govkit_cbpr.transfer_rules.outcomes import outcome

_WORDS_TOO = frozenset(("at", "be", "hr", "in", "is", "it", "my", "no"))
"""Codes that are words of English too, or names of a department: alone they do not say which is meant."""
_PLACES = frozenset(("china", "eea", "japan", "korea", "malaysia", "philippines", "singapore", "thailand"))
"""Names that are those of places: a body of the place has to follow, as after a code."""
_NOBODY = frozenset(("no", "not", "nobody", "none", "never", "yet", "without", "awaiting", "pending", "to"))


def names_authority(text: str, names: Collection[str]) -> bool:
    """Tell whether a text is one of the names, begins with one, or with the code of the place before one.

    `names` hold authorities and, with two letters, codes of places, all in the form of terms.
    """
    said = text.removeprefix("the_")
    if said in names:
        return said not in _WORDS_TOO
    words = [word for word in re.split(r"[\W_]+", said) if word]
    if len(words) < 2 or _NOBODY & set(words[1:]) or outcome(said) is False:
        return False
    if len(words[0]) > 2 and words[0] not in _PLACES:
        return words[0] in names
    return words[0] in names and ("_".join(words[1:]) in names or (len(words[1]) > 2 and words[1] in names))
