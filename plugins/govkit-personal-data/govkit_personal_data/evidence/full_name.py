"""Whether a heading, or a part of a file's name, is the full name of one person."""

from __future__ import annotations

import re
from functools import lru_cache

from govkit_personal_data.evidence.column import ColumnEvidence
from govkit_personal_data.evidence.people import TWO_WORDS, named_rows
from govkit_personal_data.evidence.profile import profile
from govkit_personal_data.evidence.words import Words, words
from govkit_personal_data.lexicon import shipped

_MAY_NAME = re.compile(r"[^\W\d]{2}.*[\W_].*[^\W\d]{2}")
_PATRONYMIC = re.compile(r" (?:bin|binti|bte|bt|a/l|a/p|s/o|d/o) +[^\W\d_]{2}", re.IGNORECASE)
_LONGEST = 6
"""Words of a name."""
_WHOLE = 3
"""Words from which a Vietnamese name counts although each is an ordinary word too: `Nguyễn Văn An`."""


@lru_cache(maxsize=4096)
def names_person(text: str) -> bool:
    """Tell whether a text is the full name of a person and of nothing else.

    A place (`San Jose`) is none, and neither is what holds a word of the lexicon of headings (`Mark Price`), unless
    that word only hints at something: without marks, half of the Vietnamese names are such words (`Phương`, `phường`).
    In lower case, as keys are written, only what nothing else is called counts.
    """
    if not _MAY_NAME.search(text):
        return False
    seen = profile(ColumnEvidence(name="", sample=(text.replace("_", " ").strip(),), rows=1, filled=1, distinct=1))
    if not seen.values or words().places.intersection(seen.lowered):
        return False
    ((value, low, tokens),) = zip(seen.values, seen.lowered, seen.tokens, strict=True)
    if _is_vietnamese(value, tokens):
        return not _names_a_heading(text)
    capital = not text.islower() and (named_rows(seen.column) > 0 or _is_unspaced(value, tokens))
    return (capital or _is_malay(low, tokens)) and not shipped().knows(text)


def _names_a_heading(text: str) -> bool:
    """Tell whether a text holds a word of headings that does more than to hint at something."""
    said = shipped().says(text)
    hints = bool(said.categories) and not any(word.strong for word in said.categories.values())
    return said.known and (said.nothing or not hints)


def _is_unspaced(value: str, tokens: tuple[str, ...]) -> bool:
    """Tell whether a known given name stands beside another word in a script without capitals."""
    return TWO_WORDS.fullmatch(value) is not None and tokens[0] in words().given and tokens[0] not in words().ordinary


def _is_vietnamese(value: str, tokens: tuple[str, ...]) -> bool:
    """Tell whether a Vietnamese family name, first or last, stands among nothing but known names."""
    lists = words()
    if not 2 <= len(tokens) <= _LONGEST or not all(_is_name(token, lists) for token in tokens):
        return False
    clear, common = lists.lists["vietnamese-family"], lists.lists["vietnamese-family-or-word"]
    long = len(tokens) >= _WHOLE
    if not all(word[0].isupper() for word in value.split()):
        return long and value.islower() and tokens[0] in clear
    return tokens[0] in clear or tokens[-1] in clear or (long and tokens[0] in common)


def _is_malay(low: str, tokens: tuple[str, ...]) -> bool:
    """Tell whether a name begins as only those of people do (`Siti Aminah`), or says whose child somebody is."""
    if not 2 <= len(tokens) <= _LONGEST:
        return False
    lists = words()
    if not {*lists.lists["business"], *lists.lists["street"]}.isdisjoint(tokens):
        return False
    of_parents = _PATRONYMIC.search(low) is not None and _is_name(tokens[0], lists) and tokens[0] not in lists.ordinary
    return of_parents or (tokens[0] in lists.lists["malay-given"] and len(tokens[1]) > 1)


def _is_name(token: str, lists: Words) -> bool:
    return any(token in names for names in (lists.given, lists.family, lists.ordinary, lists.rarer))
