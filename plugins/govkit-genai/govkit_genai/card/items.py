"""The items of a card and how they are recognised, read from the files in `rules`: one for each item."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from govkit_genai.card.states import Subject
from govkit_genai.own_data import own_data

Alternatives = str | Sequence["Alternatives"]
_PACKAGE = "govkit_genai.card"


@dataclass(frozen=True)
class Pattern:
    """A regular expression that is compiled when it is first looked for: no card needs all of them."""

    source: str

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Search a text, whatever its case."""
        return re.compile(self.source, re.IGNORECASE).search


@dataclass(frozen=True, slots=True)
class Rule:
    """How one item is recognised; see the head of `rules/shared.yaml`."""

    item: str
    names: Pattern
    asks: Pattern | None = None
    titles: Pattern | None = None
    entries: Pattern | None = None
    hints: Pattern | None = None
    may: Pattern | None = None
    not_under: Pattern | None = None
    least: int = 1
    needs: Pattern | None = None
    states: Pattern | None = None
    alone: Pattern | None = None
    holds: Pattern | None = None
    where: Pattern | None = None
    touches: Pattern | None = None
    generic: Pattern | None = None
    avoid: Pattern | None = None
    denies: Pattern | None = None
    badges: Pattern | None = None
    addresses: Pattern | None = None
    links: bool = False
    own: bool = False
    rows: bool = False
    subject: bool = False
    whole: bool = False
    measured: bool = False
    settings: bool = False
    english: bool = False
    words: int = 4


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of all items, in the order of the definitions, and the headings whose text is no evidence."""

    items: tuple[Rule, ...]
    elsewhere: Pattern
    instructions: Pattern


NOT_OF_DATASETS = frozenset(
    {
        "base_model", "training_procedure", "compute_or_hardware", "energy_or_carbon", "evaluation_results",
        "evaluation_data", "safety_evaluation_or_red_teaming", "human_oversight", "output_marking_or_watermark",
    }
)  # fmt: skip
"""The items that make no sense for a dataset."""


@cache
def rules(about: Subject) -> Rules:
    """Read the rules for cards of models or of datasets, once."""
    shared = own_data(_PACKAGE, "rules/shared")
    words = {f"<{name}>": f"(?:{_joined(listed)})" for name, listed in shared["words"].items()}
    return Rules(
        items=tuple(_rule(item, about, words) for item in shared["items"]),
        elsewhere=_pattern(shared["elsewhere"], words),
        instructions=_pattern(shared["instructions"], words),
    )


def _rule(item: str, about: Subject, words: dict[str, str]) -> Rule:
    entry = own_data(_PACKAGE, f"rules/{item}")
    for_datasets = entry.pop("of_datasets", {})
    if about == "dataset":
        entry |= for_datasets
    of_models = entry.pop("models_also_named", None)
    entry["names"] = [
        *_listed(entry["names"]),
        *_anchored(entry.pop("also_named", None), "$"),
        *_anchored(of_models if about == "model" else None, "$"),
    ]
    if asked := _anchored(entry.pop("asked", None)):
        entry["asks"] = asked
    if among_others := _anchored(entry.pop("asked_among_others", None)):
        entry["may"] = [*_listed(entry.get("may")), *among_others]
    return Rule(item=item, **_compiled(entry, words))


def _listed(source: str | list[str] | None) -> list[str]:
    return [] if source is None else [source] if isinstance(source, str) else source


def _anchored(source: str | list[str] | None, end: str = "") -> list[str]:
    """Return alternatives as one that holds from the start of a name, and to its end where `end` says so."""
    return [f"^(?:{'|'.join(_listed(source))}){end}"] if source else []


def _compiled(entry: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    return {key: _pattern(value, words) if isinstance(value, (str, list)) else value for key, value in entry.items()}


def _pattern(source: Alternatives, words: dict[str, str]) -> Pattern:
    """Make a pattern; a list holds its alternatives, or lists of them; `<name>` stands for any word of that name."""
    whole = _joined(source)
    for name, alternatives in words.items():
        whole = whole.replace(name, alternatives)
    return Pattern(whole)


def _joined(source: Alternatives) -> str:
    return source if isinstance(source, str) else "|".join(map(_joined, source))
