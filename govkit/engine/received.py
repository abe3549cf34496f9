"""What a facts document that comes from elsewhere has to fulfil beyond its form, as a folder's files do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from pydantic import BaseModel

from govkit.engine.ghosts import ghosts_of
from govkit.engine.validate import Walk
from govkit.model.answers import Answer, Rejection, Review, Waiver
from govkit.model.checklist import Checklist, Translation
from govkit.model.config import Config
from govkit.model.day import day_of
from govkit.model.entities import BY_TYPE
from govkit.model.fact import Fact, FactStatus
from govkit.model.facts import Facts, InventoryDoc


def broken_at(facts: Facts) -> str | None:
    """Return where a document breaks a rule that judging relies on, or `None`.

    Records are heard again as if they had just been written: a placeholder that was put in becomes not stated in place.
    """
    for where, holds in _rules(facts):
        try:
            whole = holds()
        except (KeyError, TypeError, ValueError, AttributeError):  # pydantic's errors are ValueErrors
            whole = False
        if not whole:
            return where
    return None


def _rules(facts: Facts) -> Iterator[tuple[str, Callable[[], bool]]]:
    yield "as_of", lambda: bool(day_of(facts["as_of"]))
    yield "config", lambda: bool(Config.model_validate(facts["config"]))
    parts: Mapping[str, tuple[type[BaseModel], Sequence[Any]]] = {
        "answers": (Answer, facts["answers"]),
        "waivers": (Waiver, facts["waivers"]),
        "reviews": (Review, facts["reviews"]),
        "rejections": (Rejection, facts["rejections"]),
    }
    for part, (model, entries) in parts.items():
        for number, entry in enumerate(entries):
            yield f"{part}/{number}", partial(_is_valid, model, entry)
    for number, given in enumerate(facts["checklists"]):
        yield f"checklists/{number}", partial(_is_checklist, given)
    inventory, walk = facts["inventory"], Walk()
    for kind, records in inventory["records"].items():
        yield f"inventory/records/{kind}", partial(_are_records, kind, records, walk)
    yield "inventory/dated_claims", lambda: inventory["dated_claims"] or not walk.dated_claims
    yield "inventory/ghosts", lambda: _shown(inventory, walk) <= {ghost["subject"] for ghost in inventory["ghosts"]}
    seen: set[tuple[str, str]] = set()
    for number, given in enumerate(facts["facts"]):
        yield f"facts/{number}", partial(_is_fact, given, seen)
    if facts["since"] is not None:
        yield "since", lambda: _is_since(facts["since"] or {})


def _is_valid(model: type[BaseModel], entry: Any) -> bool:
    return bool(model.model_validate(entry))


def _is_checklist(given: Mapping[str, Any]) -> bool:
    Checklist.model_validate(given["content"])
    for translation in given["translations"]:
        Translation.model_validate(translation)
    return isinstance(given["sha256"], str) and isinstance(given["origin"], str)


def _shown(inventory: InventoryDoc, walk: Walk) -> set[str]:
    """Return the subjects to which the records refer, and which nobody declares."""
    return {ghost.subject for ghost in ghosts_of(inventory["records"], walk.references)}


def _are_records(kind: str, records: list[dict[str, Any]], walk: Walk) -> bool:
    walk.records(records, BY_TYPE[kind], lambda: [(kind, number) for number in range(len(records))])
    ids = [record["id"] for record in records]
    return not walk.faults and ids == sorted(set(ids))


def _is_fact(given: dict[str, Any], seen: set[tuple[str, str]]) -> bool:
    """Tell whether it is a fact, the only one of its probe and subject, that examined a part of what it expected."""
    fact = Fact.from_json(given)
    key = (fact.probe, fact.subject)
    texts, counts = (*key, fact.unit, *fact.inputs), (fact.version, fact.examined, fact.expected)
    if key in seen or {*map(type, texts)} != {str} or {*map(type, counts)} != {int}:
        return False
    seen.add(key)
    return 0 <= fact.examined <= fact.expected and (fact.status is FactStatus.OBSERVED or not fact.expected)


def _is_since(since: Mapping[str, Any]) -> bool:
    names = [name for kind in (*since["subjects"].values(), since.get("ghosts", ())) for name in kind]
    return isinstance(since["as_of"], str) and {*map(type, (*names, *since["subjects"]))} <= {str}
