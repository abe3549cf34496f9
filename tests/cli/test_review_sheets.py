"""`govkit checklist review`: a sheet for reviewers, and what comes back of it."""

import csv
import json

import pytest

from govkit.engine.read import read_document

SHEET = ("checklist", "review", "export", "own", "-c", "own.checklist.yaml", "--all")


def fill(shop, **cells):
    path = shop / "sheet.csv"
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    rows[0].update(verdict="confirmed", reviewer="A. Lawyer", date="2026-11-20", document="Own rules")
    rows[0].update(cells)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def sheet(shop, call):
    assert call(*SHEET, "-o", "sheet.csv")[0] == 0
    with (shop / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_sheet_has_what_a_reviewer_compares(sheet):
    assert [row["control"] for row in sheet] == ["own@1/retention", "own@1/agreed", "own@1/owner"]
    assert sheet[0]["number"] == "1"
    assert 'requires {"retention": {"le": "P6Y"}}' in sheet[0]["checked"]
    assert "Did the business agree?" in sheet[1]["checked"]
    assert sheet[0]["source"] == "Us, Own rules"
    assert sheet[0]["content_hash"].startswith("#")
    assert sheet[0]["verdict"] == ""


def test_without_all_only_what_decides_nothing_is_exported(shop, call):
    code, out, err = call(*SHEET[:-1])
    assert code == 0
    assert len(out.splitlines()) == 1
    assert "0 controls" in err


def test_a_filled_sheet_becomes_reviews_and_counts(shop, sheet, call, assess):
    fill(shop, note="two\nlines")
    again = ("checklist", "review", "import", "sheet.csv", "-c", "own.checklist.yaml")
    for _ in range(2):
        code, _, err = call(*again)
        assert code == 0
        assert "1 reviews" in err
    (review,) = read_document(shop / "reviews/own-1.yaml").value["reviews"]
    assert review["note"] == "two lines"
    assert review["content_hash"] == sheet[0]["content_hash"][1:]
    assess("-q")
    control = json.loads((shop / "out/assessment.json").read_text())["frameworks"][0]["controls"][0]
    assert control["review"]["state"] == "confirmed"
    assert control["review"]["reviewer"] == "A. Lawyer"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"verdict": "maybe"}, "error: sheet.csv:2: `verdict` has no such value"),
        ({"date": "20/11/2026"}, "error: sheet.csv:2: `date` is not a date"),
        ({"reviewer": ""}, "error: sheet.csv:2: `reviewer` is missing"),
        (
            {"control": "own@1/retentoin"},
            "error: sheet.csv:2: there is no control `own@1/retentoin` (did you mean `own@1/retention`?)",
        ),
        ({"control": "own@2/retention"}, "error: sheet.csv:2: there is no control `own@2/retention`"),
        ({"content_hash": "#0123456789abcdef"}, "error: sheet.csv:2: `own@1/retention` is not what was reviewed"),
    ],
)
def test_what_can_not_be_placed_is_refused_with_its_line(shop, sheet, call, cells, said):
    fill(shop, **cells)
    code, _, err = call("checklist", "review", "import", "sheet.csv", "-c", "own.checklist.yaml")
    assert code == 2
    assert err.startswith(said)
    assert not (shop / "reviews").exists()


def test_a_yaml_sheet_goes_there_and_back(shop, call):
    assert call(*SHEET, "-o", "sheet.yaml")[0] == 0
    text = (shop / "sheet.yaml").read_text()
    for name, value in {"verdict": "rejected", "reviewer": "B", "date": "2026-11-20", "document": "D"}.items():
        text = text.replace(f'{name}: ""', f"{name}: {value}", 1)
    (shop / "sheet.yaml").write_text(text)
    assert call("checklist", "review", "import", "sheet.yaml", "-c", "own.checklist.yaml")[0] == 0
    (review,) = read_document(shop / "reviews/own-1.yaml").value["reviews"]
    assert review["verdict"] == "rejected"


def test_a_sheet_without_its_columns_or_of_another_form_is_refused(shop, call):
    (shop / "sheet.csv").write_text("a,b\n1,2\n")
    code, _, err = call("checklist", "review", "import", "sheet.csv")
    assert (code, err.partition(" (")[0]) == (2, "error: sheet.csv:1: the sheet has no column `control`")
    (shop / "sheet.yaml").write_text("a: b\n")
    assert call("checklist", "review", "import", "sheet.yaml")[0] == 2


def test_a_sheet_without_verdicts_changes_nothing(shop, sheet, call):
    code, _, err = call("checklist", "review", "import", "sheet.csv", "-c", "own.checklist.yaml")
    assert code == 0
    assert "nothing was written" in err
    assert not (shop / "reviews").exists()


def test_a_sheet_on_paper_and_no_live_cell(shop, call):
    checklist = shop / "own.checklist.yaml"
    checklist.write_text(checklist.read_text().replace("why: Somebody has to answer.", "why: '=1+1 [x](y) <b>'"))
    _, out, _ = call(*SHEET, "--format", "markdown")
    assert "\\[x\\]\\(y\\) \\<b\\>" in out
    _, out, _ = call(*SHEET)
    assert "\"'=1+1" in out
