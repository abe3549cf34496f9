"""Writes every text of a report in the reader's language, fit to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from govkit.i18n import Renderer
from govkit.i18n.renderer import Text, fill
from govkit.model.assessment import Assessment, MessageDoc
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
        self._spans: dict[str, str] = {}

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
            if len(self._templates) > _REMEMBERED:
                self._templates.clear()
            found = self._templates[key] = (plain(text), translated)
        return found

    def value(self, value: Any) -> str:
        """Write a parameter; texts are cleaned and masked."""
        if isinstance(value, str):
            return plain(value)
        if isinstance(value, dict) and isinstance(span := value.get("duration"), str):
            if len(self._spans) > _REMEMBERED:
                self._spans.clear()
            if span not in self._spans:
                self._spans[span] = plain(super().value(value))
            return self._spans[span]
        return plain(super().value(value))

    def phrase(self, message: MessageDoc | str) -> Phrase:
        """Return the text with its language, where it had to stay English."""
        template, translated = self.template(message)
        return Phrase(self._filled(template, message, translated), "" if translated else "en")

    def sentence(self, message: MessageDoc | str) -> Phrase:
        """Return the text as a line of its own: with a capital where it begins with a word of its template."""
        template, translated = self.template(message)
        text = self._filled(template, message, translated)
        if template[:1].islower():
            text = text[0].upper() + text[1:]
        return Phrase(text, "" if translated else "en")

    def day(self, iso: str) -> Day:
        """Return a date in both forms."""
        return Day(plain(iso), plain(self.date(iso)))

    def _filled(self, template: str, message: MessageDoc | str, translated: bool) -> str:
        params = None if isinstance(message, str) else message.get("params")
        if not params:
            return template
        write = self.value if translated else self._english.value
        return fill(template, {name: write(value) for name, value in params.items()})


_REMEMBERED = 20_000
