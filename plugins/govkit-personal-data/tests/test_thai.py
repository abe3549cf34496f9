"""Every text of the plugin is there in Thai, with the same placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest

import govkit_personal_data
from govkit.i18n.extract import extract
from govkit.i18n.po import read_po
from govkit.model.message import placeholders
from govkit_personal_data.checks import CHECKS

PACKAGE = Path(govkit_personal_data.__file__).parent
CATALOGUES = [PACKAGE / folder / "th/LC_MESSAGES/govkit_personal_data.po" for folder in ("locales", "tool_locales")]
THAI = {english: thai for path in CATALOGUES for english, thai in read_po(path.read_text("utf-8")).items()}
TEXTS = {text for found in extract(PACKAGE) for text in (found.text, found.plural) if text}
PAGES = {text for check in CHECKS for text in (check.why, check.fix)}


def test_there_are_texts():
    assert len(TEXTS) > 50
    assert len(PAGES) == 2 * len(CHECKS)


@pytest.mark.parametrize("english", sorted(TEXTS))
def test_message_is_translated(english):
    # one Thai form serves singular and plural, so a plural's placeholders may stand in both
    assert placeholders(english) <= placeholders(THAI[english])


@pytest.mark.parametrize("english", sorted(PAGES))
def test_page_is_translated(english):
    assert THAI[english]


def test_nothing_is_left_over():
    assert set(THAI) == TEXTS | PAGES
