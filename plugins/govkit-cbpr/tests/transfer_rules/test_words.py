"""Words of open vocabularies: synonyms mean their term, and a word that is not listed decides nothing."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.flow_reading import Reader, read_flow
from govkit_cbpr.transfer_rules.interests import interests_of
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.overlays import compile_overlay
from govkit_cbpr.transfer_rules.rules import Overlay
from govkit_cbpr.transfer_rules.vocabulary import term
from govkit_cbpr.transfer_rules.words import Words

TODAY = date(2026, 6, 1)
RULES = installed_rules()
US = {"law": "us.28cfr202", "origin": "US", "destination": "CN", "subjects_per_year": 50_000}
BROKERAGE = {**US, "us_transaction": "data_brokerage"}
KOREA = {"law": "eu.gdpr", "origin": "FR", "destination": "KR", "mechanisms": "none"}
FROM_KOREA = {"law": "kr.pipa", "origin": "KR", "destination": "FR", "mechanisms": "none"}
TAIWAN = {"law": "tw.pdpa", "origin": "TW", "destination": "CN", "data_categories": ["subscriber"]}
CHINA = {
    "law": "cn.pipl", "origin": "CN", "destination": "SG", "exporter_is_ciio": False, "important_data": False,
    "subjects_per_year": 500, "mechanisms": "none",
}  # fmt: skip


def answer(record: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    verdict = Assessor(RULES).assess(read_flow(record, TODAY)).combined
    return verdict.answer, verdict.missing


@pytest.mark.parametrize(
    ("flow", "missing"),
    [
        ({**BROKERAGE, "data_categories": ["chromosomes"]}, "data_categories"),
        ({**BROKERAGE, "data_categories": ["contact", "chromosomes"]}, "data_categories"),
        ({**US, "data_categories": ["health"], "us_transaction": "barter"}, "us_transaction"),
        ({**FROM_KOREA, "data_categories": ["loans"]}, "data_categories"),
        ({**FROM_KOREA, "data_categories": ["contact", "national-id"]}, "data_categories"),
        ({**TAIWAN, "sector": "tower operator"}, "sector"),
        ({**KOREA, "recipient_sector": "congregation", "data_categories": ["contact"]}, "recipient_sector"),
        ({**KOREA, "data_categories": ["credit"], "recipient_supervised_by": "the bureau"}, "recipient_supervised_by"),
        ({**CHINA, "sensitivity": "tricky"}, "sensitivity"),
        ({**CHINA, "sensitivity": "ordinary", "legal_basis": "agreed by click"}, "legal_basis"),
    ],
)
def test_a_word_that_is_not_listed_leaves_the_answer_open(flow: dict[str, Any], missing: str) -> None:
    said, wanted = answer(flow)
    assert said == "unknown"
    assert missing in wanted


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        ({**BROKERAGE, "data_categories": ["dna"]}, "not_permitted"),
        ({**BROKERAGE, "data_categories": ["Medical-Records"]}, "not_permitted"),
        ({**BROKERAGE, "data_categories": ["chromosomes"], "subjects_per_year": 100}, "permitted"),
        ({**BROKERAGE, "data_categories": ["health", "chromosomes"]}, "not_permitted"),
        ({**BROKERAGE, "data_categories": ["email"]}, "permitted"),
        ({**FROM_KOREA, "data_categories": ["name", "purchase history"]}, "permitted"),
        ({**FROM_KOREA, "data_categories": "none"}, "permitted"),
        ({**FROM_KOREA, "data_categories": ["dpv-pd:EmailAddress"]}, "permitted"),
        ({**BROKERAGE, "data_categories": ["person-name", "job"], "subjects_per_year": 5000}, "permitted"),
        ({**TAIWAN, "sector": "retail"}, "permitted"),
        ({**TAIWAN, "sector": "tower operator", "destination": "JP"}, "permitted"),
        ({**KOREA, "recipient_sector": "retail", "data_categories": ["contact"]}, "permitted"),
        ({**KOREA, "data_categories": ["credit"], "recipient_supervised_by": "pipc"}, "permitted"),
        ({**CHINA, "sensitivity": "normal"}, "permitted_with_conditions"),
        ({**CHINA, "sensitivity": "highly sensitive"}, "not_permitted"),
    ],
)
def test_a_listed_word_decides_and_a_strange_one_only_where_it_matters(flow: dict[str, Any], said: str) -> None:
    assert answer(flow)[0] == said


@pytest.mark.parametrize(
    ("key", "word", "meant"),
    [
        ("data_categories", "person-name", "contact"),
        ("data_categories", "full name", "contact"),
        ("data_categories", "ip addresses", "device"),
        ("data_categories", "job title", "job"),
        ("data_categories", "dpv-pd:EmailAddress", "contact"),
        ("data_categories", "pd:HealthRecord", "health"),
        ("data_categories", "user.government_id.passport_number", "passport"),
        ("sector", "cosmetics", "manufacturing"),
        ("sector", "chemicals", "manufacturing"),
        ("data_categories", "national-id", None),
        ("data_categories", "pd:OfficialID", None),
    ],
)
def test_words_that_can_not_be_mistaken_are_listed(key: str, word: str, meant: str | None) -> None:
    assert RULES.words.term_of(key, term(word)) == meant


AMBIGUOUS = {"national-id", "tax-id", "social-security", "other-direct", "other-indirect"}
"""A number that may be the one which Korea treats apart, and kinds that hold several of those which rules name."""


@pytest.mark.parametrize("word", ["national-id", "Tax ID", "user.government_id", "dpv-pd:SocialSecurityNumber"])
def test_a_person_has_to_say_which_number_it_is(word: str) -> None:
    reader = Reader(TODAY, RULES.words)
    assert reader.read({"data_categories": [word]}, "flows[0]").values
    assert "write which it is: `resident_registration_number` | `id_number_outside_korea`" in reader.ignored[0]
    assert answer({**FROM_KOREA, "data_categories": [word]})[0] == "unknown"
    assert answer({**FROM_KOREA, "data_categories": ["resident-registration-number"]})[0] == "not_permitted"
    assert answer({**FROM_KOREA, "data_categories": ["id-number-outside-Korea"]})[0] == "permitted"


@pytest.mark.parametrize("ambiguous", [{"retail": ("food",)}, {"shop": ("retail", "mall")}])
def test_a_choice_between_terms_is_one_of_terms(ambiguous: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match="is no choice between terms"):
        Words({"sector": {"retail": (), "food": ()}}, {"sector": ambiguous})


def test_the_kinds_of_personal_data_are_listed() -> None:
    path = find_spec("govkit_personal_data")
    if path is None or path.origin is None:
        pytest.skip("govkit-personal-data is not installed")
    text = (Path(path.origin).parent / "data" / "categories.toml").read_text("utf-8")
    kinds = tomllib.loads(text)["categories"]
    for spelled in (lambda name: name, lambda name: kinds[name]["fides"], lambda name: kinds[name]["dpv"]):
        words = {name: term(spelled(name)) for name in kinds if name not in AMBIGUOUS}
        strange = [word for word in words.values() if RULES.words.term_of("data_categories", word) is None]
        assert strange == []


def test_rules_name_listed_words_only() -> None:
    named = [
        (name, key, word)
        for name, law in RULES.regimes.items()
        for key, words in interests_of(law, RULES).named.items()
        if RULES.words.lists(key)
        for word in map(str, words)
        if RULES.words.term_of(key, word.lower().replace("-", "_")) is None
    ]
    assert named == []


def test_a_rule_may_name_a_word_of_its_own() -> None:
    rule = {
        "id": "no-payroll", "title": "No payroll", "because": "policy 3", "answer": "not_permitted",
        "when": {"data_categories": ["acme-payroll"]},
    }  # fmt: skip
    overlay = Overlay.model_validate(
        {"govkit": "transfer-overlay/1", "overlay": "acme", "title": "t", "owner": "o", "rules": [rule]}
    )
    judge = Assessor(RULES, overlays=[compile_overlay(overlay, RULES.terms, RULES.conditions, RULES.regimes)])
    said = {
        word: judge.assess(read_flow({**FROM_KOREA, "data_categories": [word]}, TODAY)).combined.answer
        for word in ("Acme payroll", "contact", "loans")
    }
    assert said == {"Acme payroll": "not_permitted", "contact": "permitted", "loans": "unknown"}


def test_a_strange_word_is_told_once_for_equal_flows() -> None:
    reader = Reader(TODAY, RULES.words)
    record = {"data_categories": ["helth"], "mechanisms": [{"kind": "clauses.model", "module": "nine"}]}
    for name in "ab":
        reader.read({"id": name, **record, "onward": [{"origin": "SG", "sector": "towers"}]}, "flows[0]")
    assert len(reader.ignored) == 3
    assert "flows[0]: the word `helth` is not listed" in reader.ignored[0]
    assert "did you mean `health`?" in reader.ignored[0]
    assert "flows[0].onward[0]: the word `towers`" in reader.ignored[2]


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ({"subjects_per_year": {"many": ()}}, "holds no terms"),
        ({"sector": {"retail": ("shop",), "food": ("shop",)}}, "stands for two terms"),
    ],
)
def test_a_list_that_can_not_be_right_is_refused(listed: dict[str, dict[str, tuple[str, ...]]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Words(listed)
