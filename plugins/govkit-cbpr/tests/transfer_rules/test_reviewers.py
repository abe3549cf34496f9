"""Rules are confirmed by named people on days that have come, and examples hold whatever they said."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from govkit.model.errors import InputError
from govkit_cbpr.transfer_rules import sheets
from govkit_cbpr.transfer_rules.library import RuleSet, rule_set
from govkit_cbpr.transfer_rules.linting import lint
from govkit_cbpr.transfer_rules.rules import Review

TODAY = date(2026, 11, 23)
RULES = {
    path.name: path.read_bytes()
    for path in files("govkit_checklists").joinpath("transfer-rules").iterdir()
    if path.name.startswith(("group-", "conditions", "authorities", "terms", "jp.appi"))
}


def given(tmp_path: Path, said: str, rule: str = "certificate-global") -> dict[str, dict[str, Review]]:
    rules = rule_set(RULES)
    rows = sheets.markdown(sheets.sheet(rules.regimes["jp.appi"].regime, rules)).splitlines()
    page = tmp_path / "jp.appi.md"
    filled = (f"{row.rstrip(' |')} {said}" if row.startswith(f"| {rule} |") else row for row in rows)
    page.write_text("\n".join(filled) + "\n", "utf-8")
    return sheets.filled(page, rules, TODAY)


def confirmed(reviews: dict[str, Review]) -> RuleSet:
    text = RULES["jp.appi.yaml"].decode()
    law = rule_set(RULES).regimes["jp.appi"].regime
    return rule_set(RULES | {"jp.appi.yaml": sheets.with_reviews(text, reviews, law).encode()})


@pytest.mark.parametrize(
    "reviewer", ["tbd", "TBD", "unknown", "N/A", "none", "-", "no one yet", "Nobody", "to be named"]
)
def test_a_placeholder_confirms_nothing(tmp_path: Path, reviewer: str) -> None:
    with pytest.raises(InputError, match="names no reviewer"):
        given(tmp_path, f"| yes | read it | {reviewer} | 2026-11-22 |")


@pytest.mark.parametrize("on", ["2026-11-24", "2099-01-01"])
def test_a_review_is_not_still_to_come(tmp_path: Path, on: str) -> None:
    with pytest.raises(InputError, match="still to come"):
        given(tmp_path, f"| yes | read it | A. Counsel | {on} |")


@pytest.mark.parametrize("reviewer", ["A. Counsel", "สมชาย ใจดี", "PPC", "Noonan, A.", "Tobe Nwigwe"])
@pytest.mark.parametrize("on", ["2026-11-23", "2026-01-02"])
def test_somebody_on_a_day_that_has_come_confirms(tmp_path: Path, reviewer: str, on: str) -> None:
    (review,) = given(tmp_path, f"| yes | read it | {reviewer} | {on} |")["jp.appi"].values()
    assert (review.state, review.by, str(review.on)) == ("counsel_reviewed", reviewer, on)


def test_a_placeholder_in_the_rule_file_confirms_nothing_either(tmp_path: Path) -> None:
    reviews = given(tmp_path, "| yes | read it | A. Counsel | 2026-11-22 |")["jp.appi"]
    silent = {name: review.model_copy(update={"by": "tbd"}) for name, review in reviews.items()}
    weak = {
        by: {entry.rule.id: entry.weak for entry in confirmed(said).regimes["jp.appi"].ready["routes"]}
        for by, said in (("somebody", reviews), ("nobody", silent))
    }
    assert (weak["somebody"]["certificate-global"], weak["nobody"]["certificate-global"]) == (False, True)


@pytest.mark.parametrize(("said", "rule"), [("yes", "certificate-global"), ("no", "equivalent-measures")])
def test_examples_hold_whatever_reviewers_said(tmp_path: Path, said: str, rule: str) -> None:
    reviews = given(tmp_path, f"| {said} | read it | A. Counsel | 2026-11-22 |", rule)["jp.appi"]
    assert [str(fault) for fault in lint(confirmed(reviews))] == []
