"""What the labels of metadata catalogues say of data, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govkit.model.status import Standing
from govkit.plugin.draft import Entry

_TIERS = frozenset({"public", "internal", "confidential", "restricted"})
_HANDLING = frozenset({"sensitivity", "classification", "confidentiality", "class", "level", "tier", "handling"})
"""Words before a tier in a free tag that tell that it is one: `api.public` is about an interface."""
_NOT_PERSONAL = frozenset({"none", "nonpersonal"})
_PERSONAL = frozenset({"pii", "personal", "personaldata", "personal_data", "personal-data", "sensitivepersonal"})


def label(entry: Entry, name: str, prefix: str, at: str, *, term: bool, sure: bool = True) -> None:
    """Take over a label of a field: a tier of handling, or what it is.

    `term` tells a term of a glossary, which says what the data are, from a free tag, which need not. A tag that only
    says "personal" suggests, as it does not say what; one that nobody has confirmed (`sure`) suggests as well.
    """
    words = re.split(r"[.:/]", name)
    *before, last = (word.strip().lower() for word in words)
    standing = Standing.DECLARED if sure else Standing.SUGGESTED
    if last in _TIERS and (term or _HANDLING.issuperset(before)):
        entry.say("sensitivity", last, at, what=name, standing=standing)
    elif _PERSONAL.intersection((*before, last)):
        if last in _NOT_PERSONAL:
            entry.draft.leave(f"tag {name[:60]}", "that data are not personal has no slot of its own", at)
        else:  # data that are not sensitive are personal all the same
            entry.say("classification", ["personal_data"], at, what=name, standing=Standing.SUGGESTED)
    elif term:
        code = re.sub(r"[^A-Za-z0-9._/-]+", "-", name).strip("-._/")
        entry.say("classification", [f"{prefix}:{code}"] if code else [], at, what=name, standing=standing)
    else:
        entry.draft.leave(f"tag {name[:60]}", "a free tag does not say what the data are", at)


class Agreement:
    """What single tables say of what a dataset has one of: it holds only where all of its tables say the same."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._told: dict[tuple[str, str], tuple[Entry, dict[str, dict[str, str]]]] = {}

    def note(self, dataset: Entry, slot: str, table: str, values: Iterable[str], at: str) -> None:
        """Note what one table, by the name of its collection, says of a slot of its dataset."""
        _, told = self._told.setdefault((dataset.key, slot), (dataset, {}))
        for value in filter(None, values):
            told.setdefault(table, {}).setdefault(value, at)

    def settle(self, *, whole: bool = True) -> None:
        """Say what all tables agree on, and list the rest; nothing is agreed on where the tables are not all there."""
        for (_, slot), (dataset, told) in self._told.items():
            places = {value: at for values in told.values() for value, at in values.items()}
            for value, at in list(places.items())[:1]:
                if len(places) > 1:
                    dataset.draft.leave(slot, f"{len(places)} {slot}s in one dataset", at)
                elif not whole or told.keys() != dataset.parts.keys():
                    dataset.draft.leave(slot, "not all tables of the dataset say so", at)
                else:
                    dataset.say(slot, value, at, what=slot)
