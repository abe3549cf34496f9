"""What a heading may be a name of: itself, and each of the things that it joins with "and" or "or"."""

from __future__ import annotations

import re
from functools import cache

_JOINT = re.compile(r" and | or ")
_ONE_THING = re.compile(
    r"licen[cs](?:e|ing) (?:and|or) (?!contact|citation|author)|terms|ethical|bias|weights|risks?\b|misinformation"
)
"""What begins so is one text on both things: `licence or terms of use`, `bias and limitations`."""
_MOST_PARTS = 3


@cache
def names_in(heading: str) -> tuple[str, ...]:
    """Return a folded heading and the names that it joins.

    A word that the parts share is given to each of them: `training and evaluation data` is `training data` and
    `evaluation data` too, `model date and version` is `version` and `model version`.
    """
    parts = _JOINT.split(heading, _MOST_PARTS)
    if not 1 < len(parts) <= _MOST_PARTS or _ONE_THING.match(heading):
        return (heading,)
    first, last = parts[0].split(), parts[-1].split()
    if len(first) == 1 and len(last) == 2:
        parts[:-1] = [f"{part} {last[1]}" for part in parts[:-1]]
    elif len(first) == 2 and len(last) == 1:
        parts += [f"{first[0]} {part}" for part in parts[1:]]
    return (heading, *parts)
