"""Renders messages in one language: translation, then typed parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from govkit.i18n.catalogue import PSEUDO, Catalogue
from govkit.i18n.formats import date_text, duration_text, list_text, number_text, parsed_date, percent_text
from govkit.i18n.pseudo import pseudo
from govkit.model.assessment import MessageDoc
from govkit.model.duration import Duration
from govkit.model.message import Message
from govkit.model.worded import Sentence

Text = Message | MessageDoc | str
_PLACEHOLDER = re.compile(r"\{(\w*)\}|\{\{|\}\}")


class Renderer:
    """Writes texts in one language.

    A text is looked up in the translations that travel in the assessment, then in govkit's own catalogue; where neither
    has it, it stays English and `is_translated` says so. Templates are filled by plain substitution: a template is a
    stranger's text, and reaches no attribute of a parameter.
    """

    def __init__(self, language: str = "en", translations: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Write in `language`; `translations` is the member of that name of an assessment."""
        self.language = language
        self._own = Catalogue.of(language)
        carried = (translations or {}).get(language, {}).get("messages", {})
        self._carried: Mapping[str, str] = carried if isinstance(carried, Mapping) else {}

    def text(self, message: Text, plural: str = "", **params: Any) -> str:
        """Return the text in the reader's language with its parameters filled in.

        A bare text without parameters is translated only: braces in it mean nothing. Where the text stays English, its
        parameters are written in English, too.
        """
        if isinstance(message, Sentence):
            return self._worded(message)
        if isinstance(message, str) and not params:
            return self.template(message)[0]
        found = {**_params(message), **params}
        template, translated = self.template(message, plural, found.get("n"))
        value = self.value if translated else self._english.value
        return fill(template, {name: value(given) for name, given in found.items()})

    def is_translated(self, message: Text) -> bool:
        """Tell whether the text is in the reader's language; if not, it is English."""
        return self.template(message)[1]

    @cached_property
    def _english(self) -> Renderer:
        """Return the same kind of renderer for what stays English."""
        return type(self)("en")

    def template(self, message: Text, plural: str = "", n: Any = None) -> tuple[str, bool]:
        """Return the template in the reader's language, and whether it is in that language."""
        text, plural = _english(message, plural)
        if n is None:
            n = _params(message).get("n")
        number = n if isinstance(n, (int, float)) and not isinstance(n, bool) else None
        english = plural if plural and number is not None and number != 1 else text
        if self.language == "en" or not has_words(english):
            return english, True
        if self.language == PSEUDO:
            return pseudo(english), True
        carried = self._carried.get(english)
        found = carried if isinstance(carried, str) and carried else self._own.find(text, plural, number)
        return (found, True) if found else (english, False)

    def value(self, value: Any) -> str:
        """Write a parameter, typed or as the assessment packs it, as the language writes it."""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return self.text("yes") if value else self.text("no")
        if isinstance(value, (int, float)):
            return number_text(value)
        if isinstance(value, date):
            return date_text(value, self.language, self.text)
        if isinstance(value, Duration):
            return duration_text(value, self.text)
        if isinstance(value, Mapping):
            return self._packed(value)
        if isinstance(value, (list, tuple)):
            return list_text([self.value(item) for item in value], self.text)
        return str(value)

    def date(self, iso: str) -> str:
        """Write an ISO date or instant as a date; anything else as it stands."""
        day = parsed_date(iso)
        return date_text(day, self.language, self.text) if day else iso

    def percent(self, share: float) -> str:
        """Write a share of one as a percentage."""
        return percent_text(share)

    def list(self, items: list[str]) -> str:
        """Write texts as a list in a sentence."""
        return list_text(items, self.text)

    def _worded(self, sentence: Sentence) -> str:
        """Return a sentence in the reader's language; one that has no translation stays as it is."""
        template, translated = self.template(sentence.template, sentence.plural, sentence.params.get("n"))
        if not translated and any(map(str.isalpha, _PLACEHOLDER.sub("", template))):
            return sentence
        shown = {name: self.text(v) if isinstance(v, Sentence) else str(v) for name, v in sentence.params.items()}
        return fill(template, shown) if shown else template

    def _packed(self, value: Mapping[str, Any]) -> str:
        if isinstance(value.get("date"), str):
            return self.date(value["date"])
        try:
            return duration_text(Duration.parse(value["duration"]), self.text)
        except (KeyError, TypeError, ValueError):
            return str(value.get("duration", ""))


def fill(template: str, values: Mapping[str, str]) -> str:
    """Replace `{name}` by its value; a name without one stays as it is."""
    return "".join([values.get(name, literal) if name else literal for name, literal in _pieces(template)])


@lru_cache(maxsize=4_096)
def _pieces(template: str) -> tuple[tuple[str, str], ...]:
    """Return the template cut at its placeholders: a name, or none, and what stands there."""
    pieces, end = [], 0
    for match in _PLACEHOLDER.finditer(template):
        pieces.append(("", template[end : match.start()]))
        pieces.append((match[1], match[0]) if match[1] else ("", match[0][:1] if match[1] is None else match[0]))
        end = match.end()
    return (*pieces, ("", template[end:]))


def has_words(template: str) -> bool:
    """Tell whether a language may write a template otherwise: words, or the comma of a list, but no bare value."""
    return _PLACEHOLDER.sub("", template).strip(" %") != ""


def _english(message: Text, plural: str) -> tuple[str, str]:
    if isinstance(message, str):
        return message, plural
    if isinstance(message, Message):
        return message.text, message.plural
    return str(message.get("text", "")), str(message.get("plural", ""))


def _params(message: Text) -> dict[str, Any]:
    if isinstance(message, str):
        return {}
    return dict(message.params if isinstance(message, Message) else message.get("params", {}))
