"""The few forms of Markdown that the reference pages need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from govkit.model.page import paragraphs

MADE = "<!-- Made by `python -m docs.generate`. Change the code, not this file. -->"


def page(title: str, intro: str, body: Iterable[str]) -> str:
    """Return a page with its title, what it is about, and where it comes from."""
    text = "\n".join([MADE, "", f"# {title}", "", intro, "", *body])
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def anchor(name: str) -> str:
    """Return a link target that stays when a heading is reworded."""
    return f'<a id="{name}"></a>'


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; none where there are no rows."""
    lines = [f"| {' | '.join(_cell(text) for text in row)} |" for row in rows]
    return [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}", *lines, ""] if lines else []


def prose(text: str) -> str:
    """Return the paragraphs of a docstring, each in one line, safe to stand in a page."""
    spans = "\n\n".join(paragraphs(text.strip())).split("`")  # every other one is code, in which nothing is escaped
    return "`".join(span if number % 2 else span.replace("<", "&lt;") for number, span in enumerate(spans))


def literal(text: str) -> str:
    """Return text as code."""
    return f"`{text}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
