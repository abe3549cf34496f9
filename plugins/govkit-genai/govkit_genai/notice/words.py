"""Reads the exhibit of the notice out of an assessment, in the reader's language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govkit.model.assessment import Assessment
from govkit.model.mask import mask
from govkit_genai.notice.exhibit import ID
from govkit_genai.notice.languages import own_texts

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_KEPT = ("\u200b", "\u200c", "\u200d")
"""Joiners and invisible breaks that scripts of the region need."""


@dataclass(frozen=True)
class Said:
    """A text, whether it is in the reader's language, and how it is to be read."""

    text: str
    lang: str = ""
    """`en` where it had to stay English."""
    tone: str = ""
    link: str = ""


@dataclass(frozen=True)
class Line:
    """An item and what is stated of it."""

    title: Said
    answers: tuple[Said, ...]


@dataclass(frozen=True)
class Leaf:
    """The page of one system."""

    name: str
    lines: tuple[Line, ...]

    @property
    def gaps(self) -> int:
        """Return how many items are not stated."""
        return sum(any(answer.tone in ("unknown", "fail") for answer in line.answers) for line in self.lines)

    @property
    def masked(self) -> bool:
        """Tell whether an address is masked."""
        return any("•" in answer.text for line in self.lines for answer in line.answers)


class Words:
    """Translates by what travels in the assessment, else by the notice's own; what is missing stays English."""

    def __init__(self, assessment: Assessment, language: str) -> None:
        """Take the translations of a language, or of the one without its region."""
        carried, primary = assessment["translations"], language.partition("-")[0]
        found = carried.get(language) or carried.get(primary) or {}
        own, status = own_texts(primary)
        self._messages: Mapping[str, str] = {**own, **found.get("messages", {})}
        self.language = language if self._messages else "en"
        self.unreviewed = bool(own) and status == "unreviewed"
        """Whether texts of the notice's own are used that no native reader has looked over."""

    def __call__(self, english: str, **params: Any) -> str:
        """Return a text in the reader's language."""
        return self.said({"text": english, "params": params}).text

    def said(self, message: Mapping[str, Any], tone: str = "") -> Said:
        """Return a message in the reader's language."""
        english = str(message.get("text", ""))
        found = self._messages.get(english, "")
        params = message.get("params", {})
        text = _PLACEHOLDER.sub(lambda match: _clean(str(params.get(match[1], ""))), found or english)
        return Said(text, "" if found or self.language == "en" else "en", tone)


def leaves(assessment: Assessment, words: Words) -> list[Leaf]:
    """Return the page of every system in the assessment, in its order."""
    rows = [row for data in assessment["exhibits"] if data["id"] == ID for row in data["rows"]]
    systems: dict[str, tuple[str, dict[str, Line]]] = {}
    for system, item, answer in rows:
        _, lines = systems.setdefault(system["subject"], (_clean(str(system["content"])), {}))
        title = words.said(item["content"])
        before = lines.get(title.text, Line(title, ()))
        lines[title.text] = Line(title, (*before.answers, _answer(answer, words)))
    return [Leaf(name, tuple(lines.values())) for name, lines in systems.values()]


def _answer(cell: Mapping[str, Any], words: Words) -> Said:
    content, tone = cell["content"], str(cell.get("tone", ""))
    if isinstance(content, Mapping):
        return words.said(content, tone)
    text = _clean(str(content))
    link = text if re.fullmatch(r"https?://[^\s<>\"'\\@]+", text) else ""
    return Said(text, tone=tone, link=link)


def _clean(text: str) -> str:
    """Return a stranger's text masked, on one line, without signs that nobody sees or that turn the direction."""
    shown = "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    return mask(" ".join(shown.split()))
