"""Pages, which are docstrings: their paragraphs; of a check, why it matters, and `Fix:`, what mends it."""

from __future__ import annotations

import re

_FIX = re.compile(r"^Fix:\s*(.+?)(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


def why_of(page: str) -> str:
    """Return the page without its `Fix:` paragraph."""
    return _FIX.sub("", page).strip()


def fix_of(page: str) -> str:
    """Return the `Fix:` paragraph in one line, or an empty text."""
    match = _FIX.search(page)
    return " ".join(match.group(1).split()) if match else ""


def paragraphs(page: str) -> list[str]:
    """Return the paragraphs of a page, each on one line."""
    return [" ".join(part.split()) for part in page.split("\n\n")]


def first_sentence(page: str) -> str:
    """Return the first sentence of a page on one line, without its full stop."""
    return paragraphs(page.strip())[0].partition(". ")[0].removesuffix(".")
