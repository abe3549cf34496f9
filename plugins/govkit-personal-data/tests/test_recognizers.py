"""The identifiers as Presidio recognisers in a plain analyzer, and patterns that must not blow up."""

from __future__ import annotations

import re
import time

import pytest
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngineProvider

from govkit_personal_data.identifiers import all_identifiers, bounded, read_own
from govkit_personal_data.patterns import LONGEST, check_pattern
from govkit_personal_data.recognizers import all_recognizers, entity_of
from govkit_personal_data.text import shipped_engine


@pytest.fixture(scope="module")
def analyzer():
    models = [{"lang_code": "en", "model_name": "none"}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "no_op", "models": models}).create_engine()
    registry = RecognizerRegistry(recognizers=all_recognizers(), supported_languages=["en"])
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])


FOUND = {
    "เลขประจำตัวประชาชน1101700207030ครับ": ("TH_NATIONAL_ID", "1101700207030", 0.9),
    "บัตร ๑-๑๐๑๗-๐๐๒๐๗-๐๓-๐": ("TH_NATIONAL_ID", "๑-๑๐๑๗-๐๐๒๐๗-๐๓-๐", 0.6),
    "my NRIC S1234567D": ("SG_NATIONAL_ID", "S1234567D", 0.9),
    "12/KaMaNa(N)123456": ("MM_NATIONAL_ID", "12/KaMaNa(N)123456", 0.9),
    "ann@shop.example": ("EMAIL_ADDRESS", "ann@shop.example", 0.95),
    "số CCCD 038094139455": ("VN_NATIONAL_ID", "038094139455", 0.9),
    "NPWP 01.312.166.0-091.000": ("ID_TAX_ID", "01.312.166.0-091.000", 0.9),
}


@pytest.mark.parametrize("text", FOUND)
def test_a_plain_analyzer_finds_them_without_a_model(analyzer, text):
    entity, value, score = FOUND[text]
    results = [result for result in analyzer.analyze(text, "en") if result.entity_type == entity]
    assert [(text[result.start : result.end], result.score) for result in results] == [(value, score)]


@pytest.mark.parametrize("text", ["NRIC S1234567A", "1101700207031", "4111 1111 1111 1112", "ID 1311083202710044"])
def test_wrong_check_digits_are_nothing(analyzer, text):
    kinds = {"SG_NATIONAL_ID", "TH_NATIONAL_ID", "CREDIT_CARD", "ID_NATIONAL_ID"}
    assert not [result for result in analyzer.analyze(text, "en") if result.entity_type in kinds]


def test_countries_may_be_chosen_and_entities_are_named_by_them():
    chosen = all_recognizers({"TH"}, language="th")
    assert {recognizer.identifier.country for recognizer in chosen} == {"TH", None}
    assert {recognizer.supported_language for recognizer in chosen} == {"th"}
    assert all(re.fullmatch(r"[A-Z0-9_]+", entity_of(identifier)) for identifier in all_identifiers())


PUMPS = (
    "0",
    "1-",
    "1 ",
    "1.",
    "a",
    "A1",
    "a.",
    "a@",
    "+1 ",
    "00",
    ":",
    "1:",
    "(1)",
    "ก1",
    "12/",
    "က",
    "IG1",
    "4 4-",
    "A ",
)
SIZE = 20_000


@pytest.mark.parametrize("identifier", all_identifiers(), ids=lambda identifier: identifier.id)
def test_twice_the_text_takes_about_twice_the_time_in_python_too(identifier):
    """RE2 is linear by design; Presidio runs the same patterns by backtracking, where pumping shows."""
    pattern = re.compile(bounded(identifier), re.ASCII)
    for pump in PUMPS:
        small, large = (pump * (size // len(pump)) + "!" for size in (SIZE // 8, SIZE // 4))
        assert any(_seconds(pattern, large) <= 4 * _seconds(pattern, small) + 0.02 for _ in range(4)), pump


def _seconds(pattern, text):
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


@pytest.mark.parametrize("pump", PUMPS)
def test_the_text_engine_gets_through_pumped_texts(pump):
    text = pump * (SIZE // len(pump))
    assert shipped_engine().read(text).examined == len(text)


BAD = {
    "(a+)+$": None,
    r"(?<=a)b": "linear time",
    r"(a)\1": "linear time",
    r"a{1,5000}": "linear time",
    r"\b[0-9]{5}\b": "glued",
    "[0-9]*": "empty text",
    "a" * (LONGEST + 1): "longer",
    "(?:[a-z]{1,500}[0-9]{1,500}){1,2}" * 8 + "(?:(?:x{1,90}y){1,90}){1,9}": "linear time|instructions",
    r"\pN": "Python",
}


@pytest.mark.parametrize("pattern", BAD, ids=lambda pattern: pattern[:20])
def test_patterns_brought_by_users_are_checked(pattern):
    if BAD[pattern] is None:
        check_pattern(pattern)
        return
    with pytest.raises(ValueError, match=BAD[pattern]):
        check_pattern(pattern)


def test_all_shipped_patterns_may_be_brought():
    for identifier in all_identifiers():
        for pattern in identifier.patterns:
            check_pattern(pattern)


def test_identifiers_of_a_user_are_checked_when_loaded_and_found(tmp_path):
    entry = (
        "govkit: identifiers/1\ncountry: TH\nidentifiers:\n  - id: staff\n    title: Staff\n    category: username\n"
        "    patterns: ['{}']\n    mark: verified\n    weight: 0.7\n    source: the company\n"
    )
    file = tmp_path / "own.yaml"
    file.write_text(entry.replace("{}", "EMP-[0-9]{6}"), "utf-8")
    own = read_own(file)
    text = "ask EMP-123456 about order EMP-654321"
    (found,) = shipped_engine(own).read(text).spans
    assert (text[found.start : found.end], found.label, found.by) == ("EMP-123456", "USERNAME", "th.staff")
    file.write_text(entry.replace("{}", "(?=a)b"), "utf-8")
    with pytest.raises(ValueError, match=r"th\.staff: .*linear time"):
        read_own(file)
