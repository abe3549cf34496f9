"""Draws scores: a bar from 0 to 100 whose parts are told apart by pattern as well as by colour."""

from __future__ import annotations

from markupsafe import Markup, escape

from govkit.report.view.frameworks import FrameworkView, ScoreView
from govkit.report.words import Words

_TOP, _HEIGHT = 30, 18


def patterns() -> Markup:
    """Return the patterns that the drawings of a page share."""
    return Markup(
        '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
        '<pattern id="p-undecided" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="p-ground" width="7" height="7"/><line class="p-line" x1="0" x2="0" y1="0" y2="7"/></pattern>'
        '<pattern id="p-declared" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<rect class="p-tint" width="5" height="5"/><circle class="p-dot" cx="2.5" cy="2.5" r="1"/></pattern>'
        "</defs></svg>"
    )


def score_chart(framework: FrameworkView, words: Words) -> Markup:
    """Return the drawing of a framework's score; coordinates across are percentages, so that text keeps its size."""
    score = framework.score
    if score is None:
        return Markup("")
    parts = ", ".join(words.text("{label}: weight {n}", label=part.label, n=part.weight) for part in score.parts)
    bars = Markup("").join(
        Markup('<rect class="part {}" x="{}%" y="{}" width="{}%" height="{}"/>').format(
            part.key, _percent(part.start), _TOP, _percent(part.end - part.start), _HEIGHT
        )
        for part in score.parts
    )
    return Markup(
        '<svg class="score" width="100%" height="72" role="img"><title>{}</title><desc>{}</desc>{}{}{}</svg>'
    ).format(f"{framework.name}: {score.sentence}", f"{score.decided}. {parts}", bars, _bracket(score), _scale())


def _bracket(score: ScoreView) -> Markup:
    """Return the interval over the bar, with its ends."""
    low, high = score.low, score.high
    ends = Markup('<line class="bracket" x1="{0}%" x2="{0}%" y1="19" y2="27"/>')
    texts = [(low, "end" if low > 8 and high - low < 12 else _anchor(low))]
    if high != low:
        texts.append((high, "start" if high < 92 and high - low < 12 else _anchor(high)))
    labels = Markup("").join(
        Markup('<text class="end" x="{}%" y="13" text-anchor="{}">{}</text>').format(value, anchor, value)
        for value, anchor in texts
    )
    return Markup('<line class="bracket" x1="{}%" x2="{}%" y1="19" y2="19"/>{}{}{}').format(
        low, high, ends.format(low), ends.format(high), labels
    )


def _anchor(value: int) -> str:
    if value < 5:
        return "start"
    return "end" if value > 95 else "middle"


def _scale() -> Markup:
    marks = ((0, "start"), (25, "middle"), (50, "middle"), (75, "middle"), (100, "end"))
    return Markup("").join(
        Markup('<text class="tick" x="{}%" y="65" text-anchor="{}">{}</text>').format(value, anchor, value)
        for value, anchor in marks
    )


def _percent(share: float) -> str:
    return f"{escape(round(max(0.0, min(1.0, share)) * 100, 3))}"
