"""From the evidence on a column to what it holds: pieces in log-odds that add up, each kept in the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from govkit_personal_data.categories import Categories, Category
from govkit_personal_data.observed import SURE, Column, Detection, Form, Piece
from govkit_personal_data.tally import MOST_FORMS, Hits, Tally
from govkit_personal_data.vocabulary import Vocabulary

if TYPE_CHECKING:
    from govkit_personal_data.recognizers.detectors import Detector

PRIOR = -3.0
"""Log-odds that a column holds a given kind before anything is known of it."""
THRESHOLD = 0.5
_TYPO = 0.05
"""Share of wrong check digits in a column of real identifiers."""
_MOST, _LEAST = 8.0, -1.5
_ONE_HIT = 5.5
_FORM_FITS = 1.0
_FITS = 0.5
"""Share of the distinct values that has to be of a detector's form for its check digits to speak for or against."""
_DATES = 1.5
_WRONG_LOOK = -4.0
_TABLE = 1.2
_REPEATED = 5
"""How often a value has to occur on average for a text column to be one of codes."""


def judge(
    name: str,
    table: str,
    header: Mapping[str, float],
    leaning: int,
    seen: Tally,
    *,
    expected: int,
    dates_records: bool,
    detectors: Sequence[Detector],
    vocabulary: Vocabulary,
    categories: Categories,
) -> Column:
    """Weigh header, values and table. `header` and `leaning` are what the lexicon says of column and table."""
    pieces: dict[str, list[Piece]] = {}
    for category, weight in header.items():
        pieces.setdefault(category, []).append(Piece("header", weight))
    for detector in detectors:
        if piece := _recognised(detector, seen.hits.get(detector.entity), seen):
            pieces.setdefault(detector.category, []).append(piece)
    for index, rows in seen.vocabulary.items():
        entry = vocabulary.entries[index]
        if rows >= entry.share * seen.filled:
            pieces.setdefault(entry.category, []).append(Piece(f"values:{entry.kind}", entry.weight, rows, seen.filled))
    found = [
        detection
        for category, evidence in pieces.items()
        if (detection := _weigh(categories.by_id[category], evidence, leaning, seen, detectors))
    ]
    order = list(categories.by_id)
    found.sort(key=lambda detection: (-detection.confidence, order.index(detection.category)))
    detections = _without_rivals(found)
    return Column(
        table=table,
        name=name,
        examined=seen.rows - seen.cut - seen.unread,
        expected=expected,
        empty=seen.empty,
        cut=seen.cut,
        unread=seen.unread,
        opaque=_is_opaque(seen, detections),
        detections=tuple(detections),
        forms=tuple(Form(look, rows) for look, rows in sorted(seen.forms.items(), key=_commonest)[:MOST_FORMS]),
        oldest=seen.oldest if dates_records and seen.dates >= 0.5 * max(seen.filled, 1) else None,
    )


def _commonest(form: tuple[str, int]) -> tuple[int, str]:
    return -form[1], form[0]


def _recognised(detector: Detector, hits: Hits | None, seen: Tally) -> Piece | None:
    """Hold the matches against chance: what would random values of the same form have given?"""
    if hits is None:
        return None
    candidates = hits.candidates if detector.form else seen.distinct
    right = log((1 - _TYPO) / detector.chance)
    wrong = log(_TYPO / (1 - detector.chance))
    fits = detector.form is not None and candidates >= _FITS * seen.distinct
    odds = hits.whole * right + (candidates - hits.whole) * wrong
    weight, rows = min(_MOST, max(_LEAST if fits else 0.0, odds)), hits.rows
    if fits:
        weight += _FORM_FITS
    elif detector.form is not None:
        weight = 0.0
    if detector.specific and hits.inside_rows and weight < _ONE_HIT:
        weight, rows = _ONE_HIT, hits.inside_rows
    return Piece(f"presidio:{detector.entity}", round(weight, 2), rows, seen.filled)


def _weigh(
    category: Category, evidence: list[Piece], leaning: int, seen: Tally, detectors: Sequence[Detector]
) -> Detection | None:
    best: dict[str, Piece] = {}
    for piece in evidence:
        kind = piece.what.partition(":")[0]
        if kind not in best or piece.weight > best[kind].weight:
            best[kind] = piece
    pieces = [piece for piece in best.values() if piece.weight]
    if "header" in best and (look := _look(category, seen, recognised="presidio" in best, detectors=detectors)):
        pieces.append(look)
    if leaning and category.id in ("person-name", "address", "phone", "email"):
        pieces.append(Piece("table", _TABLE * leaning))
    odds = PRIOR + sum(piece.weight for piece in pieces)
    confidence = round(1 / (1 + exp(-odds)), 3)
    if confidence < THRESHOLD or not seen.filled:
        return None
    values = [piece for piece in pieces if piece.of and piece.what != "look"]
    matched = max((piece.seen for piece in values), default=seen.filled)
    return Detection(
        category=category.id,
        identifies=category.identifies,
        sensitivity=category.sensitivity,
        confidence=confidence,
        matched=matched,
        share=wilson(matched, seen.rows),
        evidence=tuple(pieces),
    )


def _look(category: Category, seen: Tally, *, recognised: bool, detectors: Sequence[Detector]) -> Piece | None:
    """Say whether the values can be what the header says; a flag or a price below `email` is none."""
    filled = max(seen.filled, 1)
    fitting = {
        "letters": seen.with_letters,
        "mixed": seen.with_letters,
        "digits": seen.with_digits,
        "number": seen.numbers,
        "date": seen.dates,
        "any": seen.filled,
    }[category.expects]
    if category.expects == "date" and seen.dates >= 0.5 * filled:
        return Piece("look", _DATES, seen.dates, seen.filled)
    if category.id == "email" and not recognised:
        return Piece("look", _WRONG_LOOK, 0, seen.filled)
    if category.expects == "digits" and (seen.distinct <= 2 < seen.filled or _all_short(seen)):
        return Piece("look", _WRONG_LOOK, 0, seen.filled)
    if fitting < 0.5 * filled:
        return Piece("look", _WRONG_LOOK, fitting, seen.filled)
    return None


def _all_short(seen: Tally) -> bool:
    """Tell whether all values are of fewer than five characters: no number that identifies anybody."""
    return all(len(look) < 5 for look in seen.forms)


def _without_rivals(found: Sequence[Detection]) -> list[Detection]:
    """Of several kinds that explain the same values keep the best; kinds that were found inside values stay."""
    kept: list[Detection] = []
    for detection in found:
        if not kept or _found_inside(detection):
            kept.append(detection)
    return kept


def _is_opaque(seen: Tally, detections: Sequence[Detection]) -> bool:
    """Tell whether a column may hold what nothing here recognises: sentences, varied texts, long numbers."""
    if any(detection.confidence >= SURE and not _found_inside(detection) for detection in detections):
        return False
    varied = seen.distinct * _REPEATED > seen.filled
    return seen.sentences > 0 or seen.long_digits > 0 or (varied and seen.with_letters > seen.dates)


def _found_inside(detection: Detection) -> bool:
    """Tell whether it rests on matches inside longer values."""
    return any(piece.weight == _ONE_HIT for piece in detection.evidence)


def wilson(matched: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, by Wilson; (0, 1) where nothing was looked at."""
    if of == 0:
        return 0.0, 1.0
    z = 1.96
    share, spread = matched / of, z * z / of
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return round(max(0.0, centre - half), 6), round(min(1.0, centre + half), 6)
