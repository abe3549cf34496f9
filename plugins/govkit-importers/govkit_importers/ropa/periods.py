"""Read how long something is kept, and from when on; a period that is bound, doubted or conditional is not read."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from govkit.model.placeholder import silence_of
from govkit.model.placeholder.retraction import takes_back
from govkit_importers.ropa.lexicon import fold, is_thai, lexicon, starts_with
from govkit_importers.ropa.values import Unreadable, latin_digits

_DURATION = re.compile(
    r"P(?=.)(?:\d{1,4}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,6}D)?(?:T(?=.)(?:\d{1,6}H)?(?:\d{1,6}M)?)?"
)
_IN_BRACKETS = re.compile(r"\s*[(\[]((?:[^()\[\]]|\([^()\[\]]*\))*)[)\]]")
_PASSAGE = r"\d{1,4}[a-z]?(?:\s?\(\w{1,4}\)|[./-]\d{1,4})*(?!\w)"
_BOUND = re.compile(r"[<>≤≥≦≧~≈±+]")
_PARTS = re.compile(r"[,;]\s*")
_LETTER = "[a-zà-ɏạ-ỹ]"
_AROUND = " ,.:;-"
_LONGEST = 1_000
"""Characters of a cell that tells of a period; more is a policy, and would take long to search."""
_LONGEST_REMARK = 60
"""Letters of what may stand in brackets: the name of a law or of some data; more is a sentence with conditions."""


class Period(NamedTuple):
    """A period, the event that starts it, and words that are no part of either."""

    duration: str
    start: str = ""
    beside: str = ""
    note: str = ""


def period(text: str) -> Period:
    """Read "5 years after the end of the contract"; raise `Unreadable` where the length is not sure.

    Before the number only words may stand that say no more than "kept for", or what has to end first: "contract +".
    In brackets a remark may stand, such as the name of a law; anything else there counts like words without brackets.
    """
    words, plain = lexicon(), latin_digits(text.strip())
    if _DURATION.fullmatch(plain.upper()):
        return Period(plain.upper(), note="Thai digits read" if plain != text.strip() else "")
    if fold(plain) in words.forever:
        return Period("none")
    if len(plain) > _LONGEST:
        raise Unreadable("the period has conditions that govkit can't read")
    flat, remarks = _without_remarks(plain)
    part, whole = _patterns()
    found = whole.search(flat)
    if found is None:
        raise Unreadable("no period of time is stated" if not re.search(r"\d", flat) else "no unit of time is stated")
    before, rest = flat[: found.start()].strip(_AROUND), flat[found.end() :].strip(_AROUND)
    if re.search(r"\d", before + rest) and (part.search(rest) or re.search(r"\d", before)):
        raise Unreadable("several periods are stated")
    first = _what_ends_first(before)
    if _BOUND.search((first or before) + rest) or any(_has_any(side, words.open_ended) for side in (before, rest)):
        raise Unreadable("a bound is stated, and no period")
    start, beside = _start_and_beside(first, rest)
    if not (first or _is_lead(before)) or _has_any(rest, words.forever) or not _says_something(start):
        raise Unreadable("the period has conditions that govkit can't read")
    duration = _joined([(int(number), words.units[fold(unit)]) for number, unit in part.findall(found[0])])
    return Period(duration, start, " ".join(filter(None, ("" if first else before, beside, *remarks))))


def _without_remarks(text: str) -> tuple[str, list[str]]:
    """Return a text without mere remarks in brackets and numbers that stand there again, and the remarks."""
    remarks = []

    def kept(found: re.Match[str]) -> str:
        inside = found[1].strip()
        if not _is_remark(inside):
            return f"; {inside}; "  # no comma: "1 year (12 months)" is not the sum of both
        remarks.append(inside)
        return " "

    once = _number_again().sub(_once, text)
    return " ".join(_IN_BRACKETS.sub(kept, once).split()), remarks


def _is_remark(text: str) -> bool:
    """Tell whether words in brackets only tell what the period is for: "CCTV", "Section 12"."""
    words, (part, _) = lexicon(), _patterns()
    if len(text) > _LONGEST_REMARK or starts_with(text, words.after) or starts_with(text, words.by_law):
        return False
    units = frozenset(unit for unit in words.units if len(unit) > 1 and not is_thai(unit))
    rest = _reference().sub(" ", text).strip(_AROUND)
    if rest != text and not rest:
        return True
    return not (_is_doubtful(rest) or _has_any(text, units) or part.search(text))


def _is_doubtful(text: str) -> bool:
    """Tell whether words bound, doubt, deny or put off what they stand beside, or may hold a number themselves."""
    words, folded = lexicon(), fold(text)
    if re.search(r"\d|\?", text) or _BOUND.search(text) or silence_of(text) is not None or takes_back(text):
        return True
    denied = (words.denied_first, words.denied_anywhere, words.denied_last, words.not_in_force)
    kinds = (words.open_ended, words.forever, words.doubt, frozenset(words.numbers))
    return any(pattern.search(folded) for pattern in denied) or any(_has_any(text, kind) for kind in kinds)


def _what_ends_first(before: str) -> str:
    """Return what a period comes on top of, the start of it: "duration of the contract" before "+ 5 years"."""
    for phrase in sorted(lexicon().on_top, key=len, reverse=True):
        space = "" if is_thai(phrase) or not phrase.isalpha() else r"(?<=\s)"
        found = re.search(rf"{space}{re.escape(phrase)}$", before, re.IGNORECASE)
        first = before[: found.start()].strip(_AROUND) if found else ""
        if first:
            return "" if _is_lead(first) or _is_doubtful(first) else first
    return ""


def _start_and_beside(first: str, rest: str) -> tuple[str, str]:
    """Return the event that starts a period and the law beside it; raise `Unreadable` where `rest` is neither."""
    words = lexicon()
    silent = any(map(silence_of, filter(None, _PARTS.split(rest))))
    if not silent and starts_with(rest, words.after) and not first:
        return rest, ""
    if silent or (rest and not starts_with(rest, words.by_law)) or _has_any(rest, words.doubt):
        raise Unreadable("the period has conditions that govkit can't read")
    return first, rest


def _says_something(start: str) -> bool:
    """Tell whether an event is named where one begins: "after TBD" and "after never" name none."""
    words, rest = lexicon(), fold(start)
    begun = [phrase for phrase in words.after if starts_with(rest, frozenset({phrase}))]
    event = rest[max(map(len, begun), default=0) :].strip(_AROUND)
    return not start or bool(event and event not in words.never | words.none and silence_of(event) is None)


def _once(found: re.Match[str]) -> str:
    """Return a number alone that stands again in words in brackets: "5 (five) years", "5 years (five years)"."""
    words, again = lexicon(), fold(found["again"])
    same = [unit for unit, letter in words.units.items() if letter == words.units.get(fold(found["unit"] or ""))]
    said = {again, *(again.removesuffix(unit).strip() for unit in same)}
    return found["once"] if any(words.numbers.get(one) == found["number"] for one in said) else found[0]


def _is_lead(text: str) -> bool:
    """Tell whether a text says no more than that something is kept for a time: "retained for a period of"."""
    rest = fold(text)
    while rest:
        known = (phrase for phrase in lexicon().leads if rest.startswith(phrase))
        ends = [len(phrase) for phrase in known if is_thai(phrase) or rest[len(phrase) :][:1] in ("", " ")]
        if not ends:
            return False
        rest = rest[max(ends) :].strip(_AROUND)
    return True


def _units() -> str:
    return "|".join(sorted(map(re.escape, lexicon().units), key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a number with its unit, and of several of them in a row."""
    joiners = "|".join(map(re.escape, lexicon().joiners))
    part = rf"(\d{{1,4}})\s*-?\s*({_units()})(?!{_LETTER})"
    whole = rf"{part}(?:\s*(?:,|{joiners})?\s*{part})*"
    return re.compile(part, re.IGNORECASE), re.compile(whole, re.IGNORECASE)


