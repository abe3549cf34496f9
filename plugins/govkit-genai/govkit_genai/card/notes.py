"""What a reader of a state should know beside it: two sources that disagree, or which of two things was told."""

from __future__ import annotations

import re

from govkit_genai.card.document import CardDocument
from govkit_genai.card.states import State
from govkit_genai.card.tags import languages, licence_tags
from govkit_genai.texts import text

NOTES = {
    "weaker": text("weaker mentions stand beside it"),
    "training": text("of the training"),
    "running": text("needed to run it"),
    "tag-differs": text("the front matter says something else"),
    "in-passing": text("told in passing, under no heading or label of its own"),
}
"""Note → what it means."""

_TRAINING = re.compile(r"train|emission|gpu[- ]hours|hours used|pre-?train|ฝึก", re.IGNORECASE)
_LICENCES = {
    "apache": "apache", "mit": r"\bmit\b", "gpl": r"\b[al]?gpl|general public", "cc0": r"cc-?0|public domain|zero",
    "cc-by": r"cc[- ]by|attribution", "bsd": r"\bbsd", "openrail": "rail", "llama": "llama", "gemma": "gemma",
    "odc": r"\bodc|open data commons", "mpl": "mozilla",
}  # fmt: skip
_ENGLISH = re.compile(r"\W*english\W*", re.IGNORECASE)


def note_of(item: str, state: State, value: str, card: CardDocument) -> str:
    """Return the id of the note for an item, or an empty text."""
    if item == "compute_or_hardware" and state is State.STATED:
        return "training" if _TRAINING.search(value) else "running"
    if item == "licence" and _other_licence(card):
        return "tag-differs"
    if (
        item == "languages"
        and len(languages(card.tags)) > 1
        and any(
            passage.section and card.sections[passage.section].title == "languages" and _ENGLISH.fullmatch(passage.text)
            for passage in card.passages
        )
    ):
        return "tag-differs"
    return ""


def _other_licence(card: CardDocument) -> bool:
    """Tell whether a section on the licence names licences, and that of the front matter is not among them."""
    tags = licence_tags(card.tags)
    family = next((name for name in _LICENCES if tags and tags[0].lower().startswith(name)), "")
    said = " ".join(
        passage.text
        for passage in card.passages
        if "licen" in card.sections[passage.section].title or "licen" in passage.label
    )
    if not family or not said or re.search(_LICENCES[family], said, re.IGNORECASE):
        return False
    return any(re.search(pattern, said, re.IGNORECASE) for pattern in _LICENCES.values())
