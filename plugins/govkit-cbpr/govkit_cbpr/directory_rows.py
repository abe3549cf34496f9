"""Reads the rows of a directory's page, and whether the directory itself says that what a row lists has ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from govkit_cbpr.visible_text import normalised, stands_in

_ROWS = frozenset({"tr", "li"})
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_ENDED = frozenset(
    (
        *("expired", "lapsed", "withdrawn", "revoked", "suspended", "terminated", "cancelled", "canceled", "inactive"),
        *("no longer certified", "not certified", "certification expired", "certification withdrawn"),
    )
)
_LABEL = re.compile(r"(?:certification |certificate )?status ?:? ?")


def ended_mark(page: str, number: str) -> str | None:
    """Return the word by which a page marks every row with a certificate's number as ended, none if it doesn't.

    Only a whole cell, or one after "Status:", is a mark: "expired" in a sentence may speak of anything. Where one row
    of several is unmarked the certificate was renewed, or stands there for somebody else, and nothing is said.
    """
    marks = [_mark(row) for row in _rows(page) if any(stands_in(number, text) for text in row)]
    return marks[0] if marks and all(marks) else None


def _mark(row: list[str]) -> str | None:
    return next((word for text in row if (word := _LABEL.sub("", text, count=1).rstrip(".!")) in _ENDED), None)


def _rows(page: str) -> Iterator[list[str]]:
    """Yield the texts of each row, those of rows inside it left out."""
    reader = _Rows()
    reader.feed(page)
    reader.close()
    for row in (*reader.done, *reader.open):
        yield [normalised(text) for text in row]


class _Rows(HTMLParser):
    """Gathers the texts of table rows and list items as a page is read."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[str]] = []
        self.done: list[list[str]] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _ROWS:
            self.open.append([])

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _ROWS and self.open:
            self.done.append(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open and not self._unseen and data.strip():
            self.open[-1].append(data)
