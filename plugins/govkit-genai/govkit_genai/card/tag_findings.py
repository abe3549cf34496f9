"""How front matter states items: licence, languages, parents, datasets, results, emissions, gates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from govkit_genai.card.states import State
from govkit_genai.card.tags import (
    LICENCE_KEYS,
    UNKNOWN_LANGUAGE,
    Tags,
    languages,
    licence_state,
    repeated,
    silence,
    speaks,
    texts,
    texts_under,
)

Found = tuple[str, State, int]
"""Item, state, line."""

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
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE]-?\d+)?(?: ?(?:\+/-|±) ?\d+(?:\.\d+)?)?")
_NUMBERED = re.compile(r"[-_ ]v\d+(?:\.\d+)*$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
TASKS = frozenset(
    {
        "text-classification", "token-classification", "question-answering", "summarization", "translation",
        "text-generation", "text2text-generation", "fill-mask", "sentence-similarity", "feature-extraction",
        "zero-shot-classification", "text-to-image", "image-to-text", "text-to-speech", "automatic-speech-recognition",
        "audio-classification", "image-classification", "object-detection", "image-segmentation", "depth-estimation",
        "image-to-image", "reinforcement-learning", "tabular-classification", "tabular-regression", "conversational",
        "voice-activity-detection", "table-question-answering", "visual-question-answering", "video-classification",
    }
)  # fmt: skip
_OWNER_KEYS = ("developers", "developed_by", "author", "authors", "quantized_by", "model_creator")
_OF_LIFE = frozenset({"rna", "dna", "protein"})
"""What some write for the language of sequences of life, the first of which is a code of one that people speak, too."""
_COUNTED = re.compile(r"dataset_size:\d{2,12}")


def tag_findings(tags: Tags) -> Iterator[Found]:
    """Yield what the front matter says of each item."""
    yield from _licence(tags)
    yield from _repeated(tags)
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
    yield from _listed(tags, "contact", ("contact", "point_of_contact"), State.STATED)
    yield from _listed(tags, "owner_or_developer", _OWNER_KEYS, State.STATED)
    for key in ("date", "release_date", "last_updated", "updated"):
        for text in texts_under(tags, key):
            yield "release_or_update_date", State.STATED if _YEAR.search(text) else silence(text), tags[key][1]
    yield from _languages(tags)
    yield from _results(tags)
    yield from _emissions(tags)


def _listed(tags: Tags, item: str, keys: tuple[str, ...], best: State) -> Iterator[Found]:
    for key in keys:
        if key in tags:
            value, line = tags[key]
            named = texts(value)
            if not named:
                yield item, State.HEADING_ONLY, line
            for text in named:
                yield item, best if speaks(text) else silence(text), line


def _tasks(tags: Tags) -> Iterator[Found]:
    """A task among the tags, or that of a result, touches the use."""
    listed, line = tags.get("tags", ("", 0))
    if any(name.strip().lower() in TASKS for name in texts(listed)):
        yield "intended_use", State.THIN, line
    for result, at in _entries(tags):
        task = result.get("task")
        if isinstance(task, dict) and any(speaks(name) for key in ("name", "type") for name in texts(task.get(key))):
            yield "intended_use", State.THIN, at
            return


def _datasets(tags: Tags) -> Iterator[Found]:
    """A dataset by name is a source; `custom` and the like name none."""
    named = texts_under(tags, "datasets")
    best = State.THIN if named and all(name.strip().lower() in _NO_DATASET for name in named) else State.STATED
    yield from _listed(tags, "training_data_sources", ("datasets",), best)


def _repeated(tags: Tags) -> Iterator[Found]:
    """What a hub repeats among its tags counts like the key."""
    _, line = tags.get("tags", ("", 0))
    for key, item in (("dataset", "training_data_sources"), ("base_model", "base_model")):
        if any("/" in name for name in repeated(tags, key)):
            yield item, State.STATED, line
    for licence in repeated(tags, "license"):
        yield "licence", licence_state(licence, tags), line


def _source_datasets(tags: Tags) -> Iterator[Found]:
    """`original` says that the records are new, and so little of where they come from."""
    new = texts_under(tags, "source_datasets") == ["original"]
    yield from _listed(tags, "training_data_sources", ("source_datasets",), State.THIN if new else State.STATED)


def _numbered(tags: Tags) -> Iterator[Found]:
    """A model's name in the index of results may end with its version; that of an agent, with its game's."""
    if "reinforcement-learning" in texts_under(tags, "tags"):
        return
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
    for key in LICENCE_KEYS:
        if key not in tags:
            continue
        value, line = tags[key]
        found = texts(value)
        if not found:
            yield "licence", State.HEADING_ONLY, line
        for tag in found:
            yield "licence", licence_state(tag.strip(), tags), line


def _languages(tags: Tags) -> Iterator[Found]:
    for key in ("language", "languages"):
        if key in tags:
            value, line = tags[key]
            named = texts(value)
            if named and all(text.lower() in _OF_LIFE for text in named):
                continue
            if languages({key: tags[key]}) or any(map(_NAMED_LANGUAGE.fullmatch, named)):
                yield "languages", State.STATED, line
            elif named:
                unsaid = all(text.lower() in UNKNOWN_LANGUAGE for text in named)
                state = (
                    State.NEGATED if unsaid else min((silence(text) for text in named), key=lambda state: state.rank)
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
    for model, line in _models(tags):
        if model.get("results") == []:
            yield "evaluation_results", State.HEADING_ONLY, line
    for result, line in _entries(tags):
        metrics, data = result.get("metrics"), result.get("dataset")
        entries = metrics if isinstance(metrics, list) else ()
        values = [entry.get("value") for entry in entries if isinstance(entry, dict)]
        if any(isinstance(value, str) and _NUMBER.fullmatch(value.strip()) for value in values):
            yield "evaluation_results", State.STATED, line
            if isinstance(data, dict) and any(speaks(name) for name in texts(data.get("name"))):
                yield "evaluation_data", State.STATED, line


def _emissions(tags: Tags) -> Iterator[Found]:
    if "co2_eq_emissions" not in tags:
        return
    value, line = tags["co2_eq_emissions"]
    amount = value.get("emissions", "") if isinstance(value, dict) else value
    number = isinstance(amount, str) and _NUMBER.fullmatch(amount.strip().replace("_", ""))
    yield "energy_or_carbon", State.STATED if number else State.HEADING_ONLY, line
    if isinstance(value, dict) and any(speaks(text) for text in texts(value.get("hardware_used"))):
        yield "compute_or_hardware", State.STATED, line
