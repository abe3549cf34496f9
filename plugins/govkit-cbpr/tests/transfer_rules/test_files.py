"""Bad rule files get a file, a line and a mend; the lawyers' round trip opens review fields only."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from govkit.model.errors import InputError
from govkit_cbpr.transfer_commands.explain import explained
from govkit_cbpr.transfer_rules import sheets
from govkit_cbpr.transfer_rules.library import RuleSet, rule_set
from govkit_cbpr.transfer_rules.linting import lint

SHIPPED = {
    path.name: path.read_bytes()
    for path in files("govkit_checklists").joinpath("transfer-rules").iterdir()
    if path.name.endswith(".yaml")
}
SHARED = {
    name: content
    for name, content in SHIPPED.items()
    if name.startswith(("group-", "conditions", "authorities", "terms"))
}


def with_file(old: str, new: str, name: str = "tw.pdpa.yaml") -> dict[str, bytes]:
    text = SHIPPED[name].decode()
    assert old in text
    return SHARED | {name: text.replace(old, new, 1).encode()}


def line_of(old: str, name: str = "tw.pdpa.yaml") -> int:
    return SHIPPED[name].decode().split(old)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "said", "hint"),
    [
        ("    topic: social-workers-order\n", "    topik: x\n", "topik", "did you mean `topic`"),
        ("    then: unknown\n", "    then: maybe\n", "then", "docs/transfers.md"),
        ("source: ncc, at: order", "source: nnc, at: order", "no source `nnc`", "sources"),
        (
            "      destination: [CN]\n      sector",
            "      destinatoin: [CN]\n      sector",
            "destinatoin",
            "did you mean `destination`",
        ),
        ("reach:", "home: [TW]\nreach:", "stands twice", "join"),
        ("  - id: communications", "  id: communications", "not YAML", "indentation"),
    ],
)
def test_a_bad_file_is_named_with_line_and_mend(old: str, new: str, said: str, hint: str) -> None:
    with pytest.raises(InputError) as fault:
        rule_set(with_file(old, new))
    assert fault.value.path == "transfer-rules/tw.pdpa.yaml"
    assert fault.value.line is not None
    assert said in str(fault.value)
    assert hint in str(fault.value)


def test_the_line_is_the_one_of_the_fault() -> None:
    with pytest.raises(InputError) as fault:
        rule_set(with_file("source: ncc, at: order", "source: nnc, at: order"))
    assert fault.value.line == line_of("source: ncc, at: order")


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said", "mend"),
    [
        ("tw.pdpa.yaml", "reach: {origin: [TW]", "reach: {origin: [Taiwan]", "reach:", "neither an ISO", "a code"),
        ("tw.pdpa.yaml", "review_by: 2027", "review_by: 2020", "review_by", "comes before `as_of`", "look again"),
        ("tw.pdpa.yaml", "as_of: 2026", "as_of: 2569", "review_by", "comes before `as_of`", "look again"),
        (
            "tw.pdpa.yaml",
            "otherwise:\n",
            "otherwise:\n  - {answer: permitted, because: {source: art21, at: x}}\n",
            "  - {answer: permitted, because: {source: art21, at: art 21}",
            "two things of the same days",
            "first end",
        ),
        ("tw.pdpa.yaml", "destination: JP", "destnation: JP", "destnation", "`destnation` is not in", "a word of"),
        ("group-us-concern.yaml", "place: CN", "place: China", "place: China", "no ISO 3166 code", "the code"),
        ("group-us-concern.yaml", "place: HK", "place: CN", "place: CN", "listed twice", "remove one"),
    ],
)
def test_lint_finds_what_can_never_come_to_bear(name: str, old: str, new: str, line: str, said: str, mend: str) -> None:
    text = SHIPPED[name].decode()
    assert old in text
    changed = text.replace(old, new, 1)
    faults = [fault for fault in lint(rule_set(SHARED | {name: changed.encode()})) if said in fault.what]
    assert faults
    assert mend in faults[0].hint
    assert line in changed.splitlines()[(faults[0].line or 0) - 1]


@pytest.mark.parametrize(
    ("name", "old", "new", "said", "hint"),
    [
        ("jp.appi.yaml", "group: jp-listed", "group: jp-liste", "no country group", "`jp-listed`"),
        ("jp.appi.yaml", "home: [JP]", "home: [JP, eeaa]", "neither an ISO", "`eea`"),
        ("cn.pipl.yaml", "{not: {is: top-band}}", "{not: {is: top-bnd}}", "definitions of this file", "`top-band`"),
        ("cn.pipl.yaml", "{exporter_is_ciio: true}", "{exporter_is_ciio: 'yes'}", "not true or false", "docs"),
        ("tw.pdpa.yaml", "destination: [CN", "destination: [China", "no ISO 3166 code", "docs"),
        ("sg.pdpa.yaml", "recipient_role: [processor]", "recipient_rol: [processor]", "not a fact", "`recipient_role`"),
        ("sg.pdpa.yaml", "cert.in-date", "cert.in-dat", "no condition", "`cert.in-date`"),
        ("conditions.yaml", "{on_or_after: date}", "{on_or_aftr: date}", "not a comparison", "`on_or_after`"),
    ],
)
def test_a_word_that_is_none_gets_the_nearest(name: str, old: str, new: str, said: str, hint: str) -> None:
    text = SHIPPED[name].decode()
    assert old in text
    with pytest.raises(InputError) as fault:
        rule_set(SHARED | {name: text.replace(old, new, 1).encode()})
    assert said in fault.value.what
    assert hint in fault.value.hint
    assert fault.value.line == text.split(old)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "tw.pdpa.yaml",
            "publisher: Lee and Li; DLA Piper, grade: B",
            "publisher: Lee and Li; DLA Piper, grade: C",
            "grade C",
        ),
        (
            "tw.pdpa.yaml",
            "mechanisms: none}, answer: permitted}",
            "mechanisms: none}, answer: unknown}",
            "answer is permitted, not unknown",
        ),
        (
            "cn.pipl.yaml",
            ": 99999,",
            ": 99998,",
            "100000 and 99999",
        ),
        ("la.edp.yaml", "passed_by:\n", "passed_by:\n      - vital\n", "no route accepts it"),
        ("tw.pdpa.yaml", "  - id: communications", "  - id: stop-order", "used twice"),
        ("group-us-concern.yaml", "read: summary", "read: recalled", "`CN` rests on a source that decides nothing"),
        ("group-us-concern.yaml", "source: cfr202", "source: cfr", "no source `cfr`"),
        (
            "group-us-concern.yaml",
            "from: 2025-04-08, because",
            "from: 2025-04-08, to: 2024-01-01, because",
            "ends before",
        ),
    ],
)
def test_lint_finds(name: str, old: str, new: str, said: str) -> None:
    text = SHIPPED[name].decode()
    assert old in text
    count = -1 if "99999" in old else 1
    faults = [str(fault) for fault in lint(rule_set(SHARED | {name: text.replace(old, new, count).encode()}))]
    assert any(said in fault and f"{name}:" in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("because: [{regime: my.pdpa, source: guide,", "because: [{regime: my.pdpa, source: guid,", "no source `guid`"),
        (
            "because: [{regime: my.pdpa, source: guide,",
            "because: [{regime: my.pdpa, source: schemes,",
            "decides nothing",
        ),
        (
            "because: [{regime: my.pdpa, source: guide,",
            "because: [{regime: jp.appi, source: art28,",
            "no rule of `jp.appi`",
        ),
        (
            "    because: [{regime: my.pdpa, source: guide, at: validity of the assessment}]\n",
            "",
            "`tia.three-years` holds a number, without a source in my.pdpa",
        ),
    ],
)
def test_lint_finds_law_without_a_source_in_conditions(old: str, new: str, said: str) -> None:
    text = SHIPPED["conditions.yaml"].decode()
    assert old in text
    given = SHARED | {name: SHIPPED[name] for name in ("my.pdpa.yaml", "jp.appi.yaml")}
    faults = [str(fault) for fault in lint(rule_set(given | {"conditions.yaml": text.replace(old, new).encode()}))]
    assert any(said in fault and "conditions.yaml:" in fault for fault in faults), faults
    assert not lint(rule_set(given))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "rules"
    place.mkdir()
    for name, content in {**SHARED, "jp.appi.yaml": SHIPPED["jp.appi.yaml"]}.items():
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


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("| yes |", "| perhaps |", "neither yes nor no"),
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


def test_a_sheet_tells_what_the_terms_of_a_rule_mean() -> None:
    rules = rule_set(SHARED | {"cn.pipl.yaml": SHIPPED["cn.pipl.yaml"]})
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
