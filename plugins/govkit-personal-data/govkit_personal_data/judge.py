"""From the evidence on the columns of a table to what each holds: kinds compete, pieces add up, and all is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from govkit_personal_data import categories as kinds
from govkit_personal_data import fusion, lexicon
from govkit_personal_data.evidence import contacts, demographics, numbers, people
from govkit_personal_data.evidence.column import ColumnEvidence, Signal, Spot
from govkit_personal_data.evidence.heading import Names, header_signals, sibling_signals, table_signals
from govkit_personal_data.evidence.links import links
from govkit_personal_data.evidence.profile import Profile, profile
from govkit_personal_data.identifiers import Identifier, all_identifiers
from govkit_personal_data.lexicon import Lexicon
from govkit_personal_data.observed import Detection, Piece
from govkit_personal_data.prevalence import Prevalence, prevalence, wilson

THRESHOLD, NAMED = 0.5, 0.45
"""Confidence from which a kind is told, and from which it is where the header names it: made-up numbers have no check
digits, and whoever called the column so may be right."""
HEADER_ONLY = 0.79
"""The most that a header gives without support from the values: medium confidence."""
_FORM_OF_A_THING = 0.79
"""The most that the form of a number gives under a header that names a thing: part numbers may look like anything."""
_FEW_PASS = 0.6
"""Strength of check digits from which they say more than a form: few numbers pass them by chance."""
_SHOWN = 0.05
"""Log-odds below which a piece of evidence is not kept."""
_ONE_HIT = 0.9
"""Confidence of a kind of which single values were found inside texts, by a form that nothing else has."""
_TELLING = 0.8
"""Weight of an identifier whose form alone is telling, so that single matches inside texts count."""
_FAIRLY_TELLING = 0.5
"""Weight of an identifier whose check digits are telling where far more are right than could be by chance."""
_LEAST_RIGHT, _RIGHT, _DEVIATIONS = 5, 0.5, 6.0
_DATED = frozenset({"my_mykad", "id_nik", "vn_cccd"})
"""Checks that look at days and places only, which other numbers hold as well."""
_NUMBERS = 0.7
"""Share of plain numbers above which a column holds no texts in which something could be found."""
_PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*(?:[eE][-+]?[0-9]+)?")
_FILE = re.compile(r"(?i)@[^\s@]*\.(?:png|jpe?g|gif|svg|webp|pdf|css|js)(?![a-z0-9])")
_FORMS = frozenset({*numbers.NUMBERED, "ip-address", "device-id", "phone"})
"""Kinds that are told by the form of a number, which numbers of things have as well."""
_ABOUT_VALUES = ("header.", "table.", "siblings.", "prior")

Signals = Mapping[str, tuple[Signal, ...]]
"""Category → what speaks for and against it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one column holds, best first; nothing where nothing was recognised."""

    detections: tuple[Detection, ...]


def judge_table(
    columns: Sequence[ColumnEvidence], table: str, *, latest_year: int, own: tuple[Identifier, ...] = ()
) -> list[Verdict]:
    """Say what each column of a table holds; `latest_year` is the last in which a person can have been born.

    `own` are identifiers that a user has brought.
    """
    weights, known = fusion.shipped(), _identifiers(own)
    read = read_table(columns, table, latest_year, own)
    likely = [(best(signals, weights), names) for signals, names in read]
    verdicts = []
    for index, (column, (signals, _)) in enumerate(zip(columns, read, strict=True)):
        whole = with_siblings(signals, likely, index)
        verdicts.append(Verdict(tuple(_detections(column, whole, weights, known, latest_year))))
    return verdicts


def read_table(
    columns: Sequence[ColumnEvidence], table: str, latest_year: int, own: tuple[Identifier, ...] = ()
) -> list[tuple[Signals, Names]]:
    """Return the signals of every column but those of its neighbours, and what it names beside people."""
    words = lexicon.shipped()
    leaning = words.table_leaning(table)
    profiles = [profile(column) for column in columns]
    return [
        _read(seen, linked, words, leaning, _identifiers(own), latest_year)
        for seen, linked in zip(profiles, links(profiles), strict=True)
    ]


def _read(
    seen: Profile,
    linked: tuple[Signal, ...],
    words: Lexicon,
    leaning: int,
    identifiers: Mapping[str, Identifier],
    latest_year: int,
) -> tuple[Signals, Names]:
    known = tuple(kinds.shipped().by_id)
    heading = words.says(seen.column.name)
    found: dict[str, list[Signal]] = {category: [] for category in known}
    if not seen.values:
        return {category: () for category in known}, ""
    sources: tuple[Iterator[Signal], ...] = (
        header_signals(heading, known),
        table_signals(leaning, known),
        people.signals(seen),
        contacts.signals(seen),
        numbers.signals(seen, identifiers),
        demographics.signals(seen, latest_year),
        iter(linked),
    )
    for source in sources:
        for signal in source:
            if signal.strength:
                found[signal.category].append(signal)
    firms = any(signal.what == "people.organisations" and signal.strength > 0.8 for signal in found[people.NAME])
    names: Names = "organisations" if firms else "things" if heading.nothing else ""
    return {category: tuple(signals) for category, signals in found.items()}, names


def with_siblings(signals: Signals, likely: Sequence[tuple[str | None, Names]], index: int) -> Signals:
    """Add what the other columns say; `likely` is each column's best category, and what it names beside people."""
    found = {category: list(own) for category, own in signals.items()}
    for signal in sibling_signals(likely, index, signals):
        found[signal.category].append(signal)
    return {category: tuple(own) for category, own in found.items()}


