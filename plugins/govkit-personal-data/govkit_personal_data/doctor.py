"""Which engines, language models and readers are installed, and what those that are missing would add."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from govkit.model.worded import worded


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the plugin uses where it is installed."""

    name: str
    state: str
    """A version, or empty where it is not installed."""
    adds: str
    """What it is good for."""
    install: str = ""
    """How to have it, where it is missing."""


_LIBRARIES = (
    ("google-re2", "google-re2", worded("runs every pattern in time linear in the text"), ""),
    ("python-stdnum", "python-stdnum", worded("check digits of identifiers outside the region"), ""),
    ("phonenumbers", "phonenumbers", worded("numbering plans of all countries"), ""),
    (
        "presidio-analyzer",
        "presidio-analyzer",
        worded("the interface by which the recognisers serve other programs"),
        "",
    ),
    ("pypdf", "pypdf", worded("reads the pages of PDF documents"), "pip install 'govkit-personal-data[documents]'"),
    ("defusedxml", "defusedxml", worded("reads DOCX documents"), "pip install 'govkit-personal-data[documents]'"),
    ("python-calamine", "python-calamine", worded("reads XLSX workbooks"), "pip install 'govkit-personal-data[xlsx]'"),
    ("sqlalchemy", "sqlalchemy", worded("reads PostgreSQL and MySQL"), "pip install 'govkit-personal-data[database]'"),
    ("fsspec", "fsspec", worded("reads object stores"), "pip install 'govkit-personal-data[remote]'"),
    ("spacy", "spaCy", worded("runs a language model for names in texts"), "pip install spacy"),
    (
        "gliner",
        "GLiNER",
        worded("finds names in many languages from a model in a folder"),
        "pip install 'govkit-personal-data[gliner]'",
    ),
)
_NAMED = worded("names and places in texts, where `text_model` names it")
_NO_MODEL = Part(
    worded("language model"),
    "",
    worded("names and places in texts that no title or family name gives away; English names most of all"),
    worded("python -m spacy download en_core_web_md, then `text_model: en_core_web_md` under `probes.personal-data`"),
)


def parts() -> Iterator[Part]:
    """Yield what is there and what is not; nothing is downloaded or loaded."""
    from govkit_personal_data.identifiers import all_identifiers
    from govkit_personal_data.text.ner import spacy_models

    known = all_identifiers()
    countries = len({identifier.country for identifier in known if identifier.country})
    recalled = sum(identifier.mark == "recalled" for identifier in known)
    about = worded(
        "{known} identifiers of {countries} countries; {recalled} rest on memory alone and weigh less",
        known=len(known),
        countries=countries,
        recalled=recalled,
    )
    yield Part(worded("rules"), _installed("govkit-personal-data"), about)
    for distribution, name, adds, install in _LIBRARIES:
        yield Part(name, _installed(distribution), adds, install)
    models = spacy_models()
    for model in models:
        yield Part(model, _installed(model) or worded("installed"), _NAMED)
    if not models:
        yield _NO_MODEL


def _installed(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
