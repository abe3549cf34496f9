"""Sets of subjects as positions in the assessment's subject lists: ranges, or a mask where they are scattered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Range = tuple[str, int, int]
"""Subjects `subjects[type][first:last + 1]`, as `[type, first, last]`."""
Scatter = tuple[str, str]
"""Subjects of a type as a mask in hex digits, a bit for each subject of the list, the first one highest."""
Where = Sequence[Range | Scatter]


def subjects_in(where: Where, subjects: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield `type:id` of each subject; positions beyond the list yield what there is."""
    for entry in where:
        kind, names = entry[0], subjects.get(entry[0], ())
        for position in _positions(entry, len(names)):
            yield f"{kind}:{names[position]}"


def covers(where: Where, kind: str, position: int, size: int) -> bool:
    """Tell whether the subject at a position of its type's list, which holds `size`, is in the set."""
    for entry in where:
        if entry[0] != kind:
            continue
        if len(entry) == 3:
            if entry[1] <= position <= entry[2]:
                return True
        elif int(entry[1], 16) >> (size - 1 - position) & 1:
            return True
    return False


def _positions(entry: Range | Scatter, size: int) -> Iterator[int]:
    if len(entry) == 3:
        yield from range(max(entry[1], 0), min(entry[2] + 1, size))
    else:
        digits = format(int(entry[1], 16), f"0{size}b")[-size:] if size else ""
        yield from (position for position, digit in enumerate(digits) if digit == "1")
