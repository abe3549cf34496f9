"""Write an imported file, and read back what people decided in an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from govkit.model.status import Standing
from govkit.model.worded import worded
from govkit.plugin.draft import id_of
from govkit.plugin.spoken import spoken

if TYPE_CHECKING:
    from yaml import SafeDumper as _Base

    from govkit_importers.records import Record, Records
else:
    _Base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the faster one, where the library was built with it

FOLDER = Path("inventory/imported")
_DECIDED = {str(Standing.CONFIRMED), str(Standing.REJECTED)}
_HEAD = (
    worded("Written by `govkit import`, and written again when the source is imported again."),
    worded(
        "Confirm or reject a value here by its `standing` (with `by` and `at`, or `by` and `reason`): that is kept."
    ),
    worded("What you know better goes into files of your own."),
)


def place_of(source: str) -> Path:
    """Return the file, below the folder of the inventory, into which a source is imported."""
    return FOLDER / f"{id_of(source.replace('/', '-'))}.yaml"


def written(records: Records, imported: Mapping[str, Any]) -> str:
    """Return the text of an imported file."""
    content = {"govkit": "inventory/1", "imported": dict(imported), **records}
    head = "".join(f"# {spoken(line)}\n" for line in _HEAD)
    return head + yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def keep_decisions(records: Records, earlier: Any) -> int:
    """Take over the claims that people confirmed or rejected in an earlier import; return how many there were."""
    kept = 0
    before = {place: decided for place, slot in slots_in(earlier) if (decided := _decided(slot))}
    for place, slot in slots_in(records):
        decided = before.pop(place, [])
        known = [claim["value"] for claim in decided]
        slot["claims"] = [*decided, *(claim for claim in slot["claims"] if claim["value"] not in known)]
        kept += len(decided)
    for place, decided in before.items():
        _restore(records, place, decided)
        kept += len(decided)
    return kept


def _decided(slot: Record) -> list[Record]:
    return [claim for claim in slot["claims"] if isinstance(claim, dict) and claim.get("standing") in _DECIDED]


def _restore(records: Records, place: tuple[str, ...], decided: list[Record]) -> None:
    """Put back what people decided of something that the source no longer names."""
    *names, slot = place
    record: Record = {}
    listed: list[Record] = records.setdefault(names[0], [])
    for number, name in enumerate(names[1::2]):
        key = "id" if number == 0 else "name"
        record = next((one for one in listed if str(one.get(key)) == name), {key: name})
        if record not in listed:
            listed.append(record)
        if len(names) > 2 * number + 2:
            listed = record.setdefault(names[2 * number + 2], [])
    record[slot] = {"claims": decided}


def slots_in(records: Any) -> Iterator[tuple[tuple[str, ...], Record]]:
    """Yield every slot that holds claims, with the names that lead to it."""
    if not isinstance(records, Mapping):
        return
    for key, found in records.items():
        if isinstance(found, list):
            for record in found:
                yield from _of(record, (key,))


def _of(record: Any, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Record]]:
    here = (*above, str(record.get("id", record.get("name"))))
    for slot, value in record.items():
        if isinstance(value, dict) and "claims" in value:
            yield (*here, slot), value
        elif slot in ("collections", "fields") and isinstance(value, list):
            for part in value:
                yield from _of(part, (*here, slot))


class _Dumper(_Base):
    """Writes claims on one line each, and everything else as blocks."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """Write a claim in flow style."""
        flow = "standing" in mapping if isinstance(mapping, dict) else flow_style
        node: yaml.MappingNode = super().represent_mapping(tag, mapping, flow_style=flow)
        return node
