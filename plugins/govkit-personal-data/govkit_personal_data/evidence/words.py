"""The word lists that ship with the plugin: names, places, and what values of a kind look like."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class ClosedSet:
    """The values that a column of a kind is made of."""

    category: str
    needs: frozenset[str]
    """Of these at least one has to be seen."""
    every: frozenset[str]
    weak: bool
    """Whether the values say little, as `m` and `f` do."""
    loose: bool
    """Whether a good part of the values may be others."""


@dataclass(frozen=True, slots=True)
class Words:
    """All lists, folded and in lower case."""

    given: frozenset[str]
    family: frozenset[str]
    ordinary: frozenset[str]
    """Names that are ordinary words too."""
    rarer: frozenset[str]
    """Names that are in neither list: less telling, for some are places too."""
    places: frozenset[str]
    place_codes: frozenset[str]
    sets: tuple[ClosedSet, ...]
    lists: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def words() -> Words:
    """Read the lists."""
    data = files("govkit_personal_data").joinpath("data")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = data.joinpath("values.yaml").read_text("utf-8")
    values = yaml.load(text, loader)  # noqa: S506 BaseLoader makes texts only
    sets = values.pop("sets")

    def lines(name: str) -> frozenset[str]:
        return frozenset(data.joinpath("names", name).read_text("utf-8").split("\n")) - {""}

    return Words(
        given=lines("given.txt"),
        family=lines("family.txt"),
        ordinary=lines("ordinary.txt"),
        rarer=frozenset(gzip.decompress(data.joinpath("names", "rarer.txt.gz").read_bytes()).decode("ascii").split()),
        places=lines("places.txt"),
        place_codes=lines("place-codes.txt"),
        sets=tuple(
            ClosedSet(
                category,
                frozenset(entry["needs"]),
                frozenset((*entry["needs"], *entry.get("also", ()))),
                "weak" in entry,
                "loose" in entry,
            )
            for category, entries in sets.items()
            for entry in entries
        ),
        lists={name: tuple(group) for name, group in values.items()},
    )
