"""Lawyers confirm rules on sheets: these open review fields only, and a rule that changes has to be confirmed again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govkit.model.errors import InputError
from govkit_cbpr.transfer_commands.explain import explained
from govkit_cbpr.transfer_rules import sheets
from govkit_cbpr.transfer_rules.library import RuleSet, rule_set
from govkit_cbpr.transfer_rules.linting import lint


@pytest.fixture
def folder(tmp_path: Path, shipped: dict[str, bytes], shared: dict[str, bytes]) -> Path:
    place = tmp_path / "rules"
    place.mkdir()
    for name, content in {**shared, "jp.appi.yaml": shipped["jp.appi.yaml"]}.items():
        (place / name).write_bytes(content)
    return place


def rules_in(folder: Path) -> RuleSet:
    return rule_set({path.name: path.read_bytes() for path in folder.iterdir()})


def fill(text: str, rule: str, said: str) -> str:
    rows = [
        f"{row.rstrip('|').rstrip().removesuffix('|  |  |  |').rstrip(' |')} {said}"
        if row.startswith(f"| {rule} |")
        else row
        for row in text.splitlines()
    ]
    return "\n".join(rows) + "\n"


def confirm(folder: Path, said: str, rule: str = "certificate-global") -> None:
    rules = rules_in(folder)
    law = rules.regimes["jp.appi"].regime
    page = folder.parent / "jp.appi.md"
    row = f"| {said} | see there | A. Counsel | 2026-11-22 |"
    page.write_text(fill(sheets.markdown(sheets.sheet(law, rules)), rule, row), "utf-8")
    place = folder / "jp.appi.yaml"
    reviews = sheets.filled(page, rules)["jp.appi"]
    place.write_text(sheets.with_reviews(place.read_text("utf-8"), reviews, law), "utf-8")


def weakness(folder: Path) -> dict[str, bool]:
    return {entry.rule.id: entry.weak for entry in rules_in(folder).regimes["jp.appi"].ready["routes"]}


def test_a_confirmed_rule_decides_until_it_is_changed(folder: Path) -> None:
    rules = rules_in(folder)
    page = folder.parent / "jp.appi.md"
    page.write_text(
        fill(
            sheets.markdown(sheets.sheet(rules.regimes["jp.appi"].regime, rules)),
            "certificate-global",
            "| yes | read the guideline | A. Counsel | 2026-11-22 |",
        ),
        "utf-8",
    )
    reviews = sheets.filled(page, rules)
    assert set(reviews) == {"jp.appi"}
    place = folder / "jp.appi.yaml"
    before = place.read_text("utf-8")
    place.write_text(sheets.with_reviews(before, reviews["jp.appi"], rules.regimes["jp.appi"].regime), "utf-8")
    changed = place.read_text("utf-8")
    assert next(row for row in changed.splitlines() if row not in before.splitlines()) == "reviews:"
    assert all(row in changed.splitlines() for row in before.splitlines())
    law = rules_in(folder).regimes["jp.appi"]
    weak = {entry.rule.id: entry.weak for entry in law.ready["routes"]}
    assert (weak["certificate-global"], weak["certificate-exporter"]) == (False, True)
    place.write_text(
        changed.replace(
            "title: The recipient holds a Global CBPR certificate.", "title: The recipient holds any certificate."
        ),
        "utf-8",
    )
    again = rules_in(folder)
    assert {entry.rule.id: entry.weak for entry in again.regimes["jp.appi"].ready["routes"]}["certificate-global"]
    assert any("changed after it was confirmed" in str(fault) for fault in lint(again))


def test_a_confirmation_ends_when_a_condition_of_the_rule_changes(folder: Path) -> None:
    shared = folder / "conditions.yaml"
    confirm(folder, "yes")
    text = shared.read_text("utf-8")
    for old, new in (
        ("sentence: The certificate's scope covers the processing of these data.", "sentence: The scope may cover it."),
        ("    shown_by: {mechanism.valid_to: {on_or_after: date}}\n    removes: true\n", "    shown_by: {}\n"),
    ):
        assert old in text
        shared.write_text(text, "utf-8")
        assert not weakness(folder)["certificate-global"]
        shared.write_text(text.replace(old, new), "utf-8")
        assert weakness(folder)["certificate-global"]
        assert any("changed after it was confirmed" in str(fault) for fault in lint(rules_in(folder)))


def test_a_rule_that_somebody_found_wrong_decides_nothing(folder: Path) -> None:
    assert not weakness(folder)["equivalent-measures"]
    confirm(folder, "no", "equivalent-measures")
    assert weakness(folder)["equivalent-measures"]
    told = "\n".join(explained("jp.appi.equivalent-measures", rules_in(folder)))
    assert "found wrong by A. Counsel on 2026-11-22: see there" in told
    place = folder / "jp.appi.yaml"
    text = place.read_text("utf-8")
    place.write_text(text.replace("title: A contract or group rules make", "title: A contract makes"), "utf-8")
    assert not weakness(folder)["equivalent-measures"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("| yes |", "| perhaps |", "neither yes nor no"),
        ("| yes |", "|  |", "it is not said whether the rule is correct"),
        ("| A. Counsel |", "|  |", "reviewer or date"),
        ("A. Counsel | 2026-11-22 |", "A. Counsel | soon |", "no day"),
        ("The recipient holds a Global CBPR certificate.", "The recipient holds anything.", "`says` was changed"),
        ("| certificate-global |", "| certificate-x |", "no rule `certificate-x`"),
    ],
)
def test_a_sheet_opens_review_fields_only(folder: Path, old: str, new: str, said: str) -> None:
    rules = rules_in(folder)
    page = folder.parent / "jp.appi.md"
    text = fill(
        sheets.markdown(sheets.sheet(rules.regimes["jp.appi"].regime, rules)),
        "certificate-global",
        "| yes | ok | A. Counsel | 2026-11-22 |",
    )
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(InputError) as fault:
        sheets.filled(page, rules)
    assert said in str(fault.value)
    assert fault.value.line is not None


def test_a_sheet_tells_what_the_terms_of_a_rule_mean(shipped: dict[str, bytes], shared: dict[str, bytes]) -> None:
    rules = rule_set(shared | {"cn.pipl.yaml": shipped["cn.pipl.yaml"]})
    rows = {row[0]: row[2] for row in sheets.sheet(rules.regimes["cn.pipl"].regime, rules).rows}
    assert "“a-hundred-thousand” means: exporter total is at least 100,000." in rows["small-volume"]
    assert "“of-young-children” means: children are among the people (where stated) and" in rows["small-volume"]
    assert (
        "(“some-sensitive” as defined and sensitive subjects per year is at least 10,000 and not"
        in rows["certification"]
    )
    assert "separate consent is not recorded" in rows["separate-consent"]
    for name, text in rows.items():
        assert all(f"“{word}” means: " in text for word in re.findall(r"“([^”]+)” as defined", text)), name


def test_the_workbook_comes_back_as_it_went(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rules = rules_in(folder)
    path = folder.parent / "rules.xlsx"
    path.write_bytes(sheets.workbook([sheets.sheet(rules.regimes["jp.appi"].regime, rules)]))
    assert sheets.filled(path, rules) == {}
    book = openpyxl.load_workbook(path)
    page = book["jp.appi"]
    for column, text in zip("KLMN", ("no", "wrong article", "A. Counsel", "2026-11-22"), strict=True):
        page[f"{column}2"] = text
    book.save(path)
    (review,) = sheets.filled(path, rules)["jp.appi"].values()
    assert (review.state, review.by, review.comment) == ("draft", "A. Counsel", "wrong article")
