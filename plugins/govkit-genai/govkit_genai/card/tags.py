"""How front matter states items: licence, languages, parents, datasets, results, emissions, gates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from govkit_genai.card.sentences import weigh
from govkit_genai.card.states import State

Tags = Mapping[str, tuple[Any, int]]
Found = tuple[str, State, int]
"""Item, state, line."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_UNKNOWN_LANGUAGE = frozenset({"unk", "und", "unknown"})
_NO_LANGUAGE = _UNKNOWN_LANGUAGE | {"code", "other", "multilingual", "mul", "zxx", "none", "nan", "null", "todo", "tbd"}
_NAMED_LANGUAGE = re.compile(
    r"\W*(?:arabic|bengali|bulgarian|burmese|catalan|chinese|croatian|czech|danish|dutch|english|estonian|filipino|finnish"
    r"|french|german|greek|hebrew|hindi|hungarian|indonesian|italian|japanese|khmer|korean|lao|latin|malay|norwegian|persian"
    r"|polish|portuguese|romanian|russian|serbian|slovak|slovenian|spanish|swahili|swedish|tagalog|tamil|telugu|thai|turkish"
    r"|ukrainian|urdu|vietnamese)\W*",
    re.IGNORECASE,
)
_NO_DATASET = frozenset(
    {
        "custom", "private", "internal", "proprietary", "own", "other", "synthetic", "various",
        "generator", "imagefolder", "audiofolder", "json", "csv", "parquet",
    }
)  # fmt: skip
"""What names no dataset: a word of its author, or the kind of file or loader that a trainer wrote down."""
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{1,63}")
_SILENT = frozenset({State.PLACEHOLDER, State.NEGATED, State.HEADING_ONLY})
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE]-?\d+)?(?: ?(?:\+/-|±) ?\d+(?:\.\d+)?)?")
_NUMBERED = re.compile(r"[-_ ]v\d+(?:\.\d+)*$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TASKS = frozenset(
    {
        "text-classification", "token-classification", "question-answering", "summarization", "translation",
        "text-generation", "text2text-generation", "fill-mask", "sentence-similarity", "feature-extraction",
        "zero-shot-classification", "text-to-image", "image-to-text", "text-to-speech", "automatic-speech-recognition",
        "audio-classification", "image-classification", "object-detection", "image-segmentation", "depth-estimation",
        "image-to-image", "reinforcement-learning", "tabular-classification", "tabular-regression", "conversational",
        "voice-activity-detection", "table-question-answering", "visual-question-answering", "video-classification",
    }
)  # fmt: skip
_WITHOUT_LANGUAGE = {
    "image-classification", "object-detection", "image-segmentation", "depth-estimation", "image-to-image",
    "unconditional-image-generation", "tabular-classification", "tabular-regression", "time-series-forecasting",
    "reinforcement-learning", "robotics", "audio-classification", "video-classification", "graph-ml", "mask-generation",
}  # fmt: skip


def texts(value: Any) -> list[str]:
    """Return the texts of a value: itself, its elements, or nothing."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str) and item.strip()]
    return [value] if isinstance(value, str) and value.strip() else []


def languages(tags: Tags) -> tuple[str, ...]:
    """Return the language tags of `language` or `languages`."""
    found = [tag for key in ("language", "languages") for tag in texts(tags.get(key, ("", 0))[0])]
    return tuple(tag for tag in found if _LANGUAGE.fullmatch(tag) and tag not in _NO_LANGUAGE)[:400]


_OWNER_KEYS = ("developers", "developed_by", "author", "authors", "quantized_by", "model_creator")
_COUNTED = re.compile(r"dataset_size:\d{2,12}")
_LICENCE_KEYS = ("license", "licenses")
"""The key of a hub, and the older one of its dataset cards."""


def licence_tags(tags: Tags) -> list[str]:
    """Return the licences that the front matter names, as it writes them."""
    return next((texts(tags[key][0]) for key in _LICENCE_KEYS if key in tags), [])


def licence(tags: Tags) -> str:
    """Return the licence's identifier where it is one and names terms; of `other`, the name that stands beside it."""
    found = licence_tags(tags)
    tag = found[0].strip() if len(found) == 1 else ""
    if tag.lower() == "other":
        own = texts(tags.get("license_name", ("", 0))[0])
        name = own[0].strip() if len(own) == 1 and _speaks(own[0]) else ""
        return name.lower() if _LICENCE.fullmatch(name) else ""
    return tag.lower() if _licence_state(tag, tags) is State.STATED and _LICENCE.fullmatch(tag) else ""


