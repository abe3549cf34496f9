"""Where the verdicts that are claimed differ from those that the facts give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.model.assessment import Assessment
from govkit.model.mask import mask
from govkit.model.worded import worded
from govkit_submission.seal.sums import false_sums

_STATED = ("organisation", "scope", "languages", "subjects", "waivers")
"""Sections that say what the facts say, whatever version has judged them."""
_SECTIONS = ("summary", "contradictions", "groups", "questions", "exhibits")
_VERDICT = ("status", "basis", "preanswer", "unconfirmed", "waived", "severity", "weight", "counts")
"""What of a control decides what a reader believes of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is claimed and does not follow."""

    kind: str
    """`framework`, `verdict`, `basis`, `control`, `score`, `finding` or `section`."""
    name: str
    claimed: str
    found: str

    def __str__(self) -> str:
        """Return the line that a person reads."""
        return worded(
            "{kind} {name}: claimed {claimed}, and the facts give {found}",
            kind=self.kind,
            name=self.name,
            claimed=self.claimed,
            found=self.found,
        )


def compare(
    claimed: Assessment,
    judged: Assessment,
    *,
    skip: frozenset[str] = frozenset(),
    partly: frozenset[str] = frozenset(),
    exact: bool,
) -> Iterator[Difference]:
    """Yield what differs, verdicts first.

    `skip` names the controls (`framework@edition/control`) that could not be judged here; scores of their frameworks
    are not compared. Of those in `partly`, only the verdict could be told. With the same engine, plugins and checklists
    (`exact`), every finding and number has to be the same; else only verdicts, what they rest on, and scores, and the
    other numbers have to be those of the claims themselves.
    """
    old, new = (
        {f"{entry['id']}@{entry['edition']}": entry for entry in side["frameworks"]} for side in (claimed, judged)
    )
    if len(old) < len(claimed["frameworks"]):
        yield Difference("framework", "listed", str(len(claimed["frameworks"])), str(len(old)))
    for key in sorted(old.keys() & new.keys()):
        yield from _framework(key, old[key], new[key], (skip, partly), exact)
    for part in ("inputs", "probes"):
        if claimed["provenance"][part] != judged["provenance"][part]:
            yield Difference("section", f"provenance {part}", "something", "something else")
    if exact:
        yield from _findings(claimed["findings"], judged["findings"])
    else:
        for name, stated, own in false_sums(claimed):
            yield Difference("section", name, _short(stated), _short(own))
    both: tuple[Mapping[str, Any], Mapping[str, Any]] = (claimed, judged)
    for section in (*_STATED, *(_SECTIONS if exact else ())):
        said, found = (side[section] for side in both)
        if section == "waivers" and not exact:
            said, found = (list(map(_waiver, entries)) for entries in (said, found))
        if said != found:
            yield Difference("section", section, *_lengths(said, found))


def _waiver(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a waiver is, without what it covers: that follows from findings."""
    return {**entry, "state": entry["state"] == "expired", "covers": 0}


def _framework(
    key: str, old: Mapping[str, Any], new: Mapping[str, Any], beyond: tuple[frozenset[str], frozenset[str]], exact: bool
) -> Iterator[Difference]:
    skip, partly = beyond
    claimed, found = ({entry["id"]: entry for entry in side["controls"]} for side in (old, new))
    if len(claimed) < len(old["controls"]):
        yield Difference("control", f"{key} listed", str(len(old["controls"])), str(len(claimed)))
    for id_ in sorted(claimed.keys() | found.keys()):
        name = f"{key}/{id_}"
        if name in skip:
            continue
        if id_ not in claimed or id_ not in found:
            yield Difference("control", name, *_presence(id_ in claimed))
        else:
            parts = _all_parts(claimed[id_], found[id_]) if exact else ("status",) if name in partly else _VERDICT
            yield from _control(name, claimed[id_], found[id_], parts)
    if any(name.startswith(f"{key}/") for name in skip):
        return
    if old["score"] != new["score"]:
        yield Difference("score", key, _interval(old), _interval(new))
    rest = ("counts", "law", "in_force", *(("title", "note", "source", "effective", "revision") if exact else ()))
    for part in rest:
        if old.get(part) != new.get(part):
            yield Difference("framework", f"{key} {part}", _short(old.get(part)), _short(new.get(part)))


def _all_parts(claimed: Mapping[str, Any], found: Mapping[str, Any]) -> Sequence[str]:
    return ["status", *sorted((claimed.keys() | found.keys()) - {"status"})]


def _control(
    name: str, claimed: Mapping[str, Any], found: Mapping[str, Any], parts: Sequence[str]
) -> Iterator[Difference]:
    if claimed["status"] != found["status"]:
        yield Difference("verdict", name, claimed["status"], found["status"])
        return
    for part in parts:
        if claimed.get(part) != found.get(part):
            kind, named = ("basis", name) if part == "basis" else ("control", f"{name} {part}")
            yield Difference(kind, named, _short(claimed.get(part)), _short(found.get(part)))


def _findings(claimed: Sequence[Any], found: Sequence[Any]) -> Iterator[Difference]:
    old, new = ({(f["framework"], f["control"], f["id"]): f for f in side} for side in (claimed, found))
    if len(claimed) - len(old) != len(found) - len(new):
        yield Difference("finding", "listed", str(len(claimed)), str(len(found)))
    for key in sorted(old.keys() | new.keys()):
        name = f"{key[0]}/{key[1]} on {mask((old.get(key) or new[key])['subject'])}"
        if key not in old or key not in new:
            yield Difference("finding", name, *_presence(key in old))
        elif old[key] != new[key]:
            parts = sorted(k for k in old[key].keys() | new[key].keys() if old[key].get(k) != new[key].get(k))
            yield Difference(
                "finding", f"{name} {parts[0]}", *(_short(side.get(parts[0])) for side in (old[key], new[key]))
            )


def _presence(claimed: bool) -> tuple[str, str]:
    return ("something", "nothing") if claimed else ("nothing", "something")


def _lengths(claimed: Any, found: Any) -> tuple[str, str]:
    if isinstance(claimed, list) and isinstance(found, list) and len(claimed) != len(found):
        return f"{len(claimed)} entries", f"{len(found)}"
    return "something", "something else"


def _interval(framework: Mapping[str, Any]) -> str:
    score = framework["score"]
    return "none" if score is None else f"{score['low'] * 100:.0f} to {score['high'] * 100:.0f}"


def _short(value: Any) -> str:
    """Return a value as far as it fits in a line, without what could be personal in it."""
    if isinstance(value, dict) and value and all(isinstance(number, int) for number in value.values()):
        return ", ".join(f"{number} {name}" for name, number in value.items())
    if value is None or value == {}:
        return "nothing"
    return (
        mask(value)[:60]
        if isinstance(value, str)
        else str(value)
        if isinstance(value, (int, float))
        else "something else"
    )
