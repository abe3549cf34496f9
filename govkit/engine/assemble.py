"""Put the assessment together: frameworks with their scores, findings, waivers, questions, exhibits and provenance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from govkit.engine.checklists import Chosen
from govkit.engine.findings import Entries, message_doc
from govkit.engine.ghosts import still_kept, still_used
from govkit.engine.judge.controls import Judged
from govkit.engine.score import score
from govkit.model.answers import Waiver
from govkit.model.assessment import (
    ContradictionEntry,
    ControlEntry,
    FindingEntry,
    FrameworkEntry,
    GroupEntry,
    SourceDoc,
    WaiverEntry,
)
from govkit.model.checklist import SourceGrade
from govkit.model.inventory import Ghost, Inventory
from govkit.model.mask import mask
from govkit.model.message import Message, Param
from govkit.model.status import Status


def framework_entry(chosen: Chosen, controls: Sequence[Judged], as_of: date) -> FrameworkEntry:
    """Return a framework with its controls and its score, in which those that are for information do not count."""
    framework = chosen.checklist.framework
    entries = [control_entry(judged) for judged in controls]
    scored = [
        (each.planned.control.weight, each.planned.control.severity, each.status, each.basis)
        for each in controls
        if each.planned.control.obligation != "informative"
    ]
    entry: Any = {
        "id": framework.id,
        "edition": framework.edition,
        "revision": framework.revision,
        "title": framework.title,
        "source": _plain(framework.source),
        "in_force": framework.effective.from_ is None or framework.effective.from_ <= as_of,
        "law": framework.source.grade is not SourceGrade.OWN,
        "score": score(scored),
        "counts": _ordered(Counter(entry["status"] for entry in entries)),
        "controls": entries,
    }
    if chosen.why is not None:
        entry["why_edition"] = message_doc(chosen.why)
    if framework.note:
        entry["note"] = framework.note
    if framework.effective.model_fields_set:
        entry["effective"] = _plain(framework.effective)
    result: FrameworkEntry = entry
    return result


def control_entry(judged: Judged) -> ControlEntry:
    """Return a control and its verdict."""
    control = judged.planned.control
    entry: dict[str, Any] = {
        "id": control.id,
        "title": control.title,
        "why": control.why,
        "severity": control.severity.value,
        "weight": control.weight,
        "applies_on": judged.planned.on.type,
        "status": judged.status.value,
        "reason": message_doc(judged.reason),
        "counts": {status.value: count for status, count in judged.ballot.counts().items()},
        "source": _plain(judged.source),
        "review": judged.review,
        "derivation": control.derivation,
    }
    optional = {
        "number": control.number,
        "fix": control.fix,
        "obligation": control.obligation,
        "basis": judged.basis.value if judged.status is Status.PASS and judged.basis is not None else None,
        "effective": _plain(control.effective) if control.effective is not None else None,
        "related": [_plain(link) for link in control.related],
        "tags": list(control.tags),
    }
    entry |= {key: value for key, value in optional.items() if value}
    if judged.preanswer is not None:
        entry |= {"unconfirmed": True, "preanswer": judged.preanswer.value}
    result: ControlEntry = entry  # type: ignore[assignment]
    return result


def _plain(model: Any) -> SourceDoc:
    data: SourceDoc = model.model_dump(mode="json", by_alias=True, exclude_none=True)
    return data


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return {status.value: counts[status.value] for status in Status if counts.get(status.value)}


def waive(entries: Entries, waivers: Sequence[Waiver], as_of: date) -> list[WaiverEntry]:
    """Mark the gaps that a waiver in force covers, and return what each waiver covers."""
    in_force: dict[tuple[str, str, str | None], int] = {}
    for index, waiver in enumerate(waivers):
        if waiver.expires >= as_of:
            in_force.setdefault((waiver.framework, waiver.control, waiver.subject), index)
    covers = Counter[int]()
    for finding in entries.findings if in_force else ():
        if finding["status"] == "fail":
            key = (finding["framework"], finding["control"])
            found = in_force.get((*key, finding["subject"]), in_force.get((*key, None)))
            if found is not None:
                finding["waived"] = found
                covers[found] += 1
    for group in entries.groups if in_force else ():
        found = in_force.get((group["framework"], group["control"], None))
        if group["status"] == "fail" and "acting" in group and found is not None:
            group["waived"] = found
            covers[found] += group["count"]
    return [_waiver_entry(waiver, covers[index], as_of) for index, waiver in enumerate(waivers)]


def _waiver_entry(waiver: Waiver, covers: int, as_of: date) -> WaiverEntry:
    days_left = (waiver.expires - as_of).days
    entry: Any = waiver.model_dump(mode="json", exclude_none=True)
    entry |= {name: mask(entry[name]) for name in ("owner", "reason", "approved_by") if name in entry}
    entry["state"] = "expired" if days_left < 0 else "in_force" if covers else "unused"
    return entry | {"days_left": days_left, "covers": covers}  # type: ignore[no-any-return]


def mark_waived_controls(frameworks: Sequence[FrameworkEntry], entries: Entries) -> None:
    """Mark the controls all of whose gaps are waived; they stay gaps and are scored."""
    if not any("waived" in entry for entry in acting(entries)):
        return
    gaps: dict[tuple[str, str], list[bool]] = {}
    for entry in acting(entries):
        if entry["status"] == "fail":
            gaps.setdefault((entry["framework"], entry["control"]), []).append("waived" in entry)
    for framework in frameworks:
        for control in framework["controls"]:
            waived = gaps.get((framework["id"], control["id"]), [])
            if control["status"] == "fail" and waived and all(waived):
                control["waived"] = True


def acting(entries: Entries) -> Iterator[FindingEntry | GroupEntry]:
    """Yield all on which somebody has to act, one by one or grouped."""
    yield from entries.findings
    yield from (group for group in entries.groups if "acting" in group)


def contradictions(inventory: Inventory) -> list[ContradictionEntry]:
    """Return the subjects that something shows and nobody declares, and those that have ended and are not over."""
    shown = (
        (inventory.ghosts, "{subject} is not declared, but {shown_by} shows it"),
        (still_used(inventory), "{subject} has ended, but {shown_by} uses it"),
        (still_kept(inventory), "{subject} has ended, but {shown_by} is still there"),
    )
    return [
        _contradiction(ghost, inventory, Message(text, _named(ghost))) for ghosts, text in shown for ghost in ghosts
    ]


def _named(ghost: Ghost) -> dict[str, Param]:
    return {"subject": ghost.subject, "shown_by": ghost.shown_by}


def _contradiction(ghost: Ghost, inventory: Inventory, message: Message) -> ContradictionEntry:
    entry = ContradictionEntry(subject=ghost.subject, message=message_doc(message), shown_by=list(ghost.shown_by))
    showing, _, slot = ghost.shown_by[0].partition(".")
    place = inventory.place(showing, slot)
    if place is not None:
        entry["file"] = place[0]
        if place[1] is not None:
            entry["line"] = place[1]
    return entry


def summary(
    frameworks: Sequence[FrameworkEntry], entries: Entries, subjects: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return the counts of a first look."""
    controls = Counter[str](control["status"] for framework in frameworks for control in framework["controls"])
    findings = Counter[str](map(itemgetter("status"), entries.findings))
    contradicted = sum("contradiction" in finding for finding in entries.findings)
    for group in entries.groups:
        if "acting" in group:
            findings[group["status"]] += group["count"]
            contradicted += group["count"] if "contradiction" in group else 0
    return {
        "controls": _ordered(controls),
        "findings": _ordered(findings),
        "contradictions": contradicted,
        "questions": sum(question["count"] for question in entries.questions),
        "subjects": {kind: len(names) for kind, names in subjects.items()},
    }
