"""Judge `require`: a predicate over a whole table, without a call or an object for any record."""

from __future__ import annotations

from govkit.engine.columns import Table
from govkit.engine.conditions import World
from govkit.engine.judge.leaf import Heard, hear_masks
from govkit.engine.plan import RequireLeaf
from govkit.engine.predicates import Silence, silences
from govkit.engine.truth import everyone
from govkit.model.finding import Finding
from govkit.model.message import Message
from govkit.model.not_stated import silence_message
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
    missing = silences(paths, table, world)
    for silence in missing:
        if silence.disputed:
            disputed = Message("the sources of {path} disagree", {"path": silence.path})
            parts.append((Finding(Status.FAIL, disputed, at=(silence.path,), contradiction=True), silence.mask & open_))
            open_ &= ~silence.mask
    return hear_masks([*parts, *_not_stated(missing, open_, slots, fix)])


def _said(text: str | None) -> Message | None:
    return Message.literal(text) if text else None


def _not_stated(
    missing: list[Silence], open_: int, slots: tuple[str, ...], fix: Message | None
) -> list[tuple[Finding, int]]:
    """Group the undecided rows by what they do not state, and why."""
    groups: dict[tuple[Silence, ...], int] = {(): open_}
    for silence in missing:
        split: dict[tuple[Silence, ...], int] = {}
        for known, rows in groups.items():
            for key, part in (((*known, silence), rows & silence.mask), (known, rows & ~silence.mask)):
                if part:
                    split[key] = part
        groups = split
    parts = []
    for known, rows in groups.items():
        names = tuple(silence.path for silence in known) or slots
        if not known:
            message = Message("what is stated of {paths} does not decide it", {"paths": names})
        elif len(known) == 1:
            message = silence_message(known[0].path, known[0].reason)
        else:
            message = Message("{paths} are not stated", {"paths": names})
        parts.append((Finding(Status.UNKNOWN, message, at=names, fix=fix), rows))
    return parts
