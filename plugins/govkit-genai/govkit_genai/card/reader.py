"""The bytes of a card → what it says; a fault is one sentence with its line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from govkit_genai.card.beside import other_licence
from govkit_genai.card.claims import accords, denied, narrowed
from govkit_genai.card.decoding import decoded
from govkit_genai.card.document import CardDocument
from govkit_genai.card.faults import CardFault
from govkit_genai.card.forms import read_form
from govkit_genai.card.front_matter import read_front_matter
from govkit_genai.card.judge import Judgement, judge
from govkit_genai.card.limits import within_limits
from govkit_genai.card.sections import MarkdownReader
from govkit_genai.card.states import CardReading, State
from govkit_genai.card.subject import DATASET_TAGS, subject_of
from govkit_genai.card.tags import languages, licence, parent_names, parents
from govkit_genai.card.values import dates, named, only, personal_data, tags_of
from govkit_genai.card.yaml_tree import YamlFault, read_yaml
from govkit_genai.texts import text

MAX_BYTES = 1024 * 1024
MAX_YAML = 64 * 1024
_MOST_LINES = 4_000
_MAX_LISTED = 20
_MARKDOWN = {".md", ".markdown", ".mdx", ".txt", ""}
_YAML = {".yaml", ".yml"}
_CARD_TAGS = DATASET_TAGS | {
    "license", "language", "pipeline_tag", "library_name", "base_model", "datasets", "model-index", "co2_eq_emissions",
    "model_name",
}  # fmt: skip
_CARD_TITLE = re.compile(r"card\b|datasheet|\bmodel details|intended use")
_LEAST_ITEMS = 3
_OF_MODELS = frozenset(
    {
        "base_model", "languages", "intended_use", "training_data_sources", "training_data_size", "training_procedure",
        "training_data_personal_data", "evaluation_results", "evaluation_data", "limitations", "bias_or_fairness",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Card:
    """A card, read and judged."""

    document: CardDocument
    said: Judgement


def open_card(content: bytes, path: str, *, declared: bool = False, named: bool = False) -> Card:
    """Read and judge a card. `path` is its name, whose ending tells the form.

    A text that says nothing of a model is taken for a card only where it is `declared` to be one, or where somebody
    `named` the file, and it says anything at all.

    Raises `CardFault` for what is too large, no text, broken, or no card.
    """
    if len(content) > MAX_BYTES:
        raise CardFault(text("the card is larger than {limit} kB"), limit=MAX_BYTES // 1024)
    source = decoded(content)
    if not source.strip() and not declared:
        raise CardFault(text("the file is no card: it is empty"))
    suffix = path[path.rfind(".") :].lower() if "." in path.rpartition("/")[2] else ""
    if suffix in (".json", ".jsonld"):
        document = _json(source)
    elif suffix in _YAML:
        document = _yaml(source)
    elif suffix in _MARKDOWN:
        document = _markdown(source, path)
    else:
        raise CardFault(text("cards of the form {suffix} can't be read"), suffix=suffix if len(suffix) < 8 else "?")
    document = within_limits(document)
    said = judge(document)
    taken = declared or (named and bool(document.tags or _found(said)))
    if document.form == "markdown" and not taken and not _is_card(document, said):
        raise CardFault(text("the file is no card: it says nothing of a model or a dataset"))
    return Card(document, said)


def _found(said: Judgement) -> set[str]:
    """Return the items of which anything was found."""
    nothing = (State.ABSENT, State.NOT_APPLICABLE)
    return {item for item, reading in said.items.items() if reading.state not in nothing}


def _is_card(document: CardDocument, said: Judgement) -> bool:
    """Tell a card from any other text: by its front matter or title, or by what it says."""
    if _CARD_TAGS & set(document.tags) or any(_CARD_TITLE.search(section.title) for section in document.sections):
        return True
    if any(passage.label == "field" and passage.kind == "row" for passage in document.passages[:1]):
        return True
    found = _found(said)
    return len(found) >= _LEAST_ITEMS and bool(found & _OF_MODELS)


def read_card(
    content: bytes,
    path: str,
    datasets: Iterable[tuple[str, tuple[str, ...]]] = (),
    file: Path | None = None,
    stated: Mapping[str, Any] | None = None,
) -> CardReading:
    """Read a card into a fact, which holds none of its words.

    `datasets` are subjects with the names to look for; `file` is the card's place on the disk, where a licence that
    stands beside it is looked for; `stated` is what the inventory states of the model, by slot. Raises `CardFault`.
    """
    card = open_card(content, path, declared=True)
    document, said = card.document, card.said
    tags, stated = tags_of(document), stated or {}
    named_licence = licence(tags)
    tongues = languages(tags)
    return CardReading(
        kind=document.form,
        about=document.about,
        path=path,
        sha256=hashlib.sha256(content).hexdigest(),
        items=said.items,
        leftovers=len(said.leftovers),
        leftover_lines=tuple(sorted({line for line in said.leftovers if line}))[:_MAX_LISTED],
        licence=named_licence,
        licence_file=other_licence(document, file) if file is not None else "",
        languages=tongues,
        parents=parents(tags),
        parent_names=parent_names(tags),
        accords=accords(document, said, stated),
        narrowed=narrowed(said, named_licence or stated.get("licence") or "", tagged=bool(named_licence)),
        denied_languages=denied(said, tongues),
        only=only(document, said),
        dates=dates(document, said),
        personal_data=personal_data(said),
        datasets=named(document, datasets),
    )


def _json(source: str) -> CardDocument:
    try:
        data = json.loads(source)
    except RecursionError as error:
        raise CardFault(text("the card is nested too deeply")) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise CardFault(text("the card is not valid JSON (line {line})"), line=line) from error
    return read_form(data)


def _yaml(source: str) -> CardDocument:
    try:
        data, lines = read_yaml(source, most=MAX_YAML)
    except YamlFault as fault:
        raise CardFault(_FAULTS[fault.kind], line=fault.line) from fault
    document = read_form(data)
    return replace(
        document,
        passages=tuple(replace(passage, line=lines.get(passage.pointer)) for passage in document.passages),
        sections=tuple(replace(section, line=lines.get(section.pointer)) for section in document.sections),
    )


def _markdown(source: str, path: str) -> CardDocument:
    try:
        tags, body, first_line = read_front_matter(source)
    except YamlFault as fault:
        raise CardFault(_MATTER_FAULTS[fault.kind], line=fault.line) from fault
    reader = MarkdownReader()
    lines = body.split("\n", _MOST_LINES)
    reader.read("\n".join(lines[:_MOST_LINES]), first_line)
    sections, passages, citations = tuple(reader.sections), tuple(reader.passages), tuple(reader.citations)
    cut = len(lines) > _MOST_LINES
    return CardDocument(
        "markdown", sections, passages, tags, citations, subject_of(sections, passages, tags, path), cut
    )


_FAULTS = {
    "long": text("the card is too long for YAML"),
    "aliases": text("the card uses anchors or aliases (line {line})"),
    "deep": text("the card is nested too deeply"),
    "mapping": text("the file is no card: it is not a mapping of keys to values"),
    "yaml": text("the card is not valid YAML (line {line})"),
    "key": text("the card has a key that is not a word (line {line})"),
    "twice": text("the card has a key twice (line {line})"),
}
_MATTER_FAULTS = {
    "long": text("the front matter of the card is too long"),
    "aliases": text("the front matter of the card uses anchors or aliases (line {line})"),
    "deep": text("the front matter of the card is nested too deeply (line {line})"),
    "mapping": text("the front matter of the card is not a mapping of keys to values (line {line})"),
    "yaml": text("the front matter of the card is not valid YAML (line {line})"),
    "key": text("the front matter of the card has a key that is not a word (line {line})"),
    "twice": text("the front matter of the card has a key twice (line {line})"),
}
