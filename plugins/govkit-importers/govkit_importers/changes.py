"""What a newer copy of a source says otherwise than the copy that was imported before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from govkit_importers.layout import slots_in


class Change(NamedTuple):
    """One value that is not as it was; never the value itself, which may be about a person."""

    subject: str
    slot: str
    what: str
    """added, changed or removed."""
    at: str
    """Where the source says it now, or said it before."""


def changes(earlier: Any, records: Mapping[str, Any]) -> list[Change]:
    """Return every value that was added, changed or removed, what people decided left aside."""
    before, now = _values(earlier), _values(records)
    found = []
    for place in dict.fromkeys((*before, *now)):
        old, new = before.get(place), now.get(place)
        if old is None and new is not None:
            found.append(_change(place, "added", new))
        elif new is None and old is not None:
            found.append(_change(place, "removed", old))
        elif old is not None and new is not None and old[0] != new[0]:
            found.append(_change(place, "changed", new))
    return found


def _change(place: tuple[str, ...], what: str, found: tuple[list[Any], str]) -> Change:
    *subject, slot = place
    return Change("/".join(subject), slot, what, found[1])


def _values(records: Any) -> dict[tuple[str, ...], tuple[list[Any], str]]:
    """Return by place what the source itself says, and where."""
    found = {}
    for place, slot in slots_in(records):
        claims = [claim for claim in slot["claims"] if isinstance(claim, dict) and "origin" in claim]
        if claims:
            said = sorted(([claim.get("value"), claim.get("standing")] for claim in claims), key=repr)
            found[place] = (said, str(claims[0]["origin"]))
    return found
