"""Personal data in sentences: how right and how quick, beside Presidio with all its recognisers of the region."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.runner import Entry, Suite
from benchmarks.sentences import Sentence, sentences
from govkit_personal_data.text import shipped_engine

COUNTS = {"small": 220, "medium": 1_100, "full": 5_500}
_OURS = frozenset(
    {"NATIONAL_ID", "TAX_ID", "PASSPORT", "PHONE", "BANK_ACCOUNT", "VEHICLE_ID", "DRIVER_LICENSE", "SOCIAL_SECURITY"}
    | {"HEALTH_ID", "EMAIL", "CREDIT_CARD"}
)
_THEIRS = {
    "TH_TNIN": "NATIONAL_ID",
    "SG_NRIC_FIN": "NATIONAL_ID",
    "SG_UEN": "TAX_ID",
    "PH_TIN": "TAX_ID",
    "PH_UMID": "SOCIAL_SECURITY",
    "PH_PASSPORT": "PASSPORT",
    "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL",
    "CREDIT_CARD": "CREDIT_CARD",
    "IBAN_CODE": "BANK_ACCOUNT",
    "US_BANK_NUMBER": "BANK_ACCOUNT",
    "US_PASSPORT": "PASSPORT",
    "US_DRIVER_LICENSE": "DRIVER_LICENSE",
    "US_SSN": "SOCIAL_SECURITY",
    "US_ITIN": "TAX_ID",
    "UK_NHS": "HEALTH_ID",
}
"""Presidio's entities in the categories of the sentences."""
Found = tuple[int, int, str]
Find = Callable[[str], list[Found]]


def suites(size: str) -> Iterator[Suite]:
    """Print how right each is on each part of the sentences, and yield how long they take."""
    finders = {"govkit": _govkit(), "Presidio": _presidio()}
    for part in ("seen", "held", "fresh", "late", "last"):
        texts = list(sentences(part, COUNTS[size]))
        for name, find in finders.items():
            precision, recall, score = _scores(texts, find)
            print(
                f"  {part:6} {name:9} precision {precision:.3f}  recall {recall:.3f}  relaxed F1 {score:.3f}",
                flush=True,
            )
    few = [sentence.text for sentence in sentences("held", COUNTS["small"])]
    entries = tuple(Entry(name, lambda find=find: [find(text) for text in few]) for name, find in finders.items())
    yield Suite(f"{len(few)} sentences", "govkit", entries)


def _govkit() -> Find:
    engine = shipped_engine()
    engine.read("compile what is compiled once")
    return lambda text: [(s.start, s.end, s.label) for s in engine.read(text).spans if s.label in _OURS]


def _presidio() -> Find:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer import predefined_recognizers as own
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": "none"}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "no_op", "models": models}).create_engine()
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    for name in ("SgFinRecognizer", "SgUenRecognizer", "PhTinRecognizer", "PhUmidRecognizer", "PhPassportRecognizer"):
        if hasattr(own, name):
            registry.add_recognizer(getattr(own, name)(supported_language="en"))
    if hasattr(own, "ThTninRecognizer"):
        registry.add_recognizer(own.ThTninRecognizer(supported_language="en"))
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])

    def find(text: str) -> list[Found]:
        best: dict[tuple[int, int], tuple[float, str]] = {}
        for result in analyzer.analyze(text, "en", score_threshold=0.4):
            place = (result.start, result.end)
            if result.entity_type in _THEIRS and result.score > best.get(place, (0.0, ""))[0]:
                best[place] = (result.score, _THEIRS[result.entity_type])
        return [(start, end, category) for (start, end), (_, category) in best.items()]

    return find


def _scores(texts: Sequence[Sentence], find: Find) -> tuple[float, float, float]:
    """Return precision, recall and F1, where a span is right if it overlaps one of the same category."""
    right = wrong = missed = 0
    for sentence in texts:
        left = list(sentence.spans)
        for start, end, category in find(sentence.text):
            hit = next((s for s in left if s[2] == category and s[0] < end and start < s[1]), None)
            if hit is None:
                wrong += 1
            else:
                left.remove(hit)
                right += 1
        missed += len(left)
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
