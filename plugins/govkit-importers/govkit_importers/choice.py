"""Choose the importer of a file: every one is asked, content proves, and two that claim the same file are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.disk import refusal
from govkit.model.errors import InputError, PluginError, UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin.importer import Importer, Proof

if TYPE_CHECKING:
    from govkit.plugin.host import Host

GROUP = "govkit.importers"
HEAD = 65_536
"""Bytes of a file by which importers recognise it."""
ENOUGH = 0.5
"""The least score that counts as proof."""
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".tgz", ".gz"})
_CARD = re.compile(rb"^\s*\"?model_details\"?\s*:|^(?:model_parameters|considerations)\s*:", re.MULTILINE)
_DBT = re.compile(rb"^model-paths\s*:|^version\s*:\s*2\s*$[\s\S]{0,200}?^(?:models|sources|seeds)\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Choice:
    """The importer that won, what proved it, and how sure the next best was."""

    name: str
    importer: Importer
    proof: Proof
    others: tuple[tuple[str, float], ...] = ()


def installed(host: Host) -> dict[str, Importer]:
    """Return the installed importers by name; raise `PluginError` for one that can't be had."""
    found: dict[str, Importer] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            found[point.name] = point.load()(host)
        except Exception as fault:
            owner = point.dist.name if point.dist is not None else point.value
            raise PluginError(
                worded(
                    "the importer `{name}` of {owner} can't be had: {name2}",
                    name=point.name,
                    owner=owner,
                    name2=type(fault).__name__,
                ),
                hint=worded("update or remove it"),
            ) from fault
    return found


def choose(path: Path, importers: Mapping[str, Importer], forced: str | None = None) -> Choice:
    """Return the importer of a file, or the one named; raise `InputError` where none or several recognise it."""
    if forced is not None:
        if forced not in importers:
            hint = nearest(forced, importers) or worded("there are {importers}", importers=", ".join(importers))
            raise UsageError(worded("there is no importer `{forced}`", forced=forced), hint=hint)
        return Choice(forced, importers[forced], Proof(1.0, worded("named by --as")))
    head = head_of(path)
    if not head:
        raise InputError(worded("the file is empty"), hint=worded("leave it out"), path=str(path))
    proofs = {name: importer.detect(head, path) for name, importer in importers.items()}
    ranked = sorted(((proof.score, name) for name, proof in proofs.items() if proof.score > 0), reverse=True)
    if not ranked or ranked[0][0] < ENOUGH:
        hint = _what_it_is(head, path) or worded(
            "the formats are {importers}; name one with --as", importers=", ".join(importers)
        )
        raise InputError(worded("no importer recognises this file"), hint=hint, path=str(path))
    best, name = ranked[0]
    rivals = [other for score, other in ranked[1:] if score == best]
    if rivals:
        names = " and ".join(sorted([name, *rivals]))
        raise InputError(
            worded("{names} both recognise this file", names=names),
            hint=worded("choose one with --as {name}", name=name),
            path=str(path),
        )
    return Choice(name, importers[name], proofs[name], tuple((other, score) for score, other in ranked[1:]))


def _what_it_is(head: bytes, path: Path) -> str:
    """Return what to do with a file that people take for an inventory; empty where nothing is known of it."""
    if path.suffix.lower() == ".sql":
        return worded("a script is run into a database first; import that")
    if path.suffix.lower() == ".md" or _CARD.search(head):
        return worded(
            "if this is a card of a model or dataset, put it into `cards/` of the folder: it is read as it is"
        )
    if path.suffix.lower() in _ARCHIVES:
        return worded("unpack it, and import what is in it; archives are not opened")
    if _DBT.search(head):
        return worded("this is what dbt is set up by; run `dbt parse`, and import target/manifest.json")
    return ""


def head_of(path: Path) -> bytes:
    """Return the first bytes of a file; raise `InputError` where it can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as fault:
        reason = refusal(fault)
        raise InputError(reason, hint=worded("check the path and its permissions"), path=str(path)) from fault
