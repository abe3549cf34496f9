"""Compile chosen checklists into a plan: controls with compiled predicates, checks with options, and what to gather."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from govkit.engine.checklists import Chosen
from govkit.engine.conditions import PredicateFault
from govkit.engine.located import faults
from govkit.engine.predicates import Compiled, compile_rule
from govkit.model.assessment import DecidedBy
from govkit.model.checklist import All, AnyOf, CheckUse, Control, Node, Question, Require
from govkit.model.entities import BY_TYPE, Entity
from govkit.model.errors import ChecklistError, InputErrors, nearest
from govkit.model.predicate import Rule
from govkit.model.worded import worded
from govkit.plugin.check import Check
from govkit.plugin.manager import Plugins, Unavailable
from govkit.plugin.probe import Probe

Pointer = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class CheckLeaf:
    """A check with validated options, or the reason why it can't be had."""

    id: str
    check: Check[Any] | Unavailable
    options: Any
    given: dict[str, Any]
    """The options as the checklist writes them: part of a finding's identity."""


@dataclass(frozen=True, slots=True)
class RequireLeaf:
    """A predicate that the subject has to fulfil."""

    rule: Compiled
    canonical: str
    """The predicate in canonical JSON: part of a finding's identity."""
    require: Require


@dataclass(frozen=True, slots=True)
class AskLeaf:
    """A question to a person."""

    question: Question


@dataclass(frozen=True, slots=True)
class Branch:
    """`all` or `any` of members."""

    all_: bool
    members: tuple[Branch | CheckLeaf | RequireLeaf | AskLeaf, ...]

    def leaves(self) -> Iterator[CheckLeaf | RequireLeaf | AskLeaf]:
        """Yield every leaf below, in order."""
        for member in self.members:
            if isinstance(member, Branch):
                yield from member.leaves()
            else:
                yield member


Leaf = CheckLeaf | RequireLeaf | AskLeaf


@dataclass(frozen=True, slots=True)
class PlannedControl:
    """A control, ready to be judged."""

    chosen: Chosen
    control: Control
    on: type[Entity]
    where: Compiled | None
    grace: Compiled | None
    """Which subjects were there before it applied, where it grants those a period of grace."""
    tree: Branch

    def concerns(self, day: date) -> Compiled | None:
        """Return whom it concerns on a day, `None` being everybody: in a period of grace not what was there before."""
        effective = self.control.effective
        if self.grace is None or effective is None or not effective.in_grace(day):
            return self.where
        return Compiled(atoms=(), all_=(self.where,) if self.where is not None else (), not_=self.grace)

    @property
    def framework(self) -> str:
        """Return the framework's id."""
        return self.chosen.checklist.framework.id


@dataclass(frozen=True)
class Plan:
    """All controls to be judged."""

    chosen: tuple[Chosen, ...]
    controls: tuple[PlannedControl, ...]

    def checks(self) -> list[Check[Any]]:
        """Return every check that is available, once, by id."""
        found = {
            leaf.id: leaf.check
            for planned in self.controls
            for leaf in planned.tree.leaves()
            if isinstance(leaf, CheckLeaf) and isinstance(leaf.check, Check)
        }
        return [found[id_] for id_ in sorted(found)]

    def namespaces(self) -> list[str]:
        """Return the plugins whose checks are named."""
        return sorted(
            {
                leaf.id.partition(".")[0]
                for planned in self.controls
                for leaf in planned.tree.leaves()
                if isinstance(leaf, CheckLeaf)
            }
        )

    def probes(self, plugins: Plugins) -> list[Probe[Any, Any]]:
        """Return every probe that a check or an exhibit of these plugins needs, once, by id."""
        needs = [check.needs for check in self.checks()]
        needs += [maker.needs for maker in plugins.exhibits(self.namespaces())]
        found = {probe.id: probe for probes in needs for probe in probes}
        return [found[id_] for id_ in sorted(found)]


def decided_by(leaf: Leaf) -> DecidedBy:
    """Return how findings name the leaf that they come from."""
    if isinstance(leaf, CheckLeaf):
        by = DecidedBy(kind="check", id=leaf.id)
        if leaf.given:
            by["options"] = leaf.given
        return by
    if isinstance(leaf, RequireLeaf):
        return DecidedBy(kind="require", id=leaf.canonical)
    return DecidedBy(kind="ask", id=leaf.question.ask)


def make_plan(chosen: Sequence[Chosen], plugins: Plugins) -> Plan:
    """Compile checklists; raise `InputErrors` with every unknown slot, invalid option or misplaced check."""
    errors: list[ChecklistError] = []
    controls = []
    for entry in chosen:
        for index, control in enumerate(entry.checklist.controls):
            planner = _Planner(entry, control, ("controls", index), plugins, errors)
            planned = planner.plan()
            if planned is not None:
                controls.append(planned)
    if errors:
        raise InputErrors(errors)
    return Plan(tuple(chosen), tuple(controls))


