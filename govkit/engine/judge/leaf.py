"""What one leaf says of the rows of a table: a ballot, and the findings behind it, shared by rows that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.engine.judge.ballot import Ballot
from govkit.engine.truth import mask_of, mask_of_rows
from govkit.model.finding import Finding
from govkit.model.message import Message
from govkit.model.status import Basis, Status


@dataclass(frozen=True, slots=True)
class Shared:
    """One finding and the rows that it is about: a mask of many, or a list of those decided one by one."""

    finding: Finding
    rows: int | Sequence[int]

    def mask(self, size: int) -> int:
        """Return the rows as a mask."""
        return self.rows if isinstance(self.rows, int) else mask_of_rows(self.rows, size)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that nobody has answered for some rows, and why it is open."""

    question: str
    """The question's id within the control."""
    text: str
    help: str
    hash: str
    type: str
    choices: tuple[str, ...]
    evidence: str
    why: Message
    rows: Sequence[int]
    once: bool = False
    """Whether it is asked once for the organisation, however many rows depend on it."""

    def mask(self, size: int) -> int:
        """Return the rows as a mask."""
        return mask_of_rows(self.rows, size)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a leaf says of all rows that were asked for."""

    ballot: Ballot
    shared: tuple[Shared, ...]
    open: tuple[OpenQuestion, ...] = ()


def hear_masks(parts: Iterable[tuple[Finding, int]]) -> Heard:
    """Return what a leaf says whose findings were worked out for many rows at once."""
    shared = [Shared(finding, mask) for finding, mask in parts if mask]
    statuses = {status: 0 for status in Status}
    bases = {basis: 0 for basis in Basis}
    for entry in shared:
        assert isinstance(entry.rows, int)  # noqa: S101 - made so two lines above
        statuses[entry.finding.status] |= entry.rows
        if entry.finding.status is Status.PASS:
            bases[entry.finding.basis or Basis.DECLARED] |= entry.rows
    return Heard(Ballot(statuses, bases), tuple(shared))


def hear_rows(findings: Iterable[tuple[int, Finding]], size: int, open_: Sequence[OpenQuestion] = ()) -> Heard:
    """Return what a leaf says whose findings were worked out row by row; equal findings are shared."""
    by_object: dict[int, tuple[Finding, list[int]]] = {}
    for row, finding in findings:
        seen = by_object.get(id(finding))
        if seen is None:
            seen = by_object[id(finding)] = (finding, [])
        seen[1].append(row)
    shared: dict[Any, tuple[Finding, list[int]]] = {}
    for finding, rows in by_object.values():
        shared.setdefault(_key(finding), (finding, []))[1].extend(rows)
    entries = tuple(Shared(finding, sorted(rows)) for finding, rows in shared.values())
    return Heard(_ballot(entries, size), entries, tuple(open_))


def _key(finding: Finding) -> Any:
    """Return what tells findings apart that say different things."""
    plain = (finding.status, finding.message.text, tuple(finding.message.params.items()), finding.at, finding.basis)
    if finding.evidence or finding.note is not None or finding.fix is not None or finding.examined is not None:
        return repr(finding)
    return (*plain, finding.contradiction, finding.message.plural, finding.presence, repr(finding.parts))


def _ballot(entries: Iterable[Shared], size: int) -> Ballot:
    statuses: dict[Status, bytearray] = {}
    bases: dict[Basis, bytearray] = {}
    for entry in entries:
        assert not isinstance(entry.rows, int)  # noqa: S101 - made of lists by the caller
        marks = [statuses.setdefault(entry.finding.status, bytearray(size))]
        if entry.finding.status is Status.PASS:
            marks.append(bases.setdefault(entry.finding.basis or Basis.DECLARED, bytearray(size)))
        for flags in marks:
            for row in entry.rows:
                flags[row] = 1
    return Ballot(
        {status: mask_of(flags, size) for status, flags in statuses.items()},
        {basis: mask_of(flags, size) for basis, flags in bases.items()},
    )
