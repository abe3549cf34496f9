"""Stable pseudonyms: one for each value throughout a submission, and none says what it stood for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from govkit.model.entities import BY_TYPE

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}(\.[a-z0-9]{1,4})?")
_WIDTH = 3
_TEXT = "text"
_APART = frozenset({*BY_TYPE, "file", "column"})
"""Categories in which a value means something of its own; elsewhere equal texts are equal pseudonyms."""


@dataclass
class Pseudonyms:
    """The pseudonyms of one document, and how often something was replaced, by the group that it belongs to."""

    active: frozenset[str] | None = None
    """The groups that are replaced; `None` for all."""
    replaced: dict[str, int] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def known(self, category: str, values: Iterable[str]) -> None:
        """Give values their pseudonyms in the order of their names, so that sorted lists stay sorted."""
        for value in sorted(set(values)):
            self._of(category, value)

    def put(self, group: str, category: str, value: str) -> str:
        """Return the pseudonym of a value, or the value itself where its group is left as it is."""
        if not self.is_active(group):
            return value
        self.replaced[group] = self.replaced.get(group, 0) + 1
        return self._of(category, value)

    def name_of(self, category: str, value: str) -> str:
        """Return the pseudonym of a value, whether or not its group is replaced."""
        return self._of(category, value)

    def has(self, category: str, value: str) -> bool:
        """Tell whether a value of this category has a pseudonym."""
        return (category if category in _APART else _TEXT, value) in self._known

    def is_active(self, group: str) -> bool:
        """Tell whether values of this group are replaced; every group that is asked about is remembered."""
        self.replaced.setdefault(group, 0)
        return self.active is None or group in self.active

    def _of(self, category: str, value: str) -> str:
        key = (category if category in _APART else _TEXT, value)
        if key not in self._known:
            self._counts[category] += 1
            self._known[key] = _form(category, f"{self._counts[category]:0{_WIDTH}}", value)
        return self._known[key]


def _form(category: str, number: str, value: str) -> str:
    """Write a pseudonym in the form of what it stands for: rules ask whether an address is one, or how a file ends."""
    if category == "file":
        ending = _SUFFIX.search(PurePosixPath(value).name.lower())
        return f"file-{number}{ending[0] if ending else ''}"
    if value.startswith(("https://", "http://")):
        return f"{value.partition(':')[0]}://left-out-{number}.example.invalid/"
    if "@" in value and " " not in value.strip():
        return f"left-out-{number}@example.invalid"
    name = f"{category.replace('_', '-')}-{number}"
    return f"undeclared/{name}" if category in BY_TYPE and "/" in value else name  # the id of a file that lies there
