"""What the header, the table's name and the columns beside it say of a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from govkit_personal_data.evidence.column import Signal
from govkit_personal_data.lexicon import Heading

CONTACT = ("person-name", "email", "phone", "address")
_OF_PEOPLE = frozenset(
    {
        "person-name",
        "email",
        "date-of-birth",
        "gender",
        "national-id",
        "age",
        "marital-status",
        "passport",
        "social-security",
        "religion",
    }
)
_NEVER_OF_THINGS = frozenset({"date-of-birth", "gender", "age", "marital-status", "religion", "ethnicity"})
"""Kinds that say something of people even where nothing beside them does."""
_ENOUGH = 3
_MANY = 4
"""Columns of people beside which an organisation is where they work, and the table is theirs."""
Names = Literal["organisations", "things", ""]


def header_signals(heading: Heading, categories: Iterable[str]) -> Iterator[Signal]:
    """Yield what a header says of each category."""
    strong = {category for category, word in heading.categories.items() if word.strong}
    for category in categories:
        word = heading.categories.get(category)
        if word is not None:
            what = ("names" if word.strong else "hints") + ("" if word.whole else "-in-part")
            yield Signal(category, f"header.{what}", 1.0)
            if heading.about and not word.whole:
                yield Signal(category, "header.about", 1.0)
            if heading.of_thing and not word.whole:
                yield Signal(category, "header.of-a-thing", 1.0)
            if strong - {category} and not word.strong:
                yield Signal(category, "header.names-another", 0.5)
        elif strong:
            yield Signal(category, "header.names-another", 1.0)
        elif heading.nothing:
            yield Signal(category, "header.names-a-thing", 1.0)
        elif heading.categories:
            yield Signal(category, "header.hints-at-another", 1.0)
        elif heading.known:
            yield Signal(category, "header.silent", 1.0)


def table_signals(leaning: int, categories: Iterable[str]) -> Iterator[Signal]:
    """Yield what the name of the table says."""
    if leaning:
        what = "table.people" if leaning > 0 else "table.things"
        yield from (Signal(category, what, 1.0) for category in categories)


def sibling_signals(
    likely: Sequence[tuple[str | None, Names]], index: int, own: Mapping[str, tuple[Signal, ...]]
) -> Iterator[Signal]:
    """Yield what the other columns say to what a column says by itself.

    `likely` is each column's best category, and what it names beside people.
    """
    others = [pair for place, pair in enumerate(likely) if place != index]
    people = sum(category in _OF_PEOPLE for category, _ in others)
    named = any(category == "person-name" for category, _ in others)
    organisations = any(names == "organisations" for _, names in others)
    things = any(names for _, names in others)
    look = max((signal.strength for signal in own["person-name"] if signal.what == "people.look"), default=0.0)
    for category in own:
        if organisations:
            yield Signal(category, "siblings.organisations", max(0.0, 1 - people / _MANY))
        if people:
            yield Signal(category, "siblings.people", min(1.0, people / _ENOUGH))
        elif things:
            yield Signal(category, "siblings.things-only", 1.0)
        if others and not people and category not in _NEVER_OF_THINGS:
            yield Signal(category, "siblings.no-people", 1.0)
        if not people and any(signal.what == "table.things" for signal in own[category]):
            yield Signal(category, "siblings.nobody", 1.0)
        if named and category == "person-name":
            yield Signal(category, "siblings.names", look)