def parents(tags: Tags) -> int:
    """Count the base models that are named."""
    return sum(1 for name in texts(tags.get("base_model", ("", 0))[0]) if _speaks(name))


def parent_names(tags: Tags) -> tuple[str, ...]:
    """Return the last parts of the names of the base models, in small letters."""
    named = (name for name in texts(tags.get("base_model", ("", 0))[0]) if _speaks(name))
    return tuple(sorted({name.rstrip("/").rpartition("/")[2].strip().lower() for name in named}))


def tag_findings(tags: Tags) -> Iterator[Found]:
    """Yield what the front matter says of each item."""
    yield from _licence(tags)
    yield from _listed(tags, "base_model", ("base_model",), State.STATED)
    yield from _datasets(tags)
    yield from _source_datasets(tags)
    yield from _listed(tags, "training_data_size", ("size_categories",), State.THIN)
    yield from _splits(tags)
    yield from _trained_examples(tags)
    yield from _listed(tags, "intended_use", ("pipeline_tag", "task_categories", "task_ids"), State.THIN)
    yield from _tasks(tags)
    yield from _listed(tags, "evaluation_results", ("metrics",), State.THIN)
    yield from _listed(tags, "acceptable_use_policy", ("extra_gated_prompt",), State.STATED)
    yield from _listed(tags, "version", ("version", "model_version"), State.STATED)
    yield from _numbered(tags)
    yield from _listed(tags, "contact", ("contact",), State.STATED)
    yield from _listed(tags, "owner_or_developer", _OWNER_KEYS, State.STATED)
    for key in ("date", "release_date", "last_updated", "updated"):
        for text in texts(tags.get(key, ("", 0))[0]):
            yield "release_or_update_date", State.STATED if _YEAR.search(text) else _silence(text), tags[key][1]
    yield from _languages(tags)
    yield from _results(tags)
    yield from _emissions(tags)


def without_language(tags: Tags) -> bool:
    """Tell whether the task that the card names has nothing to do with a natural language."""
    tasks = texts(tags.get("pipeline_tag", ("", 0))[0])
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


def _silence(text: str) -> State:
    worth = weigh(text)
    return worth if worth in _SILENT else State.THIN


def _speaks(text: str) -> bool:
    """Tell whether a tag is no text of a template, no denial and no pointer; an address names what stands there."""
    return weigh(text) is State.STATED or ("://" in text and weigh(text) not in _SILENT)


def _listed(tags: Tags, item: str, keys: tuple[str, ...], best: State) -> Iterator[Found]:
    for key in keys:
        if key in tags:
            value, line = tags[key]
            named = texts(value)
            if not named:
                yield item, State.HEADING_ONLY, line
            for text in named:
                yield item, best if _speaks(text) else _silence(text), line


def _tasks(tags: Tags) -> Iterator[Found]:
    """A task among the tags, or that of a result, touches the use."""
    listed, line = tags.get("tags", ("", 0))
    if any(name.strip().lower() in _TASKS for name in texts(listed)):
        yield "intended_use", State.THIN, line
    for result, at in _entries(tags):
        task = result.get("task")
        if isinstance(task, dict) and any(_speaks(name) for key in ("name", "type") for name in texts(task.get(key))):
            yield "intended_use", State.THIN, at
            return


def _datasets(tags: Tags) -> Iterator[Found]:
    """A dataset by name is a source; `custom` and the like name none."""
    named = texts(tags.get("datasets", ("", 0))[0])
    best = State.THIN if named and all(name.strip().lower() in _NO_DATASET for name in named) else State.STATED
    yield from _listed(tags, "training_data_sources", ("datasets",), best)


def _source_datasets(tags: Tags) -> Iterator[Found]:
    """`original` says that the records are new, and so nothing of where they come from."""
    if texts(tags.get("source_datasets", ("", 0))[0]) != ["original"]:
        yield from _listed(tags, "training_data_sources", ("source_datasets",), State.STATED)


