"""What a card describes, a model or a dataset: by its title, tags and file name, or by what its headings ask."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from govkit_genai.card.document import Passage, Section
from govkit_genai.card.states import Subject

DATASET_TAGS = frozenset(
    {
        "task_categories", "task_ids", "size_categories", "annotations_creators", "language_creators", "dataset_info",
        "source_datasets", "multilinguality", "configs",
    }
)  # fmt: skip
_OF_BOTH = frozenset({"task_categories", "task_ids"})
"""Tags of datasets that makers of models take for theirs."""
_OF_A_MODEL = re.compile(r"^model (?:architecture|details|description|overview)\b|^training (?:procedure|details)\b")
_MODEL_TAGS = frozenset({"pipeline_tag", "base_model", "library_name"})
_TAGS_OF_CODE = frozenset({"widget", "model-index", "metrics", "inference"})
_MODEL_TITLE = re.compile(r"\bmodel ?card|model details", re.I)
_DATASET_TITLE = re.compile(
    r"\bdata ?(?:set)? ?(?:card|sheet|statement)|^datasheet|data ?set description$|ชุดข้อมูล|^数据集",
    re.I,
)
_OF_MODELS = re.compile(r"\bmodels?$")
_DATASET_NAME = re.compile(r"(?!.*\b(?:models?|classifier|on|from|for)\b).{2,60} data ?(?:set|base)$", re.I)
_DATASET_FILE = re.compile(r"data[-_ ]?(?:set[-_ ]?)?(?:sheet|card|statement)[^/]*$", re.IGNORECASE)
_QUESTION = re.compile(
    r"^(?:for what purpose was|who created|how many instances|what do the instances|does the) (?:the |this )?data ?set"
    r"|^how many instances|^what do the instances"
)
_HEADING = re.compile(
    r"^(?:other )?data ?sets?\b|^data (?:details|information|fields|collection|structure)\b|\bdata ?sets?$"
)
_SAID = re.compile(
    r"\b(?:this|the|our) (?:[\w-]+ ){0,2}(?:data ?set|corpus|data ?base) (?:is|are|was|were|has|contains?|consists?"
    r"|comprises?|includes?|provides?|covers?)\b|\b(?:is|are) an? (?:[\w-]+ ){0,4}(?:data ?set|corpus)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:this|these|the|our) (?:[\w-]+ ){0,2}(?:data(?: ?set| ?base)?|corpus) "
    r"(?:is|are|was|were|has|have|contains?|consists?)\b(?! (?:\w+ )?used to (?:fine-?tune|train)\b)",
    re.IGNORECASE,
)
_LETTERS = 600  # in which a card tells what it is about, where its headings do not
_FEW = 2  # headings that speak of a dataset, where none speaks of a model


def subject_of(sections: Sequence[Section], passages: Sequence[Passage], tags: Mapping[str, Any], path: str) -> Subject:
    """Tell what a card in Markdown describes, the surest sign first."""
    titles = [section.title for section in sections if section.level in (1, 2)]
    if any(_MODEL_TITLE.search(title) for title in titles[:1]) or _MODEL_TAGS & set(tags):
        return "model"
    headings = [section.title for section in sections if section.title]
    sure = DATASET_TAGS & set(tags) - (_OF_BOTH if any(map(_OF_A_MODEL.search, headings)) else set())
    named = any(map(_DATASET_NAME.match, titles[:1]))
    titled = any(_DATASET_TITLE.search(title) for title in titles if not _OF_MODELS.search(title))
    if sure or named or titled or _DATASET_FILE.search(path):
        return "dataset"
    asked = sum(1 for heading in headings if _QUESTION.search(heading))
    spoken = sum(1 for heading in headings if _HEADING.search(heading))
    of_models = any("model" in heading for heading in headings)
    if asked >= _FEW:
        return "dataset"
    opening = " ".join(passage.text for passage in passages if passage.kind == "prose")[:_LETTERS]
    of_models = of_models or bool(_TAGS_OF_CODE & set(tags))
    if not of_models and _OPENS.match(opening):
        return "dataset"
    speaks = not of_models and "model" not in opening.lower()
    return "dataset" if speaks and (spoken >= _FEW or _SAID.search(opening)) else "model"
