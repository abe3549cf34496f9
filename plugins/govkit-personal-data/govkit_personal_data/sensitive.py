"""Which kinds of personal data the law of a country treats as sensitive, with citation and mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class SensitiveList:
    """The list of one jurisdiction."""

    country: str
    """ISO 3166-1 alpha-2, or `EU`."""
    law: str
    """Where it stands."""
    mark: str
    """`verified`, `derived` or `recalled`: only the first was read in the law itself."""
    categories: frozenset[str]
    """The kinds of this plugin that are on it."""
    beyond: tuple[str, ...]
    """What else is on it, which no column shows."""


@lru_cache(maxsize=1)
def sensitive_lists() -> Mapping[str, SensitiveList]:
    """Return country → list; a country that is missing is not known to have none."""
    text = files("govkit_personal_data").joinpath("data/sensitive.yaml").read_text("utf-8")
    return {
        entry["country"]: SensitiveList(
            entry["country"], entry["law"], entry["mark"], frozenset(entry["categories"]), tuple(entry["beyond"])
        )
        for entry in yaml.load(text, yaml.BaseLoader)  # noqa: S506 BaseLoader makes texts only
    }


def sensitive_in(category: str) -> tuple[str, ...]:
    """Return the countries whose lists name a kind."""
    return tuple(country for country, entry in sensitive_lists().items() if category in entry.categories)
