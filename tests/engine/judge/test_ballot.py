"""Roll-up: Kleene's logic over single rows, held against a plain reading of the rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govkit.engine.judge.ballot import Ballot, all_of, any_of, over_subjects
from govkit.model.status import UNDECIDED, Basis, Status

Vote = tuple[Status, Basis | None]
votes = st.sampled_from(
    [*((Status.PASS, basis) for basis in Basis), *((s, None) for s in Status if s is not Status.PASS)]
)
columns = st.integers(1, 6).flatmap(
    lambda rows: st.lists(st.lists(votes, min_size=rows, max_size=rows), min_size=1, max_size=5)
)


def ballot(column: list[Vote]) -> Ballot:
    size = len(column)
    bit = [1 << (size - 1 - row) for row in range(size)]
    return Ballot(
        {status: sum(bit[row] for row, (seen, _) in enumerate(column) if seen is status) for status in Status},
        {basis: sum(bit[row] for row, (_, seen) in enumerate(column) if seen is basis) for basis in Basis},
    )


def read(result: Ballot, row: int, size: int) -> Vote:
    bit = 1 << (size - 1 - row)
    statuses = [status for status in Status if result[status] & bit]
    assert len(statuses) == 1, "every row has exactly one status"
    bases = [basis for basis in Basis if result.basis(basis) & bit]
    return statuses[0], bases[0] if bases else None


def plain_all(members: list[Vote]) -> Vote:
    seen = [member for member in members if member[0] is not Status.NOT_APPLICABLE]
    if not seen:
        return Status.NOT_APPLICABLE, None
    for status in (Status.FAIL, *UNDECIDED):
        if any(member[0] is status for member in seen):
            return status, None
    return Status.PASS, min((member[1] for member in seen), key=list(Basis).index)


def plain_any(members: list[Vote]) -> Vote:
    seen = [member for member in members if member[0] is not Status.NOT_APPLICABLE]
    if not seen:
        return Status.NOT_APPLICABLE, None
    passing = [member[1] for member in seen if member[0] is Status.PASS]
    if passing:
        return Status.PASS, max(passing, key=list(Basis).index)
    return next((status for status in UNDECIDED if any(m[0] is status for m in seen)), Status.FAIL), None


@given(columns)
def test_all_and_any_read_as_the_rules_say(members: list[list[Vote]]) -> None:
    size = len(members[0])
    everything, one = all_of([ballot(column) for column in members]), any_of([ballot(column) for column in members])
    for row in range(size):
        assert read(everything, row, size) == plain_all([column[row] for column in members])
        assert read(one, row, size) == plain_any([column[row] for column in members])


@given(columns, st.randoms())
def test_the_order_of_members_does_not_matter(members: list[list[Vote]], random) -> None:
    shuffled = random.sample(members, len(members))
    for roll in (all_of, any_of):
        first, second = roll([ballot(c) for c in members]), roll([ballot(c) for c in shuffled])
        assert all(first[status] == second[status] for status in Status)
        assert all(first.basis(basis) == second.basis(basis) for basis in Basis)


@given(columns)
def test_not_applicable_is_neutral(members: list[list[Vote]]) -> None:
    size = len(members[0])
    neutral = [(Status.NOT_APPLICABLE, None)] * size
    for roll in (all_of, any_of):
        without, with_it = roll([ballot(c) for c in members]), roll([ballot(c) for c in [*members, neutral]])
        assert all(without[status] == with_it[status] for status in Status)


@given(columns)
def test_turning_a_fail_into_a_pass_never_makes_a_row_worse(members: list[list[Vote]]) -> None:
    order = [Status.FAIL, *UNDECIDED, Status.PASS]
    size = len(members[0])
    better = [
        [(Status.PASS, Basis.DECLARED) if vote[0] is Status.FAIL else vote for vote in column] for column in members
    ]
    for roll in (all_of, any_of):
        before, after = roll([ballot(c) for c in members]), roll([ballot(c) for c in better])
        for row in range(size):
            was, now = read(before, row, size)[0], read(after, row, size)[0]
            if Status.NOT_APPLICABLE not in (was, now):
                assert order.index(now) >= order.index(was)


def test_no_subject_decides_nothing() -> None:
    assert over_subjects({}) is Status.UNKNOWN


def test_one_gap_among_subjects_is_a_gap() -> None:
    assert over_subjects({Status.PASS: 99, Status.FAIL: 1, Status.ERROR: 3}) is Status.FAIL
    assert over_subjects({Status.PASS: 99, Status.REVIEW: 1, Status.NOT_APPLICABLE: 3}) is Status.REVIEW
    assert over_subjects({Status.NOT_APPLICABLE: 2}) is Status.NOT_APPLICABLE
