"""What the probe of texts brings home: counts of kinds, and who looked at how much; no word of any text."""

from __future__ import annotations

from dataclasses import dataclass

from govkit_personal_data.categories import Identifies, Level
from govkit_personal_data.observed import SURE, State


@dataclass(frozen=True, slots=True)
class EngineUse:
    """What one engine looked at."""

    name: str
    """`rules`, `spacy:en_core_web_md`, `gliner:…`."""
    characters: int
    passed_over: int = 0
    """Characters that it did not look at, because its budget was used up."""


@dataclass(frozen=True, slots=True)
class TextKind:
    """One kind of personal data in the texts of one source."""

    category: str
    identifies: Identifies
    sensitivity: Level
    spans: int
    texts: int
    """Texts that hold it."""
    confidence: float
    """Of the surest place."""
    by: tuple[str, ...]
    """What found it: ids of identifiers, or engines."""


@dataclass(frozen=True, slots=True)
class TextSource:
    """One file of one entry of `dataset.data`."""

    entry: int
    name: str
    """Its path, masked where it looks like a value."""
    state: State
    """The first thing that was wrong with it, or `read`."""
    texts: int = 0
    examined: int = 0
    """Texts that were looked at whole."""
    kinds: tuple[TextKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """All that was seen of the texts of a dataset."""

    engines: tuple[EngineUse, ...] = ()
    sources: tuple[TextSource, ...] = ()

    @property
    def unseen(self) -> tuple[TextSource, ...]:
        """Return the files that could not be looked at to their end."""
        return tuple(source for source in self.sources if source.state not in ("read", "empty"))

    @property
    def partly(self) -> tuple[TextSource, ...]:
        """Return the files of which not every text was looked at whole."""
        return tuple(source for source in self.sources if source.examined < source.texts)


def is_sure(kind: TextKind) -> bool:
    """Tell whether a kind counts as seen."""
    return kind.confidence >= SURE


def rejection_key(source: TextSource, kind: TextKind) -> str:
    """Return what `rejections.yaml` names to reject a detection in a text: `notes.md:phone`."""
    return f"{source.name}:{kind.category}"
