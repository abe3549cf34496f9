"""Retractions: words beside a yes that take it back, as they deny it, put it off, or let it hold for a part only.

The phrases stand in `retractions.txt`, in sections:

    harmless    holds a word of the others, and says nothing of the kind: "no later than"
    yes, no     how an answer begins that is one, in a word
    denial      says that something is not so
    negative    with `denial`, a word of a question to which a denial may be a yes: "Is it shown that no … are used?"
    first       denies at the beginning of an answer, whatever follows: "no training"
    bare        takes a yes back where it is all that is said: "pending", "rarely"
    delay       says that it is still to come
    limit       says that it holds for a part, or perhaps
    only        the same, at the beginning of an answer
    part        how many fewer than all, at the beginning of an answer

Further sections serve who reads an answer clause by clause; see `clauses.py` and `beside.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from govkit.model.placeholder.folding import UNSPACED, fold

_FEW = re.compile(r"(?:only|just)\s+(?:\d|some|a few|few|half|part|partly|new|one of|two of)")
_NUMBER = re.compile(r"(?<!\w)no\.? ?(?=\d)")
"""The number of something: "log no. 5"."""
_ENDS = re.compile(r"\s*(?:$|[-.,;:!(–—])")
_SENTENCE = re.compile(r"[.!?;]\s+")
_AROUND = " \t\r\n\"'`*_()[]"


def puts_off(text: str, *, asked: str = "") -> bool:
    """Tell whether a text says that something is still to come: "planned for next year", "ยังไม่ได้อบรม".

    Words of the question do not count: it asks for them itself.
    """
    said = plain(text)
    return said.startswith("planned") or any(found not in plain(asked) for found in _found("delay", said))


def takes_back(text: str, *, asked: str = "", advice: str = "") -> bool:
    """Tell whether the words beside a yes deny it, put it off, or let it hold for a part only.

    A denial is no retraction after a "yes", or where the question is put in negative words itself, or its `advice` says
    that a yes may mean none: "answer yes where nobody collects".
    """
    said, put = plain(text), plain(asked)
    if puts_off(text, asked=asked) or any(found not in put for found in _found("limit", said)):
        return True
    if (phrases("only").match(said) and not phrases("only").search(put)) or _FEW.search(said):
        return True
    if begins(said, "no"):
        return True
    if phrases("yes").match(said) or may_be_denied(put, advice):
        return False
    return said.startswith("no ") or said.endswith(" no") or phrases("denial").search(said) is not None


def says_yes(text: str) -> bool:
    """Tell whether a text begins with a yes that stands for itself: "Yes, we do"."""
    return begins(plain(text), "yes")


def begins(said: str, section: str) -> bool:
    """Tell whether a folded text begins with a phrase of a section that stands for itself."""
    found = phrases(section).match(said)
    return found is not None and _ENDS.match(said, found.end()) is not None


def _found(section: str, text: str) -> Iterator[str]:
    return (found[0] for found in phrases(section).finditer(text))


@lru_cache(maxsize=4096)
def may_be_denied(asked: str, advice: str) -> bool:
    """Tell whether a question can be answered by a denial that is a yes."""
    allows = [part for part in _SENTENCE.split(plain(advice)) if phrases("yes").search(part)]
    return any(phrases(section).search(part) for part in (asked, *allows) for section in ("negative", "denial"))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text folded, on one line, without phrases that only look like denials."""
    flat = " ".join(fold(text).split())
    return _NUMBER.sub(" ", phrases("harmless").sub(" ", flat)).strip(_AROUND)


@cache
def phrases(section: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of a section: whole words, where words are parted by spaces."""
    text = files(__package__).joinpath("retractions.txt").read_text(encoding="utf-8")
    lines = text.partition(f"[{section}]\n")[2].partition("\n[")[0].splitlines()
    phrases = {fold(phrase).strip() for line in lines for phrase in line.split(" | ")} - {""}
    bounded = (
        re.escape(phrase) if UNSPACED.search(phrase) else rf"(?<!\w){re.escape(phrase)}(?!\w)"
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    )
    return re.compile("|".join(bounded))