def _numbered(tags: Tags) -> Iterator[Found]:
    """A model's name in the index of results may end with its version."""
    for model, line in _models(tags):
        if any(_NUMBERED.search(name) for name in texts(model.get("name"))):
            yield "version", State.STATED, line
    name, line = tags.get("model_name", ("", 0))
    if any(map(_NUMBERED.search, texts(name))):
        yield "version", State.STATED, line


def _splits(tags: Tags) -> Iterator[Found]:
    """The hub counts the examples of each split of a dataset."""
    described, line = tags.get("dataset_info", ("", 0))
    for part in described if isinstance(described, list) else [described]:
        splits = part.get("splits") if isinstance(part, dict) else None
        for split in splits if isinstance(splits, list) else ():
            counted = split.get("num_examples") if isinstance(split, dict) else None
            if isinstance(counted, str) and counted.isdecimal() and int(counted):
                yield "training_data_size", State.STATED, line
                return


def _trained_examples(tags: Tags) -> Iterator[Found]:
    """Trainers of sentence embeddings tag the count of the examples."""
    listed, line = tags.get("tags", ("", 0))
    if any(map(_COUNTED.fullmatch, texts(listed))):
        yield "training_data_size", State.STATED, line


def _licence(tags: Tags) -> Iterator[Found]:
    for key in _LICENCE_KEYS:
        if key not in tags:
            continue
        value, line = tags[key]
        found = texts(value)
        if not found:
            yield "licence", State.HEADING_ONLY, line
        for tag in found:
            yield "licence", _licence_state(tag.strip(), tags), line


def _licence_state(tag: str, tags: Tags) -> State:
    if tag.lower() in ("unknown", "unlicensed-unknown"):
        return State.NEGATED
    if tag.lower() == "custom" or tag.lower().startswith("other"):
        names = texts(tags.get("license_name", ("", 0))[0]) + texts(tags.get("license_link", ("", 0))[0])
        return State.STATED if any(_speaks(name) for name in names) else State.THIN
    return State.STATED if _speaks(tag) else _silence(tag)


def _languages(tags: Tags) -> Iterator[Found]:
    for key in ("language", "languages"):
        if key in tags:
            value, line = tags[key]
            named = texts(value)
            if languages({key: tags[key]}) or any(map(_NAMED_LANGUAGE.fullmatch, named)):
                yield "languages", State.STATED, line
            elif named:
                unsaid = all(text.lower() in _UNKNOWN_LANGUAGE for text in named)
                state = (
                    State.NEGATED if unsaid else min((_silence(text) for text in named), key=lambda state: state.rank)
                )
                yield "languages", state, line
            else:
                yield "languages", State.HEADING_ONLY, line


def _models(tags: Tags) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Yield each model of the index of results, and the line of the index."""
    index, line = tags.get("model-index", ([], 0))
    for model in index if isinstance(index, list) else ():
        if isinstance(model, dict):
            yield model, line


def _entries(tags: Tags) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Yield each result of the index of models, and the line of the index."""
    for model, line in _models(tags):
        results = model.get("results")
        for result in results if isinstance(results, list) else ():
            if isinstance(result, dict):
                yield result, line


def _results(tags: Tags) -> Iterator[Found]:
    for result, line in _entries(tags):
        metrics, data = result.get("metrics"), result.get("dataset")
        entries = metrics if isinstance(metrics, list) else ()
        values = [entry.get("value") for entry in entries if isinstance(entry, dict)]
        if any(isinstance(value, str) and _NUMBER.fullmatch(value.strip()) for value in values):
            yield "evaluation_results", State.STATED, line
            if isinstance(data, dict) and any(_speaks(name) for name in texts(data.get("name"))):
                yield "evaluation_data", State.STATED, line


def _emissions(tags: Tags) -> Iterator[Found]:
    if "co2_eq_emissions" not in tags:
        return
    value, line = tags["co2_eq_emissions"]
    amount = value.get("emissions", "") if isinstance(value, dict) else value
    number = isinstance(amount, str) and _NUMBER.fullmatch(amount.strip())
    yield "energy_or_carbon", State.STATED if number else State.HEADING_ONLY, line
    if isinstance(value, dict) and any(_speaks(text) for text in texts(value.get("hardware_used"))):
        yield "compute_or_hardware", State.STATED, line
