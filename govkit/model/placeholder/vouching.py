"""Tell a text that names somebody or gives a reason from one that holds the place of it."""

from __future__ import annotations

from govkit.model.placeholder import silence_of
from govkit.model.placeholder.assurance import only_assures
from govkit.model.placeholder.denial import says_none


def says_something(text: str) -> bool:
    """Tell whether a text names somebody or gives a reason, rather than holding the place of one; initials do."""
    if silence_of(text) is not None or says_none(text) or not any(map(str.isalpha, text)):
        return False
    return len(text) == 1 or not only_assures(text)
