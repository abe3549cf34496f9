"""Writes every text of a report in the reader's language, fit to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from govkit.i18n import Renderer
from govkit.i18n.renderer import Text
from govkit.model.assessment import Assessment
from govkit.report.clean import plain


class Phrase(NamedTuple):
    """A text and the language it is in, where that is not the report's."""

    text: str
    lang: str = ""


class Day(NamedTuple):
    """A date as data and as the reader's language writes it."""

    iso: str
    text: str


class Words(Renderer):
    """A renderer whose texts and parameters are cleaned and masked."""

    def __init__(self, language: str, translations: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Write in `language`; see `Renderer`."""
        super().__init__(language, translations)
        self._templates: dict[tuple[str, str, Any], tuple[str, bool]] = {}

    @classmethod
    def of(cls, assessment: Assessment, language: str) -> Words:
        """Return the words for an assessment."""
        return cls(language, assessment["translations"])

    def template(self, message: Text, plural: str = "", n: Any = None) -> tuple[str, bool]:
        """Return the template, cleaned; see `Renderer.template`. Remembered, because findings share few templates."""
        if isinstance(message, dict):
            plural = message.get("plural", "")
            n = message.get("params", {}).get("n") if plural else None
            message = message["text"]
        if not isinstance(message, str):
            return super().template(message, plural, n)
        key = (message, plural, n if plural else None)
        found = self._templates.get(key)
        if found is None:
            text, translated = super().template(message, plural, n)
            if len(self._templates) > 20_000:
                self._templates.clear()
            found = self._templates[key] = (plain(text), translated)
        return found

    def value(self, value: Any) -> str:
        """Write a parameter; texts are cleaned and masked."""
        return plain(value if isinstance(value, str) else super().value(value))

    def phrase(self, message: Text) -> Phrase:
        """Return the text with its language, where it had to stay English."""
        translated = self.template(message)[1]
        return Phrase(self.text(message), "" if translated else "en")

    def sentence(self, message: Text) -> Phrase:
        """Return the text as a line of its own: with a capital where it begins with a word of its template."""
        text, lang = self.phrase(message)
        if self.template(message)[0][:1].islower():
            text = text[:1].upper() + text[1:]
        return Phrase(text, lang)

    def day(self, iso: str) -> Day:
        """Return a date in both forms."""
        return Day(plain(iso), plain(self.date(iso)))
