"""Links of the documentation lead somewhere, and the README stays short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, REFERENCE, ROOT

LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def _anchors(page: Path) -> set[str]:
    """Return the targets of a page: those that are written, and those that headings give."""
    text = page.read_text("utf-8")
    headings = re.findall(r"^#+ (.*)$", CODE.sub(lambda match: match[0].strip("`"), text), re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)"></a>', text))


@pytest.mark.parametrize("page", [*PAGES, *REFERENCE], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
        if link.startswith(("http:", "https:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        assert not anchor or anchor in _anchors(target), f"{page.name}: {link}"


def test_the_readme_is_short_and_claims_nothing() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 200
    assert text.index("python3 dev.py demo") < 400


@pytest.mark.parametrize("page", [*PAGES, *REFERENCE], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_nobody_is_called_compliant_or_certified(page: Path) -> None:
    """What govkit says of anybody is met, gap, needs facts or needs review."""
    prose = CODE.sub("", page.read_text("utf-8")).lower()
    assert not re.search(r"\b(is|are|be|being|fully|gdpr|pdpa)[- ](compliant|certified)\b", prose)
