"""Judges one submission again and draws up its record: what is claimed, what is found, and on what it rests."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from govkit.model.day import day_of
from govkit.model.errors import GovkitError
from govkit.model.worded import worded
from govkit_submission.desk.shown import shown
from govkit_submission.desk.source import Received, Rejected
from govkit_submission.seal.comparing import Difference
from govkit_submission.seal.dangling import dangling
from govkit_submission.seal.opening import ways_to_write
from govkit_submission.seal.rejudging import Judge, Rejudgement
from govkit_submission.seal.verified import is_to_come

if TYPE_CHECKING:
    from pathlib import Path

    from govkit.model.assessment import Assessment
    from govkit.model.facts import Facts
    from govkit.plugin.host import Host

MOST_DIFFERENCES = 50
MOST_TEXT = 4_000
"""Characters of one answer that are kept and compared."""
MOST_TEXTS = 2_000
_RANK = {"fail": 0, "error": 1, "unknown": 1, "review": 1, "not_applicable": 2, "pass": 3}
"""How well a status reads for who claims it."""
_BASES = ("none", "declared", "documented", "examined", "confirmed")
Checklist = Mapping[str, Any]
"""As it travels in a facts document: origin, sha256, content, translations."""


@dataclass
class Rules:
    """What submissions are judged by: the checklists of the desk, never those that a submission brings along."""

    host: Host
    files: Sequence[Path] = ()
    """Checklists of the desk's own that are not installed."""
    registered: Mapping[str, str] = field(default_factory=dict)
    """`id@edition` → the digest of the checklist by which a submission has to have been assessed."""
    day: date | None = None
    """The day of the intake, where it is known."""
    not_before: date | None = None
    """The first day of which an assessment is taken in, where not any will do."""

    def __post_init__(self) -> None:
        """Look up the checklists in the files; installed ones are looked up when a submission claims them."""
        self.judge = Judge(self.host, self.files)
        given = self.host.checklists([], self.files) if self.files else []
        self._known: dict[str, Checklist] = {name_of(checklist): checklist for checklist in given}

    def checklist(self, name: str) -> Checklist:
        """Return a checklist that is known here, by `id@edition`."""
        if name not in self._known:
            (self._known[name],) = self.host.checklists([name])
        return self._known[name]

    def is_to_come(self, as_of: date) -> bool:
        """Tell whether a submission was judged by a day that comes after the intake."""
        return self.day is not None and is_to_come(as_of, self.day)

    def require_day(self, as_of: date) -> None:
        """Raise `Rejected` for an assessment of too long ago."""
        if self.not_before is not None and as_of < self.not_before:
            raise Rejected(
                worded("it was assessed as of {as_of}, before {not_before}", as_of=as_of, not_before=self.not_before)
            )

    def require_registered(self, claimed: Assessment) -> None:
        """Raise `Rejected` for a submission that does not give the verdicts of the registered criteria."""
        judged = {_key(entry) for entry in claimed["frameworks"]}
        named = {_key(entry): entry["sha256"] for entry in claimed["provenance"]["checklists"]}
        stated = {name: sha256 for name, sha256 in named.items() if name in judged}
        for name, sha256 in sorted(self.registered.items()):
            if name not in stated:
                raise Rejected(worded("it was not assessed by {name}, which is registered", name=name))
            if stated[name] != sha256:
                raise Rejected(
                    worded(
                        "it was assessed by another {name} than the registered one ({sha256})",
                        name=name,
                        sha256=sha256[:12],
                    )
                )


def name_of(checklist: Checklist) -> str:
    """Return `id@edition` of a checklist that travels."""
    return _key(checklist["content"]["framework"])


def _key(framework: Mapping[str, Any]) -> str:
    return f"{framework['id']}@{framework['edition']}"


def examine(received: Received, rules: Rules) -> dict[str, Any]:
    """Return what is kept of a submission that is taken in; raise `Rejected` for one that is not."""
    claimed = received.assessment
    if claimed["provenance"]["facts_sha256"] not in _digests(received):
        raise Rejected(worded("the assessment does not rest on the facts that came with it"))
    for objection in dangling(claimed, received.facts):
        raise Rejected(objection.what)
    as_of = day_of(claimed["as_of"])
    rules.require_day(as_of)
    rules.require_registered(claimed)
    try:
        outcome = rules.judge.judge(claimed, received.facts)
    except GovkitError as fault:
        raise Rejected(worded("its facts can't be judged: {fault}", fault=shown(str(fault)))) from None
    if outcome.judged is None:
        names = ", ".join(sorted(_key(framework) for framework in claimed["frameworks"]))
        raise Rejected(worded("none of its checklists is known here: {names}", names=shown(names)))
    ahead = f"; it judges by {claimed['as_of']}, a day that is still to come" * rules.is_to_come(as_of)
    return {
        "outcome": "accepted",
        "reason": _line(outcome.judged, outcome) + ahead,
        **_who(received),
        "subjects": {kind: len(ids) for kind, ids in sorted(outcome.judged["subjects"].items())},
        "frameworks": list(_frameworks(claimed, outcome.judged)),
        "not_judged": [shown(name, 100) for name in outcome.not_judged[:MOST_DIFFERENCES]],
        "foreign": [shown(line) for line in outcome.unrecognised[:MOST_DIFFERENCES]],
        "differences": _tally(outcome.differences),
        "contradictions": len(outcome.judged["contradictions"]),
        "waived": sum(waiver["covers"] for waiver in outcome.judged["waivers"] if waiver["state"] == "in_force"),
        "texts": list(_texts(received.facts)),
    }


