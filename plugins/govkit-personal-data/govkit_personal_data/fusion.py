"""From pieces of evidence to a calibrated confidence: kinds compete for a column, and the pieces of each add up."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, log

from govkit_personal_data.evidence.column import Signal

WEIGHTS = "data/weights.json"
_GROUPS = {
    "person-name": "name",
    **dict.fromkeys(("email", "phone", "address"), "contact"),
    **dict.fromkeys(("ip-address", "device-id", "username", "credential", "other-direct"), "online"),
    **dict.fromkeys(
        ("national-id", "tax-id", "passport", "driver-license", "social-security", "health-id", "bank-account"),
        "number",
    ),
    **dict.fromkeys(("credit-card", "vehicle-id"), "number"),
}
_SHARED = ("header.", "table.", "siblings.")
"""Signals of these kinds have a weight for each group of categories."""


@dataclass(frozen=True)
class Curve:
    """A non-decreasing curve of calibration; without points it changes nothing."""

    raw: tuple[float, ...] = ()
    """Confidences of the model, ascending."""
    right: tuple[float, ...] = ()
    """How often it was right at each of them."""

    @classmethod
    def of(cls, points: Iterable[tuple[float, float]]) -> Curve:
        """Take the points as they are written in the file of weights."""
        raw, right = zip(*points, strict=True)
        return cls(raw, right)

    def at(self, raw: float) -> float:
        """Return the calibrated confidence."""
        if not self.raw:
            return raw
        place = bisect_right(self.raw, raw)
        if place == 0:
            return self.right[0] * raw / max(self.raw[0], 1e-9)
        if place == len(self.raw):
            return self.right[-1]
        low, high = self.raw[place - 1], self.raw[place]
        share = (raw - low) / (high - low) if high > low else 0.0
        return self.right[place - 1] + share * (self.right[place] - self.right[place - 1])


@dataclass(frozen=True)
class Weights:
    """What the signals are worth, fitted on generated and public tables (see docs/personal-data-detection.md)."""

    signals: Mapping[str, float]
    named: Curve
    """How often the model was right on columns whose header says something, by its confidence."""
    unnamed: Curve
    """The same on columns whose header says nothing: values that are enough by themselves deceive less often."""
    about: Mapping[str, str]
    """How they were made: command, seed, date."""

    def of(self, signal: Signal) -> float:
        """Return the log-odds that a signal adds."""
        return self.signals.get(feature(signal), 0.0) * signal.strength

    def odds(self, category: str, signals: Iterable[Signal]) -> float:
        """Return the log-odds of a category against there being no personal data."""
        return self.signals.get(f"prior@{category}", 0.0) + sum(map(self.of, signals))

    def confidence(self, odds: float, rivals: Sequence[float], *, named: bool) -> float:
        """Return how sure a category is among its rivals, calibrated; `named` if the header says something."""
        return (self.named if named else self.unnamed).at(chance(odds, rivals))


def is_named(signals: Iterable[Signal]) -> bool:
    """Tell by the signals of a category whether the header of the column says anything."""
    return any(signal.what.startswith("header.") for signal in signals)


def feature(signal: Signal) -> str:
    """Return the name of the weight of a signal."""
    return _feature(signal.what, signal.category)


@lru_cache(maxsize=4096)
def _feature(what: str, category: str) -> str:
    if what.startswith(_SHARED):
        return f"{what}@{_GROUPS.get(category, 'indirect')}"
    return what if what.startswith(("number.", "values.")) else f"{what}@{category}"


def chance(odds: float, rivals: Sequence[float]) -> float:
    """Return the share of one among its rivals and nothing, which has the odds 0."""
    most = max(odds, 0.0, *rivals)
    return exp(odds - most) / (exp(-most) + exp(odds - most) + sum(exp(rival - most) for rival in rivals))


def rivalry(rivals: Sequence[float]) -> float:
    """Return by how much the rivals lower the log-odds of a category."""
    most = max(0.0, *rivals)
    return -(most + log(exp(-most) + sum(exp(rival - most) for rival in rivals)))


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """Return the weights that ship with the plugin."""
    data = json.loads(files("govkit_personal_data").joinpath(WEIGHTS).read_text("utf-8"))
    named, unnamed = (Curve.of(data["calibration"][which]) for which in ("named", "unnamed"))
    return Weights(data["weights"], named, unnamed, data["about"])
