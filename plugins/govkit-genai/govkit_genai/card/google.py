"""Google's model card JSON (schemas 0.0.1 and 0.0.2) → the form that is judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit_genai.card.document import CardDocument, Passage, Section

_PLACES = (
    ("licence", "model_details/licenses"),
    ("owner", "model_details/owners/*/name"),
    ("contact", "model_details/owners/*/contact"),
    ("version", "model_details/version/name"),
    ("date", "model_details/version/date"),
    ("", "model_details/overview"),
    ("", "model_details/documentation"),
    ("training data", "model_parameters/data/*/description"),
    ("training data", "model_parameters/data/*/link"),
    ("personal data", "model_parameters/data/*/sensitive"),
    ("results", "quantitative_analysis/performance_metrics"),
    ("intended users", "considerations/users"),
    ("intended use", "considerations/use_cases"),
    ("limitations", "considerations/limitations"),
    ("trade-offs", "considerations/tradeoffs"),
    ("ethical considerations", "considerations/ethical_considerations"),
)
"""Label under which a value is judged, and where it stands; `*` is every element of a list."""
_WORDLESS = frozenset({"graphics", "image", "collection"})


def is_google_card(data: Any) -> bool:
    """Tell whether parsed JSON is a card of this form."""
    return isinstance(data, dict) and isinstance(data.get("model_details"), dict) and "bomFormat" not in data


def read_google_card(data: dict[str, Any]) -> CardDocument:
    """Read a parsed card."""
    sections, passages = [Section("", 0, None, 0)], []
    for label, place in _PLACES:
        for pointer, value in _at(data, place.split("/"), ""):
            found = [Passage(text, pointer=at, label=label) for at, text in _texts(value, pointer)]
            passages += found
            if label and not found:
                sections.append(Section(label, 1, None, 0, pointer))
    return CardDocument("google", tuple(sections), tuple(passages))


def _at(data: Any, path: list[str], pointer: str) -> Iterator[tuple[str, Any]]:
    if not path:
        yield pointer, data
    elif path[0] == "*":
        for index, element in enumerate(data if isinstance(data, list) else ()):
            yield from _at(element, path[1:], f"{pointer}/{index}")
    elif isinstance(data, dict) and path[0] in data:
        yield from _at(data[path[0]], path[1:], f"{pointer}/{path[0]}")


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield the text of a value, one for each element of a list; the values of a mapping make one text."""
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from _texts(element, f"{pointer}/{index}")
    elif isinstance(value, dict):
        parts = [
            str(part) for key, part in value.items() if key not in _WORDLESS and isinstance(part, (str, int, float))
        ]
        if any(part.strip() for part in parts):
            yield pointer, ": ".join(parts)
    elif isinstance(value, str) and value.strip():
        yield pointer, value
