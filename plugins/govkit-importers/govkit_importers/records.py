"""Turn drafts into records of an inventory, in which every value is a claim that names its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govkit.model.entities import BY_TYPE, Collection, Dataset, Field
from govkit.model.placeholder import silence_of
from govkit.model.slots import Part
from govkit.plugin.draft import Draft, Entry, Left, Said

if TYPE_CHECKING:
    from govkit.plugin.host import Host

Record = dict[str, Any]
Records = dict[str, list[Record]]
"""Records by the key of their type (`datasets`), sorted by id."""

_PARTS: Mapping[type[Part], str] = {Dataset: "collections", Collection: "fields"}
"""The slot under which the named parts of an entry stand."""

_NOTHING = object()
"""Stands for a value of which no part states anything."""
_NO_ASSERTION = "noassertion"
"""What SPDX and CycloneDX write where nothing is said."""


@dataclass
class _Trial:
    """One value, alone in a record, so that a fault in it concerns nothing else."""

    entry: Entry
    slot: str
    said: Said
    record: Record
    holder: Record
    """The record or part in which the slot stands."""


def sift(draft: Draft, host: Host) -> tuple[Records, int]:
    """Return the records of a draft and how many values they state.

    What a slot can't hold, and what states nothing, is listed in the draft instead.
    """
    trials: dict[str, list[_Trial]] = {}
    for trial in _trials(draft):
        trials.setdefault(_plural(trial), []).append(trial)
    misfits: dict[tuple[str, int], list[tuple[tuple[str | int, ...], str]]] = {}
    for misfit in host.sift({key: [trial.record for trial in found] for key, found in trials.items()}):
        key, number, *rest = misfit.pointer
        misfits.setdefault((str(key), int(number)), []).append((tuple(rest), misfit.what))
    kept: dict[tuple[int, str], list[Said]] = {}
    for key, found in trials.items():
        for number, trial in enumerate(found):
            said = _outcome(trial, misfits.get((key, number), []), draft)
            if said is not None:
                kept.setdefault((id(trial.entry), trial.slot), []).append(said)
    return _records(draft, kept), sum(map(len, kept.values()))


def _trials(draft: Draft) -> Iterator[_Trial]:
    for entry, wrap in _entries(draft):
        for slot, found in entry.said.items():
            for said in found:
                holder: Record = {"name": entry.key} if entry.kind in (Collection, Field) else {"id": entry.key}
                holder[slot] = said.value
                yield _Trial(entry, slot, said, wrap(holder), holder)


def _entries(draft: Draft) -> Iterator[tuple[Entry, Any]]:
    """Yield every entry, with a function that puts a record of its kind where an inventory has it."""
    for entry in draft.entries.values():
        yield entry, lambda record: record
        for collection in entry.parts.values():
            yield collection, lambda record: {"id": "x", "collections": [record]}
            for field in collection.parts.values():
                yield field, lambda record: {"id": "x", "collections": [{"name": "x", "fields": [record]}]}


def _plural(trial: _Trial) -> str:
    kind = trial.entry.kind
    return Dataset.plural if kind in (Collection, Field) else str(getattr(kind, "plural", ""))


def _outcome(trial: _Trial, faults: list[tuple[tuple[str | int, ...], str]], draft: Draft) -> Said | None:
    """Return what of a value can be kept: all, the elements of a list without a fault, or nothing."""
    said, value = trial.said, trial.holder[trial.slot]
    if isinstance(value, str) and value.casefold() == _NO_ASSERTION:
        draft.placeholders.append(Left(said.what, "nothing is asserted", said.at))
        return None
    if faults:
        draft.left += [Left(said.what, what, said.at) for what in dict.fromkeys(what for _, what in faults)]
        wrong = {_element(pointer, trial.slot) for pointer, _ in faults}
        if not isinstance(value, list) or None in wrong:
            return None
        value = [item for number, item in enumerate(value) if number not in wrong]
    stated = _stated(value, said, draft)
    return Said(stated, said.at, said.what, said.standing) if stated is not _NOTHING else None


def _stated(value: Any, said: Said, draft: Draft) -> Any:
    """Return what of a value states something, and list the rest of it; `_NOTHING` where no part does."""
    if isinstance(value, dict) and value.keys() == {"unknown"}:
        draft.placeholders.append(Left(said.what, value["unknown"], said.at))
        return _NOTHING
    if isinstance(value, dict):
        parts = {key: _stated(item, said, draft) for key, item in value.items()}
        kept = {key: item for key, item in parts.items() if item is not _NOTHING}
        return kept if kept or not value else _NOTHING
    if isinstance(value, list):
        items = [item for item in (_stated(item, said, draft) for item in value) if item is not _NOTHING]
        return items if items or not value else _NOTHING
    return value


def _element(pointer: tuple[str | int, ...], slot: str) -> int | None:
    """Return the number of the element of a list at which a fault is, or `None` where it concerns the whole."""
    after = pointer[pointer.index(slot) + 1 :] if slot in pointer else ()
    return after[0] if after and isinstance(after[0], int) else None


def _records(draft: Draft, kept: Mapping[tuple[int, str], list[Said]]) -> Records:
    def slots(entry: Entry) -> Record:
        found = {slot: kept[id(entry), slot] for slot in entry.said if (id(entry), slot) in kept}
        record: Record = {slot: {"claims": [_claim(one, draft) for one in said]} for slot, said in found.items()}
        if entry.parts:
            record[_PARTS[entry.kind]] = [{"name": name, **slots(part)} for name, part in entry.parts.items()]
        return record

    records: Records = {}
    for (kind, name), entry in sorted(draft.entries.items()):
        record = {"id": name, **slots(entry)}
        if len(record) > 1 or not _is_nobody(name):
            records.setdefault(BY_TYPE[kind].plural, []).append(record)
    return records


def _is_nobody(name: str) -> bool:
    """Tell whether an id is no name of anything: the supplier "TBD"."""
    return silence_of(name) is not None or name.casefold() == _NO_ASSERTION


def _claim(said: Said, draft: Draft) -> Record:
    origin = f"{draft.source}:{said.at}" if said.at else draft.source
    return {"value": said.value, "standing": str(said.standing), "origin": origin}
