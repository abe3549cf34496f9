"""How far inspectors agree with what was claimed: Cohen's kappa with its interval, as drawn and weighted back."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.model.worded import worded
from govkit_submission.desk.words import NO_REASON

_AS_SAID = {"pass": "met", "fail": "gap", "not_applicable": "not applicable"}
_Z = 1.959964
"""Of an interval of 95 %."""
FEW = 30
"""Fewer verdicts than this make an interval that is only a hint."""


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance: 1 is full, 0 as much as chance would give."""

    agreed: float
    """The share of verdicts that agree, 0 to 1."""
    kappa: float | None
    """None where it is not defined: everybody always said the same."""
    low: float
    high: float
    verdicts: int
    effective: float
    """How many equally likely verdicts tell as much (Kish); the number of verdicts where none is weighted."""


def cohen(pairs: Mapping[tuple[str, str], float], verdicts: int, effective: float) -> Kappa:
    """Return kappa of claims and verdicts, with the large-sample interval of Fleiss, Cohen and Everitt (1969)."""
    whole = sum(pairs.values())
    share = {pair: weight / whole for pair, weight in pairs.items()}
    rows: dict[str, float] = defaultdict(float)
    columns: dict[str, float] = defaultdict(float)
    for (one, other), part in share.items():
        rows[one] += part
        columns[other] += part
    agreed = sum(part for (one, other), part in share.items() if one == other)
    chance = sum(rows[name] * columns[name] for name in rows.keys() & columns.keys())
    if chance >= 1 - 1e-12:
        return Kappa(agreed, None, 0.0, 1.0, verdicts, effective)
    kappa = (agreed - chance) / (1 - chance)
    same = sum(
        part * (1 - (rows[one] + columns[one]) * (1 - kappa)) ** 2
        for (one, other), part in share.items()
        if one == other
    )
    apart = (1 - kappa) ** 2 * sum(
        part * (columns[one] + rows[other]) ** 2 for (one, other), part in share.items() if one != other
    )
    variance = (same + apart - (kappa - chance * (1 - kappa)) ** 2) / (effective * (1 - chance) ** 2)
    half = _Z * math.sqrt(max(variance, 0.0))
    return Kappa(agreed, kappa, max(kappa - half, -1.0), min(kappa + half, 1.0), verdicts, effective)


@dataclass(frozen=True)
class Agreement:
    """What the verdicts that were imported say together."""

    drawn: Kappa | None
    """Of the verdicts as they were drawn: risky ones are among them more often than among all."""
    weighted: Kappa | None
    """Weighted back by how likely each was to be drawn, which stands for all verdicts of the desk."""
    table: Mapping[tuple[str, str], int]
    """(claimed, verdict) → how often."""
    reasons: Mapping[str, int]
    """Reason → how often, among verdicts that differ from the claim."""
    cannot_tell: int


def agreement(verdicts: Iterable[Mapping[str, Any]]) -> Agreement:
    """Return how far the entries of the log about verdicts agree with what was claimed."""
    told: list[Mapping[str, Any]] = []
    undecided = 0
    for entry in verdicts:
        if entry["verdict"] == "cannot tell":
            undecided += 1
        else:
            told.append(entry)
    table = Counter((_AS_SAID[entry["claimed"]], entry["verdict"]) for entry in told)
    reasons = Counter(entry["reason"] or NO_REASON for entry in told if _AS_SAID[entry["claimed"]] != entry["verdict"])
    if not told:
        return Agreement(None, None, table, reasons, undecided)
    plain = cohen({pair: float(count) for pair, count in table.items()}, len(told), float(len(told)))
    return Agreement(plain, _weighted(told), table, reasons, undecided)


def _weighted(told: Sequence[Mapping[str, Any]]) -> Kappa:
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    weights = [1 / max(float(entry["probability"]), 1e-6) for entry in told]
    for entry, weight in zip(told, weights, strict=True):
        pairs[_AS_SAID[entry["claimed"]], entry["verdict"]] += weight
    effective = sum(weights) ** 2 / sum(weight**2 for weight in weights)
    return cohen(pairs, len(told), effective)


def in_words(name: str, kappa: Kappa | None) -> str:
    """Return the line that a person reads."""
    if kappa is None:
        return worded("{name}: no verdicts yet", name=name)
    if kappa.kappa is None:
        return worded(
            "{name}: {agreed} agree; kappa is not defined where everybody always says the same",
            name=name,
            agreed=f"{kappa.agreed:.0%}",
        )
    few = worded("; few verdicts, so that the interval is only a hint") if kappa.effective < FEW else ""
    return worded(
        "{name}: {agreed} agree, kappa {kappa} (95 % interval {low} to {high}, {n} verdicts worth {worth}){few}",
        name=name,
        agreed=f"{kappa.agreed:.0%}",
        kappa=f"{kappa.kappa:.2f}",
        low=f"{kappa.low:.2f}",
        high=f"{kappa.high:.2f}",
        n=kappa.verdicts,
        worth=f"{kappa.effective:.0f}",
        few=few,
    )
