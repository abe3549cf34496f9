"""What front matter names: licence, languages, parents, libraries and tasks; and what one of its texts is worth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from govkit_genai.card.sentences import weigh
from govkit_genai.card.states import State

Tags = Mapping[str, tuple[Any, int]]
"""Key → value and line."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
UNKNOWN_LANGUAGE = frozenset({"unk", "und", "unknown"})
_NO_LANGUAGE = UNKNOWN_LANGUAGE | {"code", "other", "multilingual", "mul", "zxx", "none", "nan", "null", "todo", "tbd"}
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{1,63}")
_SILENT = frozenset({State.PLACEHOLDER, State.NEGATED, State.HEADING_ONLY})
_WITHOUT_LANGUAGE = {
    "image-classification", "object-detection", "image-segmentation", "depth-estimation", "image-to-image",
    "unconditional-image-generation", "tabular-classification", "tabular-regression", "time-series-forecasting",
    "reinforcement-learning", "robotics", "audio-classification", "video-classification", "graph-ml", "mask-generation",
}  # fmt: skip
_LIBRARIES_WITHOUT_LANGUAGE = frozenset(
    {"scvi-tools", "ultralytics", "sample-factory", "stable-baselines3", "ml-agents"}
)
_REPEATED = re.compile(r"(license|base_model|dataset):(?:\w+:)?([\w.-]+(?:/[\w.-]+)?)")
LICENCE_KEYS = ("license", "licenses")
"""The key of a hub, and the older one of its dataset cards."""


def texts(value: Any) -> list[str]:
    """Return the texts of a value: itself, its elements, or nothing."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str) and item.strip()]
    return [value] if isinstance(value, str) and value.strip() else []


def texts_under(tags: Tags, key: str) -> list[str]:
    """Return the texts of the value under a key, nothing where the key is not there."""
    return texts(tags[key][0]) if key in tags else []


def repeated(tags: Tags, key: str) -> list[str]:
    """Return the values of a key that a hub, which made the tags of a model itself, repeats there, each once."""
    found = (_REPEATED.fullmatch(tag) for tag in texts_under(tags, "tags"))
    return list(dict.fromkeys(match[2] for match in found if match and match[1] == key))


def languages(tags: Tags) -> tuple[str, ...]:
    """Return the language tags of `language` or `languages`."""
    found = [tag for key in ("language", "languages") for tag in texts_under(tags, key)]
    return tuple(tag for tag in found if _LANGUAGE.fullmatch(tag) and tag not in _NO_LANGUAGE)[:400]


def licence_tags(tags: Tags) -> list[str]:
    """Return the licences that the front matter names, as it writes them."""
    return next((texts_under(tags, key) for key in LICENCE_KEYS if key in tags), repeated(tags, "license"))


def licence(tags: Tags) -> str:
    """Return the licence's identifier where it is one and names terms; of `other`, the name that stands beside it."""
    found = licence_tags(tags)
    tag = found[0].strip() if len(found) == 1 else ""
    if tag.lower() == "other":
        own = texts_under(tags, "license_name")
        name = own[0].strip() if len(own) == 1 and speaks(own[0]) else ""
        return name.lower() if _LICENCE.fullmatch(name) else ""
    return tag.lower() if licence_state(tag, tags) is State.STATED and _LICENCE.fullmatch(tag) else ""


def parents(tags: Tags) -> int:
    """Count the base models that are named."""
    return len(_parents(tags))


def parent_names(tags: Tags) -> tuple[str, ...]:
    """Return the last parts of the names of the base models, in small letters."""
    return tuple(sorted({name.rstrip("/").rpartition("/")[2].strip().lower() for name in _parents(tags)}))


def _parents(tags: Tags) -> list[str]:
    named = texts_under(tags, "base_model") if "base_model" in tags else repeated(tags, "base_model")
    return [name for name in named if speaks(name) and name.strip().lower() != "none"]


def without_language(tags: Tags) -> bool:
    """Tell whether the task or library that the card names has nothing to do with a natural language."""
    tasks = texts_under(tags, "pipeline_tag")
    if any(library in _LIBRARIES_WITHOUT_LANGUAGE for library in texts_under(tags, "library_name")):
        return True
    return bool(tasks) and all(task in _WITHOUT_LANGUAGE for task in tasks)


def tag_text(tags: Tags, line: int) -> str:
    """Return what the front matter says on a line, as text."""
    return next((_as_text(value) for value, at in tags.values() if at == line), "")


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_as_text(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_as_text(part)}" for key, part in value.items())
    return str(value)


def silence(text: str) -> State:
    """Return what a tag that does not speak is worth: text of a template, a denial, or `thin`."""
    worth = weigh(text)
    return worth if worth in _SILENT else State.THIN


def speaks(text: str) -> bool:
    """Tell whether a tag is no text of a template, no denial and no pointer; an address names what stands there."""
    return weigh(text) is State.STATED or ("://" in text and weigh(text) not in _SILENT)


def licence_state(tag: str, tags: Tags) -> State:
    """Return what the tag of a licence is worth; `other` counts where a name or address stands beside it."""
    if tag.lower() in ("unknown", "unlicensed-unknown"):
        return State.NEGATED
    if tag.lower() == "custom" or tag.lower().startswith("other"):
        names = texts_under(tags, "license_name") + texts_under(tags, "license_link")
        return State.STATED if any(speaks(name) for name in names) else State.THIN
    return State.STATED if speaks(tag) else silence(tag)
