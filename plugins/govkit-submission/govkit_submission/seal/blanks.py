"""Names the evidence in which there is nothing to read: it is sealed, and supports nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkit.model.mask import mask

if TYPE_CHECKING:
    from govkit.model.facts import Facts


def blanks(facts: Facts) -> tuple[str, ...]:
    """Return the names of evidence files that were blank when the facts were gathered, personal values masked."""
    return tuple(mask(entry["path"]) for entry in facts["evidence"] if entry.get("blank"))
