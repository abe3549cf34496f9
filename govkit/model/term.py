"""Terms of open vocabularies, which people write in their own way: `consent`, `Consent`, `dpv:Consent`."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_TWO_NUMBERS = re.compile(r"(?<=[0-9]) (?=[0-9])")


@lru_cache(maxsize=65536)
def words(term: str) -> tuple[str, ...]:
    """Return the words of a term in small letters, without the prefix of its vocabulary.

    `dpv:LegitimateInterest`, `legitimate-interest` and `LEGITIMATE_INTEREST` have the same.
    """
    return tuple(word.lower() for word in _WORD.findall(term.rpartition(":")[2]))


def folded(term: str) -> str:
    """Return what is the same for all spellings of a term; numbers stay apart: `1.11` is not `11.1`."""
    return _TWO_NUMBERS.sub(".", " ".join(words(term))).replace(" ", "")


def is_term(said: str, meant: str) -> bool | None:
    """Tell whether what somebody wrote is the term that is meant, `None` where that can't be known.

    A term that has the words of `meant` among others may be a kind of it (`explicit_consent`), or its opposite
    (`consent_not_needed`): who reads nothing but terms can't tell.
    """
    if said == meant or folded(said) == folded(meant):
        return True
    return None if set(words(meant)) < set(words(said)) else False
