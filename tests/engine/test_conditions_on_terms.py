"""Terms are compared, not spellings; and a term that may be a kind of the one that is meant leaves it open."""

from __future__ import annotations

from typing import Any

import pytest

from govkit.model.term import folded, is_term, words
from tests.engine.bench import assess, control, only

CONSENT = ["consent", "Consent", "CONSENT", "dpv:Consent"]
MAY_BE_CONSENT = ["explicit_consent", "dpv:ExplicitConsent", "consent.separate", "consent_not_needed"]
OTHERS = ["contract", "dpv:Contract", "legitimate_interest", "consensus"]


def verdict(control_: dict[str, Any], **record: Any) -> str:
    return str(only(assess({"datasets": [{"id": "a", **record}]}, control_))["status"])


@pytest.mark.parametrize(
    ("terms", "verdicts"),
    [
        (CONSENT, ("pass", "fail", "fail")),
        (MAY_BE_CONSENT, ("unknown", "unknown", "unknown")),
        (OTHERS, ("fail", "pass", "not_applicable")),
    ],
)
def test_a_term_is_the_same_in_every_spelling(terms, verdicts) -> None:
    is_, is_not, concerned = verdicts
    kept = {"all": [{"require": {"retention": {"le": "P1Y"}}}]}
    where = control(**kept) | {"applies": {"on": "dataset", "where": {"legal_basis": "consent"}}}
    for term in terms:
        assert verdict(control(all=[{"require": {"legal_basis": "consent"}}]), legal_basis=term) == is_, term
        assert verdict(control(all=[{"require": {"legal_basis": {"in": ["consent"]}}}]), legal_basis=term) == is_, term
        assert verdict(control(all=[{"require": {"legal_basis": {"not": "consent"}}}]), legal_basis=term) == is_not
        assert verdict(where, legal_basis=term, retention="P9Y") == concerned, term


def test_lists_of_terms_too() -> None:
    asked = control(all=[{"require": {"purposes": {"contains": "direct_marketing"}}}])
    assert verdict(asked, purposes=["billing", "dpv:DirectMarketing"]) == "pass"
    assert verdict(asked, purposes=["billing", "no-direct-marketing"]) == "unknown"
    assert verdict(asked, purposes=["billing", "marketing"]) == "fail"
    assert verdict(asked, purposes="none") == "fail"


def test_none_is_no_term() -> None:
    assert verdict(control(all=[{"require": {"legal_basis": {"not": "none"}}}]), legal_basis="none") == "fail"
    assert verdict(control(all=[{"require": {"legal_basis": "consent"}}]), legal_basis="none") == "fail"
    assert verdict(control(all=[{"require": {"legal_basis": {"not": "none"}}}]), legal_basis="Consent") == "pass"


def test_words_of_closed_lists_are_what_they_are() -> None:
    asked = control(on="party", all=[{"require": {"roles": {"contains": "processor"}}}])
    assert only(assess({"parties": [{"id": "a", "roles": ["sub_processor"]}]}, asked))["status"] == "fail"


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("legitimate_interest", ("legitimate", "interest")),
        ("LEGITIMATE-INTEREST", ("legitimate", "interest")),
        ("dpv:LegitimateInterest", ("legitimate", "interest")),
        ("dpv-pd:EmailAddress", ("email", "address")),
        ("ASEAN-MCC", ("asean", "mcc")),
        ("GDPRConsent", ("gdpr", "consent")),
        ("iso27001", ("iso", "27001")),
        ("consent.separate", ("consent", "separate")),
    ],
)
def test_the_words_of_a_term(term, said) -> None:
    assert words(term) == said


def test_joined_words_are_the_same_term() -> None:
    assert folded("e-mail") == folded("email")
    assert is_term("WebShop", "webshop") is True
    assert is_term("web_shop_order", "webshop") is False
