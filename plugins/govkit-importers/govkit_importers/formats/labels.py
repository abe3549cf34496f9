"""What the labels of metadata catalogues say of data, and how sure that is."""

from __future__ import annotations

import re

from govkit.model.status import Standing
from govkit.plugin.draft import Entry

_TIERS = frozenset({"public", "internal", "confidential", "restricted"})
_PERSONAL = frozenset({"pii", "personal", "personaldata", "personal_data", "personal-data", "sensitivepersonal"})


def label(entry: Entry, name: str, prefix: str, at: str, *, term: bool, sure: bool = True) -> None:
    """Take over a label of a field: a tier of handling, or what it is.

    `term` tells a term of a glossary, which says what the data are, from a free tag, which need not. A tag that only
    says "personal" suggests, as it does not say what; one that nobody has confirmed (`sure`) suggests as well.
    """
    words = re.split(r"[.:/]", name)
    last = words[-1].strip().lower()
    standing = Standing.DECLARED if sure else Standing.SUGGESTED
    if last in _TIERS:
        entry.say("sensitivity", last, at, what=name, standing=standing)
    elif {word.strip().lower() for word in words} & _PERSONAL:
        if last not in ("none", "nonsensitive", "nonpersonal"):
            entry.say("classification", ["personal_data"], at, what=name, standing=Standing.SUGGESTED)
    elif term:
        code = re.sub(r"[^A-Za-z0-9._/-]+", "-", name).strip("-._/")
        entry.say("classification", [f"{prefix}:{code}"] if code else [], at, what=name, standing=standing)
    else:
        entry.draft.leave(f"tag {name[:60]}", "a free tag does not say what the data are", at)


class Owners:
    """The owners of the tables of datasets: a dataset has one owner only where its tables agree."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[str, tuple[Entry, dict[str, str]]] = {}

    def note(self, dataset: Entry, owners: list[str], at: str) -> None:
        """Note who owns one table."""
        _, found = self._found.setdefault(dataset.key, (dataset, {}))
        for owner in owners:
            found.setdefault(owner, at)

    def settle(self) -> None:
        """Say the owner of each dataset, or list that there are several."""
        for dataset, found in self._found.values():
            if len(found) == 1:
                ((owner, at),) = found.items()
                dataset.say("owner", owner, at, what="owner")
            elif found:
                dataset.draft.leave("owner", f"{len(found)} owners in one dataset", next(iter(found.values())))
