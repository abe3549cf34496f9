"""Predicates of checklists, compiled against the slots of a type and evaluated over whole columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from govkit.engine.columns import Absent, Step, Table, UnknownSlot, resolve, steps
from govkit.engine.conditions import (
    Judge,
    PredicateFault,
    Verdict,
    World,
    both,
    either,
    judge_of,
    negated,
)
from govkit.engine.truth import Truth, everyone, spread
from govkit.model.errors import nearest
from govkit.model.predicate import Rule
from govkit.model.slots import Part

_TO_COME = "it lies after the date of the assessment"


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition on one path."""

    path: tuple[Step, ...]
    judge: Judge

    @property
    def name(self) -> str:
        """Return the dotted path."""
        return ".".join(step.slot.name for step in self.path)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule, ready to be evaluated over a table or on one record."""

    atoms: tuple[Atom, ...]
    all_: tuple[Compiled, ...] = ()
    any_: tuple[Compiled, ...] = ()
    not_: Compiled | None = None

    def over(self, table: Table, world: World) -> Truth:
        """Return the truth of every row."""
        truth = Truth(everyone(len(table)), 0)
        for atom in self.atoms:
            truth &= _spread(atom, table, world)
        for part in self.all_:
            truth &= part.over(table, world)
        if self.any_:
            either = Truth(0, everyone(len(table)))
            for part in self.any_:
                either |= part.over(table, world)
            truth &= either
        return truth & ~self.not_.over(table, world) if self.not_ is not None else truth

    def on(self, record: dict[str, Any], world: World) -> Verdict:
        """Return the truth of one nested record."""
        verdicts: list[Verdict] = [
            atom.judge(resolve(record.get(atom.path[0].slot.name), atom.path, world.inventory), world)
            for atom in self.atoms
        ]
        verdicts += [part.on(record, world) for part in self.all_]
        if self.any_:
            verdicts.append(either(part.on(record, world) for part in self.any_))
        if self.not_ is not None:
            verdicts.append(negated(self.not_.on(record, world)))
        return both(verdicts)

    def paths(self) -> list[tuple[Step, ...]]:
        """Return every path that the rule reads, in order, once."""
        found = {atom.name: atom.path for atom in self.atoms}
        for part in (*self.all_, *self.any_, *([self.not_] if self.not_ is not None else [])):
            found |= {".".join(step.slot.name for step in path): path for path in part.paths()}
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Silence:
    """The rows in which a path is not stated for one reason, or disputed."""

    path: str
    reason: str
    disputed: bool
    mask: int


def silences(paths: Sequence[tuple[Step, ...]], table: Table, world: World) -> list[Silence]:
    """Return, path by path and reason by reason, the rows in which something is not stated."""
    found = []
    for path in paths:
        column = table.column(path)
        name = ".".join(step.slot.name for step in path)
        absent = {value for value in column.values if isinstance(value, Absent)}
        for value in sorted(absent, key=lambda value: (value.disputed, value.reason)):
            mask = spread(column.codes, [seen == value for seen in column.values]).true
            found.append(Silence(name, value.reason, value.disputed, mask))
        slot = path[-1].slot
        if slot.has_passed:
            to_come = spread(column.codes, [slot.is_to_come(value, world.as_of) for value in column.values]).true
            found += [Silence(name, _TO_COME, disputed=False, mask=to_come)] if to_come else []
    return found


def _spread(atom: Atom, table: Table, world: World) -> Truth:
    column = table.column(atom.path)
    return spread(column.codes, [atom.judge(value, world) for value in column.values])


def compile_rule(rule: Rule, kind: type[Part], at: tuple[str | int, ...] = ()) -> Compiled:
    """Compile a rule against the slots of `kind`; raise `PredicateFault` for a slot or value that can't be."""
    atoms = []
    for path, condition in rule.conditions.items():
        try:
            way = tuple(steps(kind, path))
        except UnknownSlot as fault:
            raise PredicateFault((*at, path), fault.what, nearest(fault.name, fault.known)) from None
        atoms.append(Atom(way, judge_of(condition, way[-1].slot, (*at, path), compile_rule)))
    return Compiled(
        atoms=tuple(atoms),
        all_=tuple(compile_rule(part, kind, (*at, "all", i)) for i, part in enumerate(rule.all_)),
        any_=tuple(compile_rule(part, kind, (*at, "any", i)) for i, part in enumerate(rule.any_)),
        not_=compile_rule(rule.not_, kind, (*at, "not")) if rule.not_ is not None else None,
    )
