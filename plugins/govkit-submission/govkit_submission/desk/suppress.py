"""Keeps small numbers out of published tables, so that nobody can be found in them."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5
"""The smallest number of submissions that is published."""


def suppressed(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """Return the numbers of a row whose sum is known, `None` in place of those that are too small.

    Where one number alone is withheld, or those withheld sum up to too little, the next smallest is withheld as well:
    it could be worked out from the sum otherwise. A nought is withheld like a small number only where it has to be.
    """
    hidden = {name for name, count in counts.items() if 0 < count < least}
    while hidden and (len(hidden) == 1 or sum(counts[name] for name in hidden) < least):
        rest = sorted((count, name) for name, count in counts.items() if name not in hidden)
        positive = [entry for entry in rest if entry[0]] or rest
        if not positive:
            break
        hidden.add(positive[0][1])
    return {name: None if name in hidden else count for name, count in counts.items()}


def pooled(groups: Mapping[str, int], least: int = LEAST, rest: str = "others") -> dict[str, str]:
    """Return under which name each group is published: its own, or that of the rest where it is too small.

    The rest itself is never too small: the next smallest group joins it until it is not, or until nothing is left.
    """
    order = sorted(groups, key=lambda name: (groups[name], name))
    joined = [name for name in order if groups[name] < least]
    while joined and sum(groups[name] for name in joined) < least and len(joined) < len(order):
        joined.append(order[len(joined)])
    return {name: rest if name in joined else name for name in order}
