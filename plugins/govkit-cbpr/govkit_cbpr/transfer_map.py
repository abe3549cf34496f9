"""Draws transfers as arcs between countries on a line: to the right above it, to the left below it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govkit.plugin import Drawing, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govkit.model.exhibit import Tone

_MOST_COUNTRIES = 14
_WIDTH, _MARGIN, _HEIGHT = 1000, 60, 420
_LINE = _HEIGHT / 2
_TONES: tuple[Tone, ...] = ("fail", "unknown", "pass")


@dataclass(frozen=True)
class Flow:
    """One movement between two countries, `?` where one is not known."""

    origin: str
    destination: str
    tone: Tone


def draw(flows: Sequence[Flow]) -> Drawing:
    """Return the drawing: an arc for each pair of countries in the tone of its worst flow, wider for more flows.

    Only the countries with most flows are drawn where there are more than fit.
    """
    weight = Counter(place for flow in flows for place in {flow.origin, flow.destination})
    ranked = sorted(weight, key=lambda place: (-weight[place], place))[:_MOST_COUNTRIES]
    places = sorted(ranked, key=lambda place: (place == "?", place))
    step = (_WIDTH - 2 * _MARGIN) / max(1, len(places) - 1)
    at = {place: _MARGIN + step * index for index, place in enumerate(places)}
    pairs: dict[tuple[str, str], list[Tone]] = {}
    for flow in flows:
        if flow.origin in at and flow.destination in at and flow.origin != flow.destination:
            pairs.setdefault((flow.origin, flow.destination), []).append(flow.tone)
    arcs = [_arc(at[origin], at[destination], tones) for (origin, destination), tones in sorted(pairs.items())]
    dots = [Shape("circle", ((x, _LINE),), size=7, tone="muted") for x in at.values()]
    labels = [Shape("text", ((x, _LINE + 34),), size=22, label=place) for place, x in at.items()]
    return Drawing((*arcs, *dots, *labels), height=_HEIGHT)


def _arc(start: float, end: float, tones: list[Tone]) -> Shape:
    """Return a curve whose height grows with the way, so that arcs do not cover each other."""
    rise = (_LINE - 20) * 2 * abs(end - start) / (_WIDTH - 2 * _MARGIN)
    middle = _LINE - rise if start < end else _LINE + rise
    points = ((start, _LINE), ((start + end) / 2, middle), (end, _LINE))
    width = min(12.0, 2.0 + len(tones) / 2)
    return Shape("curve", points, size=width, tone=next(tone for tone in _TONES if tone in tones))
