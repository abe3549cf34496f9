"""How much of a card is judged: enough for any real one, and little enough that none takes longer than a moment."""

from __future__ import annotations

from dataclasses import replace

from govkit_genai.card.document import CardDocument, Passage

_MOST_SECTIONS = 250
_MOST_PASSAGES = 400
_MOST_CHARACTERS = 40_000


def within_limits(card: CardDocument) -> CardDocument:
    """Return the card, cut where it is too long to be judged; what is cut off states nothing."""
    kept: list[Passage] = []
    characters = 0
    for passage in card.passages:
        characters += len(passage.text)
        if len(kept) == _MOST_PASSAGES or characters > _MOST_CHARACTERS:
            break
        if passage.section < _MOST_SECTIONS:
            kept.append(passage)
    if len(kept) == len(card.passages) and len(card.sections) <= _MOST_SECTIONS:
        return card
    return replace(card, passages=tuple(kept), sections=card.sections[:_MOST_SECTIONS], cut=True)
