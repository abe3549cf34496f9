"""Hold an answer against the checks that look at the same thing: two sources that disagree are the gravest finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from govkit.engine.judge.leaf import Heard, hear_rows
from govkit.engine.truth import rows_of
from govkit.model.finding import Finding
from govkit.model.message import Message
from govkit.model.status import Grade, Status
from govkit.plugin.check import Check


def compare(answer: Heard, check: Check[Any], said: Heard, size: int) -> Heard:
    """Return what people answered, with a contradiction wherever the check says the opposite.

    Where the check is only partial, a person has to look: the contradiction is review, not fail.
    """
    against = answer.ballot[Status.PASS] & said.ballot[Status.FAIL]
    against |= answer.ballot[Status.FAIL] & said.ballot[Status.PASS]
    if not against:
        return answer
    rows = set(rows_of(against, size))
    status = Status.FAIL if check.grade is Grade.FULL else Status.REVIEW
    note = Message("the answer and the check {check} disagree", {"check": check.id})

    def findings() -> Iterator[tuple[int, Finding]]:
        for shared in answer.shared:
            opposed = replace(shared.finding, status=status, contradiction=True, note=note, basis=None)
            for row in rows_of(shared.mask(size), size):
                yield row, opposed if row in rows else shared.finding

    return hear_rows(findings(), size, answer.open)
