"""Judge `require`: a predicate over a whole table, without a call or an object for any record."""

from __future__ import annotations

from govkit.engine.columns import Table
from govkit.engine.conditions import World
from govkit.engine.judge.leaf import Heard, hear_masks
from govkit.engine.plan import RequireLeaf
from govkit.engine.predicates import silent
from govkit.engine.truth import everyone
from govkit.model.finding import Finding
from govkit.model.message import Message
from govkit.model.status import Basis, Status


def hear_require(leaf: RequireLeaf, table: Table, world: World, scope: int) -> Heard:
    """Return what a predicate says of the rows in `scope`: met, not met, not stated, or disputed."""
    truth = leaf.rule.over(table, world)
    paths = leaf.rule.paths()
    slots = tuple(".".join(step.slot.name for step in path) for path in paths)
    require = leaf.require
    met = Message(require.met) if require.met else Message("what is required of {slots} holds", {"slots": slots})
    gap = (
        Message(require.gap) if require.gap else Message("what is required of {slots} does not hold", {"slots": slots})
    )
    fix = Message(require.fix) if require.fix else None
    open_ = truth.unknown(everyone(len(table))) & scope
    parts = [
        (Finding(Status.PASS, met, at=slots, basis=Basis.DECLARED), truth.true & scope),
        (Finding(Status.FAIL, gap, at=slots, fix=fix), truth.false & scope),
    ]
    for slot, mask in silent(paths, table, disputed=True):
        disputed = Message("the sources of {path} disagree", {"path": slot})
        parts.append((Finding(Status.FAIL, disputed, at=(slot,), contradiction=True), mask & open_))
        open_ &= ~mask
    return hear_masks([*parts, *_not_stated(silent(paths, table), open_, slots, fix)])


def _said(text: str | None) -> Message | None:
    return Message.literal(text) if text else None


def _not_stated(
    missing: list[tuple[str, int]], open_: int, slots: tuple[str, ...], fix: Message | None
) -> list[tuple[Finding, int]]:
    """Group the undecided rows by which of the slots they do not state."""
    groups: dict[tuple[str, ...], int] = {(): open_}
    for slot, mask in missing:
        split: dict[tuple[str, ...], int] = {}
        for names, rows in groups.items():
            for key, part in (((*names, slot), rows & mask), (names, rows & ~mask)):
                if part:
                    split[key] = part
        groups = split
    parts = []
    for names, rows in groups.items():
        if len(names) == 1:
            message = Message("{path} is not stated", {"path": names[0]})
        else:
            message = Message("{paths} are not stated", {"paths": names or slots})
        parts.append((Finding(Status.UNKNOWN, message, at=names or slots, fix=fix), rows))
    return parts
