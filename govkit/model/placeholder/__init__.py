"""Silence: text that states nothing although a field is filled.

A text is silent if all its words come from a closed vocabulary of words that state nothing, and at least one of them
holds a place, denies or points elsewhere. One word beyond that vocabulary ("not applicable: the model has no text
output") and the text is taken to state something; what it is worth is for others to judge.

- `none`, "no", "yes" and their translations are answers, not silences.
- A bare pointer ("see above", "refer to the documentation") is silent; one that names an address or a document
  ("see https://…", "see the privacy notice of March") is not.
- This is for free text. Do not pass codes of closed lists: "NA" is Namibia, "test" an environment, "pending" a status.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from govkit.model.placeholder.asked import NOTHING_ASKED, asked_of
from govkit.model.placeholder.folding import DASHES_AND_DOTS, WRAPPERS, fold
from govkit.model.placeholder.lexicon import Sense, lexicon
from govkit.model.placeholder.reading import TAG, read
from govkit.model.placeholder.shortcut import plainly_states

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Silence", "silence_of"]


class Silence(StrEnum):
    """Why a text states nothing."""

    EMPTY = "empty"
    """Nothing visible, or nothing but quotes, brackets and comments."""
    PLACEHOLDER = "placeholder"
    """It holds the place of a statement to come: a mark, a template field, a prompt, a dummy value."""
    NOT_APPLICABLE_WITHOUT_REASON = "not-applicable-without-reason"
    """It says that the question does not apply, and not why."""
    NEGATED = "negated"
    """It says that nothing is known, given or written down, and no more."""
    POINTER = "pointer"
    """It points elsewhere without naming a place that can be found."""
    QUESTION_REPEATED = "question-repeated"
    """It is what was asked, again."""
    ASSURED = "assured"
    """It says yes, and no more: only where a text has to say who, what or how (see `assurance`)."""
    VAGUE = "vague"
    """It fits everywhere: only where a text has to say who, what or how (see `vagueness`)."""
    NO_ADDRESS = "no-address"
    """It is none where an address belongs."""


_MEANING = (
    (Sense.PLACEHOLDER, Silence.PLACEHOLDER),
    (Sense.NOT_APPLICABLE, Silence.NOT_APPLICABLE_WITHOUT_REASON),
    (Sense.NEGATED, Silence.NEGATED),
    (Sense.POINTER, Silence.POINTER),
)


def silence_of(text: str, *, asked: Sequence[str] = ()) -> Silence | None:
    """Say why `text` states nothing, or None when it states something.

    `asked`: the question, title or slot description that the text answers, in any number of wordings. Case, width,
    composition, invisible characters, quotes, brackets, emphasis and punctuation around the text do not matter.
    """
    put = asked_of(tuple(asked)) if asked else NOTHING_ASKED
    if plainly_states(text, put):
        return Silence.QUESTION_REPEATED if asked and put.is_repeated_by(fold(text)) else None
    folded = _without_comments(fold(text))
    if (blank := _blank(TAG.sub(" ", folded))) is not None:
        return blank
    senses = read(folded, lexicon(), put)
    if senses:
        return next(silence for sense, silence in _MEANING if senses & sense)
    return Silence.QUESTION_REPEATED if put.is_repeated_by(folded) else None


def _without_comments(text: str) -> str:
    """Cut HTML comments out; one that is never closed takes the rest."""
    start = text.find("<!--")
    if start < 0:
        return text
    kept, end = [], 0
    while start >= 0:
        kept.append(text[end:start])
        closed = text.find("-->", start)
        end = closed + 3 if closed >= 0 else len(text)
        start = text.find("<!--", end)
    return "".join(kept) + text[end:]


def _blank(folded: str) -> Silence | None:
    """Name the silence of a text without a letter, digit or other sign: nothing at all, or dashes, dots and marks."""
    core = folded.strip(WRAPPERS)
    if not core:
        bare = folded.strip(" \t\r\n\f\v\"'`()[]{}<>")
        return None if bare in _SIGNS else Silence.PLACEHOLDER if bare else Silence.EMPTY
    return Silence.PLACEHOLDER if not core.strip(WRAPPERS + DASHES_AND_DOTS) else None


_SIGNS = frozenset({"*", "**", "#", "|", "||"})