def _digests(received: Received) -> Iterator[str]:
    """Yield the digests by which an assessment may name the facts: of the file, and of the ways to write them."""
    yield received.facts_sha256
    yield from (hashlib.sha256(way).hexdigest() for way in ways_to_write(received.facts))


def _who(received: Received) -> dict[str, Any]:
    claimed = received.assessment
    return {
        "sealed": received.sealed,
        "signers": list(received.signers),
        "remarks": list(received.remarks),
        "organisation": {name: shown(text, 200) for name, text in sorted(claimed["organisation"].items())},
        "sector": _sector(received.facts, claimed["organisation"].get("id", "")),
        "as_of": claimed["as_of"],
        "engine": shown(claimed["provenance"]["engine"], 40),
    }


def in_favour(difference: Difference) -> bool:
    """Tell whether a claim reads better than what the facts give."""
    if difference.kind == "verdict":
        return _RANK.get(difference.claimed, 3) > _RANK.get(difference.found, 1)
    if difference.kind == "basis":
        return all(side in _BASES for side in (difference.claimed, difference.found)) and _BASES.index(
            difference.claimed
        ) > _BASES.index(difference.found)
    if difference.kind == "score":
        return _low(difference.claimed) > _low(difference.found)
    if difference.kind == "finding":
        return (difference.claimed, difference.found) == ("nothing", "something")
    return difference.kind == "framework"


def _low(interval: str) -> float:
    """Return the lower end of a score such as `41 to 78`, and nought for one that is none."""
    number = interval.partition(" ")[0]
    return float(number) if number.isdigit() else 0.0


def _line(judged: Assessment, outcome: Rejudgement) -> str:
    verdicts = sum(len(framework["controls"]) for framework in judged["frameworks"])
    better = [entry for entry in outcome.differences if in_favour(entry)]
    if better:
        many = "a claim is" if len(better) == 1 else f"{len(better)} claims are"
        text = f"{many} better than the facts give: {better[0].name}"
    elif outcome.differences:
        count = len(outcome.differences)
        many = "a statement is" if count == 1 else f"{count} statements are"
        text = f"{many} not what the facts give: {outcome.differences[0].kind} {outcome.differences[0].name}"
    else:
        text = "all are as claimed"
    if outcome.not_judged:
        text += f"; {len(outcome.not_judged)} could not be judged here"
    return shown(f"{verdicts} verdicts judged again; {text}")


def _tally(found: Sequence[Difference]) -> dict[str, Any]:
    """Return how many claims are better than the facts give, how many differ otherwise, and the first of them."""
    first = sorted(found, key=lambda entry: (not in_favour(entry), entry.kind != "verdict"))[:MOST_DIFFERENCES]
    better = sum(map(in_favour, found))
    return {
        "better": better,
        "other": len(found) - better,
        "first": [
            {
                "kind": entry.kind,
                "name": shown(entry.name),
                "claimed": shown(entry.claimed, 80),
                "found": shown(entry.found, 80),
                "better": in_favour(entry),
            }
            for entry in first
        ],
    }


def _frameworks(claimed: Assessment, judged: Assessment) -> Iterator[dict[str, Any]]:
    """Yield each framework with its verdicts as `[claimed, found, basis]` by control."""
    claims = {
        _key(framework): {control["id"]: control["status"] for control in framework["controls"]}
        for framework in claimed["frameworks"]
    }
    digests = {_key(entry): entry["sha256"] for entry in judged["provenance"]["checklists"]}
    for framework in judged["frameworks"]:
        mine, score = claims.get(_key(framework), {}), framework["score"]
        yield {
            "id": framework["id"],
            "edition": framework["edition"],
            "sha256": digests[_key(framework)],
            "score": None if score is None else [score["low"], score["high"]],
            "controls": {
                control["id"]: [mine.get(control["id"], ""), control["status"], control.get("basis", "")]
                for control in framework["controls"]
            },
        }


def _sector(facts: Facts, organisation: str) -> str:
    """Return the sector that the organisation states of itself, or an empty text."""
    for record in facts["inventory"]["records"].get("organisation", ()):
        if record.get("id") == organisation:
            value = record.get("sector")
            claims = value.get("claims", ()) if isinstance(value, dict) else ()
            stated = [claim.get("value") for claim in claims if claim.get("standing") in ("confirmed", "declared")]
            value = stated[0] if stated else value
            return shown(value, 80) if isinstance(value, str) and value != "none" else ""
    return ""


def _texts(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Yield question, subject and words of the answers that have words."""
    kept = 0
    for answer in facts["answers"]:
        value = answer.get("value")
        words = " ".join(part for part in (value if isinstance(value, str) else "", answer.get("text", "")) if part)
        if words and kept < MOST_TEXTS:
            kept += 1
            yield shown(answer["question"]), shown(answer["subject"]), shown(words, MOST_TEXT)


def counts(record: Mapping[str, Any], position: int = 1) -> Counter[str]:
    """Return how many controls of a record have each status: found, or claimed with position 0."""
    return Counter(
        verdict[position] for framework in record["frameworks"] for verdict in framework["controls"].values()
    )
