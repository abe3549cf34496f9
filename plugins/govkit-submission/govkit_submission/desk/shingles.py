"""Cuts texts into overlapping runs of characters, so that they can be compared in scripts without spaces, too."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import repeat

from govkit.model.placeholder.folding import INVISIBLE

_RUN = 5
_RUN_OF_IDEOGRAPHS = 3
"""An ideograph says about as much as two letters."""
_IDEOGRAPHS = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_VARIANTS = range(0xE0100, 0xE01F0)
"""Selectors of variants of a letter: of the same look here."""
_ALONE = -1
FEWEST = 30
"""A text with fewer runs is too short to tell copying from chance."""


class _Kept(dict[int, int | None]):
    """Code point → itself where it is a letter, a mark of one or a digit that is seen, and nothing elsewhere."""

    def __missing__(self, code: int) -> int | None:
        is_seen = INVISIBLE.match(chr(code)) is None and code not in _VARIANTS
        self[code] = code if is_seen and unicodedata.category(chr(code))[0] in "LMN" else None
        return self[code]


_KEPT = _Kept()
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u0475\u04cf"
    "\u03b1\u03b9\u03bd\u03bf\u03ba\u03c1\u03c5\u03f2\u03f3\u0585\u0570\u0578\u057d\u0581\u0575\u0131\u0251\u0261",
    "aeopcyxijshdqwvlaivokpucjohnugjiag",
)
"""Small letters that look like another one: Cyrillic, Greek, Armenian and Latin; one and the same in all texts."""


def bare(text: str) -> str:
    """Return what of a text is compared: letters, their marks and digits, in one case and one encoding.

    What nobody sees is dropped, and letters that look the same are one, so that nobody hides a copy behind them.
    """
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold().translate(_KEPT).translate(_LOOKALIKES)


def ideographs(words: str) -> int:
    """Return how many characters stand for a word or a syllable of Chinese or Japanese."""
    return sum(low <= char <= high for char in words if char >= "\u3040" for low, high in _IDEOGRAPHS)


def shingles(words: str) -> frozenset[str]:
    """Return the runs of a bare text: of three characters where most are ideographs, else of five."""
    run = _RUN_OF_IDEOGRAPHS if ideographs(words) * 2 > len(words) else _RUN
    return frozenset(words[start : start + run] for start in range(len(words) - run + 1))


def similarity(first: frozenset[str], second: frozenset[str]) -> float:
    """Return shared runs ÷ all runs of two texts, 0 to 1."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


def contained(text: frozenset[str], known: frozenset[str]) -> float:
    """Return the share of a text's runs that a known one has, 0 to 1."""
    return len(text & known) / len(text) if text else 0.0


def alike(sets: Sequence[frozenset[str]], least: float, most: int) -> Iterator[tuple[int, int, float]]:
    """Yield every pair of sets whose similarity is at least `least`, exactly, without comparing all with all.

    Two sets that are so alike share one of the rarest runs of each (prefix filtering), so that only those are looked
    up. A set is left alone once it has `most` partners: it is boiler-plate by then.
    """
    ranked = _ranked(sets)
    order = sorted(range(len(sets)), key=lambda number: (len(sets[number]), number))
    postings: dict[int, list[int]] = defaultdict(list)
    partners: Counter[int] = Counter()
    for number in order:
        runs = ranked[number]
        size = len(runs)
        rarest = [run for run in runs[: size - math.ceil(least * size) + 1] if run != _ALONE]
        candidates = {other for run in rarest for other in postings.get(run, ()) if len(sets[other]) >= least * size}
        for other in sorted(candidates):
            if partners[number] >= most:
                break
            share = similarity(sets[number], sets[other]) if partners[other] < most else 0.0
            if share >= least:
                partners[number] += 1
                partners[other] += 1
                yield min(number, other), max(number, other), share
        for run in rarest:
            postings[run].append(number)


def _ranked(sets: Sequence[frozenset[str]]) -> list[list[int]]:
    """Return each set as sorted ranks of its runs, the rarest among all sets first; a run of one set alone has none.

    What nobody else has can lead to nobody, and still counts in the length of the set: it stands in front.
    """
    frequency: Counter[str] = Counter()
    for runs in sets:
        frequency.update(runs)
    shared = sorted(sorted(run for run, count in frequency.items() if count > 1), key=frequency.__getitem__)
    rank = {run: number for number, run in enumerate(shared)}
    return [sorted(map(rank.get, runs, repeat(_ALONE))) for runs in sets]
