"""Tell a text that names somebody or gives a reason from one that holds the place of it."""

from __future__ import annotations

import re

from govkit.model.placeholder import silence_of
from govkit.model.placeholder.assurance import only_assures
from govkit.model.placeholder.denial import says_none

_NOBODY_YET = re.compile(
    r"\W*(?:(?:no[ -]?one|nobody|not yet|to be|yet to|still to|awaiting|waiting|pending|unassigned|undecided|vacant"
    r"|chưa|belum|tidak ada|tiada|không có|personne)\b|ยังไม่|ไม่มี|รออนุมัติ|รอแต่งตั้ง|尚未|还没|還沒|没有|沒有)",
    re.IGNORECASE,
)
"""How a text begins that says that somebody is still to be found, or to agree."""


def says_something(text: str) -> bool:
    """Tell whether a text names somebody or gives a reason, rather than holding the place of one; initials do."""
    if silence_of(text) is not None or says_none(text) or not any(map(str.isalpha, text)):
        return False
    return len(text) == 1 or not only_assures(text)


def names_somebody(text: str) -> bool:
    """Tell whether a text names who stands behind something, rather than saying that nobody does yet."""
    return says_something(text) and _NOBODY_YET.match(text) is None