def best(signals: Signals, weights: fusion.Weights) -> str | None:
    """Return the likeliest category of a column, none where nothing is likelier."""
    odds = {category: weights.odds(category, own) for category, own in signals.items()}
    best = max(odds, key=lambda category: odds[category])
    return best if odds[best] > 0 else None


def _detections(
    column: ColumnEvidence,
    signals: Signals,
    weights: fusion.Weights,
    identifiers: Mapping[str, Identifier],
    latest_year: int,
) -> Iterator[Detection]:
    if not column.filled:
        return
    odds = {category: weights.odds(category, own) for category, own in signals.items()}
    best = max(odds, key=lambda category: odds[category])
    rivals = [other for category, other in odds.items() if category != best]
    confidence = weights.confidence(odds[best], rivals, named=fusion.is_named(signals[best]))
    weighty = [signal for signal in signals[best] if abs(weights.of(signal)) >= _SHOWN]
    if not any(weights.of(signal) > _SHOWN for signal in weighty if not signal.what.startswith(_ABOUT_VALUES)):
        confidence = min(confidence, HEADER_ONLY)
    if best in _FORMS and _is_only_a_form(signals[best]):
        confidence = min(confidence, _FORM_OF_A_THING)
    named = any(signal.what == "header.names" for signal in signals[best])
    told = confidence >= (NAMED if named else THRESHOLD)
    if told:
        seen = prevalence(column, best, weighty, latest_year)
        pieces = [_piece(signal, round(weights.of(signal), 2), seen) for signal in weighty]
        prior = weights.signals.get(f"prior@{best}", 0.0)
        context = (Piece("prior", round(prior, 2)), Piece("rivals", round(fusion.rivalry(rivals), 2)))
        matched, share = seen.of({signal.what for signal in signals[best] if weights.of(signal) > 0})
        order = sorted(pieces, key=lambda piece: (-abs(piece.weight), piece.what))
        yield detection_of(best, confidence, matched, share, (*order, *context))
    yield from _inside(column, best if told else None, identifiers)


def _is_only_a_form(signals: Sequence[Signal]) -> bool:
    """Tell whether the header names a thing and no check digits say otherwise."""
    thing = any(signal.what == "header.names-a-thing" for signal in signals)
    return thing and not any(s.what == "number.check-digits" and s.strength >= _FEW_PASS for s in signals)


def _piece(signal: Signal, weight: float, seen: Prevalence) -> Piece:
    rows = seen.rows(signal.what) if signal.share else None
    return Piece(signal.what, weight, rows or 0, seen.column.filled if rows is not None else 0)


def _inside(column: ColumnEvidence, best: str | None, identifiers: Mapping[str, Identifier]) -> Iterator[Detection]:
    """Yield the kinds of which single values stand inside others, such as an address in a note."""
    most: dict[str, tuple[int, str]] = {}
    if len(list(filter(None, map(_PLAIN_NUMBER.fullmatch, column.sample)))) > _NUMBERS * len(column.sample):
        return
    for name, spot in column.spots.items():
        identifier = identifiers.get(name)
        if identifier is None or identifier.whole_cell or identifier.category == best:
            continue
        if identifier.category == "email" and _names_files(column):
            continue
        rows = spot.inside_valid if identifier.validator else spot.inside
        if rows and (_tells(identifier, spot) if identifier.weight >= _TELLING else _tells_by_number(identifier, spot)):
            most[identifier.category] = max(most.get(identifier.category, (0, "")), (rows, name))
    for category, (rows, name) in most.items():
        piece = Piece(f"inside:{name}", 5.5, rows, column.filled)
        yield detection_of(category, _ONE_HIT, rows, wilson(rows, column.rows), (piece,))


def _tells(identifier: Identifier, spot: Spot) -> bool:
    """Tell whether single values inside texts count: not with as few right check digits as any codes would have."""
    return identifier.validator is None or _deviations(identifier, spot) > 2


def _tells_by_number(identifier: Identifier, spot: Spot) -> bool:
    """Tell whether there are so many right check digits inside texts that a form which many codes have counts too."""
    if identifier.weight < _FAIRLY_TELLING or identifier.validator is None or identifier.validator in _DATED:
        return False
    most_right = spot.inside_valid >= max(_LEAST_RIGHT, _RIGHT * spot.inside)
    return most_right and _deviations(identifier, spot) > _DEVIATIONS


def _deviations(identifier: Identifier, spot: Spot) -> float:
    """Return by how many standard deviations more check digits are right than those of codes of the same form."""
    rate, of = min(identifier.random_pass_rate, 1 - 1e-9), spot.inside
    return (spot.inside_valid - of * rate) / sqrt(of * rate * (1 - rate))


def _names_files(column: ColumnEvidence) -> bool:
    """Tell whether all that looks like an e-mail address is part of a file's name, such as `logo@2x.png`."""
    found = [value for value in column.sample if "@" in value]
    return bool(found) and all(_FILE.search(value) for value in found)


def detection_of(
    category: str, confidence: float, matched: int, share: tuple[float, float], evidence: tuple[Piece, ...]
) -> Detection:
    """Return a detection of a category, with what is known of the category."""
    kind = kinds.shipped().by_id[category]
    return Detection(
        category=category,
        identifies=kind.identifies,
        sensitivity=kind.sensitivity,
        confidence=round(confidence, 3),
        matched=matched,
        share=share,
        evidence=evidence,
    )


@lru_cache(maxsize=4)
def _identifiers(own: tuple[Identifier, ...]) -> Mapping[str, Identifier]:
    return {identifier.id: identifier for identifier in (*all_identifiers(), *own)}
