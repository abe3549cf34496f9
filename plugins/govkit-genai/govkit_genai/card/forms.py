"""The forms of cards that are JSON or YAML: which one a document is of, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from govkit_genai.card import cyclonedx, spdx
from govkit_genai.card.document import CardDocument
from govkit_genai.card.faults import CardFault
from govkit_genai.card.items import rules
from govkit_genai.card.states import Form, Subject
from govkit_genai.card.tag_findings import TASKS
from govkit_genai.card.tree import Places, TreeReader, named
from govkit_genai.card.worth import is_named
from govkit_genai.own_data import own_data
from govkit_genai.texts import text

_BRIDGE2AI = ("contributors", "short_description")
_CROISSANT = ("croissant", "mlcommons.org")
_LEAST_NAMED = 3
_OF_CARDS = frozenset(
    {"intended_use", "training_data_sources", "evaluation_results", "limitations", "bias_or_fairness"}
)
"""What no manifest of a package speaks of."""
_OF_DATASHEETS = frozenset(
    {"motivation", "composition", "collection", "collection_process", "preprocessing", "uses", "distribution",
     "maintenance", "instances", "subpopulations", "human_subjects"}
)  # fmt: skip
_SIZE_CLASS = re.compile(r"[<>] ?\d+[KMBT]|\d+[KMBT]? ?- ?\d+[KMBT]")
_CODE = 3  # letters of a language's code, which an abbreviation has as well
_PROFILE = re.compile(r"(?:^|(?<=/))(?:ai|dataset|software)_")


def read_form(data: Any) -> CardDocument:
    """Read a parsed document; raise `CardFault` where it is no card."""
    if not isinstance(data, dict):
        raise CardFault(text("the file is no card: it is not a mapping of keys to values"))
    if data.get("bomFormat") == "CycloneDX":
        return _of_components(data)
    if "@graph" in data and "spdx" in str(data.get("@context", "")).lower():
        about, reader = spdx.read(data, spdx_places("model"), spdx_places("dataset"))
        return _document("spdx", about, reader)
    if isinstance(data.get("model_details"), dict):
        details = data["model_details"]
        form: Form = "bridge2ai" if any(key in details or key in data for key in _BRIDGE2AI) else "google"
        reader = _taken(data, form)
        reader.rest(data)
        return _document(form, "model", reader)
    if _is_croissant(data):
        reader = _taken(data, "croissant")
        _keywords(reader, data)
        return _document("croissant", "dataset", reader)
    if _is_plain(data):
        reader = TreeReader()
        reader.rest(data)
        return _document("plain", "dataset" if _is_of_dataset(data) else "model", reader)
    raise CardFault(text("the file is no card: it has none of the forms that can be read"))


def _is_plain(data: dict[str, Any]) -> bool:
    """Tell whether the keys of a document are names of what a card speaks of."""
    keys = [named(str(key)) for key in data]
    found = {rule.item for rule in rules("model").items for key in keys if is_named(rule, key)}
    return len(found) >= _LEAST_NAMED and bool(found & _OF_CARDS)


def _is_of_dataset(data: dict[str, Any]) -> bool:
    """Tell whether the first key names a dataset, or the keys are the parts of a datasheet."""
    return "dataset" in next(iter(map(str, data))) or len(_OF_DATASHEETS & set(map(str, data))) >= _LEAST_NAMED


def _is_croissant(data: dict[str, Any]) -> bool:
    kinds = data.get("@type")
    named = {
        str(kind).rpartition("/")[2].rpartition(":")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])
    }
    described = any(word in f"{data.get('conformsTo', '')} {data.get('@context', '')}".lower() for word in _CROISSANT)
    if described and "Dataset" not in named:
        raise CardFault(text("the file is no card: it follows Croissant, but does not describe a dataset"))
    return "Dataset" in named and (described or "schema.org" in str(data.get("@context", "")))


def _keywords(reader: TreeReader, data: dict[str, Any]) -> None:
    """Take the keywords in which a hub says what its front matter says: languages, the task and the class of size."""
    languages = next(rule for rule in rules("dataset").items if rule.item == "languages")
    listed = data.get("keywords")
    for index, word in enumerate(listed if isinstance(listed, list) else ()):
        place = f"/keywords/{index}"
        if not isinstance(word, str):
            continue
        if _SIZE_CLASS.fullmatch(word):
            reader.add("training_data_size", place, word)
        elif word in TASKS:
            reader.add("intended_use", place, word)
        elif len(word) > _CODE and word.isalpha() and languages.needs is not None and languages.needs.search(word):
            reader.add("languages", place, word)


def _of_components(data: dict[str, Any]) -> CardDocument:
    found = cyclonedx.components(data)
    models = [entry for entry in found if entry.kind == "model"]
    if not found:
        raise CardFault(text("the file is no card: the bill of materials names no model and no dataset"))
    reader = TreeReader()
    for entry in models or found:
        reader.take(entry.data, places(f"cyclonedx-{entry.kind}"), entry.pointer)
    for entry in found if models else ():
        if entry.kind == "data":
            reader.take(entry.data, cyclonedx.AS_TRAINING_DATA, entry.pointer)
    return _document("cyclonedx", "model" if models else "dataset", reader)


def spdx_places(kind: Subject) -> Places:
    """Return the places of an AI package or of a dataset package."""
    return {item: _with_short_names(paths) for item, paths in places(f"spdx-{kind}").items()}


def _with_short_names(paths: Iterable[str]) -> list[str]:
    """Return the places also without the names of their profiles, which some writers leave out."""
    return [*paths, *(_PROFILE.sub("", path) for path in paths if _PROFILE.search(path))]


def _taken(data: dict[str, Any], form: str) -> TreeReader:
    reader = TreeReader()
    reader.take(data, places(form))
    return reader


def _document(form: Form, about: Subject, reader: TreeReader) -> CardDocument:
    return CardDocument(form, tuple(reader.sections), tuple(reader.passages), {}, tuple(reader.citations), about)


def places(form: str) -> Places:
    """Return the places of a form."""
    return _places()[form]


@cache
def _places() -> dict[str, Places]:
    return own_data("govkit_genai.card", "forms")
