"""Proposes the controls that a stranger's question may be about, by the letters that they share: BM25 over n-grams."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

_GRAM = 4
_SATURATION, _LENGTH = 1.2, 0.6
"""BM25's k1 and b."""
_WORD = 2.0
"""A whole word in common says more than a piece of one."""


@dataclass(frozen=True)
class Candidate:
    """A control, and how near it is: 1 would share every piece of the question, the rare ones counting most."""

    control: str
    score: float


class Index:
    """Controls by what they say, in as many languages as they say it."""

    def __init__(self, documents: Iterable[tuple[str, str]]) -> None:
        """Take `(control, text)`, one for each language of a control."""
        self._controls: list[str] = []
        self._lengths: list[float] = []
        self._where: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for control, text in documents:
            pieces = _pieces(text)
            for piece, weight in pieces.items():
                self._where[piece].append((len(self._controls), weight))
            self._controls.append(control)
            self._lengths.append(sum(pieces.values()))
        self._mean = sum(self._lengths) / max(len(self._lengths), 1) or 1.0

    def nearest(self, text: str, most: int, least: float = 0.0) -> list[Candidate]:
        """Return the nearest controls, best first; none below the score `least`."""
        scores: dict[int, float] = defaultdict(float)
        possible = 0.0
        for piece in _pieces(text):
            found = self._where.get(piece, ())
            rarity = math.log(1 + (len(self._controls) - len(found) + 0.5) / (len(found) + 0.5))
            rarity *= 1.0 if len(piece) == _GRAM else _WORD
            possible += rarity * (_SATURATION + 1)
            for number, weight in found:
                length = 1 - _LENGTH + _LENGTH * self._lengths[number] / self._mean
                scores[number] += rarity * weight * (_SATURATION + 1) / (weight + _SATURATION * length)
        best: dict[str, float] = {}
        for number, score in scores.items():
            control = self._controls[number]
            best[control] = max(best.get(control, 0.0), min(1.0, score / possible))
        ranked = sorted(best.items(), key=lambda entry: (-entry[1], entry[0]))[:most]
        return [Candidate(control, round(score, 3)) for control, score in ranked if score >= least]


def _pieces(text: str) -> Counter[str]:
    """Return the pieces of a text: its words, and every four letters in a row, the ends of words among them."""
    pieces: Counter[str] = Counter()
    for word in _words(text):
        padded = f" {word} "
        pieces.update(padded[at : at + _GRAM] for at in range(max(1, len(padded) - _GRAM + 1)))
        pieces[f"={word}="] += 1
    return pieces


def _words(text: str) -> Iterator[str]:
    """Yield runs of letters, marks and digits; marks carry the vowels of Thai."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for inside, run in groupby(folded, key=lambda letter: unicodedata.category(letter)[0] in "LMN"):
        if inside:
            yield "".join(run)
