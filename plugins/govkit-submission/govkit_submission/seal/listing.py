"""The member `redacted.json`: what was left out of a submission, by groups with counts, and what was kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

_FORMAT = "redacted/1"


def listing(left_out: Mapping[str, int], kept: Sequence[str]) -> bytes:
    """Return the member."""
    listed = {"govkit": _FORMAT, "left_out": dict(sorted(left_out.items())), "kept": list(kept)}
    return json.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n"


def is_listing(data: bytes) -> bool:
    """Tell whether a member is one that `listing` has written."""
    try:
        found = json.loads(data)
        return (
            found["govkit"] == _FORMAT
            and all(type(count) is int and count > 0 for count in found["left_out"].values())
            and all(isinstance(group, str) for group in found["kept"])
            and listing(found["left_out"], found["kept"]) == data
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
