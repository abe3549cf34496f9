"""How sure a candidate is: what its form and check digits are worth, and what the words around it say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from govkit_personal_data.text.candidates import Candidate
from govkit_personal_data.text.labels import NOTHING, Label
from govkit_personal_data.text.spans import Span

REACH_BEFORE, REACH_AFTER = 60, 24
"""How many characters before and after a number a word may stand to speak of it."""
_NAMED, _OF_ITS_KIND = 0.95, 0.85
"""How sure a valid number is beside a word for this very identifier, and beside a word for its category."""
_WRONG_DIGITS = 0.6
"""What remains of that where the check digits are wrong: a slip of the pen, or another number."""
_OTHER_KIND, _OF_THINGS = 0.35, 0.25
_STRONG = 0.9
"""Forms that say what they are whatever stands beside them."""
_HOME, _ABROAD = 0.04, 0.75
_FAR = 0.75
"""What a number of another part of the world is worth where nothing points there."""
REGION = frozenset({"BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"})
_PRINTED = 0.15
_HINTED, _HINTED_PLAIN, _TELLING = 0.6, 0.44, 5
"""How sure a number is beside a hint, how sure one whose form says little, and from how many characters on."""
_END_OF_CLAUSE = re.compile(r"[\n;。！？!?]|[.](?=\s+[^\sa-z0-9])")
_NUMBER = re.compile(r"[0-9](?:[0-9./-]*[0-9]){3,}")
_JOINED = re.compile(r"[\s,/&|]*(?:(?:and|or|dan|atau|và|hoặc|หรือ|และ|at|o|နှင့်|និង|ແລະ|和|no|ho|e)[\s]*)?")
_EITHER = re.compile(r"\s*(?:[/|]|or|hoặc|atau|หรือ|o|ou|ឬ|ຫຼື|သို့မဟုတ်|或)\s*")
_LEADING = " \t\r\n:="
"""What stands between a heading and what is written on the next line."""
_MONEY_BEFORE = re.compile(
    r"(?:[$€£¥฿₫₱៛₭]|\b(?:Rp|RM|THB|VND|PHP|Php|IDR|SGD|USD|MYR|MMK|KHR|LAK|BND|EUR)\.?)\s?$", re.IGNORECASE
)
_UNIT_AFTER = re.compile(
    r"\s?(?:[.,][0-9]|%|°|บาท|đồng\b|đ\b|₫|vnd\b|usd\b|thb\b|idr\b|php\b|kwh\b|kg\b|km\b|ml\b|m3\b|m²|ກີບ|៛|រៀល|ကျပ်"
    r"|baht\b|dollars?\b|rupiah\b|ringgit\b|pesos?\b|units?\b|元|ms\b|bytes?\b)",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(r"([0-9A-Za-z]+)[-./_+~]$")
_NEAR = 6
"""Characters between a word and the letters before a number, for the word to speak of both: `passport no. AB-99`."""
_PART_AFTER = re.compile(r"[-_][0-9A-Za-z]|[.:][0-9]|/(?![0-9+][0-9 -]{6})[0-9A-Za-z]")


@dataclass(frozen=True)
class Surroundings:
    """A text, the words in it that name numbers, and the countries that its language points to."""

    text: str
    """With normalised digits."""
    labels: Sequence[Label]
    """Words that name, in their order."""
    hints: Sequence[Label]
    """Words that hint, in their order."""
    countries: frozenset[str]

    def before(self, start: int) -> Label | None:
        """Return the last label of the clause that ends before a number and is not used up by another number."""
        index = bisect_left(self.labels, start, key=_start) - 1
        while index >= 0 and self.labels[index].end > start:  # part of the number, as HN is of HN-12345
            index -= 1
        if index < 0:
            return None
        between = self.text[self.labels[index].end : start]
        if len(between) > REACH_BEFORE or (_END_OF_CLAUSE.search(between) and between.strip(_LEADING)):
            return None
        numbers = list(_NUMBER.finditer(between))
        if numbers and not _JOINED.fullmatch(between[numbers[-1].end() :]):
            return None
        return self._together(index)

    def _together(self, index: int) -> Label:
        """Return a label together with those that it is an alternative of: `CCCD/hộ chiếu số`."""
        label = self.labels[index]
        while index > 0 and _EITHER.fullmatch(self.text[self.labels[index - 1].end : label.start]):
            index -= 1
            other = self.labels[index]
            kinds, identifiers = label.kinds | other.kinds, label.identifiers | other.identifiers
            label = Label(other.start, self.labels[index + 1].end, kinds, identifiers, label.hints)
        return label

    def after(self, end: int) -> Label | None:
        """Return the first label after a number in the same clause, unless it has a number of its own."""
        index = bisect_left(self.labels, end, key=_start)
        if index == len(self.labels):
            return None
        label = self.labels[index]
        between = self.text[end : label.start]
        if len(between) > REACH_AFTER or _END_OF_CLAUSE.search(between) or _NUMBER.search(between) or "," in between:
            return None
        return None if _NUMBER.search(self.text[label.end : label.end + REACH_AFTER]) else label

    def hinted(self, start: int, end: int) -> frozenset[str]:
        """Return the categories that the nearest hint in the clause makes likelier; those before a number go first."""
        index = bisect_left(self.hints, start, key=_start)
        for hint in self.hints[max(0, index - 1) : index + 1]:
            between = self.text[hint.end : start] if hint.start < start else self.text[end : hint.start]
            if len(between) <= REACH_BEFORE and not _END_OF_CLAUSE.search(between):
                return hint.hints
        return frozenset()


def _start(label: Label) -> int:
    return label.start


def weigh(candidates: Iterable[Candidate], around: Surroundings) -> Iterator[Span]:
    """Yield a span for each candidate that the words around it leave standing."""
    for candidate in candidates:
        identifier = candidate.identifier
        label = around.before(candidate.start) or _of_kind(around.after(candidate.end), identifier.category)
        score = _score(candidate, label, around)
        if score > 0:
            yield Span(candidate.start, candidate.end, identifier.category, round(min(score, 1.0), 3), identifier.id)


def _of_kind(label: Label | None, category: str) -> Label | None:
    """Return a label that stands after a number only if it speaks for it: most begin what comes next."""
    return label if label is not None and category in label.kinds else None


def _score(candidate: Candidate, label: Label | None, around: Surroundings) -> float:
    identifier, text = candidate.identifier, around.text
    named = label is not None and identifier.id in label.identifiers
    of_its_kind = label is not None and identifier.category in label.kinds
    if not candidate.valid and not of_its_kind:
        return 0.0
    if _is_part_or_amount(text, candidate, label if of_its_kind else None) and identifier.weight < _STRONG:
        return 0.0
    if named or of_its_kind:
        score = max(identifier.weight, _NAMED if named else _OF_ITS_KIND) - 0.1 * (identifier.weight < 0.1)
        score *= 1.0 if candidate.valid else _WRONG_DIGITS
    else:
        score = _unnamed(candidate, label, around)
    return score * _distance(identifier.country, around.countries) + _length_bonus(candidate)


def _unnamed(candidate: Candidate, label: Label | None, around: Surroundings) -> float:
    """Return what a number is worth by its form and by hints; a word for something else takes most of that away."""
    identifier, look = candidate.identifier, around.text[candidate.start : candidate.end]
    hinted = identifier.category in around.hinted(candidate.start, candidate.end)
    if identifier.whole_cell and not (hinted and len(look) >= _TELLING):
        return 0.0
    floor = (_HINTED_PLAIN if identifier.whole_cell else _HINTED) if hinted else 0.0
    score = max(identifier.weight, floor)
    score += _PRINTED * (not look.isalnum() and identifier.random_pass_rate < 1)
    if (
        identifier.country not in REGION
        and identifier.country not in around.countries
        and identifier.country is not None
    ):
        score *= _FAR
    if label is not None and identifier.weight < _STRONG:
        score *= _OF_THINGS if label.kinds == {NOTHING} else _OTHER_KIND
    return score


def _distance(country: str | None, countries: Collection[str]) -> float:
    """Prefer the numbers of the country whose language the text is in."""
    if country is None or not countries:
        return 1.0
    return 1 + _HOME if country in countries else _ABROAD


def _length_bonus(candidate: Candidate) -> float:
    """Prefer the longer of two forms that are as good."""
    return 0.001 * min(candidate.end - candidate.start, 20)


def _is_part_or_amount(text: str, candidate: Candidate, label: Label | None) -> bool:
    """Tell whether a number is a piece of a longer code, an amount of money or a measure; `label` is of its kind."""
    before, after = text[max(0, candidate.start - 24) : candidate.start], text[candidate.end : candidate.end + 12]
    if _MONEY_BEFORE.search(before) or (_UNIT_AFTER.match(after) and label is None):
        return True
    part = _PART_BEFORE.search(before)
    if part is not None:
        named = label is not None and label.end >= candidate.start - len(part[0]) - _NEAR
        if not named or any(char.isdigit() for char in part[1]):
            return True
    return _PART_AFTER.match(after) is not None
