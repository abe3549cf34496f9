"""Closed sets of values, and words at the beginning of values or in them, that speak for a kind of personal data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One set of words."""

    kind: Literal["sets", "begins", "inside"]
    category: str
    weight: float
    share: float
    """The share of the values that has to fit."""
    words: tuple[str, ...]
    needs: frozenset[str]
    """Words of a set of which at least one has to be seen."""

    def fits(self, text: str) -> bool:
        """Tell whether a value, lower case, fits."""
        if self.kind == "sets":
            return text in self.words
        return text.startswith(self.words) if self.kind == "begins" else any(word in text for word in self.words)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries."""

    entries: tuple[Entry, ...]

    def count(self, values: Mapping[str, int]) -> dict[int, int]:
        """Return index of entry → rows that fit, for values with their numbers of rows."""
        lowered = {value: value.lower() for value in values}
        seen = set(lowered.values())
        return {
            index: fitting
            for index, entry in enumerate(self.entries)
            if (entry.kind != "sets" or entry.needs & seen)
            and (fitting := sum(rows for value, rows in values.items() if entry.fits(lowered[value])))
        }


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """Return the vocabulary that ships with the plugin."""
    data = tomllib.loads(files("govkit_personal_data").joinpath("data/vocabulary.toml").read_text("utf-8"))
    kinds: tuple[Literal["sets", "begins", "inside"], ...] = ("sets", "begins", "inside")
    return Vocabulary(
        tuple(
            Entry(
                kind=kind,
                category=entry["category"],
                weight=entry["weight"],
                share=entry["share"],
                words=tuple(entry["words"]),
                needs=frozenset(entry.get("needs", ())),
            )
            for kind in kinds
            for entry in data[kind]
        )
    )