@cache
def _number_again() -> re.Pattern[str]:
    """Return the pattern of a number that has, behind it or behind its unit, words in brackets."""
    return re.compile(rf"(?P<once>(?P<number>\d+)\s*(?P<unit>{_units()})?)\s*\((?P<again>[^()\d]*)\)", re.IGNORECASE)


@cache
def _reference() -> re.Pattern[str]:
    """Return the pattern of a reference to passages of a law: "Section 12(3)", "Art. 5 and 6", "มาตรา 12"."""
    words, joiners = lexicon().reference, "|".join(map(re.escape, lexicon().joiners))
    starts = {one: "" if is_thai(one) else r"(?<!\w)" for one in sorted(words, key=len, reverse=True)}
    names = "|".join(start + re.escape(one) for one, start in starts.items())
    more = rf"(?:\s*(?:-|–|&|{joiners})\s*{_PASSAGE})*"
    return re.compile(rf"(?:{names})[\s.]*(?:[a-z]\.?\s*)?\(?{_PASSAGE}{more}\)?", re.IGNORECASE)


def _joined(parts: list[tuple[int, str]]) -> str:
    letters = [letter for _, letter in parts]
    if len(set(letters)) < len(letters) or ("W" in letters and len(letters) > 1):
        raise Unreadable("several periods are stated")
    days = "".join(f"{number}{letter}" for letter in "YMWD" for number, found in parts if found == letter)
    hours = "".join(f"T{number}H" for number, letter in parts if letter == "H")
    return f"P{days}{hours}"


def _has_any(text: str, phrases: frozenset[str]) -> bool:
    folded = f" {fold(text)} "
    return any(f" {phrase} " in folded or (not phrase.isascii() and phrase in folded) for phrase in phrases)
