"""Finds submissions that stand far from their peers, by the median and the median deviation from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

from govkit_submission.desk.figures import MEASURES, Line, Measure, by_sector

FEWEST_PEERS = 12
"""A sector with fewer submissions is compared with all."""
CHANCE = 0.01
"""How many submissions out of all may stand out on a measure by chance alone."""
_NORMAL = 1.4826
"""Turns a median deviation into the standard deviation that a normal distribution would have."""


@dataclass(frozen=True)
class Outlier:
    """A figure of a submission that is far from those of its peers."""

    sha256: str
    measure: str
    value: float
    centre: float
    """The median of the peers."""
    deviations: float
    """How many robust standard deviations it is away, below the peers where negative."""
    peers: int
    sector: str
    """The sector that it was compared within; empty for all submissions."""


def outliers(lines: Sequence[Line]) -> list[Outlier]:
    """Return what stands out, the farthest first.

    The threshold grows with the number of submissions, so that among honest ones about one in a hundred batches has
    one by chance on each measure; a difference that is too small to mean anything never counts.
    """
    sectors = by_sector(lines)
    groups = {name: peers for name, peers in sectors.items() if name and len(peers) >= FEWEST_PEERS}
    rest = [line for line in lines if line.sector not in groups]
    found = [
        outlier
        for measure in MEASURES
        for name, peers in groups.items()
        for outlier in _of(measure, peers, peers, name)
    ]
    if len(lines) >= FEWEST_PEERS:
        found += [outlier for measure in MEASURES for outlier in _of(measure, rest, lines, "")]
    return sorted(found, key=lambda o: (-abs(o.deviations), o.sha256, o.measure))


def _of(measure: Measure, some: Sequence[Line], peers: Sequence[Line], sector: str) -> Iterator[Outlier]:
    scaled = [measure.scaled(line) for line in peers]
    centre = median(scaled)
    spread = _spread(scaled, centre)
    usual = median(measure.of(line) for line in peers)
    limit = threshold(len(peers))
    for line in some:
        value = measure.of(line)
        away = measure.scaled(line) - centre
        if abs(away) > limit * spread and measure.differs(line, usual):
            deviations = away / spread if spread else float(999 if away > 0 else -999)
            yield Outlier(
                line.sha256, measure.id, value, usual, max(min(deviations, 999.0), -999.0), len(peers), sector
            )


def _spread(values: Sequence[float], centre: float) -> float:
    """Return the robust standard deviation: from the median deviation, or where that is nought from the mean one.

    More than half of the submissions may have the very same figure, such as a share of nought.
    """
    away = [abs(value - centre) for value in values]
    return _NORMAL * median(away) or sum(away) / len(away) * 1.2533


def threshold(peers: int) -> float:
    """Return how many robust standard deviations make an outlier among so many: at least 3.5."""
    return max(3.5, NormalDist().inv_cdf(1 - CHANCE / (2 * peers)))
