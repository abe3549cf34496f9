"""The facts document: made from a loaded folder and what the probes brought, and read back as if just made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import to_json

from govkit.engine.checklists import Chosen
from govkit.engine.ghosts import earlier_run, ghosts_in
from govkit.engine.load import Loaded, evidence_digests
from govkit.engine.pieces import pieces
from govkit.engine.places import GivenPlaces, plain_places
from govkit.engine.received import broken_at
from govkit.model.assessment import Assessment
from govkit.model.checklist import Checklist, Translation
from govkit.model.entities import Dataset
from govkit.model.errors import InputError
from govkit.model.fact import Fact
from govkit.model.facts import Facts, InventoryDoc
from govkit.model.inventory import Ghost, Inventory
from govkit.model.worded import worded

FORMAT = "facts/1"


def make_facts(
    loaded: Loaded, gathered: Sequence[Fact], *, as_of: date, given: Sequence[Chosen], since: Assessment | None
) -> Facts:
    """Return the document that holds all that judging reads."""
    return Facts(
        govkit="facts/1",
        engine=version("govkit"),
        config=loaded.config.model_dump(mode="json"),
        as_of=as_of.isoformat(),
        inventory=_inventory_doc(loaded),
        answers=[answer.model_dump(mode="json", exclude_defaults=True) for answer in loaded.answers],
        waivers=[waiver.model_dump(mode="json", exclude_defaults=True) for waiver in loaded.waivers],
        reviews=[review.model_dump(mode="json", exclude_defaults=True) for review in loaded.reviews],
        rejections=[entry.model_dump(mode="json", exclude_defaults=True) for entry in loaded.rejections],
        checklists=[checklist_doc(chosen) for chosen in given],
        since=None if since is None else since_doc(since),
        evidence=evidence_digests(loaded),
        inputs=list(loaded.inputs),
        facts=[fact.to_json() for fact in gathered],
    )


def since_doc(earlier: Assessment) -> dict[str, Any]:
    """Return what is kept of an earlier assessment: its day, its subjects, and those of them that nobody declared."""
    undeclared = ghosts_in(earlier)
    doc: dict[str, Any] = {"as_of": earlier["as_of"], "subjects": earlier["subjects"]}
    return doc | ({"ghosts": sorted(undeclared)} if undeclared else {})


def _inventory_doc(loaded: Loaded) -> InventoryDoc:
    inventory = loaded.normalised.inventory
    doc = InventoryDoc(
        records={kind: list(records) for kind, records in inventory.records.items()},
        none=sorted(inventory.none),
        ghosts=[{"subject": ghost.subject, "shown_by": list(ghost.shown_by)} for ghost in inventory.ghosts],
        places=plain_places(inventory.places),
        dated_claims=loaded.normalised.dated_claims,
    )
    if inventory.kept:
        doc["kept"] = {subject: list(files) for subject, files in sorted(inventory.kept.items())}
    return doc


def checklist_doc(chosen: Chosen) -> dict[str, Any]:
    """Return a checklist as it travels in a facts document."""
    return {
        "origin": chosen.origin,
        "sha256": chosen.sha256,
        "content": _plain(chosen.checklist),
        "translations": [_plain(translation) for translation in chosen.translations],
    }


def _plain(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def checklists_of(facts: Facts) -> list[Chosen]:
    """Return the checklists that travel in a facts document."""
    return [
        Chosen(
            Checklist.model_validate(given["content"]),
            given["sha256"],
            given["origin"],
            translations=tuple(Translation.model_validate(entry) for entry in given["translations"]),
        )
        for given in facts["checklists"]
    ]


def inventory_of(facts: Facts) -> Inventory:
    """Return the inventory of a facts document, with the subjects of an earlier run that have vanished as ghosts."""
    doc = facts["inventory"]
    places = GivenPlaces(doc["places"])
    ghosts = tuple(Ghost(ghost["subject"], tuple(ghost["shown_by"])) for ghost in doc["ghosts"])
    inventory = Inventory(doc["records"], frozenset(doc["none"]), ghosts, places, kept=doc.get("kept", {}))
    if facts["since"] is None:
        return inventory
    return replace(inventory, ghosts=_merged(ghosts, _vanished(facts["since"], inventory)))


def _vanished(since: Mapping[str, Any], inventory: Inventory) -> list[Ghost]:
    """Return the subjects of an earlier assessment that are neither declared, nor ended, nor renamed.

    A new name stands for one subject: who was there before, or has taken over another one, has swallowed it. What was
    only referred to was not there: to declare it under that name swallows nobody.
    """
    undeclared = set(since.get("ghosts", ()))
    shown_by = (earlier_run(since["as_of"]),)
    gone = []
    for kind, names in sorted(since["subjects"].items()):
        taken = {f"{kind}:{name}" for name in names} - undeclared
        for name in names:
            if kind == Dataset.type and "/" in name:
                continue  # a file that nobody had declared; where it still lies there, it shows itself
            subject = f"{kind}:{name}"
            found = inventory.get(subject)
            if found is not None and (found.subject == subject or subject in undeclared):
                continue
            if found is None or found.subject in taken:
                gone.append(Ghost(subject, shown_by))
            else:
                taken.add(found.subject)
    return gone


def _merged(first: Sequence[Ghost], second: Sequence[Ghost]) -> tuple[Ghost, ...]:
    shown: dict[str, tuple[str, ...]] = {}
    for ghost in (*first, *second):
        shown[ghost.subject] = (*shown.get(ghost.subject, ()), *ghost.shown_by)
    return tuple(Ghost(subject, by) for subject, by in sorted(shown.items()))


def parse_facts(content: Any, path: str) -> Facts:
    """Check that plain data are a facts document; raise `InputError` for anything else."""
    if not isinstance(content, dict) or content.get("govkit") != FORMAT:
        raise InputError(
            worded("this is no facts document"), hint=worded("make one with `govkit assess --gather-only`"), path=path
        )
    try:
        facts = _form().validate_python(content)
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        steps = "/".join(str(step) for step in detail["loc"])
        what = worded("the facts document is broken at {steps}", steps=steps)
        raise InputError(what, hint=worded("gather the facts again"), path=path) from None
    where = broken_at(facts)
    if where is not None:
        raise InputError(
            worded("the facts document is broken at {where}", where=where),
            hint=worded("gather the facts again"),
            path=path,
        )
    return facts


@lru_cache(maxsize=1)
def _form() -> TypeAdapter[Facts]:
    """Return the form of a facts document, which is made once."""
    return TypeAdapter(Facts)


def facts_digest(facts: Facts) -> str:
    """Return the SHA-256 of the document's canonical bytes: of the file, where it was written."""
    digest = hashlib.sha256()
    for piece in _canonical(facts):
        digest.update(piece)
    return digest.hexdigest()


_READABLE = 20_000
"""Documents with more subjects than this are written without line breaks: nobody reads those by eye."""


def is_large(document: Mapping[str, Any]) -> bool:
    """Tell whether a facts document or an assessment has more subjects than anybody reads."""
    lists = document["inventory"]["records"] if "inventory" in document else document["subjects"]
    return sum(map(len, lists.values())) > _READABLE


def canonical(document: Mapping[str, Any]) -> bytes:
    """Write a facts document or an assessment so that equal content has equal bytes."""
    return b"".join(_canonical(document))


def _canonical(document: Mapping[str, Any]) -> Iterator[bytes]:
    yield from pieces(document) if is_large(document) else (to_json(document, indent=1),)
    yield b"\n"
