"""`python -m benchmarks.personal_data.fit`: fit the weights of the evidence and the curve of calibration.

A conditional logit: the kinds compete for a column, none of them has the odds 0, and the odds of a kind are the sum of
its signals, each times the weight that all signals of its name share. The weights are drawn towards the ones written by
hand (`weights.prior.json`), so that what the tables do not show stays as it was thought. Half of the public tables
take part where they are there (`GOVKIT_PUBLIC_TABLES`); the other half is for measuring. The curves are isotonic: one
of columns whose header speaks, and one of those whose header says nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.personal_data.generator import tables
from benchmarks.personal_data.measure import Labelled, evidence_of, headed
from benchmarks.personal_data.public import public_tables
from govkit_personal_data import fusion, judge
from govkit_personal_data.evidence.column import Signal
from govkit_personal_data.evidence.heading import Names

HERE = Path(__file__).parent
PRIOR = HERE / "weights.prior.json"
SHIPPED = Path(fusion.__file__).parent / fusion.WEIGHTS
LATEST_YEAR = 2026
TRACKS = (("real", 0.6), ("masked", 0.25), ("shuffled", 0.15))
STEPS, RATE, PULL = 250, 0.05, 1.0
_BINS, _FOLDS = 12, 2
_SUREST = 0.985
"""The highest confidence: whoever labels a hundred columns errs in one or two."""


@dataclass(frozen=True)
class Problem:
    """The examples as arrays: row = one kind of one column."""

    column: NDArray[np.int64]
    right: NDArray[np.bool_]
    nothing: NDArray[np.bool_]
    """Per column: whether it holds nothing."""
    weight: NDArray[np.float64]
    row: NDArray[np.int64]
    feature: NDArray[np.int64]
    strength: NDArray[np.float64]


def main() -> None:
    """Fit, calibrate, and write the file that ships."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.personal_data.fit", description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--tables", type=int, default=500)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args()
    prior: dict[str, float] = json.loads(PRIOR.read_text("utf-8"))
    real = [_read(table, given.seed) for table in public_tables("fitted")]
    train = [_read(headed(table), given.seed) for table in tables("fitted", given.tables, given.seed)]
    weights = fit([*train, *real], prior)
    other = [_read(headed(table), given.seed + 1) for table in tables("fitted", given.tables // 2, given.seed + 1)]
    pairs = list(_judged(other, weights))
    for fold in range(_FOLDS):
        rest = fit([*train, *_but(real, fold)], prior)
        pairs += _judged(real[fold::_FOLDS], rest)
    about = {
        "command": f"python -m benchmarks.personal_data.fit --seed {given.seed} --tables {given.tables}",
        "fitted_on": f"{_columns(train)} generated and {_columns(real)} public columns",
        "calibrated_on": f"{_columns(other)} other generated columns; public ones, each half by the other's weights",
    }
    document = {
        "about": about,
        "calibration": {
            "named": _isotonic(sorted(pair for named, *pair in pairs if named)),
            "unnamed": _isotonic(sorted(pair for named, *pair in pairs if not named)),
        },
        "weights": {name: round(w, 3) for name, w in sorted(weights.items())},
    }
    given.out.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    print(json.dumps(about, indent=1))


@dataclass(frozen=True)
class Read:
    """A table in all tracks: what each column shows by itself, and what it holds."""

    golds: tuple[frozenset[str] | None, ...]
    tracks: tuple[tuple[float, list[tuple[judge.Signals, Names]]], ...]
    """How much a track counts, and the signals of each column."""


def _read(table: Labelled, seed: int) -> Read:
    found = []
    for track, share in TRACKS:
        columns = evidence_of(table, track, seed)
        found.append((share, judge.read_table(columns, table.name if track != "masked" else "", LATEST_YEAR)))
    return Read(table.golds, tuple(found))


def _columns(found: Sequence[Read]) -> int:
    return sum(len(table.golds) for table in found)


def fit(train: Sequence[Read], prior: dict[str, float]) -> dict[str, float]:
    """Return the weights; the second time the columns know what their neighbours are likely to be."""
    weights = dict(prior)
    for _ in range(2):
        problem, names = _problem(list(_examples(train, weights)), prior)
        start = np.array([weights.get(name, prior[name]) for name in names])
        pull = np.array([prior[name] for name in names])
        weights = weights | dict(zip(names, _descend(problem, start, pull).tolist(), strict=True))
    return weights


Example = tuple[judge.Signals, frozenset[str], float]


def _examples(train: Iterable[Read], weights: dict[str, float]) -> Iterator[Example]:
    known = fusion.Weights(weights, fusion.Curve(), fusion.Curve(), {})
    for table in train:
        for share, read in table.tracks:
            likely = [(judge.best(signals, known), thing) for signals, thing in read]
            for index, ((signals, _), gold) in enumerate(zip(read, table.golds, strict=True)):
                if gold is not None:
                    yield judge.with_siblings(signals, likely, index), gold, share


def _problem(examples: list[Example], prior: dict[str, float]) -> tuple[Problem, list[str]]:
    names: dict[str, int] = {}
    column, right, row, feature, strength, nothing, weight = [], [], [], [], [], [], []
    for number, (signals, gold, share) in enumerate(examples):
        nothing.append(not gold)
        weight.append(share)
        for category, own in signals.items():
            column.append(number)
            right.append(category in gold)
            for signal in (Signal(category, "prior", 1.0), *own):
                name = f"prior@{category}" if signal.what == "prior" else fusion.feature(signal)
                prior.setdefault(name, 0.0)
                row.append(len(column) - 1)
                feature.append(names.setdefault(name, len(names)))
                strength.append(signal.strength)
    problem = Problem(
        np.array(column),
        np.array(right),
        np.array(nothing),
        np.array(weight),
        np.array(row),
        np.array(feature),
        np.array(strength),
    )
    return problem, list(names)


def _descend(problem: Problem, start: NDArray[np.float64], pull: NDArray[np.float64]) -> NDArray[np.float64]:
    """Minimise the negative log-likelihood with a pull towards the prior, by Adam."""
    at, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        gradient = _gradient(problem, at) + PULL * (at - pull) / np.maximum(1.0, np.abs(pull))
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        at -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return at


def _gradient(problem: Problem, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(problem.nothing)
    odds = np.bincount(problem.row, weights[problem.feature] * problem.strength, minlength=len(problem.column))
    most = np.maximum(0, _largest(problem.column, odds, count))
    scaled = np.exp(odds - most[problem.column])
    none = np.exp(-most)
    total = np.bincount(problem.column, scaled, minlength=count) + none
    good = np.bincount(problem.column, scaled * problem.right, minlength=count) + none * problem.nothing
    wanted = scaled * problem.right / np.maximum(good, 1e-300)[problem.column]
    change = (scaled / total[problem.column] - wanted) * problem.weight[problem.column]
    return np.bincount(problem.feature, change[problem.row] * problem.strength, minlength=len(weights)) / (
        problem.weight.sum() / 100
    )


def _largest(column: NDArray[np.int64], odds: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    largest = np.full(count, -np.inf)
    np.maximum.at(largest, column, odds)
    return largest


def _but(found: Sequence[Read], fold: int) -> list[Read]:
    return [table for number, table in enumerate(found) if number % _FOLDS != fold]


def _judged(kept: Sequence[Read], weights: dict[str, float]) -> Iterator[tuple[bool, float, float, float]]:
    """Yield for each column whether its header speaks, the confidence in its best kind, and whether that is right.

    The last number is how much that counts.
    """
    known = fusion.Weights(weights, fusion.Curve(), fusion.Curve(), {})
    for signals, gold, share in _examples(kept, weights):
        odds = {category: known.odds(category, own) for category, own in signals.items()}
        best = max(odds, key=lambda category: odds[category])
        rivals = [other for category, other in odds.items() if category != best]
        yield fusion.is_named(signals[best]), fusion.chance(odds[best], rivals), float(best in gold), share


def _isotonic(pairs: list[list[float]]) -> list[tuple[float, float]]:
    """Pool neighbours until none is out of order, starting from groups of equal size above one half."""
    groups = [
        [*map(float, np.average(chunk[:, :2], axis=0, weights=chunk[:, 2])), float(chunk[:, 2].sum())]
        for chunk in np.array_split(np.array([pair for pair in pairs if pair[0] > 0.2]), _BINS)
    ]
    pooled: list[list[float]] = []
    for group in groups:
        pooled.append(group)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            last, before = pooled.pop(), pooled.pop()
            mass = last[2] + before[2]
            pooled.append(
                [
                    (last[0] * last[2] + before[0] * before[2]) / mass,
                    (last[1] * last[2] + before[1] * before[2]) / mass,
                    mass,
                ]
            )
    return [(round(raw, 4), round(min(right, _SUREST), 4)) for raw, right, _ in pooled]


if __name__ == "__main__":
    main()
