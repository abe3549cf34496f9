"""The lawyers' round trip: rules as sheets of plain sentences, and filled sheets back as reviews."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.errors import InputError, UsageError
from govkit.model.placeholder.vouching import names_somebody
from govkit.model.worded import listed, worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_rules.reviews import digest_of
from govkit_cbpr.transfer_rules.rules import Review, codes_of
from govkit_cbpr.transfer_rules.sentences import meanings, sentence_of

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.library import RuleSet
    from govkit_cbpr.transfer_rules.rules import Regime

_DIGEST = "digest"
FIXED = (
    *(worded("rule"), worded("says"), worded("in detail"), worded("provision"), worded("source"), worded("grade")),
    *(worded("read"), worded("seen on"), worded("answer"), _DIGEST),
)
OPEN = (worded("correct?"), worded("comment"), worded("reviewer"), worded("date"))
COLUMNS = (*FIXED, *OPEN)
_WIDTHS = (16, 32, 48, 14, 22, 6, 9, 11, 13, 18, 9, 24, 12, 11)
_LINE = 15
_YES, _NO = ("yes", "y", "correct", "true", "ok"), ("no", "n", "wrong", "false")
_CORRECT, _WRONG = worded("yes"), worded("no")
_GUIDE = worded("Fill in the last four columns only: yes or no, and why.")


_ANSWERS = {
    "permitted": worded("permitted"),
    "permitted_with_conditions": worded("permitted with conditions"),
    "not_permitted": worded("not permitted"),
    "unknown": worded("unknown"),
    "out_of_scope": worded("out of scope"),
    "duty": worded("duty"),
}


@dataclass(frozen=True)
class Sheet:
    """One regime's rules as rows of texts."""

    regime: str
    title: str
    rows: tuple[tuple[str, ...], ...]


def sheet(law: Regime, rules: RuleSet) -> Sheet:
    """Return a regime as a sheet; the columns of the review hold what was said before."""
    return Sheet(law.regime, law.title, tuple(_row(law, rule, rules) for rule in law.rules))


def _row(law: Regime, rule: Any, rules: RuleSet) -> tuple[str, ...]:
    source = next(entry for entry in law.sources if entry.id == rule.because.source)
    codes = [worded(rules.conditions[code].sentence) for code in codes_of(rule)]
    shows = [worded("To show:"), *codes] if codes else []
    detail = listed([sentence_of(rule), *meanings(rule, law), *shows], " ")
    review = law.reviews.get(rule.id, Review())
    said: str = _WRONG if review.by else ""
    if review.state in ("counsel_reviewed", "regulator_confirmed"):
        said = _CORRECT
    answer, digest = _ANSWERS[str(getattr(rule, "then", "duty"))], digest_of(law, rule, rules.conditions)
    return (
        rule.id, worded(rule.title), detail, rule.because.at, source.title, source.grade, source.read,
        str(source.seen_on or law.as_of), answer, digest,
        said, review.comment, review.by or "", str(review.on or ""),
    )  # fmt: skip


