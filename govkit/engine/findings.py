"""Turn what leaves said into entries of the assessment: one each where somebody has to act, groups elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from govkit.engine.columns import Table
from govkit.engine.identity import identifier
from govkit.engine.judge.controls import Judged
from govkit.engine.judge.leaf import Heard, OpenQuestion, Shared
from govkit.engine.plan import CheckLeaf, Leaf, decided_by
from govkit.engine.truth import bit, first_of, rows_of, runs_of
from govkit.model.assessment import (
    DecidedBy,
    EvidenceDoc,
    FindingEntry,
    GroupEntry,
    MessageDoc,
    QuestionEntry,
)
from govkit.model.finding import Finding
from govkit.model.inventory import Inventory
from govkit.model.mask import mask
from govkit.model.message import Message
from govkit.model.ranges import Range, Scatter
from govkit.model.status import Severity, Status
from govkit.plugin.check import Check

_MANY_RUNS = 500
_masked = lru_cache(maxsize=65536)(mask)
ONE_BY_ONE = 1000
"""So many findings that say the same of different subjects are written one by one; the rest are kept as a group."""


@dataclass
class Entries:
    """What is written of all controls."""

    inventory: Inventory
    waived: frozenset[tuple[str, str, str]] = frozenset()
    """Framework, control and subject of the waivers that name one: these are always written one by one."""
    findings: list[FindingEntry] = field(default_factory=list)
    groups: list[GroupEntry] = field(default_factory=list)
    questions: list[QuestionEntry] = field(default_factory=list)
    _places: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """Slot → subject → where it was written: many controls have findings on the same subjects."""

    def add(self, judged: Judged) -> None:
        """Add what the leaves of a control said."""
        for leaf, heard, acting in judged.heard:
            by = decided_by(leaf)
            for shared in heard.shared:
                self._shared(judged, leaf, by, shared, acting)
            self.questions.extend(_questions(judged, heard, acting))
        if judged.unclear:
            self._unclear(judged)
        if not len(judged.table) and judged.status is Status.UNKNOWN:
            self._nobody(judged)

    def _shared(self, judged: Judged, leaf: Leaf, by: DecidedBy, shared: Shared, acting: int) -> None:
        finding, rows = shared.finding, shared.mask(len(judged.table))
        settled = rows & judged.scope
        if finding.status.needs_action:
            settled &= ~acting
            self._acting(judged, by, finding, rows & acting, _fix(leaf, finding, judged))
        if settled:
            self.groups.append(_group(judged, by, finding, settled))

    def _acting(self, judged: Judged, by: DecidedBy, finding: Finding, rows: int, fix: Message | None) -> None:
        """Write the first thousand one by one, and the rest, which say the same, as a group."""
        size = len(judged.table)
        alone = first_of(rows, size, ONE_BY_ONE)
        if self.waived and alone != rows:
            key = (judged.planned.framework, judged.planned.control.id)
            alone |= sum(
                bit(row, size)
                for row in rows_of(rows & ~alone, size)
                if (*key, judged.table.subject(row)) in self.waived
            )
        common = _common(judged, by, finding, fix)
        self.findings.extend(self._entries(judged, by, common, rows_of(alone, size)))
        if rows & ~alone:
            extras = {key: common[key] for key in ("severity", "fix", "at", "contradiction") if key in common}
            group: Any = {**_group(judged, by, finding, rows & ~alone), **extras, "acting": True}
            self.groups.append(group)

    def _entries(
        self, judged: Judged, by: DecidedBy, common: dict[str, Any], rows: Iterable[int]
    ) -> list[FindingEntry]:
        """Return an entry for each row; all but subject, id and place is the same and made once."""
        of = identifier(by, judged.planned.framework, judged.planned.control.id)
        slot = common["at"][0] if "at" in common else ""
        known = self._places.setdefault(slot, {})
        subjects = list(map(judged.table.subject, rows))
        for subject in subjects:
            if subject not in known:
                known[subject] = self._place(subject, slot)
        whole = {"id": "", "subject": "", **common}
        entries: Any = [{**whole, "id": of(s), "subject": s, **known[s]} for s in subjects]
        found: list[FindingEntry] = entries
        return found

    def _place(self, subject: str, slot: str) -> dict[str, Any]:
        place = self.inventory.place(subject, slot)
        if place is None:
            return {}
        file = {"file": _masked(place[0])}
        return file if place[1] is None else {**file, "line": place[1]}

    def _unclear(self, judged: Judged) -> None:
        """Say of whom it is not stated whether the control concerns them."""
        assert judged.where is not None  # noqa: S101 - nothing is unclear without a condition
        slots = tuple(".".join(step.slot.name for step in path) for path in judged.where.paths())
        message = Message(
            "whether it concerns this subject depends on {slots}, not all of which are stated", {"slots": slots}
        )
        finding = Finding(Status.UNKNOWN, message, at=slots)
        self._acting(judged, DecidedBy(kind="applies", id=""), finding, judged.unclear, None)

    def _nobody(self, judged: Judged) -> None:
        """Say that no subject is declared, nor that there are none."""
        plural = judged.planned.on.plural
        fix = Message("list them, or write `{subjects}: none`", {"subjects": plural})
        by = DecidedBy(kind="applies", id="")
        of = identifier(by, judged.planned.framework, judged.planned.control.id)
        subject = f"inventory:{plural}"
        entry: Any = {"id": of(subject), "subject": subject}
        self.findings.append(entry | _common(judged, by, Finding(Status.UNKNOWN, judged.reason), fix))


def _common(judged: Judged, by: DecidedBy, finding: Finding, fix: Message | None) -> dict[str, Any]:
    common: dict[str, Any] = {
        "framework": judged.planned.framework,
        "control": judged.planned.control.id,
        "by": by,
        "status": finding.status.value,
        "severity": judged.planned.control.severity.value,
        "message": message_doc(finding.message),
    }
    if finding.note is not None:
        common["note"] = message_doc(finding.note)
    if fix is not None:
        common["fix"] = message_doc(fix)
    if finding.at:
        common["at"] = list(finding.at)
    if finding.contradiction:
        common["contradiction"] = True
    return common | _counted(finding)


def _counted(finding: Finding) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if finding.evidence:
        extras["evidence"] = [_evidence_doc(evidence.to_json()) for evidence in finding.evidence]
    if finding.examined is not None:
        extras |= {"examined": finding.examined, "expected": finding.expected}
        if finding.unit:
            extras["unit"] = finding.unit
    return extras


def _group(judged: Judged, by: DecidedBy, finding: Finding, rows: int) -> GroupEntry:
    group: Any = {
        "framework": judged.planned.framework,
        "control": judged.planned.control.id,
        "by": by,
        "status": finding.status.value,
        "message": message_doc(finding.message),
        "count": rows.bit_count(),
        "subjects": _where(judged.table, rows),
    }
    if finding.note is not None:
        group["note"] = message_doc(finding.note)
    if finding.status is Status.PASS and finding.basis is not None:
        group["basis"] = finding.basis.value
    entry: GroupEntry = group | _counted(finding)
    return entry


def _fix(leaf: Leaf, finding: Finding, judged: Judged) -> Message | None:
    """Return what would mend a finding: its own advice, the check's, or the control's."""
    if finding.fix is not None:
        return finding.fix
    if finding.status is Status.REVIEW and not finding.contradiction:
        return None  # the advice for a gap would mislead where a person may find that there is none
    if isinstance(leaf, CheckLeaf) and isinstance(leaf.check, Check) and leaf.check.fix:
        return Message.literal(leaf.check.fix)
    return Message.literal(judged.planned.control.fix) if judged.planned.control.fix else None


def _questions(judged: Judged, heard: Heard, acting: int) -> Iterator[QuestionEntry]:
    for open_ in heard.open:
        rows = open_.mask(len(judged.table)) & acting
        if rows:
            yield _question(judged, open_, rows)


def _question(judged: Judged, open_: OpenQuestion, rows: int) -> QuestionEntry:
    control = judged.planned.control
    entry: Any = {
        "id": f"{judged.planned.framework}/{control.id}#{open_.question}",
        "framework": judged.planned.framework,
        "control": control.id,
        "text": open_.text,
        "hash": open_.hash,
        "type": open_.type,
        "evidence": open_.evidence,
        "severity": control.severity.value,
        "why": message_doc(open_.why),
        "count": rows.bit_count(),
        "subjects": _where(judged.table, rows),
    }
    if open_.help:
        entry["help"] = open_.help
    if open_.choices:
        entry["choices"] = list(open_.choices)
    if open_.once:
        entry["subjects"], entry["count"] = [], 1
    question: QuestionEntry = entry
    return question


def _where(table: Table, rows: int) -> list[Range | Scatter]:
    """Write rows as ranges into the subject list, or as a mask where that is shorter."""
    kind, size = table.kind.type, len(table)
    if (rows & ~(rows >> 1)).bit_count() > _MANY_RUNS:
        return [(kind, f"{rows:x}")]
    return [(kind, first, last) for first, last in runs_of(rows, size)]


def message_doc(message: Message) -> MessageDoc:
    """Return a message as plain data, with what looks personal in its parameters masked."""
    data = message.to_json()
    if "params" in data:
        data["params"] = {name: _mask_param(value) for name, value in data["params"].items()}
    doc: MessageDoc = data  # type: ignore[assignment]  # the same shape, made by the message itself
    return doc


def _mask_param(value: Any) -> Any:
    if isinstance(value, str):
        return _masked(value)
    return [_masked(item) if isinstance(item, str) else item for item in value] if isinstance(value, list) else value


def _evidence_doc(data: dict[str, Any]) -> EvidenceDoc:
    if "params" in data["what"]:
        data["what"]["params"] = {name: _mask_param(value) for name, value in data["what"]["params"].items()}
    if "file" in data:
        data["file"] = _masked(data["file"])
    doc: EvidenceDoc = data  # type: ignore[assignment]
    return doc


def in_order(findings: list[FindingEntry]) -> list[FindingEntry]:
    """Sort findings: contradictions first, then by severity, status, framework, control and subject."""
    severities = {severity.value: index for index, severity in enumerate(Severity)}
    statuses = {status.value: index for index, status in enumerate(Status)}
    alike: dict[tuple[bool, str, str, str, str], list[FindingEntry]] = {}
    for entry in findings:
        key = ("contradiction" in entry, entry["status"], entry["severity"], entry["framework"], entry["control"])
        alike.setdefault(key, []).append(entry)

    def rank(key: tuple[bool, str, str, str, str]) -> tuple[Any, ...]:
        contradicts, status, severity, *control = key
        return not contradicts, statuses[status] != 0, severities[severity], statuses[status], *control

    by_subject = itemgetter("subject", "id")
    return list(chain.from_iterable(sorted(alike[key], key=by_subject) for key in sorted(alike, key=rank)))
