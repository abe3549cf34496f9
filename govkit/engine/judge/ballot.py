"""The statuses of many subjects at once, and how they roll up: Kleene's logic with six values, over bit masks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from govkit.model.status import UNDECIDED, Basis, Status


@dataclass(frozen=True, slots=True)
class Ballot:
    """For each status the mask of the rows that have it, and for each basis the mask of the passes that rest on it."""

    by_status: Mapping[Status, int] = field(default_factory=dict)
    by_basis: Mapping[Basis, int] = field(default_factory=dict)

    def __getitem__(self, status: Status) -> int:
        """Return the mask of a status."""
        return self.by_status.get(status, 0)

    def basis(self, basis: Basis) -> int:
        """Return the mask of the passes that rest on a basis."""
        return self.by_basis.get(basis, 0)

    def within(self, mask: int) -> Ballot:
        """Return the ballot of the rows in a mask."""
        return Ballot(
            {status: rows & mask for status, rows in self.by_status.items()},
            {basis: rows & mask for basis, rows in self.by_basis.items()},
        )

    def __add__(self, other: Ballot) -> Ballot:
        """Put the ballots of different rows together."""
        return Ballot(
            {status: self[status] | other[status] for status in Status},
            {basis: self.basis(basis) | other.basis(basis) for basis in Basis},
        )

    def counts(self) -> dict[Status, int]:
        """Return how many rows have each status that occurs."""
        return {status: self[status].bit_count() for status in Status if self[status]}


def all_of(members: Sequence[Ballot]) -> Ballot:
    """Roll up `all`: fail if any fails; else error, unknown, review in that order if any is; else pass.

    Members that are not applicable fall out; where all are, so is the whole. A pass rests on its weakest member.
    """
    statuses = _first_of((Status.FAIL, *UNDECIDED, Status.PASS), members)
    statuses[Status.NOT_APPLICABLE] = reduce(and_, (member[Status.NOT_APPLICABLE] for member in members))
    return Ballot(statuses, _bases(Basis, members, statuses[Status.PASS]))


def any_of(members: Sequence[Ballot]) -> Ballot:
    """Roll up `any`: pass if any passes; else undecided if any is; else fail. A pass rests on its strongest member."""
    statuses = _first_of((Status.PASS, *UNDECIDED, Status.FAIL), members)
    statuses[Status.NOT_APPLICABLE] = reduce(and_, (member[Status.NOT_APPLICABLE] for member in members))
    return Ballot(statuses, _bases(reversed(Basis), members, statuses[Status.PASS]))


def _first_of(order: Iterable[Status], members: Sequence[Ballot]) -> dict[Status, int]:
    """Give each row the first status in `order` that any member has."""
    taken = 0
    statuses: dict[Status, int] = {}
    for status in order:
        rows = reduce(or_, (member[status] for member in members)) & ~taken
        statuses[status] = rows
        taken |= rows
    return statuses


def _bases(order: Iterable[Basis], members: Sequence[Ballot], passes: int) -> dict[Basis, int]:
    taken = 0
    bases: dict[Basis, int] = {}
    for basis in order:
        rows = reduce(or_, (member.basis(basis) for member in members)) & passes & ~taken
        bases[basis] = rows
        taken |= rows
    return bases


def over_subjects(counts: Mapping[Status, int]) -> Status:
    """Roll a control up over its subjects, as `all` does; without any subject nothing is decided."""
    for status in (Status.FAIL, *UNDECIDED, Status.PASS, Status.NOT_APPLICABLE):
        if counts.get(status):
            return status
    return Status.UNKNOWN
