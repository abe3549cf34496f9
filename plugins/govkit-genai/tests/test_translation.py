"""The Thai catalogues hold every text of the plugin, with the same parameters."""

from __future__ import annotations

from pathlib import Path

import govkit_genai
from govkit.i18n.extract import extract
from govkit.i18n.po import read_po
from govkit.model.message import placeholders

PACKAGE = Path(govkit_genai.__file__).parent
CATALOGUES = [PACKAGE / folder / "th" / "LC_MESSAGES" / "govkit_genai.po" for folder in ("tool_locales", "locales")]


def translations() -> dict[str, str]:
    return {english: thai for path in CATALOGUES for english, thai in read_po(path.read_text("utf-8")).items()}


def test_every_text_is_translated_with_its_parameters() -> None:
    translated = translations()
    for found in extract(PACKAGE):
        assert translated.get(found.text), found.text
        assert placeholders(found.text) == placeholders(translated[found.text]), found.text


def test_every_page_is_translated() -> None:
    translated = translations()
    for check in govkit_genai.register_checks():
        assert check.fix, check.id
        assert translated.get(check.title), check.id
        assert translated.get(check.why), check.id
        assert translated.get(check.fix), check.id
