"""What a cell says of a contract: that it is there, that none is in force, or what only a person can tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from govkit.model.placeholder.retraction import takes_back
from govkit.model.status import Standing
from govkit_importers.ropa.lexicon import fold, lexicon, starts_with
from govkit_importers.ropa.lists import denies, listed
from govkit_importers.ropa.values import is_place

_SENTENCE = re.compile(r"(?<=\w{3}[.!?])\s+|[;\n]")
"""Parts sentences; fewer letters before a stop are a short form: "no. 5", "Co. Ltd"."""
_PIECE = re.compile(r"[,:()\[\]–—]|\s-\s")
_WORD = re.compile(r"[^\W\d_]{5,}")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def standing_of(text: str) -> Standing | None:
    """Return how sure a contract is of which a cell tells; `None` where it names none, or says that none is in force.

    What is called old may be in force or not, so that it is a suggestion until a person has confirmed it.
    """
    if is_place(text):
        return Standing.SUGGESTED if _may_have_ended_by_its_place(text) else Standing.DECLARED
    sentences = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    said = _of_the_contract(sentences)
    told = listed(text if said == sentences else "\n".join(said), strict=True)
    if not (told.names and told.whole) or is_not_in_force(" ".join(said)):
        return None
    return Standing.SUGGESTED if any(map(_may_have_ended, said)) else Standing.DECLARED


def is_not_in_force(text: str) -> bool:
    """Tell whether words about a contract say that it has ended, was refused, is to come or only perhaps is."""
    return lexicon().not_in_force.search(fold(text)) is not None or takes_back(text)


def _may_have_ended(sentence: str) -> bool:
    """Tell whether a sentence calls a contract past, or says of it elsewhere than at its beginning that it ended."""
    if lexicon().past_contract.search(fold(sentence)) or is_not_in_force(sentence):
        return True
    return any(lexicon().not_in_force.search(fold(piece)) for piece in _PIECE.split(sentence))


def _may_have_ended_by_its_place(place: str) -> bool:
    """Tell whether a folder or the file is called so: "contracts/old/payco.pdf", "payco-unsigned.pdf"."""
    words = _BETWEEN_WORDS.sub(" ", place.rpartition(".")[0])
    return _may_have_ended(words) or denies(words)


def _of_the_contract(sentences: Sequence[str]) -> list[str]:
    """Leave out the sentences that are sure to speak of something else: "Staff training is planned".

    Such a one begins with another topic, names no contract, and shares no word with the others.
    """
    words = [set(_WORD.findall(fold(sentence))) for sentence in sentences]
    known = Counter(word for found in words for word in found)
    kept = [
        sentence
        for sentence, found in zip(sentences, words, strict=True)
        if not _has_another_topic(sentence) or any(known[word] > 1 for word in found)
    ]
    return kept or list(sentences)


def _has_another_topic(sentence: str) -> bool:
    words, folded = lexicon(), _without_people(fold(sentence))
    topics = words.other_topics | words.terms["safeguards"].keys()
    return starts_with(folded, frozenset(topics)) and words.of_contract.search(folded) is None


def _without_people(folded: str) -> str:
    """Return a text without the people it begins with: "staff training" is training."""
    for phrase in lexicon().terms["data_subjects"]:
        if folded.startswith(f"{phrase} "):
            return folded.removeprefix(phrase).strip()
    return folded
