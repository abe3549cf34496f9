"""Tells files of govkit's own from evidence: a form, an answer or an assessment does not support what it says."""

from __future__ import annotations

import re
from pathlib import Path

from govkit.model.errors import GovkitError, UsageError
from govkit.model.worded import worded
from govkit_importers.answers.workbook_out import MARK
from govkit_importers.workbook import is_workbook, read

_FIRST = 4_000
"""Bytes among which the format of a document is told, comments above it included."""
_ROWS = 20
_DOCUMENT = re.compile(rb"""^[\s{]*["']?govkit["']?\s*:\s*["']?[a-z-]+/\d""", re.MULTILINE)
_PAGE = re.compile(rb"""govkit\s*:\s*'answers/\d""")
_HTML = (".html", ".htm", ".xhtml")


def refuse_own(file: Path) -> None:
    """Raise `UsageError` for evidence that is a file of govkit's own; one that can't be read is left to others."""
    if _is_own(file):
        raise UsageError(
            worded("the evidence `{path}` is a form or file of govkit itself", path=file.name[:80]),
            hint=worded("name a document that shows what the answer says"),
        )


def _is_own(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            head = opened.read(_FIRST)
            rest = opened.read() if file.suffix.lower() in _HTML else b""
        if _DOCUMENT.search(head) or _PAGE.search(rest):
            return True
        return head.startswith(b"PK") and is_workbook(head, file) and _is_form(file)
    except (OSError, GovkitError):
        return False


def _is_form(file: Path) -> bool:
    """Tell a workbook with the marks by which a form knows its rows again."""
    return any(
        cell.text.startswith(MARK)
        for sheet in read(file, _ROWS).sheets
        for cells in sheet.rows.values()
        for cell in cells.values()
    )
