"""Draws what a person looks at: by chance from a seed, likelier where the risk is higher, each with its probability."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.model.worded import listed, worded
from govkit_submission.desk.copies import Copy
from govkit_submission.desk.figures import Titles, Verdict, verdicts
from govkit_submission.desk.outliers import Outlier

ANY = worded("drawn like any other")
WEIGHTS: dict[str, int] = {
    ANY: 1,
    worded("a critical control"): 3,
    worded("a control of high severity"): 2,
    worded("a control of medium severity"): 1,
    worded("met on a declaration alone"): 3,
    worded("met on a document that nobody examined"): 1,
    worded("said not to apply"): 2,
    worded("claimed better than the facts give"): 40,
    worded("its answer is in another company's words"): 20,
    worded("the submission claims elsewhere what the facts do not give"): 4,
    worded("the submission is far from its peers"): 3,
}
"""Reason → what it adds to the weight of one verdict."""
_SEVERITY = {
    "critical": worded("a critical control"),
    "high": worded("a control of high severity"),
    "medium": worded("a control of medium severity"),
}
_BASIS = {
    "declared": worded("met on a declaration alone"),
    "documented": worded("met on a document that nobody examined"),
}
DRAWN_FROM = ("pass", "fail", "not_applicable")
"""Claims that can be looked at; what is undecided has nothing to look at yet."""


@dataclass(frozen=True)
class Unit:
    """One verdict of one submission, as it may be drawn."""

    id: str
    """Ten characters that lead back to the submission and the control."""
    sha256: str
    verdict: Verdict
    reasons: tuple[str, ...]
    weight: int


def why(reasons: Sequence[str]) -> str:
    """Return the reasons in a line: those that set a verdict apart, if there are any."""
    return listed([reason for reason in reasons if reason != ANY], "; ") or ANY


@dataclass(frozen=True)
class Drawn:
    """A unit of the sample, and how likely it was to get into it."""

    unit: Unit
    probability: float


def unit_id(sha256: str, verdict_key: str) -> str:
    """Return the id of a verdict of a submission; it is the same in every sample."""
    digest = hashlib.sha256(f"{sha256}\n{verdict_key}".encode()).digest()
    return base64.b32encode(digest)[:10].decode()


def units(
    records: Iterable[Mapping[str, Any]], titles: Titles, copies: Sequence[Copy], outliers: Sequence[Outlier]
) -> list[Unit]:
    """Return all that can be drawn, with its weight and the reasons for it."""
    copied: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        for sha256 in (copy.first, copy.second):
            copied[sha256].add(copy.question.partition("#")[0])
    far = {outlier.sha256 for outlier in outliers}
    found = []
    for record in records:
        sha256, lies = record["sha256"], record["differences"]["better"] > 0
        for verdict in verdicts(record):
            if verdict.claimed not in DRAWN_FROM:
                continue
            severity = titles(verdict.checklist, verdict.control).get("severity", "")
            marks = {"copied": verdict.key in copied[sha256], "lies": lies, "far": sha256 in far}
            reasons = tuple(_reasons(verdict, severity, marks))
            found.append(
                Unit(unit_id(sha256, verdict.key), sha256, verdict, reasons, sum(WEIGHTS[name] for name in reasons))
            )
    return found


def _reasons(verdict: Verdict, severity: str, marks: Mapping[str, bool]) -> list[str]:
    found: list[str] = [ANY]
    if verdict.claimed == "pass":
        found += [_BASIS[verdict.basis]] if verdict.basis in _BASIS else []
    if verdict.claimed == "not_applicable":
        found.append(worded("said not to apply"))
    if verdict.claimed != "fail":
        found += [_SEVERITY[severity]] if severity in _SEVERITY else []
        if verdict.found != verdict.claimed:
            found.append(worded("claimed better than the facts give"))
        elif marks["lies"]:
            found.append(worded("the submission claims elsewhere what the facts do not give"))
    if marks["copied"]:
        found.append(worded("its answer is in another company's words"))
    if marks["far"]:
        found.append(worded("the submission is far from its peers"))
    return found


def draw(population: Sequence[Unit], size: int, seed: str) -> list[Drawn]:
    """Draw `size` units, each with a probability in proportion to its weight, at most certainty.

    Systematic sampling along an order that the seed shuffles (Hartley and Rao), in whole numbers: the probabilities
    are exact, and the same seed and submissions give the same sample on every machine.
    """
    shuffled = sorted(population, key=lambda unit: _number(seed, unit.id))
    certain = certainties([unit.weight for unit in shuffled], size)
    others = [unit for number, unit in enumerate(shuffled) if number not in certain]
    left, rest = size - len(certain), sum(unit.weight for unit in others)
    drawn = [Drawn(shuffled[number], 1.0) for number in certain]
    start, total, hits = _number(seed, "start") * rest, 0, 0
    for unit in others if left > 0 else ():
        total += unit.weight
        before, hits = hits, max(0, -((start - (total * left << 64)) // (rest << 64)))
        if hits > before:
            drawn.append(Drawn(unit, left * unit.weight / rest))
    return sorted(drawn, key=lambda entry: (-entry.unit.weight, entry.unit.sha256, entry.unit.verdict.key))


def certainties(weights: Sequence[int], size: int) -> set[int]:
    """Return the positions of the units that are drawn for sure: whose share of the weight is a whole place or more."""
    if size >= len(weights):
        return set(range(len(weights)))
    certain: set[int] = set()
    rest = sum(weights)
    for number in sorted(range(len(weights)), key=lambda n: (-weights[n], n)):
        if len(certain) == size or (size - len(certain)) * weights[number] < rest:
            break
        certain.add(number)
        rest -= weights[number]
    return certain


def _number(seed: str, name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\n{name}".encode()).digest()[:8])
