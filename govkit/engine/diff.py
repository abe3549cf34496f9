"""Compare two assessments: what is new, fixed, gone, or changed because the edition did."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from govkit.engine.ghosts import ghosts_in
from govkit.model.assessment import Assessment, ControlEntry, DecidedBy, FindingEntry, GroupEntry, SeverityName
from govkit.model.ranges import covers, subjects_in
from govkit.model.worded import worded

Kind = Literal["new", "fixed", "changed", "gone", "edition"]
KINDS: dict[Kind, str] = {
    "new": worded("needs action now, and did not before"),
    "fixed": worded("was a gap, and is met now"),
    "changed": worded("has another status"),
    "gone": worded("its subject is no longer there: this is no repair"),
    "edition": worded("the checklist changed, not the organisation"),
}
Leaf = tuple[str, str, str]
"""Framework, control, and what decides, in canonical JSON."""


@dataclass(frozen=True)
class Change:
    """How one verdict on one subject differs between two assessments."""

    kind: Kind
    framework: str
    control: str
    by: str
    subject: str
    before: str
    """The status before; empty where there was none."""
    after: str
    severity: str


def diff(old: Assessment, new: Assessment) -> list[Change]:
    """Return every change of a verdict on which somebody has to act in either assessment, by kind and place.

    A subject that was renamed is the same one; it goes by the name that it has now.
    """
    names = _renamed(old, new)
    before, after = _Side(old, {now: then for then, now in names.items()}), _Side(new)
    was_acting = {(leaf, names.get(subject, subject)): severity for (leaf, subject), severity in before.acting()}
    found = dict(after.acting()) | was_acting
    changes = [c for place, severity in found.items() if (c := _change(*place, severity, before, after))]
    order = list(KINDS)
    gravity = ("critical", "high", "medium", "low")
    return sorted(
        changes,
        key=lambda c: (order.index(c.kind), gravity.index(c.severity), c.framework, c.control, c.subject, c.by),
    )


def _renamed(old: Assessment, new: Assessment) -> dict[str, str]:
    """Return the names that subjects of the old assessment have in the new one; nobody takes over two of them.

    What was only referred to was not there: a name under which it is declared since is free.
    """
    known = {f"{kind}:{name}" for kind, names in old["subjects"].items() for name in names} - ghosts_in(old)
    found: dict[str, str] = {}
    for then, now in sorted(new.get("former", {}).items()):
        if then in known and now not in known and now not in found.values():
            found[then] = now
    return found


def _change(leaf: Leaf, subject: str, severity: SeverityName, before: _Side, after: _Side) -> Change | None:
    was, is_ = before.status(leaf, subject), after.status(leaf, subject)
    if was == is_:
        return None
    framework, control, by = leaf
    kind = _kind(leaf, subject, was, is_, before, after)
    return Change(kind, framework, control, json.loads(by)[1], subject, was, is_, severity)


def _kind(leaf: Leaf, subject: str, was: str, is_: str, before: _Side, after: _Side) -> Kind:
    framework, control, _ = leaf
    if before.edition(framework) != after.edition(framework) and (not before.asks(leaf) or not after.asks(leaf)):
        return "edition"
    if not is_:
        return "gone" if after.knows_not(subject) else "changed"
    if not was:
        return "edition" if not before.has(framework, control) else "new" if is_ not in _SETTLED else "changed"
    if is_ in _SETTLED:
        return "fixed" if was == "fail" and is_ == "pass" else "changed"
    return "new" if was in _SETTLED else "changed"


_SETTLED = ("pass", "not_applicable")


def _place(finding: FindingEntry) -> tuple[Leaf, str]:
    return (finding["framework"], finding["control"], _by(finding["by"])), finding["subject"]


def _by(by: DecidedBy) -> str:
    return json.dumps([by["kind"], by["id"], by.get("options", {})], sort_keys=True, ensure_ascii=False)


_APPLIES = _by(DecidedBy(kind="applies", id=""))


class _Side:
    """One of the two assessments, looked up by place, subjects by the names that they have now."""

    def __init__(self, assessment: Assessment, names: Mapping[str, str] = MappingProxyType({})) -> None:
        self.assessment = assessment
        self._names = names

    def acting(self) -> Iterator[tuple[tuple[Leaf, str], SeverityName]]:
        """Yield the place and severity of all on which somebody has to act, one by one or grouped."""
        for finding in self.assessment["findings"]:
            yield _place(finding), finding["severity"]
        for leaf, groups in self._groups.items():
            for group in groups:
                if "acting" in group:
                    for subject in subjects_in(group["subjects"], self.assessment["subjects"]):
                        yield (leaf, subject), group["severity"]

    def edition(self, framework: str) -> tuple[str, int] | None:
        """Return edition and revision, or `None` for a framework that was not assessed."""
        return self._editions.get(framework)

    def has(self, framework: str, control: str) -> bool:
        """Tell whether a control was assessed."""
        return (framework, control) in self._controls

    def asks(self, leaf: Leaf) -> bool:
        """Tell whether a leaf took part in deciding its control."""
        return leaf in self._groups or leaf in self._leaves

    def knows_not(self, subject: str) -> bool:
        """Tell whether a subject is not among those assessed; that there are none of a type is no subject."""
        kind, _, _ = subject.partition(":")
        return kind != "inventory" and subject not in self._places

    def status(self, leaf: Leaf, subject: str) -> str:
        """Return the status of a leaf on a subject, or an empty text."""
        subject = self._names.get(subject, subject)
        return self._said(leaf, subject) or self._not_asked(leaf, subject)

    def _said(self, leaf: Leaf, subject: str) -> str:
        finding = self._findings.get((leaf, subject))
        if finding is not None:
            return finding
        index = self._places.get(subject)
        if index is None:
            return ""
        kind = subject.partition(":")[0]
        size = len(self.assessment["subjects"][kind])
        for group in self._groups.get(leaf, ()):
            if covers(group["subjects"], kind, index, size):
                return group["status"]
        return ""

    def _not_asked(self, leaf: Leaf, subject: str) -> str:
        """Return what it means that a leaf says nothing of a subject: its control does not concern it, or perhaps.

        Every subject that a control concerns has a finding or is in a group.
        """
        framework, control, _ = leaf
        entry = self._controls.get((framework, control))
        if entry is None or subject not in self._places or subject.partition(":")[0] != entry["applies_on"]:
            return ""
        if not (self.asks(leaf) or entry["status"] == "not_applicable"):
            return ""
        return self._said((framework, control, _APPLIES), subject) or "not_applicable"

    @cached_property
    def _editions(self) -> dict[str, tuple[str, int]]:
        return {f["id"]: (f["edition"], f["revision"]) for f in self.assessment["frameworks"]}

    @cached_property
    def _controls(self) -> dict[tuple[str, str], ControlEntry]:
        return {(f["id"], control["id"]): control for f in self.assessment["frameworks"] for control in f["controls"]}

    @cached_property
    def _findings(self) -> dict[tuple[Leaf, str], str]:
        return {_place(finding): finding["status"] for finding in self.assessment["findings"]}

    @cached_property
    def _leaves(self) -> set[Leaf]:
        return {leaf for leaf, _ in self._findings}

    @cached_property
    def _groups(self) -> dict[Leaf, list[GroupEntry]]:
        found: dict[Leaf, list[GroupEntry]] = {}
        for group in self.assessment["groups"]:
            found.setdefault((group["framework"], group["control"], _by(group["by"])), []).append(group)
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {
            f"{kind}:{name}": index
            for kind, names in self.assessment["subjects"].items()
            for index, name in enumerate(names)
        }


def scores(old: Assessment, new: Assessment) -> Iterator[Mapping[str, Any]]:
    """Yield for each framework its edition and score in both; `None` where it was not assessed or nothing applies."""
    sides = [{framework["id"]: framework for framework in side["frameworks"]} for side in (old, new)]
    for name in sorted(sides[0].keys() | sides[1].keys()):
        entry: dict[str, Any] = {"framework": name}
        for word, side in zip(("before", "after"), sides, strict=True):
            framework = side.get(name)
            score = framework["score"] if framework else None
            low_high = None if score is None else [score["low"], score["high"]]
            entry[word] = {"edition": framework["edition"] if framework else None, "score": low_high}
        yield entry
