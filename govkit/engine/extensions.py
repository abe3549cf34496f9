"""Hold what stands under `x-<plugin>` against the fields that the plugin declares, where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit.engine.faults import Fault
from govkit.engine.normalise import Normalised
from govkit.engine.validate import Walk
from govkit.model.entities import BY_TYPE
from govkit.model.errors import InputError, InputErrors
from govkit.model.inventory import Inventory
from govkit.model.worded import worded
from govkit.plugin.extension import Extension
from govkit.plugin.manager import Plugins


def check_extensions(normalised: Normalised, plugins: Plugins) -> None:
    """Check the fields of installed plugins that occur; raise `InputErrors` with the place of each fault.

    Values that state nothing become `{"unknown": reason}` in place, as in all other slots. A plugin is imported only
    where the inventory uses its key, and the keys of plugins that are not installed are the organisation's own.
    """
    names = [key.removeprefix("x-") for key in sorted(normalised.extensions)]
    errors: list[InputError] = []
    for name in names:
        fields = plugins.extensions([name]) if name in plugins.names else ()
        if fields:
            errors += _faults(normalised.inventory, f"x-{name}", {field.on.type: field for field in fields})
    if errors:
        raise InputErrors(errors)


def _faults(inventory: Inventory, key: str, fields: dict[str, Extension]) -> Iterator[InputError]:
    for kind in BY_TYPE:
        for record in inventory.records_of(kind):
            if key in record:
                for fault in _of(record[key], fields.get(kind), key, sorted(fields)):
                    yield _located(fault, f"{kind}:{record['id']}", inventory)


def _of(value: Any, field: Extension | None, key: str, kinds: list[str]) -> list[Fault]:
    if field is None:
        return [
            Fault(
                (key,),
                worded("`{key}` has no fields for this type of subject", key=key),
                worded("it has some for {kinds}", kinds=", ".join(kinds)),
            )
        ]
    if not isinstance(value, dict):
        return [Fault((key,), worded("`{key}` is a mapping", key=key), worded("write its fields below it"))]
    walk = Walk()
    walk.records([value], field.slots, lambda: [(key,)])
    return walk.faults


def _located(fault: Fault, subject: str, inventory: Inventory) -> InputError:
    what = worded("{what} in `{place}`", what=fault.what, place="/".join(map(str, fault.pointer)))
    place = inventory.place(subject, str(fault.pointer[0]))
    if place is None:
        return InputError(what, hint=fault.hint)
    return InputError(what, hint=fault.hint, path=place[0], line=place[1])
