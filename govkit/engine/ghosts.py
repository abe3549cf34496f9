"""Subjects that an inventory refers to and does not declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from govkit.model.assessment import Assessment
from govkit.model.entities import BY_TYPE, Activity, AiSystem, Entity, Transfer
from govkit.model.inventory import Ghost, Inventory
from govkit.model.slots import NONE, Part, Ref, slots_of

Record = dict[str, Any]
_USES: Mapping[type[Entity], tuple[str, ...]] = {
    Transfer: ("dataset", "datasets"),
    Activity: ("datasets", "systems"),
    AiSystem: ("datasets", "models", "systems"),
}
"""By which references something is at work; a contract or a notice may well name what was."""
_EARLIER = "the assessment of "
Missing = Mapping[Ref, Mapping[str, str]]
"""Reference → text as it is written → the ghost that it names."""


def ghosts_of(records: Mapping[str, Sequence[Record]], references: Mapping[Ref, set[str]]) -> tuple[Ghost, ...]:
    """Return what the `references` name and `records` do not declare under that id or a former one, sorted."""
    missing = _missing(records, references)
    shown: dict[str, list[str]] = {}
    for kind, found in records.items():
        for ghost, subject, path in _showing(found, BY_TYPE[kind], missing):
            shown.setdefault(ghost, []).append(f"{kind}:{subject['id']}{path}")
    return tuple(Ghost(subject, tuple(sorted(shown[subject]))) for subject in sorted(shown))


def earlier_run(day: str) -> str:
    """Return what shows a subject of an earlier assessment that has vanished."""
    return f"{_EARLIER}{day}"


def ghosts_in(assessment: Assessment) -> set[str]:
    """Return the subjects of an assessment that were only referred to, or seen; what had vanished was there once."""
    listed = {f"{kind}:{name}" for kind, names in assessment["subjects"].items() for name in names}
    return {
        entry["subject"]
        for entry in assessment["contradictions"]
        if entry["subject"] in listed and not any(by.startswith(_EARLIER) for by in entry["shown_by"])
    }


def still_used(inventory: Inventory) -> tuple[Ghost, ...]:
    """Return the subjects that have ended although a transfer, an activity or an AI system at work names them."""
    shown: dict[str, list[str]] = {}
    uses = [(kind, slots_of(kind)[name]) for kind, names in _USES.items() for name in names] if inventory.ended else []
    for kind, slot in uses:
        types = slot.ref.types if slot.ref is not None else ("",)
        for record in inventory.records_of(kind.type):
            for text in _said(record.get(slot.name)):
                subject = text if ":" in text else f"{types[0]}:{text}"
                if subject in inventory.ended:
                    shown.setdefault(subject, []).append(f"{kind.type}:{record['id']}.{slot.name}")
    return tuple(Ghost(subject, tuple(sorted(by))) for subject, by in sorted(shown.items()))


def still_kept(inventory: Inventory) -> tuple[Ghost, ...]:
    """Return the datasets that have ended although files of theirs are still there."""
    return tuple(Ghost(s, tuple(files)) for s, files in sorted(inventory.kept.items()) if s in inventory.ended)


def _missing(records: Mapping[str, Sequence[Record]], references: Mapping[Ref, set[str]]) -> Missing:
    known = {kind: _names(records.get(kind, ())) for kind in {kind for ref in references for kind in ref.types}}
    missing: dict[Ref, dict[str, str]] = {}
    for ref, texts in references.items():
        for text in texts.difference(*(known[kind] for kind in ref.types)):
            kind, colon, name = text.partition(":")
            if not colon:
                missing.setdefault(ref, {})[text] = f"{ref.types[0]}:{text}"
            elif name not in known[kind]:
                missing.setdefault(ref, {})[text] = text
    return missing


def _names(records: Sequence[Record]) -> set[str]:
    names = set(map(itemgetter("id"), records))
    for record in records:
        if "formerly" in record and isinstance(record["formerly"], list):
            names.update(record["formerly"])
    return names


def _showing(records: Iterable[Record], part: type[Part], missing: Missing) -> Iterator[tuple[str, Record, str]]:
    """Yield each ghost with the record that refers to it and the way from there to the reference."""
    for name, slot in slots_of(part).items():
        if slot.ref is not None:
            ghosts = missing.get(slot.ref, {})
            yield from (
                (ghost, record, f".{name}") for ghost, record in _named(records if ghosts else (), name, ghosts)
            )
        elif slot.is_part and not missing.keys().isdisjoint(_refs_in(slot.kind)):
            for record in records:
                for index, nested in enumerate(_said(record.get(name))):
                    step = f".{name}[{index}]" if isinstance(record[name], list) else f".{name}"
                    for ghost, _, path in _showing([nested] if isinstance(nested, dict) else [], slot.kind, missing):
                        yield ghost, record, step + path


def _named(records: Iterable[Record], name: str, ghosts: Mapping[str, str]) -> Iterator[tuple[str, Record]]:
    for record in records:
        value = record.get(name)
        if isinstance(value, str):
            if value in ghosts:
                yield ghosts[value], record
        elif value is not None:
            yield from ((ghosts[text], record) for text in _said(value) if text in ghosts)


def _refs_in(part: type[Part]) -> set[Ref]:
    """Return the references that a record of this kind may hold, however deep."""
    slots = slots_of(part).values()
    own = {slot.ref for slot in slots if slot.ref is not None}
    return own.union(*(_refs_in(slot.kind) for slot in slots if slot.is_part))


def _said(value: Any) -> Sequence[Any]:
    """Return the texts and records that a slot holds, those of all claims among them: whoever guesses shows it too."""
    if isinstance(value, dict):
        if value.keys() == {"claims"}:
            return [said for claim in value["claims"] for said in _said(claim.get("value"))]
        return () if value.keys() == {"unknown"} else (value,)
    return value if isinstance(value, list) else (value,) if isinstance(value, str) and value != NONE else ()
