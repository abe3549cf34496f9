"""Draws transfers as curves from the countries that send, on the left, to those that receive, on the right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govkit.plugin import Drawing, Message, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from govkit.model.exhibit import Tone

_MOST_COUNTRIES = 12
_LEFT, _RIGHT, _ROW, _TOP = 110, 890, 48, 70
_LABEL, _DOT = 18, 6
_LEGEND = 230
_TONES: tuple[Tone, ...] = ("fail", "unknown", "review", "pass", "not_applicable")
_WORDS: dict[Tone, str] = {
    "fail": "not permitted",
    "unknown": "needs facts",
    "review": "permitted with conditions",
    "pass": "permitted",
    "not_applicable": "out of scope",
}


@dataclass(frozen=True)
class Flow:
    """One movement between two countries, `?` where one is not known."""

    origin: str
    destination: str
    tone: Tone


def draw(flows: Sequence[Flow]) -> Drawing:
    """Return the drawing: a curve for each pair of countries in the tone of its worst flow, wider for more flows.

    Of each side only the countries with most flows are drawn where there are more than fit.
    """
    origins = _rows(flow.origin for flow in flows)
    destinations = _rows(flow.destination for flow in flows)
    pairs: dict[tuple[str, str], list[Tone]] = {}
    for flow in flows:
        if flow.origin in origins and flow.destination in destinations:
            pairs.setdefault((flow.origin, flow.destination), []).append(flow.tone)
    curves = [_curve(pair, origins[pair[0]], destinations[pair[1]], tones) for pair, tones in sorted(pairs.items())]
    heads = (
        Shape("text", ((_LEFT - 70, _TOP - 46),), size=_LABEL, label=Message("From"), tone="muted"),
        Shape("text", ((_RIGHT + 24, _TOP - 46),), size=_LABEL, label=Message("To"), tone="muted"),
    )
    sides = (*_side(origins, _LEFT, _LEFT - 70), *_side(destinations, _RIGHT, _RIGHT + 24))
    foot = _TOP + _ROW * max(len(origins), len(destinations))
    shown = [tone for tone in _TONES if any(curve.tone == tone for curve in curves)]
    return Drawing((*curves, *heads, *sides, *_legend(shown, foot)), height=foot + _ROW)


def _legend(tones: list[Tone], height: float) -> list[Shape]:
    """Say in words what the lines mean."""
    shapes: list[Shape] = []
    for number, tone in enumerate(tones):
        x = _LEFT - 70 + number * _LEGEND
        shapes += [
            Shape("line", ((x, height), (x + 40, height)), size=2.5, tone=tone),
            Shape("text", ((x + 50, height + 6),), size=_LABEL - 2, label=Message(_WORDS[tone]), tone="muted"),
        ]
    return shapes


def _rows(places: Iterable[str]) -> dict[str, float]:
    """Return the places with most flows and the height at which each stands, unknown ones last."""
    weight = Counter(places)
    ranked = sorted(weight, key=lambda place: (-weight[place], place))[:_MOST_COUNTRIES]
    return {
        place: _TOP + _ROW * row for row, place in enumerate(sorted(ranked, key=lambda place: (place == "?", place)))
    }


def _side(rows: dict[str, float], x: float, label_x: float) -> list[Shape]:
    dots = [Shape("circle", ((x, y),), size=_DOT, tone="muted") for y in rows.values()]
    return dots + [Shape("text", ((label_x, y + 6),), size=_LABEL, label=place) for place, y in rows.items()]


def _curve(pair: tuple[str, str], start: float, end: float, tones: list[Tone]) -> Shape:
    return Shape(
        "curve",
        ((_LEFT, start), ((_LEFT + _RIGHT) / 2, start), (_RIGHT, end)),
        size=min(12.0, 2.0 + len(tones) / 2),
        label=Message("{origin} to {destination}: {n}", {"origin": pair[0], "destination": pair[1], "n": len(tones)}),
        tone=next(tone for tone in _TONES if tone in tones),
    )
