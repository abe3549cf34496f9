"""The kinds of personal data that the plugin names, and which words of an inventory declare them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from govkit.plugin import Reference, reference

Identifies = Literal["direct", "indirect"]
Level = Literal["public", "internal", "confidential", "restricted"]
Expects = Literal["letters", "digits", "number", "date", "mixed", "any"]

LEVELS: tuple[Level, ...] = ("public", "internal", "confidential", "restricted")
"""Levels of handling, lowest first."""

_FILE = "data/categories.toml"
_SEPARATORS = re.compile(r"[\s_/-]+")


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of personal data."""

    id: str
    identifies: Identifies
    sensitivity: Level
    """The level of handling below which an inventory should not go."""
    expects: Expects
    """What its values look like."""
    special: bool
    """Whether the laws of the region treat it as sensitive."""
    terms: frozenset[str]
    fides: str
    dpv: str = ""
    """The nearest concept of the Data Privacy Vocabulary."""
    presidio: tuple[str, ...] = ()
    """The entities of Presidio that a column of this kind holds."""

    @property
    def code(self) -> str:
        """Return the name in listings for other programs: `PERSON_NAME`."""
        return self.id.upper().replace("-", "_")

    def declared_by(self, term: str) -> bool:
        """Tell whether an inventory that states `term` declares this kind: by id, synonym, or a parent in fideslang."""
        bare = term.rpartition(":")[2].lower()
        if bare == self.id or _SEPARATORS.sub("", bare) in self.terms:
            return True
        return bare.count(".") >= 1 and (bare == self.fides or self.fides.startswith(f"{bare}."))


@dataclass(frozen=True, slots=True)
class Categories:
    """All categories, by id, in the order of reports."""

    edition: str
    by_id: Mapping[str, Category]

    def stated_special(self, terms: Iterable[str]) -> list[str]:
        """Return the ids of the sensitive categories that one of `terms` declares."""
        stated = tuple(terms)
        return [c.id for c in self.by_id.values() if c.special and any(c.declared_by(term) for term in stated)]


def parse(contents: dict[str, bytes]) -> Categories:
    """Read the data file; raise `ValueError` where it is not what it should be."""
    (raw,) = contents.values()
    data = tomllib.loads(raw.decode("utf-8"))
    by_id = {
        name: Category(
            id=name,
            identifies=entry["identifies"],
            sensitivity=entry["sensitivity"],
            expects=entry["expects"],
            special=entry.get("special", False),
            terms=frozenset(entry["terms"]),
            fides=entry["fides"],
            dpv=entry["dpv"],
            presidio=tuple(entry["presidio"]),
        )
        for name, entry in data["categories"].items()
    }
    return Categories(data["edition"], by_id)


CATEGORIES: Reference[Categories] = reference(
    "personal-data.categories",
    package="govkit_personal_data",
    file=_FILE,
    parse=parse,
    edition=lambda categories: categories.edition,
)
"""What checks read the categories by."""


@lru_cache(maxsize=1)
def shipped() -> Categories:
    """Return the categories that ship with the plugin, for probes."""
    return parse({_FILE: files("govkit_personal_data").joinpath(_FILE).read_bytes()})
