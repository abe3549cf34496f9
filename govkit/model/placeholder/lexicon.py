"""The lexicon: which words and phrases, in the languages of the region, carry no statement.

`phrases/*.txt` holds one file a language. A phrase stands in one or more sections:

    placeholder, not-applicable, negated, pointer    says by itself that nothing is stated
    the same with "alone" after it                   the same, but only as a whole line ("test", "NA")
    opening                                          a line that begins so is a prompt or filler text, whatever follows
    deny + matter                                    only together: "no" with "information", in any order
    look + place                                     only together, in this order: "see" with "appendix"
    filler                                           may stand beside the others without adding anything
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from govkit.model.placeholder.folding import UNSPACED, fold, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Sense(IntEnum):
    """What a phrase contributes to the reading of a text; a bit each, or-ed as plain integers."""

    FILLER = 0
    PLACEHOLDER = 1
    NOT_APPLICABLE = 2
    NEGATED = 4
    POINTER = 8
    DENY = 16
    MATTER = 32
    LOOK = 64
    PLACE = 128
    OPENING = 256


@dataclass(frozen=True)
class Lexicon:
    """The phrases of all languages, folded.

    `by_start` maps the first word (the first letter, where words are written without spaces) to phrases, longest first,
    with their senses; `alone` holds those that count only as a whole line; `starters` the first words of all of them;
    `denials` the phrases that deny.
    """

    by_start: Mapping[str, tuple[tuple[str, int], ...]]
    alone: Mapping[str, int]
    starters: frozenset[str]
    denials: frozenset[str]


_WORD = re.compile(r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff]{1,40}")


@cache
def lexicon() -> Lexicon:
    """Read the phrase files, once."""
    within: dict[str, int] = {}
    alone: dict[str, int] = {}
    for section, phrase in _phrases():
        name, _, only_alone = section.partition(" ")
        senses = alone if only_alone else within
        senses[phrase] = senses.get(phrase, 0) | int(Sense[name.upper().replace("-", "_")])
    by_start: dict[str, list[tuple[str, int]]] = {}
    for phrase in sorted(within, key=lambda phrase: (-len(phrase), phrase)):
        by_start.setdefault(start_of(phrase, 0), []).append((phrase, within[phrase]))
    return Lexicon(
        by_start={start: tuple(phrases) for start, phrases in by_start.items()},
        alone=alone,
        starters=frozenset(start_of(phrase, 0) for phrase in (*within, *alone)),
        denials=frozenset(phrase for phrase, sense in within.items() if sense & Sense.DENY),
    )


def start_of(text: str, at: int) -> str:
    """Give the key in `Lexicon.by_start` of what stands in folded `text` at `at`."""
    if UNSPACED.match(text, at):
        return text[at]
    word = _WORD.match(text, at)
    return word[0] if word else text[at]


def _phrases() -> Iterator[tuple[str, str]]:
    """Yield (section, folded phrase) of every file; Vietnamese phrases of several words also without their marks."""
    folder = files(__package__) / "phrases"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        section = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = line.strip("[]")
            elif line and not line.startswith("#"):
                for phrase in (fold(part) for part in line.split(" | ")):
                    yield section, phrase
                    unmarked = without_marks(phrase)
                    if " " in phrase and unmarked.isascii() and section != "filler":
                        yield section, unmarked