def markdown(content: Sheet) -> str:
    """Return a sheet as a Markdown table."""
    rows = [COLUMNS, tuple("---" for _ in COLUMNS), *content.rows]
    table = "\n".join("| " + " | ".join(_cell(spoken(text)) for text in row) + " |" for row in rows)
    return f"# {content.regime}\n\n{content.title}\n\n{spoken(_GUIDE)}\n\n{table}\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return sheets as an Excel workbook; raise `UsageError` where openpyxl is not installed."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for content in sheets:
        page = book.create_sheet(content.regime)
        said = [tuple(map(spoken, row)) for row in (COLUMNS, *content.rows)]
        page.append(said[0])
        for row in said[1:]:
            page.append([f"'{text}" if text and text[0] in "=+-@" else text for text in row])
        for number, width in enumerate(_WIDTHS, start=1):
            page.column_dimensions[openpyxl.utils.get_column_letter(number)].width = width
        for number, row in enumerate(said, start=1):
            page.row_dimensions[number].height = _LINE * max(map(_lines, row, _WIDTHS))
        page.column_dimensions[openpyxl.utils.get_column_letter(COLUMNS.index(_DIGEST) + 1)].hidden = True
        _dressed(page, content)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; not every program reckons the height of rows itself."""
    return 1 + len(text) // width


def _dressed(page: Any, content: Sheet) -> None:
    """Make a page readable on the screen and on paper, and its last four columns alone open to be filled in."""
    styles, validation = _openpyxl().styles, _openpyxl().worksheet.datavalidation
    line = styles.Side(style="thin", color="BBBBBB")
    for cells in page.iter_rows():
        for cell in cells:
            is_open = cell.column > len(FIXED)
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            cell.border = styles.Border(bottom=line)
            if cell.row == 1:
                cell.font = styles.Font(bold=True)
                cell.fill = styles.PatternFill("solid", fgColor="FFF2CC" if is_open else "DDE6EE")
            elif is_open:
                cell.protection = styles.Protection(locked=False)
                cell.fill = styles.PatternFill("solid", fgColor="FFFBEF")
    choices = f'"{spoken(_CORRECT)},{spoken(_WRONG)}"'
    answers = validation.DataValidation(type="list", formula1=choices, allow_blank=True)
    page.add_data_validation(answers)
    answers.add(f"{page.cell(1, len(FIXED) + 1).column_letter}2:{page.cell(1, len(FIXED) + 1).column_letter}1000")
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    page.freeze_panes = "B2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_margins.left = page.page_margins.right = 0.3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddHeader.left.text = f"{content.regime}: {content.title}".replace("&", "&&")
    page.oddFooter.left.text = spoken(_GUIDE)
    page.oddFooter.right.text = "&P / &N"


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise UsageError(
            worded("xlsx needs openpyxl"), hint=worded("pip install 'govkit-cbpr[xlsx]', or use --format md")
        ) from None
    return openpyxl


def filled(path: Path, rules: RuleSet, today: date = date.max) -> dict[str, dict[str, Review]]:
    """Return regime → rule → review of a filled sheet.

    Raise `InputError` where more than the review was changed, nobody is named as reviewer, or the review is dated after
    `today`.
    """
    pages = _xlsx(path) if path.suffix == ".xlsx" else _md(path)
    found: dict[str, dict[str, Review]] = {}
    for regime, rows in pages:
        law = rules.regimes.get(regime)
        if law is None:
            raise InputError(
                worded("there is no regime `{regime}`", regime=regime),
                hint=worded("name the sheet as it was"),
                path=str(path),
                line=1,
            )
        before = {row[0]: row for row in sheet(law.regime, rules).rows}
        for line, row in rows:
            review = _review(row, before, path, line, today)
            if review is not None:
                found.setdefault(regime, {})[row[0]] = review
    return found


def _review(
    row: tuple[str, ...], before: Mapping[str, tuple[str, ...]], path: Path, line: int, today: date
) -> Review | None:
    old = before.get(row[0])
    if old is None:
        raise InputError(
            worded("there is no rule `{row}`", row=row[0]),
            hint=worded("leave the first column as it was"),
            path=str(path),
            line=line,
        )
    for name, was, now in zip(FIXED, old, row, strict=False):
        if _cell(now.removeprefix("'")) not in (_cell(was), _cell(spoken(was))):
            what = (
                worded("the rule has changed since the sheet was made")
                if name == _DIGEST
                else worded("`{name}` was changed", name=name)
            )
            raise InputError(
                f"{row[0]}: {what}",
                hint=worded("change the last four columns only, and name the --lang of the sheet"),
                path=str(path),
                line=line,
            )
    said, comment, reviewer, on = (text.strip() for text in row[len(FIXED) : len(COLUMNS)])
    untouched = row[len(FIXED) :] in (old[len(FIXED) :], tuple(map(spoken, old[len(FIXED) :])))
    if untouched or not (said or comment or reviewer or on):
        return None
    fault = _amiss(row[0], said.lower(), reviewer, on, today)
    if fault is not None:
        raise InputError(fault[0], hint=fault[1], path=str(path), line=line)
    return Review(
        state="counsel_reviewed" if said.lower() in (*_YES, spoken(_CORRECT)) else "draft",
        by=reviewer,
        on=date.fromisoformat(on[:10]),
        digest=old[FIXED.index(_DIGEST)],
        comment=comment,
    )


def _amiss(rule: str, said: str, reviewer: str, on: str, today: date) -> tuple[str, str] | None:
    """Return what is wrong with what was said of a rule, by whom and when, and what would mend it."""
    if not said:
        return worded("{row}: it is not said whether the rule is correct", row=rule), worded("write yes or no")
    if said not in (*_YES, spoken(_CORRECT), *_NO, spoken(_WRONG)):
        return worded("{row}: `{said}` is neither yes nor no", row=rule, said=said), worded("write yes or no")
    if not reviewer or not on:
        return worded("{row}: reviewer or date is missing", row=rule), worded("say who and when")
    if not names_somebody(reviewer):
        what = worded("{row}: `{reviewer}` names no reviewer", row=rule, reviewer=reviewer[:40])
        return what, worded("write the name of who reviewed the rule")
    try:
        day = date.fromisoformat(on[:10])
    except ValueError:
        return worded("{row}: `{on}` is no day", row=rule, on=on), worded("write 2026-11-21")
    if day > today:
        return worded("{row}: {day} is still to come", row=rule, day=day), worded("write the day of the review")
    return None


def _xlsx(path: Path) -> Iterator[tuple[str, list[tuple[int, tuple[str, ...]]]]]:
    book = _openpyxl().load_workbook(path, read_only=True)
    for page in book.worksheets:
        rows = []
        for number, cells in enumerate(page.iter_rows(min_row=2, max_col=len(COLUMNS), values_only=True), start=2):
            texts = tuple(_text(cell) for cell in (*cells, *[None] * (len(COLUMNS) - len(cells))))
            if texts[0]:
                rows.append((number, texts))
        yield page.title, rows
    book.close()


def _text(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return "" if cell is None else str(cell)


def _md(path: Path) -> Iterator[tuple[str, list[tuple[int, tuple[str, ...]]]]]:
    lines = path.read_text("utf-8").splitlines()
    regime = next((text[2:].strip() for text in lines if text.startswith("# ")), path.stem)
    rows = []
    head = next((number for number, text in enumerate(lines, start=1) if text.startswith("| --- |")), 0)
    for number, text in enumerate(lines, start=1):
        if text.startswith("| ") and number > head:
            cells = text.replace("\\|", "\0").strip().strip("|").split("|")
            texts = tuple(cell.strip().replace("\0", "\\|") for cell in cells)
            rows.append((number, (*texts, *[""] * (len(COLUMNS) - len(texts)))[: len(COLUMNS)]))
    yield regime, [(number, tuple(cell.replace("\\|", "|") for cell in row)) for number, row in rows]


def with_reviews(text: str, reviews: Mapping[str, Review], law: Regime) -> str:
    """Return a rule file's text with these reviews; everything else, comments too, stays as it was."""
    merged = {**law.reviews, **reviews}
    order = [rule.id for rule in law.rules if rule.id in merged]
    block = ["reviews:"]
    for name in order:
        data = merged[name].model_dump(mode="json", exclude_defaults=True) | {"state": merged[name].state}
        inner = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items())
        block.append(f"  {name}: {{{inner}}}")
    kept, inside = [], False
    for row in text.splitlines():
        if row.startswith("reviews:"):
            inside = True
            continue
        if inside and (row.startswith(" ") or not row.strip()):
            continue
        inside = False
        kept.append(row)
    place = next((number for number, row in enumerate(kept) if row.startswith("reach:")), len(kept))
    return "\n".join([*kept[:place], *block, *kept[place:]]) + "\n"
