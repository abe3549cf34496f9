"""Other detectors on the same columns, those that are installed; they get values only."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from benchmarks.personal_data.measure import Labelled, Prediction
from govkit_personal_data.categories import shipped

Detect = Callable[[Labelled, str], list[Prediction]]
SEED = 20261122
_VALUES = 60
"""Distinct values of a column that a peer is given."""
_SHARE = 0.3
"""Share of them in which an entity has to be seen; without one a single stray match labels a column."""


def installed() -> Iterator[tuple[str, Detect]]:
    """Yield each peer that is installed, and say which are not."""
    yield "Presidio, values", _presidio()
    if find_spec("presidio_structured"):
        yield "presidio-structured", _presidio_structured()
    else:
        print("  presidio-structured is not installed and was not run", flush=True)
    if find_spec("crim"):
        yield "CommonRegex", _commonregex()
    else:
        print("  CommonRegex is not installed and was not run", flush=True)
    if find_spec("dataprofiler") and find_spec("tensorflow"):
        yield "DataProfiler", _dataprofiler()
    else:
        print("  DataProfiler[ml] is not installed and was not run", flush=True)


def _engine() -> Any:
    """Return Presidio with all of its recognisers of the region, without a language model."""
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
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=NoOpNlpEngine([{"lang_code": "en", "model_name": "none"}]),
        supported_languages=["en"],
    )


def _meant() -> dict[str, str]:
    """Return the entities of Presidio, each with the category that it stands for."""
    meant = {entity: category.id for category in shipped().by_id.values() for entity in category.presidio}
    meant["LOCATION"] = "address"
    del meant["DATE_TIME"]
    return meant


def _presidio() -> Detect:
    """Return Presidio, asked value by value."""
    engine, meant = _engine(), _meant()

    def look(value: str) -> set[str]:
        results = engine.analyze(value, language="en", score_threshold=0.4)
        return {meant[result.entity_type] for result in results if result.entity_type in meant}

    return lambda table, _track: [_commonest(column.sample, look) for column in table.columns]


def _presidio_structured() -> Detect:
    """Return Presidio's own way to label the columns of a table."""
    from pandas import DataFrame
    from presidio_structured import PandasAnalysisBuilder

    builder, meant = PandasAnalysisBuilder(analyzer=_engine(), analyzer_score_threshold=0.4), _meant()

    def detect(table: Labelled, _track: str) -> list[Prediction]:
        chosen = [_chosen(column.sample) for column in table.columns]
        rows = max((len(values) for values in chosen), default=0)
        frame = DataFrame({str(n): values + [""] * (rows - len(values)) for n, values in enumerate(chosen)})
        found = builder.generate_analysis(frame, language="en").entity_mapping if rows else {}
        return [Prediction(meant.get(found.get(str(number), ""))) for number in range(len(chosen))]

    return detect


def _commonregex() -> Detect:
    import crim

    finders = {
        "email": crim.emails,
        "phone": crim.phones,
        "ip-address": crim.ips,
        "address": crim.street_addresses,
        "credit-card": crim.credit_cards,
        "social-security": crim.ssn_numbers,
        "bank-account": crim.iban_numbers,
    }

    def look(value: str) -> set[str]:
        return {category for category, find in finders.items() if find(value)}

    return lambda table, _track: [_commonest(column.sample, look) for column in table.columns]


def _dataprofiler() -> Detect:
    """Return DataProfiler's neural network over characters, which is inside its package."""
    from dataprofiler import DataLabeler
    from pandas import Series

    labeler = DataLabeler(labeler_type="structured")
    meant = {
        "ADDRESS": "address",
        "BAN": "bank-account",
        "CREDIT_CARD": "credit-card",
        "DRIVERS_LICENSE": "driver-license",
        "EMAIL_ADDRESS": "email",
        "IPV4": "ip-address",
        "IPV6": "ip-address",
        "MAC_ADDRESS": "device-id",
        "PERSON": "person-name",
        "PHONE_NUMBER": "phone",
        "SSN": "social-security",
    }

    def detect(table: Labelled, _track: str) -> list[Prediction]:
        values = sorted({value for column in table.columns for value in _chosen(column.sample)})
        said = dict(zip(values, labeler.predict(Series(values))["pred"], strict=True)) if values else {}
        return [
            _commonest(column.sample, lambda value: {meant[said[value]]} if said[value] in meant else set())
            for column in table.columns
        ]

    return detect


def _chosen(values: Sequence[str]) -> list[str]:
    return random.Random(SEED).sample(list(values), min(len(values), _VALUES))


def _commonest(values: Sequence[str], look: Callable[[str], set[str]]) -> Prediction:
    chosen = _chosen(values)
    seen = Counter(category for value in chosen for category in look(value))
    if not seen:
        return Prediction(None)
    category, count = seen.most_common(1)[0]
    return Prediction(category, 1.0) if count >= _SHARE * len(chosen) else Prediction(None)
