"""Take the list in a cell apart: what names something, what only tells that there is more, and what says nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from govkit.model.placeholder import silence_of
from govkit_importers.ropa.lexicon import fold, lexicon
from govkit_importers.ropa.values import Unreadable, flag, is_none

_COMPANY = r"(?:co|ltd|inc|llc|plc|corp|pte|pty|gmbh|s\.a|sa|sas|sarl|bv|b\.v|tbk|pcl|limited|sdn|bhd|pvt|lp|llp)\b"
_IS_COMPANY = re.compile(rf"\b{_COMPANY}", re.IGNORECASE)
_COMMA = re.compile(rf",(?!\s*{_COMPANY})(?![^()]*\))|、|，", re.IGNORECASE)
_STRONG = re.compile(r"\n|;|；|•|●|▪|\|")
_BULLET = re.compile(r"^\s*(?:[-*–—+·]|\(?\d{1,2}[.)])\s+")
_YES_AND_MORE = re.compile(r"([^\s\d,;:.–—(-]+)\s*(?:[-,;:.–—]\s*(.*\w.*)|\((.*\w.*)\))", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_LAST_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_NOT_APPLICABLE = re.compile(r"n\s*/\s*a\b", re.IGNORECASE)
_LISTS = ("data_categories", "data_subjects", "safeguards")
"""Terms that stand in lists; "no hp" is one of them."""


class Listed(NamedTuple):
    """The elements of a list."""

    names: list[str]
    """What names something."""
    silent: int
    """How many elements say nothing: placeholders, a bare yes or no."""
    more: bool
    """The list tells that it is not all: "etc.", "for example"."""
    denied: int = 0
    """How many elements tell of what is not there: "no encryption", "not signed yet"."""

    doubtful: tuple[str, ...] = ()
    """Which of the names hold a denial, which may be part of the name: "employees (not contractors)"."""

    @property
    def whole(self) -> bool:
        """Return whether the names are all that there is."""
        return not (self.silent or self.more or self.denied or self.doubtful)


def listed(text: str, *, strict: bool = False) -> Listed:
    """Return what the list in a cell names, and whether that is all of it.

    `strict`: the list is of measures or documents, where any denial tells that there is none. People, parties and
    things are named by denials as well, so that of them only what is a denial as a whole is left out.
    """
    words = lexicon()
    names: list[str] = []
    doubtful = []
    silent, more, denied = 0, False, 0
    for part in elements(text):
        bare = _without_example(part)
        more |= bare != part
        if fold(bare) in words.others:
            more = True
        elif _says_nothing(bare):
            silent += 1
        elif denies(bare) and (strict or _is_denial(bare)):
            denied += 1
        else:
            if denies(bare):
                doubtful.append(bare)
            shorter = _without_others(bare)
            more |= shorter != bare
            names.append(shorter)
    return Listed(names, silent, more, denied, tuple(doubtful))


def elements(text: str) -> list[str]:
    """Split a list: at lines, semicolons and bullets, and where there are none of these at commas outside of names."""
    strong = [part for part in _STRONG.split(text) if part.strip()]
    parts = strong if len(strong) > 1 else _COMMA.split(text)
    bare = (" ".join(_BULLET.sub("", part).split()).strip(" ,;") for part in parts)
    return list(dict.fromkeys(part for part in bare if part))


def says_none(text: str) -> bool:
    """Tell whether a cell that asks for a list says that there is none: "none", or a bare "no"."""
    try:
        return is_none(text) or not flag(text)
    except Unreadable:
        return False


def denies(part: str) -> bool:
    """Tell whether an element says what is not there, or not yet; a known term or the name of a company does not."""
    words, folded = lexicon(), fold(part)
    if _IS_COMPANY.search(part) or any(folded in words.terms[kind] for kind in _LISTS):
        return False
    if words.denied_first.search(folded) or words.denied_anywhere.search(folded):
        return True
    return any(words.denied_last.search(fold(piece)) for piece in part.split(":"))


def without_yes(text: str) -> str:
    """Return what stands behind a yes: "DPA of 2024" of "Yes, DPA of 2024"."""
    found = _YES_AND_MORE.fullmatch(text.strip())
    try:
        return (found[2] or found[3]) if found and flag(found[1]) else text
    except Unreadable:
        return text


def _is_denial(part: str) -> bool:
    """Tell whether an element is a denial as a whole: it begins with one, or has one alone in brackets: "(planned)".

    What is written as a name is none: "Sans Souci Hotel".
    """
    words, initials = lexicon(), [word[0] for word in _WORD.findall(part)]
    if (last := _LAST_BRACKETS.search(part)) and words.denied_last.fullmatch(fold(last[1])):
        return True
    if len(initials) > 1 and all(map(str.isupper, initials)):
        return False
    return any(one.match(fold(part)) for one in (words.denied_first, words.denied_anywhere, words.denied_last))


def _says_nothing(part: str) -> bool:
    if silence_of(part) is not None or _NOT_APPLICABLE.match(part):
        return True
    try:
        flag(part)
    except Unreadable:
        return False
    return True


def _without_example(part: str) -> str:
    """Return an element without the words that make it one of several: "e.g. name"."""
    for phrase in lexicon().examples:
        found = re.match(rf"{re.escape(phrase)}(?:[\s:,.]+|$)" if phrase.isascii() else re.escape(phrase), part, re.I)
        if found is not None and part[found.end() :].strip():
            return part[found.end() :].strip(" :,.")
    return part


def _without_others(part: str) -> str:
    """Return an element without a tail that tells of more: "email etc."."""
    for phrase in lexicon().others:
        tail = rf"[\s,]+(?:and\s+)?{re.escape(phrase)}\.?$" if phrase.isascii() else rf"\s*{re.escape(phrase)}$"
        if (found := re.search(tail, part, re.IGNORECASE)) is not None and part[: found.start()].strip():
            return part[: found.start()].strip(" ,")
    return part
