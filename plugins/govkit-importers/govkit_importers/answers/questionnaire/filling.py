"""Puts replies into the cells that a questionnaire leaves for them, and makes sure that nothing else has changed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.answers.filled import Refused
from govkit_importers.answers.questionnaire.posed import Posed
from govkit_importers.answers.questionnaire.replies import Reply
from govkit_importers.answers.questionnaire.splice import Place, written
from govkit_importers.workbook import Sheet, Workbook, read

Texts = dict[str, dict[Place, str]]


def placed(book: Workbook, replies: Mapping[Posed, Reply]) -> tuple[Texts, list[Refused]]:
    """Return the texts by sheet and cell, and the questions whose cells are taken already."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    texts: Texts = {}
    refused: list[Refused] = []
    for question, reply in replies.items():
        wanted = dict(_wanted(question, reply, sheets[question.sheet]))
        cells = texts.setdefault(question.sheet, {})
        place = f"{Path(book.path).name}, {question.cell}"
        if not wanted:
            what = worded("the answer is ticked in one of several columns, and there is none for words")
            refused.append(Refused(place, what, worded("add a column `Comments`")))
        elif any(sheets[question.sheet].text(*at) or _formula(sheets[question.sheet], at) for at in wanted):
            refused.append(
                Refused(place, worded("its cells are filled in already"), worded("empty them in the questionnaire"))
            )
        elif any(at in cells or at[0] != question.row for at in wanted):
            refused.append(
                Refused(place, worded("several questions share one cell for the answer"), worded("unmerge the cells"))
            )
        else:
            cells.update(wanted)
    return texts, refused


def filled(path: Path, book: Workbook, texts: Texts) -> bytes:
    """Return the questionnaire with the texts; raise `InputError` if anything else would differ from before."""
    data = written(path, texts)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        after = read(Path(file.name))
    for before, sheet in zip(book.sheets, after.sheets, strict=True):
        wanted = texts.get(before.name, {})
        if sheet.merged != before.merged or _without(before, wanted) != _without(sheet, wanted):
            hint = worded("open it in a spreadsheet program, save it as .xlsx, and give that file")
            raise InputError(
                worded("the workbook is built so that writing into it is not safe"), hint=hint, path=str(path)
            )
    return data


def computes(book: Workbook) -> bool:
    """Tell whether the workbook computes anything, such as a score of its own, that was stored before the answers."""
    return any(cell.formula for sheet in book.sheets for row in sheet.rows.values() for cell in row.values())


def _wanted(question: Posed, reply: Reply, sheet: Sheet) -> Iterator[tuple[Place, str]]:
    columns = [column for column in (question.answer, question.comment) if column is not None]
    texts = [reply.status, reply.said] if len(columns) > 1 else [reply.whole] * len(columns)
    for column, text in zip(columns, texts, strict=True):
        merged = sheet.range_over(question.row, column)
        yield (merged.top, merged.left) if merged is not None else (question.row, column), text


def _formula(sheet: Sheet, at: Place) -> bool:
    cell = sheet.cell(*at)
    return cell is not None and cell.formula


def _without(sheet: Sheet, cells: Mapping[Place, str]) -> dict[Place, object]:
    return {
        (row, column): cell
        for row, found in sheet.rows.items()
        for column, cell in found.items()
        if (row, column) not in cells
    }
