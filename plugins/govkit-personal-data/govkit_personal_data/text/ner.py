"""Names that no rule sees, by a language model that is installed: spaCy or GLiNER. Nothing is fetched, ever."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from govkit_personal_data.text.spans import Span

BUDGET = 2_000_000
"""Characters that a model looks at in one scan; the rest is read by rules alone, and the account says so."""
_LABELS = {"PERSON": "person-name", "PER": "person-name", "GPE": "location", "LOC": "location", "FAC": "location"}
_SCORE = 0.6
_GLINER = {"person": "person-name", "location": "location"}
Find = Callable[[str], Iterator[tuple[int, int, str, float]]]


@dataclass
class Recogniser:
    """A model with a budget, and the account of what it looked at."""

    name: str
    find: Find
    budget: int = BUDGET
    looked_at: int = field(default=0, init=False)
    """Characters so far."""
    passed_over: int = field(default=0, init=False)
    """Characters of texts that came after the budget was used up."""

    def read(self, text: str, known: Sequence[Span]) -> tuple[Span, ...] | None:
        """Return more spans, outside those that are known; `None` where the budget does not allow a look."""
        if self.looked_at + len(text) > self.budget:
            self.passed_over += len(text)
            return None
        self.looked_at += len(text)
        taken = [(span.start, span.end) for span in known]
        return tuple(
            Span(start, end, category, round(score, 3), self.name)
            for start, end, category, score in self.find(text)
            if all(end <= first or last <= start for first, last in taken)
        )


def spacy_models() -> tuple[str, ...]:
    """Return the names of the installed distributions that are pipelines of spaCy."""
    found = {
        point.name
        for distribution in distributions()
        for point in distribution.entry_points
        if point.group == "spacy_models"
    }
    return tuple(sorted(found))


def recogniser(model: str, budget: int = BUDGET) -> Recogniser:
    """Load a model by its name or folder: a pipeline of spaCy, or a folder with a GLiNER model.

    Raises `LookupError` where it is not installed; nothing is downloaded.
    """
    folder = Path(model)
    if folder.is_dir() and (folder / "gliner_config.json").is_file():
        return Recogniser(f"gliner:{folder.name}", _gliner(folder), budget)
    if find_spec("spacy") is None or (model not in spacy_models() and not folder.is_dir()):
        raise LookupError(f"no language model `{folder.name}` is installed")
    return Recogniser(f"spacy:{folder.name}", _spacy(model), budget)


def _spacy(model: str) -> Find:
    import spacy

    pipeline = spacy.load(model, exclude=["parser", "lemmatizer", "textcat"])

    def find(text: str) -> Iterator[tuple[int, int, str, float]]:
        for start in range(0, len(text), pipeline.max_length):
            for entity in pipeline(text[start : start + pipeline.max_length]).ents:
                if entity.label_ in _LABELS:
                    yield start + entity.start_char, start + entity.end_char, _LABELS[entity.label_], _SCORE

    return find


def _gliner(folder: Path) -> Find:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    if find_spec("gliner") is None:
        raise LookupError("GLiNER is not installed")
    from gliner import GLiNER

    model: Any = GLiNER.from_pretrained(str(folder), local_files_only=True)

    def find(text: str) -> Iterator[tuple[int, int, str, float]]:
        for found in model.predict_entities(text, list(_GLINER), threshold=0.5):
            yield found["start"], found["end"], _GLINER[found["label"]], float(found["score"])

    return find
