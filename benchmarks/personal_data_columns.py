"""Personal data in columns: how right and how quick, on tables with real, masked and shuffled headers, beside peers."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec

from benchmarks.personal_data.generator import tables
from benchmarks.personal_data.measure import TRACKS, Labelled, Prediction, Scores, evidence_of, headed, score
from benchmarks.personal_data.public import FOLDER, public_tables
from benchmarks.runner import Entry, Suite
from govkit_personal_data.categories import shipped
from govkit_personal_data.judge import judge_table

COUNTS = {"small": 40, "medium": 150, "full": 400}
SEED = 20261122
_LATEST_YEAR = 2026
_VALUES = 60
"""Distinct values of a column that a peer is given."""
_SHARE = 0.3
"""Share of them in which an entity has to be seen; without one a single stray match labels a column."""
Detect = Callable[[Labelled, str], list[Prediction]]


def suites(size: str) -> Iterator[Suite]:
    """Print the scores on every set and track, and yield how long they take; peers that are not installed are named."""
    sets = {
        "generated, never fitted on": [headed(table) for table in tables("kept", COUNTS[size], SEED)],
        "public, never fitted on": list(public_tables("kept")),
    }
    if not sets["public, never fitted on"]:
        print(f"  no public tables: {FOLDER} does not name a folder of git directories", flush=True)
    detectors = dict(_detectors())
    for title, found in sets.items():
        if not found:
            continue
        print(f"  {title}: {len(found)} tables", flush=True)
        for track in TRACKS:
            for name, detect in detectors.items():
                print(f"    {track:9}{name:28}{_line(_scored(found, track, detect))}", flush=True)
    few = sets["generated, never fitted on"][:20]
    entries = tuple(
        Entry(name, lambda detect=detect: [detect(table, "real") for table in few])
        for name, detect in detectors.items()
    )
    yield Suite(f"{sum(len(table.columns) for table in few)} columns, judged", "govkit", entries)


def _line(scores: Scores) -> str:
    return (
        f"direct P {scores.precision:.3f} R {scores.recall:.3f} F1 {scores.direct:.3f}   "
        f"category F1 {scores.category:.3f}   calibration error {scores.calibration:.3f}   n {scores.columns}"
    )


def _scored(found: Sequence[Labelled], track: str, detect: Detect) -> Scores:
    return score((gold, said) for table in found for gold, said in zip(table.golds, detect(table, track), strict=True))


def _detectors() -> Iterator[tuple[str, Detect]]:
    yield "govkit", _govkit
    yield "Presidio, values", _presidio()
    if find_spec("commonregex_improved") or find_spec("CommonRegex"):
        yield "CommonRegex", _commonregex()
    else:
        print("  CommonRegex is not installed and was not run", flush=True)
    for name, module in (("DataProfiler", "dataprofiler"), ("piicatcher", "piicatcher")):
        print(f"  {name} was not run: {'no adapter' if find_spec(module) else 'not installed'}", flush=True)


def _govkit(table: Labelled, track: str) -> list[Prediction]:
    verdicts = judge_table(
        evidence_of(table, track, SEED), table.name if track != "masked" else "", latest_year=_LATEST_YEAR
    )
    return [
        Prediction(verdict.detections[0].category, verdict.detections[0].confidence)
        if verdict.detections
        else Prediction(None)
        for verdict in verdicts
    ]


def _presidio() -> Detect:
    """Return Presidio with all of its recognisers of the region, asked value by value, without a language model."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NoOpNlpEngine
    from presidio_analyzer.predefined_recognizers import (
        PhPassportRecognizer,
        PhTinRecognizer,
        PhUmidRecognizer,
        SgFinRecognizer,
        ThTninRecognizer,
    )

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    registry.remove_recognizer("SpacyRecognizer")
    for kind in (ThTninRecognizer, SgFinRecognizer, PhPassportRecognizer, PhTinRecognizer, PhUmidRecognizer):
        registry.add_recognizer(kind(supported_language="en"))
    engine = AnalyzerEngine(
        registry=registry,
        nlp_engine=NoOpNlpEngine([{"lang_code": "en", "model_name": "none"}]),
        supported_languages=["en"],
    )
    meant = {entity: category.id for category in shipped().by_id.values() for entity in category.presidio}
    meant["LOCATION"] = "address"
    del meant["DATE_TIME"]

    def look(value: str) -> set[str]:
        results = engine.analyze(value, language="en", score_threshold=0.4)
        return {meant[result.entity_type] for result in results if result.entity_type in meant}

    return lambda table, _track: [_commonest(column.sample, look) for column in table.columns]


def _commonregex() -> Detect:
    from commonregex_improved import emails, ips, phones, street_addresses

    finders = {"email": emails, "phone": phones, "ip-address": ips, "address": street_addresses}

    def look(value: str) -> set[str]:
        return {category for category, find in finders.items() if find(value)}

    return lambda table, _track: [_commonest(column.sample, look) for column in table.columns]


def _commonest(values: Sequence[str], look: Callable[[str], set[str]]) -> Prediction:
    chosen = random.Random(SEED).sample(list(values), min(len(values), _VALUES))
    seen = Counter(category for value in chosen for category in look(value))
    if not seen:
        return Prediction(None)
    category, count = seen.most_common(1)[0]
    return Prediction(category, 1.0) if count >= _SHARE * len(chosen) else Prediction(None)
