"""Who a finding is: the same check, options and subject have the same id in every run, wherever they stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from govkit.model.assessment import DecidedBy


def identifier(by: DecidedBy, framework: str, control: str) -> Callable[[str], str]:
    """Return the function that gives findings of one leaf their ids, by subject.

    A finding of a check is the same in every control that uses the check. One without a check belongs to its control.
    """
    what = [by["kind"], by["id"], by.get("options", {})]
    if by["kind"] != "check":
        what += [framework, control]
    base = hashlib.sha256(json.dumps(what, sort_keys=True, ensure_ascii=False).encode() + b"\0")

    def of(subject: str) -> str:
        digest = base.copy()
        digest.update(subject.encode())
        return digest.hexdigest()[:16]

    return of