@dataclass
class _Planner:
    """Compiles one control."""

    chosen: Chosen
    control: Control
    at: Pointer
    plugins: Plugins
    errors: list[ChecklistError]

    def plan(self) -> PlannedControl | None:
        """Return the planned control; its faults are added to `errors`."""
        applies = self.control.applies
        kind = BY_TYPE.get(applies.on)
        if kind is None:
            hint = nearest(applies.on, BY_TYPE) or worded("possible are {known}", known=", ".join(BY_TYPE))
            self._fault((*self.at, "applies", "on"), worded("there is no type of subject `{on}`", on=applies.on), hint)
            return None
        where = (
            self._compile(applies.where, kind, (*self.at, "applies", "where")) if applies.where is not None else None
        )
        word = "all" if self.control.all_ is not None else "any"
        tree = self._branch(self.control.tree, kind, (*self.at, word))
        return PlannedControl(self.chosen, self.control, kind, where, self._grace(kind), tree)

    def _grace(self, kind: type[Entity]) -> Compiled | None:
        effective = self.control.effective
        if effective is None or effective.from_ is None or effective.grace_until is None:
            return None
        at = (*self.at, "effective", "grace_until")
        if not kind.begins:
            dated = ", ".join(known.type for known in BY_TYPE.values() if known.begins)
            self._fault(
                at,
                worded("nothing says since when a {type} is there", type=kind.type),
                worded("only these can have grace: {dated}", dated=dated),
            )
            return None
        return self._compile(Rule.model_validate({kind.begins: {"lt": effective.from_.isoformat()}}), kind, at)

    def _branch(self, node: All | AnyOf, kind: type[Entity], at: Pointer) -> Branch:
        members = node.all_ if isinstance(node, All) else node.any_
        planned = [self._member(member, kind, (*at, index)) for index, member in enumerate(members)]
        return Branch(isinstance(node, All), tuple(member for member in planned if member is not None))

    def _member(self, node: Node, kind: type[Entity], at: Pointer) -> Branch | Leaf | None:
        if isinstance(node, (All, AnyOf)):
            return self._branch(node, kind, (*at, "all" if isinstance(node, All) else "any"))
        if isinstance(node, Question):
            return AskLeaf(node)
        if isinstance(node, Require):
            compiled = self._compile(node.require, kind, (*at, "require"))
            return RequireLeaf(compiled, _canonical(node), node) if compiled is not None else None
        use = CheckUse(check=node) if isinstance(node, str) else node
        return self._check(use, kind, at)

    def _check(self, use: CheckUse, kind: type[Entity], at: Pointer) -> CheckLeaf | None:
        check = self.plugins.check(use.check)
        if isinstance(check, Unavailable):
            return CheckLeaf(use.check, check, None, use.with_)
        if check.on is not kind:
            what = worded(
                "`{check}` checks a {type}, and this control is about a {type2}",
                check=use.check,
                type=check.on.type,
                type2=kind.type,
            )
            self._fault(at, what, worded("write `applies: {{on: {type}}}`", type=check.on.type))
            return None
        if check.options is None:
            if use.with_:
                self._fault(
                    (*at, "with"), worded("`{check}` takes no options", check=use.check), worded("remove `with`")
                )
            return CheckLeaf(use.check, check, None, {})
        try:
            options = check.options.model_validate(use.with_)
        except ValidationError as error:
            for way, fault, mend, _ in faults(error, use.with_, check.options):
                what = worded("option of `{check}`: {what}", check=use.check, what=fault)
                self._fault((*at, "with", *way), what, mend)
            return None
        return CheckLeaf(use.check, check, options, use.with_)

    def _compile(self, rule: Any, kind: type[Entity], at: Pointer) -> Compiled | None:
        try:
            return compile_rule(rule, kind)
        except PredicateFault as fault:
            self._fault(
                (*at, *fault.path),
                fault.what,
                fault.hint or worded("see `govkit schema inventory` for {type}", type=kind.type),
            )
            return None

    def _fault(self, pointer: Pointer, what: str, hint: str) -> None:
        control = f"{self.framework}/{self.control.id}"
        document = self.chosen.document
        if document is None:
            self.errors.append(
                ChecklistError(
                    worded("{control}: {what}", control=control, what=what), hint=hint, path=self.chosen.origin
                )
            )
            return
        place = document.locate(pointer)
        error = ChecklistError(what, hint=hint, path=document.path, line=place.line, column=place.column)
        self.errors.append(error)

    @property
    def framework(self) -> str:
        """Return the framework's id."""
        return self.chosen.checklist.framework.id


def _canonical(node: Require) -> str:
    rule = node.require.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(rule, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
