"""Finds the blocks of code in the documentation, with the line where each begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(ROOT.glob("docs/*.md"))
REFERENCE = sorted(ROOT.glob("docs/reference/**/*.md"))
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of code."""

    page: str
    line: int
    language: str
    text: str

    @property
    def file(self) -> str:
        """Return the path that the first line names (`# inventory/customers.yaml`), or an empty text."""
        match = re.match(r"# ([\w.-]+(?:/[\w.-]+)+)\n", self.text)
        return match[1] if match else ""


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page, in order."""
    text = page.read_text("utf-8")
    return [
        Block(page.name, text.count("\n", 0, match.start()) + 1, match[1], match[2]) for match in _BLOCK.finditer(text)
    ]


def of_language(page: Path, *languages: str) -> list[Block]:
    """Return the blocks of a page in some languages."""
    return [block for block in blocks(page) if block.language in languages]
