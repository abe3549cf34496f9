"""The clauses of an answer: what it says of the question, and what it adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from govkit.model.placeholder.folding import UNSPACED
from govkit.model.placeholder.retraction import begins, phrases, plain

_BREAK = re.compile(r"[.!?;:](?=\s|$)|[。；！？]| [-–—] |[()]")
"""Ends a clause, whatever it says."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
"""So many letters tell a word, whatever its ending: "trained", "training"."""
_AUXILIARY = frozenset(
    ("were", "have", "been", "does", "will", "they", "this", "that", "these", "those", "with", "your")
)


def clauses(text: str) -> tuple[str, ...]:
    """Return the clauses of a text, folded; a leading yes and the clause after it are two.

    A comma, or a space in a script without them, ends a clause that has a finite verb: what is before such a one only
    leads on to it ("At present, we do not").
    """
    said = _without_relatives(plain(text))
    found = []
    for part in _BREAK.split(said):
        pending = ""
        for piece in _pieces(part):
            pending = f"{pending} {piece}".strip()
            if begins(f"{pending}.", "yes") or phrases("finite").search(pending):
                found.append(pending)
                pending = ""
        found.append(pending)
    return tuple(filter(None, found))


def _pieces(part: str) -> list[str]:
    """Split at commas, before a "but", and in scripts without spaces at spaces."""
    marked = phrases("but").sub(lambda match: f",{match[0]} ", part)
    commas = [piece.strip() for piece in re.split(r"[,，、]", marked)]
    return [word for piece in commas for word in (piece.split() if UNSPACED.search(piece) else [piece]) if word]


def _without_relatives(said: str) -> str:
    return _relative_denial().sub(" ", said)


@cache
def _relative_denial() -> re.Pattern[str]:
    """Return a pattern for denials of a relative clause or a condition: "who do not handle data", "if not"."""
    relative, denial = phrases("relative").pattern, phrases("denial").pattern
    return re.compile(rf"(?:{relative})(?:\s*(?:do|does|did|are|is|was|were|they|it|has|have))*\s*(?:{denial}|ไม่)")


def stems(text: str) -> set[str]:
    """Return what is the same in the forms of the words that say something."""
    return {word[:_STEM] for word in _WORD.findall(text) if word not in _AUXILIARY}


def deny_what_is_asked(later: Sequence[str], asked: str) -> bool:
    """Tell whether a clause that adds something denies the words of the question: "Staff are not trained"."""
    put = stems(plain(asked))
    for clause in later:
        denial = phrases("denial").search(clause)
        if denial and stems(clause[: denial.start()]) <= put and stems(clause[denial.end() :]) & put:
            return True
    return False
